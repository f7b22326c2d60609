//! Surnames whose reading as a surname is not the character's usual one, and compound surnames.
//!
//! Data only, compiled from general knowledge, not copied from a dictionary; every reading is one that the `pinyin`
//! crate lists for the character, except 黑 he4. Where a character has two readings as a surname one had to be
//! chosen and the other is named: who reads it otherwise gets a reading in the register, no table can know.

/// One-character surnames.
#[rustfmt::skip]
pub const SINGLE: &[(char, &str)] = &[
    ('曾', "zeng1"), ('单', "shan4"), ('解', "xie4"), ('仇', "qiu2"), ('区', "ou1"), ('查', "zha1"), ('朴', "piao2"),
    ('盖', "ge3"), // also gai4
    ('华', "hua4"), ('任', "ren2"),
    ('乐', "yue4"), // also le4
    ('燕', "yan1"),
    ('纪', "ji3"), // ji4 is accepted too since the 6th edition
    ('宁', "ning4"), // 甯; 寧 is ning2
    ('员', "yun4"),
    ('覃', "qin2"), // also tan2; in Guangxi and Guizhou qin2
    ('葛', "ge3"), ('召', "shao4"), ('洗', "xian3"), ('秘', "bi4"), ('种', "chong2"), ('重', "chong2"), ('黑', "he4"),
    ('折', "she2"), ('卜', "bu3"), ('哈', "ha3"), ('佴', "nai4"),
    ('牟', "mu4"), // also mou2
    ('那', "na1"), ('能', "nai4"), ('繁', "po2"), ('句', "gou1"), ('么', "yao1"), ('祭', "zhai4"), ('澹', "tan2"),
    ('相', "xiang4"), ('於', "yu1"), ('占', "zhan1"), ('藏', "zang1"), ('都', "du1"), ('过', "guo1"), ('令', "ling2"),
    ('炅', "gui4"), ('撒', "sa3"), ('乜', "nie4"), ('阚', "kan4"),
];

/// Compound surnames, read as a whole.
#[rustfmt::skip]
pub const COMPOUND: &[(&str, &str)] = &[
    ("欧阳", "ou1 yang2"), ("太史", "tai4 shi3"), ("端木", "duan1 mu4"), ("上官", "shang4 guan1"),
    ("司马", "si1 ma3"), ("东方", "dong1 fang1"), ("独孤", "du2 gu1"), ("南宫", "nan2 gong1"),
    ("万俟", "mo4 qi2"), ("闻人", "wen2 ren2"), ("夏侯", "xia4 hou2"), ("诸葛", "zhu1 ge3"),
    ("尉迟", "yu4 chi2"), ("公羊", "gong1 yang2"), ("赫连", "he4 lian2"), ("澹台", "tan2 tai2"),
    ("皇甫", "huang2 fu3"), ("宗政", "zong1 zheng4"), ("濮阳", "pu2 yang2"), ("公冶", "gong1 ye3"),
    ("太叔", "tai4 shu1"), ("申屠", "shen1 tu2"), ("公孙", "gong1 sun1"), ("慕容", "mu4 rong2"),
    ("仲孙", "zhong4 sun1"), ("钟离", "zhong1 li2"), ("长孙", "zhang3 sun1"), ("宇文", "yu3 wen2"),
    ("司徒", "si1 tu2"), ("鲜于", "xian1 yu2"), ("司空", "si1 kong1"), ("闾丘", "lü2 qiu1"),
    ("子车", "zi3 ju1"), ("亓官", "qi2 guan1"), ("司寇", "si1 kou4"), ("巫马", "wu1 ma3"),
    ("公西", "gong1 xi1"), ("颛孙", "zhuan1 sun1"), ("壤驷", "rang3 si4"), ("公良", "gong1 liang2"),
    ("漆雕", "qi1 diao1"), ("乐正", "yue4 zheng4"), ("宰父", "zai3 fu3"), ("谷梁", "gu3 liang2"),
    ("拓跋", "tuo4 ba2"), ("夹谷", "jia2 gu3"), ("轩辕", "xuan1 yuan2"), ("令狐", "ling2 hu2"),
    ("段干", "duan4 gan1"), ("百里", "bai3 li3"), ("呼延", "hu1 yan2"), ("东郭", "dong1 guo1"),
    ("南门", "nan2 men2"), ("羊舌", "yang2 she2"), ("微生", "wei1 sheng1"), ("梁丘", "liang2 qiu1"),
    ("左丘", "zuo3 qiu1"), ("东门", "dong1 men2"), ("西门", "xi1 men2"), ("第五", "di4 wu3"),
    ("纳兰", "na4 lan2"), ("完颜", "wan2 yan2"), ("耶律", "ye1 lü4"), ("叶赫", "ye4 he4"),
    ("爱新觉罗", "ai4 xin1 jue2 luo2"),
];
