//! What the editor of 公众号 takes: elements, attributes, properties, values (`reference/wechat.md`
//! A2–A4, A8, A10). The cleaner and the linter go by the same lists.

/// Elements an article may hold (E1 2).
pub const TAGS: &[&str] = &[
    "section", "p", "span", "strong", "em", "b", "i", "u", "s", "br", "hr", "h1", "h2", "h3", "h4", "blockquote", "pre", "code",
    "sup", "sub", "img", "table", "thead", "tbody", "tr", "th", "td", "a", "mp-common-profile",
];

/// Shapes an inline SVG may hold (E1 19).
pub const SHAPES: &[&str] = &[
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "animate", "set",
    "animatetransform", "animatemotion",
];

/// Attributes an element may have (E1 3).
pub const ATTRIBUTES: &[&str] =
    &["style", "src", "alt", "href", "colspan", "rowspan", "data-gen", "data-no-dark", "leaf", "nodeleaf"];

/// Attributes that are never kept, on shapes neither.
pub const NEVER: &[&str] = &["id", "class", "href", "xlink:href", "style"];

/// Properties an inline style may set (A4, the row that is safe).
pub const PROPERTIES: &[&str] = &[
    "color", "font-size", "font-weight", "font-style", "line-height", "letter-spacing", "text-align", "text-indent",
    "text-decoration", "background-color", "border", "border-top", "border-right", "border-bottom", "border-left",
    "border-color", "border-style", "border-width", "border-collapse", "border-radius", "margin", "margin-top", "margin-right",
    "margin-bottom", "margin-left", "padding", "padding-top", "padding-right", "padding-bottom", "padding-left", "width",
    "max-width", "height", "display", "vertical-align", "overflow-x", "white-space", "word-break", "box-shadow", "opacity",
    "-webkit-overflow-scrolling",
];

/// Properties that sometimes survive and sometimes do not (E1 7).
pub const DOUBTFUL: &[&str] = &["flex", "flex-direction", "grid", "transform", "float", "font-family", "align-items", "justify-content"];

/// What no value may hold (E1 6).
const BAD_VALUES: &[&str] = &["var(", "calc(", "url(", "env(", "!important", "expression(", "gradient("];

/// What an SVG may not hold (E1 19).
pub const BAD_SHAPES: &[&str] = &[
    "defs", "use", "marker", "lineargradient", "radialgradient", "filter", "foreignobject", "style", "clippath", "mask", "pattern",
    "symbol", "script", "image",
];

/// What an animation within an SVG may change (A10).
pub const ANIMATED: &[&str] = &[
    "x", "y", "width", "height", "cx", "cy", "opacity", "d", "points", "stroke-width", "stroke-linecap", "stroke-dashoffset", "fill",
    "visibility",
];

/// The only host whose addresses may be links.
const HOST: &str = "mp.weixin.qq.com";

pub fn is_shape(name: &str) -> bool {
    SHAPES.contains(&name)
}

pub fn is_bad_value(value: &str) -> bool {
    let value = value.to_lowercase();
    BAD_VALUES.iter().any(|bad| value.contains(bad)) || value == "fixed" || value == "absolute"
}

/// Pure black, which the editor swallows.
pub fn is_black(value: &str) -> bool {
    let value: String = value.to_lowercase().split_whitespace().collect();
    let hex = value.strip_prefix('#').is_some_and(|hex| matches!(hex.len(), 3 | 6) && hex.bytes().all(|byte| byte == b'0'));
    hex || value == "black" || value == "rgb(0,0,0)"
}

/// Whether the editor keeps `url` as a link.
pub fn is_linkable(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or("");
    rest.split(['/', '?', '#']).next() == Some(HOST)
}

/// Characters that cannot be seen and do harm.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{0}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}
