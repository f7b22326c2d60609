//! `site.yaml`: the only configuration.

use crate::kind::Lang;
use std::collections::BTreeMap;

crate::choice! {
    /// The standard the portal is held against.
    pub enum Profile { Gov47 = "gov47", None = "none" }
}

crate::shape! {
    /// Names, domain, records and limits of the site.
    pub struct Site {
        pub name: String = "网站名称",
        pub base_url: String = "网址，如 https://www.example.gov.cn",
        pub short_name: Option<String> = "简称",
        pub language: Option<String> = "语言，默认 zh-Hans",
        pub timezone: Option<String> = "时区，默认 +08:00",
        pub theme: Option<String> = "主题，默认 zhengxie",
        pub profile: Option<Profile> = "网站规范：gov47 或 none",
        pub id_code: Option<String> = "政府网站标识码",
        pub description: Option<String> = "网站描述",
        pub keywords: Vec<String> = "网站关键词",
        pub footer: Option<Footer> = "页脚各项备案信息",
        pub channels: Option<Channels> = "其他发布渠道",
        pub permalink: Option<String> = "稿件网址，默认 /{column}/{yyyymm}/{id}.html",
        pub home: Option<Home> = "首页各区",
        pub images: Option<Images> = "图片处理",
        pub review: Option<Review> = "三审三校",
        pub wechat: Option<WechatSite> = "公众号",
        pub search: Option<bool> = "站内搜索，默认 true",
        pub languages: Vec<Lang> = "网站有哪些语言版本：zh-Hans、zh-Hant（机器转换的繁体版）、ko",
        pub names: BTreeMap<String, String> = "网站名称的其他语言写法，如 {ko: 지린시 정협}",
        pub api: Option<bool> = "是否生成供手机应用读取的数据接口 /api/；不写则写了 channels.app 才生成",
        pub targets: BTreeMap<String, BTreeMap<String, String>> = "发布目标",
    }
}

crate::shape! {
    /// Footer records (国办发〔2017〕47号, annex).
    pub struct Footer {
        pub host: Option<String> = "主办单位",
        pub operator: Option<String> = "承办单位",
        pub support: Option<String> = "技术支持",
        pub address: Option<String> = "地址",
        pub phone: Option<String> = "联系电话",
        pub email: Option<String> = "邮箱",
        pub postcode: Option<String> = "邮编",
        pub icp: Option<String> = "ICP 备案号",
        pub police: Option<String> = "公安备案号",
        pub police_code: Option<String> = "公安备案查询编号",
        pub conac: Option<String> = "党政机关网站标识查询地址",
        pub report: Option<String> = "“我为政府网站找错”地址",
    }
}

crate::shape! {
    /// Other channels of the office.
    pub struct Channels {
        pub wechat: Option<String> = "公众号名称",
        pub app: Option<String> = "手机应用名称",
    }
}

crate::shape! {
    /// What the home page shows.
    pub struct Home {
        pub lead: Option<String> = "头条取自哪个栏目",
        pub columns: Vec<String> = "首页列出哪些栏目",
        pub topics: Vec<String> = "首页列出哪些专题（编号）",
        pub figures: Vec<String> = "数说一区的数据（名册中的编号）",
        pub books: Option<String> = "书香一区取自哪个栏目",
        pub archive: Option<String> = "文史一区取自哪个栏目",
    }
}

crate::shape! {
    /// How pictures are made smaller.
    pub struct Images {
        pub max_pixels: Option<u32> = "一张图片最多多少像素（宽×高），默认 1 亿",
        pub max_bytes: Option<u32> = "一张图片最多多少字节，默认 3000 万",
        pub widths: Vec<u32> = "生成哪些宽度（像素），默认 480、960、1600",
        pub webp: Option<bool> = "网站图片另存一份更小的 WebP，默认 true",
    }
}

crate::shape! {
    /// What sign-off publication needs.
    pub struct Review {
        pub required: bool = "没有完整签批不得发布",
        pub same_person: bool = "允许一人签多个环节",
    }
}

crate::shape! {
    /// The official account.
    pub struct WechatSite {
        pub look: Option<String> = "样式：庄重红、书香青、素白",
        pub author: Option<String> = "默认作者",
        pub account: Option<String> = "公众号名称",
    }
}

impl Default for Site {
    fn default() -> Site {
        Site {
            name: String::new(),
            base_url: "https://www.example.gov.cn".to_string(),
            short_name: None,
            language: None,
            timezone: None,
            theme: None,
            profile: None,
            id_code: None,
            description: None,
            keywords: Vec::new(),
            footer: None,
            channels: None,
            permalink: None,
            home: None,
            images: None,
            review: None,
            wechat: None,
            languages: Vec::new(),
            search: None,
            names: BTreeMap::new(),
            api: None,
            targets: BTreeMap::new(),
        }
    }
}

impl Site {
    #[must_use]
    pub fn theme(&self) -> &str {
        self.theme.as_deref().unwrap_or("zhengxie")
    }

    #[must_use]
    pub fn language(&self) -> &str {
        self.language.as_deref().unwrap_or("zh-Hans")
    }

    /// Offset from UTC, such as `+08:00`.
    #[must_use]
    pub fn timezone(&self) -> &str {
        self.timezone.as_deref().unwrap_or("+08:00")
    }

    #[must_use]
    pub fn short_name(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }

    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profile.unwrap_or(Profile::Gov47)
    }

    #[must_use]
    pub fn permalink(&self) -> &str {
        self.permalink.as_deref().unwrap_or("/{column}/{yyyymm}/{id}.html")
    }

    /// The domain and scheme without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.base_url.trim_end_matches('/')
    }

    /// Widths of the smaller versions of pictures, in pixels, ascending.
    #[must_use]
    pub fn image_widths(&self) -> Vec<u32> {
        let chosen = self.images.as_ref().map_or(&[][..], |images| &images.widths);
        let mut widths = if chosen.is_empty() { vec![480, 960, 1600] } else { chosen.to_vec() };
        widths.sort_unstable();
        widths.dedup();
        widths
    }

    /// Most pixels a picture may have before it is refused; 100 million unless set.
    #[must_use]
    pub fn max_pixels(&self) -> u64 {
        u64::from(self.images.as_ref().and_then(|images| images.max_pixels).unwrap_or(100_000_000))
    }

    /// Most bytes the file of a picture may have; 30 million unless set.
    #[must_use]
    pub fn max_bytes(&self) -> u64 {
        u64::from(self.images.as_ref().and_then(|images| images.max_bytes).unwrap_or(30_000_000))
    }

    /// Whether pictures of the site are also made in WebP.
    #[must_use]
    pub fn webp(&self) -> bool {
        self.images.as_ref().and_then(|images| images.webp).unwrap_or(true)
    }

    /// Whether the site has a search of its own.
    #[must_use]
    pub fn search(&self) -> bool {
        self.search.unwrap_or(true)
    }

    /// The language of texts that name none, and of the addresses that begin at `/`.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_word(self.language()).unwrap_or(Lang::ZhHans)
    }

    /// What the addresses of texts in `lang` begin with: nothing for the language of the site.
    #[must_use]
    pub fn tree(&self, lang: Lang) -> &'static str {
        match lang {
            _ if lang == self.lang() => "",
            Lang::ZhHans => "/zh-hans",
            Lang::ZhHant => "/zh-hant",
            Lang::Ko => "/ko",
        }
    }

    /// Whether the application of the office is given data of its own.
    #[must_use]
    pub fn has_api(&self) -> bool {
        self.api.unwrap_or_else(|| self.channels.as_ref().is_some_and(|channels| channels.app.is_some()))
    }

    #[must_use]
    pub fn review_required(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.required)
    }
}
