//! What the platform's return codes mean, and what an office does about them.

use super::fault::Refusal;

/// Whose fault a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The account, the machine, the hour: nothing in the text is wrong.
    Account,
    /// The text as a whole.
    Text,
    /// The title of the article.
    Title,
    /// A picture or the cover.
    Picture,
}

/// The row of a code.
pub struct Meaning {
    pub whose: Whose,
    pub what: &'static str,
    pub remedy: &'static str,
}

/// What `code` means.
#[must_use]
pub fn meaning(code: i64) -> &'static Meaning {
    TABLE.iter().find(|(known, _)| *known == code).map_or(&UNKNOWN, |(_, meaning)| meaning)
}

/// The codes there are rows for.
pub fn known() -> impl Iterator<Item = i64> {
    TABLE.iter().map(|(code, _)| *code)
}

/// The sentence for a refusal; the platform's own words stand where they say more than the row.
#[must_use]
pub fn sentence(refusal: &Refusal) -> String {
    let meaning = meaning(refusal.code);
    let own = match refusal.said.is_empty() || !std::ptr::eq(meaning, &raw const UNKNOWN) {
        true => String::new(),
        false => format!("（{}）", refusal.said),
    };
    format!("微信平台在{}时回答 {}：{}{own}", refusal.call.chinese(), refusal.code, meaning.what)
}

/// The remedy for a refusal.
#[must_use]
pub fn remedy(refusal: &Refusal) -> String {
    let remedy = meaning(refusal.code).remedy;
    match (refusal.code, outside_address(&refusal.said)) {
        (40164, Some(address)) => format!("{remedy}。本机现在的出口 IP 是 {address}"),
        _ => remedy.to_string(),
    }
}

/// The address in `invalid ip 1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist`.
fn outside_address(said: &str) -> Option<&str> {
    let rest = said.split_once("invalid ip ")?.1;
    let address = rest.split([' ', ',']).next()?;
    address.parse::<std::net::IpAddr>().ok().map(|_| address)
}

const fn row(whose: Whose, what: &'static str, remedy: &'static str) -> Meaning {
    Meaning { whose, what, remedy }
}

static UNKNOWN: Meaning =
    row(Whose::Account, "未收录的返回码", "到微信开发者平台的“返回码查询”里查这个数字，按说明处理后重新推送");

static TABLE: &[(i64, Meaning)] = {
    use Whose::{Account, Picture, Text, Title};
    &[
        (-1, row(Account, "系统繁忙", "过几分钟重新推送；已传的图片不会重传")),
        (40001, row(Account, "接口凭证无效", "核对 AppID 和 AppSecret 是否属于同一个公众号；AppSecret 重置过的，换成新的")),
        (40002, row(Account, "接口凭证的类型不对", "请把这一行交给维护人员")),
        (40004, row(Picture, "素材类型不对", "换成 JPEG 或 PNG 图片")),
        (40005, row(Picture, "图片格式不对", "换成 JPEG 或 PNG 图片；把 .webp、.heic 改名不算，要在看图软件里另存")),
        (40006, row(Picture, "图片太大或是空文件", "换一张小于 10 MB 的图片")),
        (40007, row(Picture, "素材编号无效：素材库里的封面可能已被删去", "重新推送一次，封面会重新上传")),
        (40009, row(Picture, "图片太大", "正文图片应小于 1 MB，封面和动图小于 10 MB；缩小后再推送")),
        (40013, row(Account, "AppID 不对", "到微信开发者平台的“开发接口管理”核对 AppID，注意大小写")),
        (40014, row(Account, "接口凭证不合法", "重新推送一次；仍不行，核对 AppID 和 AppSecret")),
        (40033, row(Text, "请求里有转义字符", "请把这一行交给维护人员")),
        (40113, row(Picture, "图片的文件类型不受支持", "换成 JPEG 或 PNG 图片")),
        (40125, row(Account, "AppSecret 不对", "到微信开发者平台重置 AppSecret，改写本机存放的那一份")),
        (40137, row(Picture, "图片格式不受支持", "换成 JPEG 或 PNG 图片")),
        (40164, row(Account, "本机的 IP 不在白名单里", "请管理员到微信开发者平台的“开发接口管理”里，把本机的出口 IP 加进 IP 白名单，几分钟后再推送")),
        (40243, row(Account, "AppSecret 已被冻结", "请管理员到微信开发者平台解冻 AppSecret")),
        (41001, row(Account, "请求里没有接口凭证", "请把这一行交给维护人员")),
        (41005, row(Picture, "图片没有传上去", "重新推送一次；仍不行，换一张图片")),
        (42001, row(Account, "接口凭证已过期", "重新推送一次；仍不行，看看有没有别的程序在用同一个公众号")),
        (43002, row(Account, "请求方法不对", "请把这一行交给维护人员")),
        (44002, row(Text, "请求是空的", "请把这一行交给维护人员")),
        (44003, row(Text, "草稿里没有文章", "请把这一行交给维护人员")),
        (44004, row(Text, "正文是空的", "写上正文再推送")),
        (45001, row(Picture, "图片太大", "换一张小于 10 MB 的图片")),
        (45002, row(Text, "正文太长：连同样式应少于 2 万个字符、小于 1 MB", "删减正文，或把长文分成上、下两篇；大表格改成图片")),
        (45003, row(Title, "标题太长", "在稿件里写 wechat: {title: 三十二字以内的标题}")),
        (45004, row(Title, "摘要太长", "在稿件里写 wechat: {digest: 一百二十字以内的摘要}")),
        (45005, row(Text, "阅读原文的网址太长", "缩短栏目文件夹名或稿件编号")),
        (45006, row(Text, "图片的网址太长", "给图片换一个短文件名")),
        (45007, row(Text, "播放时间太长", "缩短音频或视频")),
        (45008, row(Text, "一份草稿里的文章太多：最多 8 篇", "分成两份")),
        (45009, row(Account, "今天调用接口的次数用完了", "明天再推送；或请管理员在公众平台清零调用次数（每月有限次）")),
        (45011, row(Account, "调用接口太频繁", "过一分钟重新推送")),
        (45028, row(Account, "没有群发的次数了", "这不影响存草稿，请把这一行交给维护人员")),
        (45110, row(Title, "作者名太长", "在稿件里写 wechat: {author: 十六字以内的作者}")),
        (45166, row(Text, "正文里有平台不收的内容，多半是链接", "正文只能链接公众号文章；检查有没有指向别处的链接，或被禁用的词句")),
        (46003, row(Account, "没有这样的菜单数据", "请把这一行交给维护人员")),
        (47001, row(Text, "请求的数据解析不了", "检查正文里有没有看不见的控制字符；没有的话，请把这一行交给维护人员")),
        (48001, row(Account, "公众号没有这个接口的权限", "在公众平台查看接口权限；未认证的公众号先办认证，或改用粘贴的办法")),
        (48004, row(Account, "公众号的这个接口被封禁", "登录公众平台查看通知，按通知申诉或整改")),
        (48006, row(Account, "接口的调用次数不能再清零", "等到明天")),
        (50002, row(Account, "公众号受限", "登录公众平台查看通知")),
        (53400, row(Text, "文章的参数不对", "请把这一行交给维护人员")),
        (53401, row(Text, "投票或插件的内容不对", "请把这一行交给维护人员")),
        (53402, row(Picture, "封面裁剪失败", "换一张不小于 900×383 的封面，或删去封面，改用标题封面")),
        (53404, row(Account, "公众号的带货能力被限制", "登录公众平台查看通知；文章里去掉商品")),
        (53405, row(Text, "商品信息有误", "文章里去掉商品")),
        (53406, row(Account, "公众号没有开通带货能力", "文章里去掉商品")),
        (53600, row(Text, "文章的编号不对", "重新推送一次")),
        (89503, row(Account, "这次调用要管理员确认", "请管理员在手机微信的通知里确认，再重新推送")),
        (89506, row(Account, "管理员拒绝了这次调用，24 小时内不能再用这个 IP", "与管理员联系，明天再试")),
        (89507, row(Account, "管理员拒绝了这次调用，1 小时内不能再用这个 IP", "与管理员联系，一小时后再试")),
    ]
};
