//! `shape!` and `choice!`: one declaration gives type, reader, schema and explanation.

/// Declares a struct that is read from a mapping.
///
/// Each field carries its Chinese explanation; `as "key"` gives a key that is not the field's name.
///
/// ```text
/// shape! {
///     /// English documentation.
///     pub struct Event {
///         pub place: Option<String> = "地点",
///         pub sort as "type": Option<String> = "类别",
///     }
/// }
/// ```
#[macro_export]
macro_rules! shape {
    (@key $name:ident) => { stringify!($name) };
    (@key $name:ident $key:literal) => { $key };
    ($(#[$meta:meta])* pub struct $shape:ident {
        $($(#[$fmeta:meta])* pub $name:ident $(as $key:literal)? : $ty:ty = $about:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $shape { $($(#[$fmeta])* #[doc = $about] pub $name: $ty,)* }

        impl $crate::shape::Shape for $shape {
            const KEYS: &'static [$crate::shape::KeyDoc] = &[$($crate::shape::KeyDoc {
                name: $crate::shape!(@key $name $($key)?),
                required: <$ty as $crate::shape::Field>::REQUIRED,
                about: $about,
            },)*];

            #[allow(unused_variables)]
            fn take(
                pairs: &[($crate::shape::Key, $crate::shape::Node)],
                at: $crate::diag::Span,
                reader: &mut $crate::shape::Reader,
            ) -> Option<Self> {
                $(let $name: Option<$ty> = {
                    let key = $crate::shape!(@key $name $($key)?);
                    match pairs.iter().find(|(k, _)| k.name == key) {
                        Some((_, node)) => <$ty as $crate::shape::Field>::read(node, reader),
                        None => {
                            let absent = <$ty as $crate::shape::Field>::absent();
                            if absent.is_none() {
                                reader.missing(at, key, $about);
                            }
                            absent
                        }
                    }
                };)*
                Some($shape { $($name: $name?,)* })
            }

            fn properties() -> Vec<serde_json::Value> {
                vec![$(<$ty as $crate::shape::Field>::schema(),)*]
            }
        }

        impl $crate::shape::Field for $shape {
            const REQUIRED: bool = true;

            fn read(
                node: &$crate::shape::Node,
                reader: &mut $crate::shape::Reader,
            ) -> Option<Self> {
                $crate::shape::read_shape(node, reader)
            }

            fn schema() -> serde_json::Value {
                $crate::shape::object::<Self>()
            }
        }
    };
}

/// Declares an enum that is read from one of a fixed list of words.
///
/// ```text
/// choice! {
///     /// English documentation.
///     pub enum Status { Draft = "draft", Published = "published" }
/// }
/// ```
#[macro_export]
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $choice:ident {
        $($(#[$vmeta:meta])* $variant:ident = $word:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub enum $choice { $($(#[$vmeta])* #[doc = $word] $variant,)* }

        impl $choice {
            /// Every variant, in order.
            pub const ALL: &'static [$choice] = &[$($choice::$variant,)*];

            /// The word it is written with.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($choice::$variant => $word,)* }
            }

            /// The variant written as `word`.
            #[must_use]
            pub fn from_word(word: &str) -> Option<$choice> {
                match word { $($word => Some($choice::$variant),)* _ => None }
            }
        }

        impl $crate::shape::Field for $choice {
            const REQUIRED: bool = true;

            fn read(
                node: &$crate::shape::Node,
                reader: &mut $crate::shape::Reader,
            ) -> Option<Self> {
                let words = [$($word),*];
                let read = node.scalar().and_then($choice::from_word);
                if read.is_none() {
                    reader.not_a_choice(node, &words);
                }
                read
            }

            fn schema() -> serde_json::Value {
                serde_json::json!({ "enum": [$($word),*] })
            }
        }
    };
}
