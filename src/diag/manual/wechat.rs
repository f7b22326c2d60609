//! The manual of what the WeChat edition reports.

use super::{Page, pages};

pages! { WECHAT:
    "wechat-alt" "图片没有文字说明或没有限定宽度"
        "微信文章里的图片要有文字说明（alt），读屏软件和图片没有显示时用它；样式要写 max-width:100%，否则撑破手机屏幕。"
        wrong "![](huichang.jpg)"
        right "![委员在会场发言](huichang.jpg)";
    "wechat-attribute" "编辑器不保留的属性"
        "公众号编辑器会去掉 id、class、事件和图片的宽高属性。正文里只能有少数属性。"
        wrong "<p class=\"lead\">"
        right "<p style=\"text-align:center\">";
    "wechat-author" "微信作者不合要求"
        "作者最多 16 字，不能换行。"
        wrong "wechat: {author: 吉林市政协办公室信息宣传处联合供稿组}"
        right "wechat: {author: 本网记者}";
    "wechat-author-too-long" "微信作者超过字数"
        "微信公众号的作者不超过 16 字。"
        wrong "authors 写了多人，连起来超过 16 字"
        right "wechat: {author: 本网记者}";
    "wechat-blank" "段落之间有空白"
        "段落之间的空白和换行，到编辑器里会变成空行；空的段落也是。"
        wrong "两个段落之间有换行"
        right "段落紧接着段落";
    "wechat-code" "代码里的换行或空格会丢"
        "编辑器会吞掉代码里的换行、制表符和连续空格。程序把它们写成换行标签和不断行的空格。"
        wrong "（程序不会这样写）"
        right "（程序自动处理）";
    "wechat-colour" "文字没有颜色或用了纯黑"
        "编辑器会把段落的颜色改回默认，也会去掉纯黑。颜色要写在最外层以内的框上，用深灰。"
        wrong "字色写成纯黑"
        right "字色用深灰";
    "wechat-cover" "封面裁切不合要求"
        "封面要有 2.35:1 和 1:1 两种裁切，坐标在图内，裁出来分别不小于 900×383 和 500×500 像素，否则后台报 53402。"
        wrong "0_0_1_1（整张图当作两种裁切）"
        right "0_0_1_0.5 和 0_0.5_0.425532_1";
    "wechat-cover-small" "微信封面图太小"
        "封面图的像素不足以裁出微信要求的大小，放大后会模糊。"
        wrong "cover 是 200×150 的小图"
        right "换一张足够大的图，或写 wechat: {cover: 另一张图.jpg}";
    "wechat-dark" "字在浅色或深色下看不清"
        "微信在深色模式下自动换色，底色和字色各按一套办法变。程序照官方的算法算出换色以后的对比度：浅色应不小于 4.5，深色应不小于 4.0。浅红、米黄一类的底会变成刺眼的亮块。"
        wrong "中灰的字（深色下对比度 3.1）、浅红的底"
        right "深灰的字，中性浅灰的底";
    "wechat-depth" "框套框太深"
        "框一层套一层，编辑器和手机都容易出错。"
        wrong "引语里套列表，列表里套提示"
        right "一层框里放段落";
    "wechat-digest" "微信摘要不合要求"
        "摘要最多 120 字，不能换行；太短或与正文开头的 54 字相同，等于没有写。"
        wrong "wechat: {digest: 会议召开}"
        right "wechat: {digest: 一场专题协商会，把居民最关心的三个问题谈透。}";
    "wechat-digest-too-long" "微信摘要超过字数"
        "微信公众号的摘要不超过 120 字。"
        wrong "summary 写了 200 字"
        right "wechat: {digest: 一百二十字以内的摘要}";
    "wechat-fragment" "微信正文的标记不完整"
        "正文应当是一个最外层的 section，标签成对，没有注释、文档声明和看不见的字符。"
        wrong "<html><body>……</body></html>"
        right "<section><section style=\"line-height:1.8\">……</section></section>";
    "wechat-inflated" "样式占去太多字符"
        "平台把样式也算进两万字符。每个字合三个以上字符，长文章就放不下。表格和指令最费字符。"
        wrong "三千字的稿件里有五张大表"
        right "把大表改成图片，或改成列表";
    "wechat-layout" "粘贴后不一定保留的写法"
        "flex、grid、transform、float、负的间距和字体名，有的编辑器保留，有的不保留。"
        wrong "display:flex"
        right "display:inline-block;width:48%";
    "wechat-link" "链接不能用"
        "微信正文里的链接只能指向 mp.weixin.qq.com，其他的会被去掉，或使接口报 45166。"
        wrong "<a href=\"https://www.example.gov.cn/\">"
        right "网址由程序写成文末的注；已发表文章的网址登记在 registers/articles.yaml";
    "wechat-list-depth" "列表套得太深"
        "三层以上的列表在手机上看不出层次。"
        wrong "列表里套列表再套列表"
        right "第三层改为小标题或正文";
    "wechat-list-order" "列表的编号不对"
        "编号依次增加，层次是 1. （1） ①。"
        wrong "1. 甲 3. 乙"
        right "1. 甲 2. 乙";
    "wechat-look" "样式的颜色看不清"
        "微信样式里的每一对字色和底色，都要在浅色和深色模式下看得清。问题一行写明是哪个部件、哪两个颜色，建议一行给出可用的颜色。"
        wrong "图注用中灰的字"
        right "照建议改用深一些的灰";
    "wechat-notes" "注的编号不对"
        "正文里的 [1] [2] 要从 1 起依次排列，每个在文末有且只有一条。"
        wrong "[1] [3]，文末没有 [3]"
        right "[1] [2]";
    "wechat-parts" "一次草稿的篇数不对"
        "一次草稿（多图文）收 1 到 8 篇；没有公开的稿件不能收。"
        wrong "digests/di-12-qi.yaml 收了 9 篇"
        right "分成两期";
    "wechat-picture" "图片文件不能用"
        "平台只收 JPEG、PNG 和 GIF，正文图片不超过 1 MB，方向要转正。"
        wrong "空文件，或把 .webp 改名为 .jpg"
        right "在看图软件中另存为 JPEG";
    "wechat-picture-dark" "图片在深色模式下看不见"
        "透明底、深色线条的图片，深色模式下与背景混在一起。"
        wrong "透明底的黑色线条图"
        right "铺上白底";
    "wechat-picture-size" "图片的宽度不合适"
        "正文图片的宽宜在 640 到 1280 像素之间：太小发虚，太大白占流量。"
        wrong "宽 320 像素"
        right "宽 1080 像素";
    "wechat-punctuation" "标点不规范"
        "汉字之间用全角标点，引号、书名号、括号成对，省略号写……，破折号写——。"
        wrong "会议要求,做好准备..."
        right "会议要求，做好准备……";
    "wechat-repeated" "同一样式重复太多"
        "几十个段落各写一遍同样的字色或字号，写在外面的框上一遍就够。"
        wrong "每段都写一遍字色"
        right "写在 body 里";
    "wechat-root" "最外层写了内边距或底色"
        "粘贴时编辑器会清掉最外层的内边距和底色。"
        wrong "<section style=\"padding:16px\">"
        right "写在里面的一层";
    "wechat-source" "阅读原文的地址不对"
        "阅读原文指向本站的同一篇，以 https:// 开头，不超过 1024 字节。"
        wrong "base_url: http://www.example.gov.cn"
        right "base_url: https://www.example.gov.cn";
    "wechat-split" "文章分成了几篇"
        "全文连同样式超过两万字符，程序在小标题处把它分成几篇，放在同一个草稿里，各篇开头有目录，末尾指明下一篇。"
        wrong "（不是错误）"
        right "想自己决定在哪里分，就把稿件拆成几篇";
    "wechat-style" "样式里有编辑器不保留的写法"
        "position、var()、calc()、url()、!important、动画、英文颜色名和双引号，粘贴或保存时会丢，有的连累整条样式。"
        wrong "position:absolute"
        right "display:inline-block";
    "wechat-svg" "SVG 里有不被接受的内容"
        "正文里的 SVG 不能有 defs、use、渐变、滤镜、样式、编号和链接，要写明像素宽高和 viewBox，线条用 currentColor。"
        wrong "<svg width=\"100%\"><defs>"
        right "统计图用指令 chart，程序画成图片";
    "wechat-table" "表格的样式不全"
        "单元格各自写明边框、内边距和对齐，表格放在可以横向滑动的框里，否则手机上走样。"
        wrong "<td>甲</td>"
        right "<td style=\"border:1px solid;padding:6px;text-align:left\">甲</td>";
    "wechat-table-wide" "表格太宽或太长"
        "手机上四列以内、三十行以内的表格才看得清。"
        wrong "八列五十行的统计表"
        right "拆成几张，或改成图片";
    "wechat-tag" "编辑器不保留的标签"
        "公众号编辑器会去掉 div、脚本、表单、视频等标签，列表标签会走样。"
        wrong "<div>、<ul>"
        right "section、p 和写明编号的段落";
    "wechat-text-lost" "文章与稿件的文字不同"
        "程序写出文章以后，再与稿件逐字核对。出现这个问题，说明程序有错误，请报告。"
        wrong "（程序的错误）"
        right "（程序的错误）";
    "wechat-title" "微信标题不合要求"
        "标题 1 到 32 字，不能换行；超过 26 字的部分在列表里看不到。"
        wrong "标题 45 字，没有写 wechat"
        right "wechat: {title: 三十二字以内的标题}";
    "wechat-title-too-long" "微信标题超过字数"
        "微信公众号的标题不超过 32 字，超过的会被接口拒绝。"
        wrong "标题 45 字，没有写 wechat"
        right "wechat: {title: 三十二字以内的标题}";
    "wechat-too-long" "超过微信的字数限制"
        "正文连同样式要少于两万个字符。超过时程序在小标题处分成几篇；一节就超过，或分成八篇也放不下，程序指出是哪一节。"
        wrong "一万字的报告没有一个小标题"
        right "每两三千字一个小标题";
    "wechat-type" "字号、行高或缩进不合适"
        "正文不小于 14 像素，图注不小于 12 像素，行高 1.6 到 2.0，字距 0 到 1 像素，段首缩进两字或不缩进。"
        wrong "font-size:12px 的正文"
        right "不写字号，用公众号默认的 17 像素";
    "wechat-unstable" "编辑器保存时会改动"
        "程序里有一个编辑器清理办法的模型。清理一遍之后与原文不同，说明粘贴、保存以后会走样。"
        wrong "（程序不会这样写）"
        right "重新运行 kanxing build --edition wechat";
}
