//! Release: what leaves the house for other machines. So far drafts for the official account;
//! it asks editions for their files and knows neither the terminal nor the clock.

pub mod wechat;
