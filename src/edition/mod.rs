//! Editions: an edition is a function from an address to bytes.
//!
//! Each lists its routes; a route knows its address, the fingerprint of all it is made of, and how
//! to render itself. Rendering is pure: same [`Shop`], same bytes. No edition names another.

mod epub;
mod print;
mod shop;
mod site;
pub mod volume;
pub mod wechat;

use crate::diag::Warned;
use crate::files::Hash;
use crate::kind::EditionName;

pub use shop::Shop;

/// The bytes of a route; None when its diagnostics hold an error.
pub type Rendered = Warned<Option<Vec<u8>>>;

/// One address of an edition.
pub trait Route: Send + Sync {
    /// Relative to the folder of the edition, with `/`, without a leading one.
    fn path(&self) -> &str;

    /// A hash of everything [`Route::render`] will read.
    fn fingerprint(&self, shop: &Shop) -> Hash;

    /// The bytes, and what is wrong with them.
    fn render(&self, shop: &Shop) -> Rendered;

    /// Both at once, for a route that has never been rendered; what they share is made once.
    fn made(&self, shop: &Shop) -> (Hash, Rendered) {
        (self.fingerprint(shop), self.render(shop))
    }

    /// The files of `content/` and the looks it is made of, for `kanxing why`.
    fn sources(&self, shop: &Shop) -> Vec<String>;
}

/// An edition: its name, what it is, and the addresses it publishes.
pub struct Edition {
    pub name: EditionName,
    pub about: &'static str,
    /// Every route. Diagnostics tell what keeps the edition from being made (a theme that does
    /// not parse, a font that is missing, two routes with one address).
    pub routes: fn(&Shop) -> Warned<Vec<Box<dyn Route>>>,
}

/// All editions.
pub static EDITIONS: [Edition; 4] = [
    Edition { name: EditionName::Site, about: "门户网站", routes: site::routes },
    Edition { name: EditionName::Wechat, about: "微信文章", routes: wechat::routes },
    Edition { name: EditionName::Print, about: "印刷书稿（PDF）", routes: print::routes },
    Edition { name: EditionName::Epub, about: "电子书（EPUB）", routes: epub::routes },
];
