//! The manual of diagnostics that are no checks of their own: one row a code, printed by
//! `kanxing explain CODE`.

mod push;
mod wechat;

/// The manual page of a code.
pub struct Page {
    pub code: &'static str,
    /// One line.
    pub title: &'static str,
    /// What it finds, why it matters, wrong and right examples; Chinese, plain text.
    pub text: &'static str,
}

macro_rules! pages {
    ($name:ident: $($code:literal $title:literal $about:literal wrong $wrong:literal right $right:literal;)*) => {
        /// Pages in the order of their codes.
        pub static $name: &[Page] = &[$(Page {
            code: $code,
            title: $title,
            text: concat!("说明\n", $about, "\n\n误例\n", $wrong, "\n\n正例\n", $right),
        },)*];
    };
}

pub(crate) use pages;

/// Every page.
pub fn all() -> impl Iterator<Item = &'static Page> {
    MANUAL.iter().chain(push::PUSH).chain(wechat::WECHAT)
}

/// The page of `code`.
#[must_use]
pub fn page(code: &str) -> Option<&'static Page> {
    all().find(|page| page.code == code)
}

pages! { MANUAL:
    "alias-bomb" "YAML 别名展开过大"
        "YAML 的锚点（&）和别名（*）层层嵌套，展开后大得不合常理。本程序拒绝读取，以免内存耗尽。"
        wrong "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]  （层层翻倍）"
        right "直接写出内容，不用锚点和别名。";
    "bad-chart" "统计图画不出来"
        "统计图的数据不能成图：各组数值的个数与标签不一致、全为零，或有负数而图形不能表示。"
        wrong "labels: [甲, 乙]\nseries: [{values: [1]}]"
        right "labels: [甲, 乙]\nseries: [{values: [1, 2]}]";
    "bad-cover" "封面做不出来"
        "书的封面图片不能用，或封面模板有误。"
        wrong "cover: {art: 没有的图.jpg}"
        right "cover: {art: cover.jpg}（图片在书的文件夹里，能正常打开）";
    "bad-date" "日期或时间写法不对"
        "日期写作 年-月-日，月、日都是两位；时间在其后空一格写 时:分。也检查这一天是否存在。名册等处的日期可以只写到年或月。"
        wrong "date: 2026年11月20日\ndate: 2026-2-30"
        right "date: 2026-11-20\ndate: 2026-11-20 08:30";
    "bad-directive" "指令的写法不对"
        "指令（:::名称 … ::: 或 ```名称）的参数或内容不合要求，如参数没有写成 键=值，或把应写 Markdown 的写成了 YAML。"
        wrong "::: quote by 某甲\n协商就是生产力。\n:::"
        right ":::quote by=某甲\n协商就是生产力。\n:::";
    "bad-encoding" "文件编码不是 UTF-8"
        "稿件应存为 UTF-8（无 BOM）。GB18030（GBK）和带 BOM 的文件会照常读取并提醒；两者都不是的无法读取。"
        wrong "用旧版记事本另存为“ANSI”的文件"
        right "另存为 UTF-8；或运行 kanxing check --fix 自动转换。";
    "bad-id" "编号写法不对"
        "编号用于网址和链接，只能用小写英文字母、数字和连字符（-）。不写 id 时取文件名，所以文件名也要符合。书的编号须与文件夹名一致。"
        wrong "id: 第十次主席会议\nid: Zhuxi_Huiyi"
        right "id: zhuxi-huiyi-10";
    "bad-newline" "换行为 Windows 格式"
        "文件用 CRLF 换行。不影响生成，但同一文件在不同电脑上会显得处处不同，不便核对修改。"
        wrong "每行以 CRLF 结尾"
        right "每行以 LF 结尾；运行 kanxing check --fix 统一。";
    "bad-picture" "图片不能用"
        "图片文件损坏、格式不支持、是印刷用的 CMYK，或像素超过上限。可用 JPEG、PNG、WebP、GIF、SVG。"
        wrong "把 .heic 改名为 .jpg"
        right "在看图软件中另存为 JPEG 或 PNG。";
    "bad-template" "模板有错误"
        "主题中的模板不能解析，或用到了没有的数据。多在修改主题之后出现。"
        wrong "{% for card in list.card %}"
        right "{% for card in list.cards %}；或删去项目中改过的模板，恢复内置的。";
    "bad-value" "值不在可用的范围内"
        "这一项只能取规定的几个词，或规定范围内的数字。建议一行列出可用的值。"
        wrong "status: 已发布\nmax_age: 两周"
        right "status: published\nmax_age: 14";
    "bad-volume" "书做不出来"
        "这本书的设置或内容使它不能成书，具体原因见问题一行。"
        wrong "volume.yaml 的 parts 指向没有的页面"
        right "按问题一行所说改正 volume.yaml 或所收稿件。";
    "broken-link" "链接没有着落"
        "文中链接所指的稿件、文件或小标题不存在。链接可写稿件编号、.md 文件的相对路径，或 https:// 开头的网址。"
        wrong "[会议报道](zhuxi-huiyi-100)"
        right "[会议报道](zhuxi-huiyi-10)";
    "dead-link" "外部链接打不开"
        "check --external 逐一询问文中的外部网址，对方网站说没有这个页面，或一直没有回应。政府网站检查把打不开的链接列为扣分项。"
        wrong "[报道](https://www.example.gov.cn/2019/old.html)（对方网站改版后已没有这一页）"
        right "改为现在的网址，或去掉链接，在文中写明出处。";
    "duplicate-address" "两个页面的网址相同"
        "两个页面会写到同一个地址，后写的会盖掉先写的。"
        wrong "两篇稿件的 id 都是 gongzuo-baogao；或 permalink 中没有 {id}"
        right "改其中一篇的 id；permalink 中保留 {id}。";
    "duplicate-id" "两篇稿件的编号相同"
        "编号在整个项目中只能用一次，否则链接不知指向哪一篇。不写 id 时编号取文件名，不同栏目中的同名文件也会冲突。"
        wrong "yaowen/huiyi.md 和 xieshang/huiyi.md"
        right "其中一篇写明 id: xieshang-huiyi，或改文件名。";
    "duplicate-key" "同一项写了两次"
        "一组键值中同一个键出现了两次，不知以哪个为准。"
        wrong "title: 甲\ntitle: 乙"
        right "title: 甲";
    "duplicate-look" "两份微信样式同名"
        "wechat 文件夹里有两份样式的 name 相同，site.yaml 的 wechat.look 不知指哪一份。"
        wrong "红.yaml 和 新红.yaml 都写 name: 庄重红"
        right "其中一份改名：name: 庄重红二";
    "empty-part" "书的一个部分没有稿件"
        "volume.yaml 的这一部分按所写条件一篇稿件也没有查到，书中会少这一部分。"
        wrong "query: {column: anli, tags: [没有用过的标签]}"
        right "核对 query 的栏目、标签和起止日期；稿件须已公开，或书为内部资料。";
    "empty-volume" "书里没有内容"
        "这本书没有查到任何稿件，也没有自己的页面，所以没有生成。"
        wrong "parts 的各项 query 都查不到稿件"
        right "核对各部分的 query；尚在筹备的书可以先不管。";
    "missing-alt" "图片没有文字说明"
        "每张图片要有说明图中内容的文字：读屏软件读它，图片打不开时显示它，无障碍规范也要求它。"
        wrong "![](huichang.jpg)"
        right "![主席会议会场](huichang.jpg)";
    "missing-column" "文件不在任何栏目中"
        "稿件要放在有 _column.yaml 的栏目文件夹里，程序由此知道它的体裁和网址。"
        wrong "content/huiyi.md"
        right "content/yaowen/huiyi.md，并有 content/yaowen/_column.yaml";
    "missing-font" "没有书稿字体"
        "print/fonts/ 中没有排书所需的字体。"
        wrong "删去了 print/fonts/"
        right "恢复 print/fonts/，或删去项目中的 print/ 以改用内置的。";
    "missing-front-matter" "稿件开头没有稿件信息"
        "每篇稿件以 --- 开始，写明标题、日期等，再以 --- 结束，然后是正文。"
        wrong "# 主席会议召开\n11月20日，……"
        right "---\ntitle: 主席会议召开\ndate: 2026-11-20\n---\n11月20日，……";
    "missing-glyph" "书稿字体缺字"
        "书稿所用字体里没有这个字，印出来会是空框。多见于生僻姓名用字和特殊符号。"
        wrong "标题中用了字体没有的异体字"
        right "改用规范字形；确须用的，把含有该字的字体放入 print/fonts/ 并在 fonts.yaml 中登记。";
    "missing-heading" "链接所指的小标题不存在"
        "链接中 # 后面是小标题的编号，所指的文中没有这个小标题。"
        wrong "[做法](#zhuyao-zuofa)（文中没有这个小标题）"
        right "先核对小标题，再写它的编号；也可在小标题后写 {#zuofa} 自定编号。";
    "missing-key" "缺少必填项"
        "这一组键值中有一项必须填写。体裁不同，必填项也不同，见 kanxing new 生成的说明。"
        wrong "---\ndate: 2026-11-20\n---"
        right "---\ntitle: 主席会议召开\ndate: 2026-11-20\n---";
    "missing-look" "主题缺少文件"
        "所用主题缺少这个版本需要的样式文件。"
        wrong "自建的主题里没有 epub 样式"
        right "补齐文件，或在 site.yaml 改用 theme: zhengxie。";
    "missing-picture" "找不到图片"
        "稿件所写的图片文件不存在。路径从稿件所在文件夹算起；以 / 开头的从 content/ 算起。注意大小写和扩展名。"
        wrong "![会场](Huichang.JPG)（文件名是 huichang.jpg）"
        right "![会场](huichang.jpg)";
    "missing-role" "样式表缺少一种样式"
        "微信样式（themes/…/wechat/*.yaml）缺少一个名目，用到它的文字在微信里就没有样式。"
        wrong "roles 中没有 callout-title"
        right "补上 callout-title: \"font-weight:bold\"";
    "moved-link" "外部链接已改址"
        "对方网站说这个网址已长久地改到另一处（301 或 308）。现在还打得开，日后不一定。"
        wrong "[公报](http://www.example.gov.cn/gb)"
        right "[公报](https://www.example.gov.cn/gongbao/)";
    "not-rendered" "页面没有生成"
        "程序没能生成这个页面，又没有说明原因。这是程序的缺陷。"
        wrong "—"
        right "请把出现这一问题的稿件交给维护人员。";
    "nul-byte" "文件含有 NUL 字节"
        "稿件应是纯文本。含有 NUL 字节的多半是误放的 Word 文档，或存成了 UTF-16。"
        wrong "把 .docx 改名为 .md"
        right "在编辑器中打开原文，另存为 UTF-8 纯文本。";
    "path-escape" "路径指向 content/ 之外"
        "图片和附件必须放在 content/ 里面；路径中的 .. 不能越出 content/，也不能写盘符和反斜杠。"
        wrong "![会场](../../../桌面/huichang.jpg)"
        right "把图片复制到稿件旁边，写 ![会场](huichang.jpg)";
    "print-engine" "书稿排版失败"
        "排版引擎不能排出这本书，多半是印刷模板（print/…）被改动过。"
        wrong "改动 print/ 后函数名写错"
        right "按问题一行所说改正模板；或删去项目中改过的模板，恢复内置的。";
    "raw-html" "正文中有 HTML 代码"
        "网页代码在书稿和微信里会消失，所以不允许。建议一行写明可代替它的指令。"
        wrong "<div align=\"center\"><img src=\"a.jpg\"></div>"
        right ":::figure src=a.jpg alt=会场\n会场一角\n:::";
    "symlink-out" "链接文件指向项目之外"
        "content/ 中有符号链接指向项目之外的文件。换一台电脑就会失效，也可能把不该公开的文件带上网。"
        wrong "content/img -> /home/某甲/图片"
        right "把文件本身复制进来。";
    "template-error" "模板有错误"
        "主题模板（themes/…）或印刷模板（print/…）不能解析，或用到了没有的数据。多在修改主题之后出现。"
        wrong "{% for card in list.card %}"
        right "{% for card in list.cards %}；或删去项目中改过的模板，恢复内置的。";
    "too-large" "文件太大"
        "单个文件超过上限，会使生成很慢、网页难以打开。"
        wrong "一张 80 MB 的扫描图"
        right "缩小图片，或把文件拆开；上限可在 site.yaml 的 images 中调整。";
    "unclosed-directive" "指令没有结束"
        "以 ::: 开始的指令要以单独一行的 ::: 结束；里面还有指令的，外层多写一个冒号。"
        wrong ":::quote\n协商就是生产力。\n（到文末没有 :::）"
        right ":::quote\n协商就是生产力。\n:::";
    "unknown-column" "没有这个栏目"
        "写到的栏目在 content/ 下不存在，或没有 _column.yaml。"
        wrong "home: {lead: yaowenn}"
        right "home: {lead: yaowen}";
    "unknown-directive" "没有这个指令"
        "指令名写错了，或这个指令不存在。建议一行给出最接近的名称。"
        wrong ":::quot\n……\n:::"
        right ":::quote\n……\n:::";
    "unknown-figure" "名册中没有这项数据"
        "稿件引用的数据编号不在 registers/figures.yaml 中。"
        wrong "```stat\nitems: [{figure: station}]\n```"
        right "```stat\nitems: [{figure: stations}]\n```";
    "unknown-file" "不认识的文件"
        "这个文件放在这里不起作用：名册或配置的文件名写错了，文件夹放错了层级，或缺少必需的文件。"
        wrong "registers/persons.yaml"
        right "registers/people.yaml";
    "unknown-id" "没有这个编号的稿件"
        "写到的稿件编号不存在。编号是稿件的 id；没有写 id 的，是文件名。"
        wrong "translation_of: zhuxi-huiyi-01（没有这篇）"
        right "translation_of: zhuxi-huiyi-1";
    "unknown-key" "没有这个键"
        "键名写错了，或这一处没有这个键。写错的键不起作用，所以按错误处理。能判断本意的，kanxing check --fix 可自动改正。"
        wrong "titel: 主席会议召开"
        right "title: 主席会议召开";
    "unknown-look" "没有这种微信样式"
        "site.yaml 的 wechat.look 所写的样式在主题中不存在。"
        wrong "wechat: {look: 中国红}"
        right "wechat: {look: 庄重红}";
    "unknown-person" "名册中没有这个人"
        "稿件 people 所写的人不在 registers/people.yaml 中。"
        wrong "people: [某乙]（名册中没有）"
        right "核对姓名用字；确无误的，先在名册中登记。";
    "unknown-role" "样式表中有用不到的样式"
        "微信样式中有一个程序不认识的名目，写了也不起作用，多半是写错了。"
        wrong "roles: {heding2: …}"
        right "roles: {heading2: …}";
    "unknown-topic" "没有这个专题"
        "稿件 topics 所写的专题编号不存在。专题是体裁为 topic 的稿件。"
        wrong "topics: [xiangcun]（没有这个专题）"
        right "topics: [xiangcun-zhenxing]";
    "unknown-word" "界面用语中有用不到的一项"
        "themes/主题/i18n/ 下某种语言的文件写了 zh-Hans.yaml 里没有的键，页面上不会用到它。"
        wrong "ko.yaml 写 hoem: 첫 화면"
        right "ko.yaml 写 home: 첫 화면";
    "unreadable" "文件读不出来"
        "文件不存在、没有读取权限，或在读取期间被改动。"
        wrong "正在保存的文件"
        right "等保存完成后再运行；检查文件的权限。";
    "unsure-link" "外部链接不能确认"
        "对方网站有回应，但不让程序看这个页面（如 403），或一时出错（如 503），或证书不能验证。链接未必有问题，请在浏览器里核对。"
        wrong "（没有写错的例子）"
        right "在浏览器里打开核对；打得开就不必改。";
    "unused-note" "注释没有被引用"
        "文末写了注释，正文中却没有引用它，读者看不到。"
        wrong "[^1]: 据市政协档案。（正文中没有 [^1]）"
        right "会议于当年召开[^1]。\n\n[^1]: 据市政协档案。";
    "wrong-type" "值的类型不对"
        "这一处应为文字、列表或一组键值，写成了别的。列表写作 [甲, 乙]，或每行一个“- ”。"
        wrong "tags: 协商民主"
        right "tags: [协商民主]";
    "yaml-syntax" "YAML 写法有误"
        "YAML 不能解析：多半是缩进不齐、冒号后没有空格、引号不成对，或文字以特殊符号开头却没有加引号。"
        wrong "title:主席会议召开\nsummary: “会议”强调: 要……"
        right "title: 主席会议召开\nsummary: \"“会议”强调: 要……\"";
}
