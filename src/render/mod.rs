//! Writers: a tree becomes HTML, WeChat HTML or Typst. Three writers of one shape: document,
//! block, inline. They know nothing of the catalog: links and pictures arrive resolved in an
//! [`Outlet`](crate::directive::Outlet).

mod highlight;
pub mod html;
pub mod typst;
pub mod wechat;
