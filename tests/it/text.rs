//! The Chinese text layer, table by table: input, then what is expected.

use kanxing::text::collate::{name_key, sort_by_name, sort_by_title, title_key};
use kanxing::text::count::{Count, count, reading_minutes};
use kanxing::text::join::joins;
use kanxing::text::normal::{squash, width};
use kanxing::text::numerals::{circled, han, han_digits, ordinal, parse};
use kanxing::text::pinyin::{initial, name, slug};
use kanxing::text::script::{is_cjk_punct, is_han, is_hangul, is_kana, is_shared_punct, is_wide};
use kanxing::text::summary::summary;

#[test]
fn scripts() {
    for c in "政〇々㐂𠮷豈𪚥〆".chars() {
        assert!(is_han(c) && is_wide(c), "{c}");
    }
    for c in "aé1，。 한カ“".chars() {
        assert!(!is_han(c), "{c}");
    }
    assert!("あアー".chars().all(is_kana) && !is_kana('・'));
    assert!("한ㄱ".chars().all(is_hangul));
    for c in "，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕—…·～％￥".chars() {
        assert!(is_cjk_punct(c), "{c}");
    }
    for c in ",.;:?!\"'()<>[]-中a".chars() {
        assert!(!is_cjk_punct(c), "{c}");
    }
    assert!("“”‘’—…·".chars().all(is_shared_punct) && !"，《".chars().any(is_shared_punct));
    assert!("，　Ａ😀한".chars().all(is_wide) && !"a“é—ｱ".chars().any(is_wide));
}

#[test]
fn line_breaks() {
    let table: &[(char, char, bool)] = &[
        ('政', '协', true), ('政', '，', true), ('。', '近', true), ('。', 'A', true), ('b', '（', true), ('a', 'b', false),
        ('年', '2', true), ('6', '年', true), ('用', 'H', false), ('o', '构', false), ('”', '中', true), ('中', '“', true),
        ('”', '“', true), ('—', '2', true), ('”', 'b', false), ('.', '“', false), ('1', '2', false), ('한', '국', false),
        ('한', '中', false), ('中', '한', false), ('，', '한', true), ('あ', 'ア', true), ('中', 'カ', true), ('中', '\u{200B}', true),
        ('a', '\u{200B}', true), ('中', '　', true), ('中', '(', false), ('…', '…', true), ('a', '1', false), ('中', '😀', false),
    ];
    for (before, after, expected) in table {
        assert_eq!(joins(Some(*before), Some(*after)), *expected, "{before}|{after}");
    }
    assert!(joins(None, Some('a')) && joins(Some('中'), None));
}

#[test]
fn counting() {
    let table: &[(&str, u32, u32, u32)] = &[
        // text, 字数, marks, characters
        ("", 0, 0, 0), ("使用Hugo构建", 5, 0, 8), ("2023年1月7日", 6, 0, 9), ("增长5.2%，", 3, 2, 7), ("COVID-19疫情", 3, 0, 10),
        ("don't stop", 2, 0, 9), ("共1,200人", 3, 0, 7), ("上午10:30开会", 5, 0, 9), ("한국 사람", 2, 0, 4), ("“你好”——他说。", 4, 5, 9),
        ("甲　乙\n丙", 3, 0, 3), ("第3-5页", 3, 0, 5), ("a.\nb", 2, 1, 3), ("カナ", 2, 0, 2), ("test@a.cn的", 2, 0, 10), ("甲\u{200B}乙", 2, 0, 2),
        ("10,中", 2, 1, 4), ("AI、5G", 2, 1, 5),
    ];
    for (text, zishu, punct, chars) in table {
        let got = count(text);
        assert_eq!((got.zishu(), got.punct, got.chars), (*zishu, *punct, *chars), "{text} {got:?}");
        assert_eq!(got.zishu_with_punct(), zishu + punct);
    }
    let sum: Count = ["政协", "2 a"].iter().map(|t| count(t)).sum();
    assert_eq!(sum, Count { han: 2, words: 2, punct: 0, chars: 4 });
    assert_eq!(sum + Count::default(), sum);
    let minutes = [(0, 400, 1), (400, 400, 1), (401, 400, 2), (1200, 300, 4), (900, 0, 3)];
    for (zishu, speed, expected) in minutes {
        assert_eq!(reading_minutes(zishu, speed), expected);
    }
}

#[test]
fn summaries() {
    let table: &[(&str, usize, &str)] = &[
        ("短文。", 10, "短文。"),
        ("第一句。第二句还没有完", 8, "第一句。"),
        ("第一句。第二句！第三句还很长很长", 10, "第一句。第二句！"),
        ("他说：“很好。”大家都同意这个意见", 10, "他说：“很好。”"),
        ("他说（很好！）大家都同意这个意见", 8, "他说（很好！）"),
        ("真的吗？！大家都很想知道结果", 8, "真的吗？！"),
        ("欲言又止……大家都很想知道结果", 9, "欲言又止……"),
        ("会议听取了汇报，审议了报告，还讨论了其他问题", 12, "会议听取了汇报……"),
        ("会议听取了关于二〇二六年工作的汇报并进行了审议", 10, "会议听取了关于二……"),
        ("会议审议了2026年工作报告和其他文件", 9, "会议审议了……"),
        ("我们用Kubernetes部署了新系统", 8, "我们用……"),
        ("近日出版的《某某文史资料选编》受到欢迎", 11, "近日出版的……"),
        ("近日，《某某文史资料选编》受到欢迎", 8, "近日……"),
        ("大会代表指出“坚持，坚持再坚持”的精神", 11, "大会代表指出……"),
        ("增长1,200万元以上的企业有很多", 9, "增长……"),
        ("甲乙丙丁", 4, "甲乙丙丁"),
        ("甲乙丙丁戊", 4, "甲乙……"),
        ("  第一行\n第二行  ", 20, "第一行 第二行"),
        ("甲乙丙", 0, ""),
        ("甲乙丙", 1, "甲"),
        ("甲乙丙丁戊己（庚辛壬癸", 9, "甲乙丙丁戊己……"),
        ("It is 3.5 percent. And then more words follow", 20, "It is 3.5 percent."),
    ];
    for (text, budget, expected) in table {
        let got = summary(text, *budget);
        assert_eq!(got, *expected, "{text} {budget}");
        assert!(got.chars().count() <= *budget, "{text} {budget}");
    }
}

#[test]
fn numerals_written_and_read() {
    let table: &[(u64, &str)] = &[
        (0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (105, "一百零五"), (110, "一百一十"),
        (115, "一百一十五"), (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (2026, "二千零二十六"), (10_000, "一万"),
        (10_001, "一万零一"), (10_010, "一万零一十"), (10_200, "一万零二百"), (100_000, "十万"), (102_000, "十万二千"),
        (110_000, "十一万"), (1_000_010, "一百万零一十"), (10_000_000, "一千万"), (100_000_000, "一亿"), (100_000_001, "一亿零一"),
        (120_000_000, "一亿二千万"), (101_000_000, "一亿零一百万"), (1_000_000_000_000, "一万亿"), (10_000_000_000_000_000, "一亿亿"),
        (u64::MAX, "一千八百四十四亿六千七百四十四万零七百三十七亿零九百五十五万一千六百一十五"),
    ];
    for (number, text) in table {
        assert_eq!(han(*number), *text);
        assert_eq!(parse(text), Some(*number), "{text}");
    }
    for number in (0..200_000).step_by(7).chain((0..u64::MAX).step_by(0x0123_4567_89AB_CDEF)) {
        assert_eq!(parse(&han(number)), Some(number), "{}", han(number));
        assert_eq!(parse(&han_digits(number)), Some(number));
    }
    assert_eq!((han_digits(2026), han_digits(0), ordinal(12)), ("二〇二六".into(), "〇".into(), "第十二".into()));
}

#[test]
fn numerals_read_only() {
    let table: &[(&str, Option<u64>)] = &[
        ("两千", Some(2000)), ("两", Some(2)), ("廿", Some(20)), ("廿五", Some(25)), ("卅", Some(30)), ("卅一", Some(31)), ("卌", Some(40)),
        ("一九四九", Some(1949)), ("二零二六", Some(2026)), ("一百〇五", Some(105)), ("壹佰贰拾叁", Some(123)), ("2026", Some(2026)), ("２０２６", Some(2026)),
        ("两万五千", Some(25_000)), ("二百廿五", Some(225)), ("", None), ("一百五", None), ("一万五", None), ("十百", None), ("百", None), ("一百零", None),
        ("万", None), ("三四个", None), ("第一", None), ("一千一千", None), ("99999999999999999999", None), ("亿亿", None), ("abc", None),
    ];
    for (text, expected) in table {
        assert_eq!(parse(text), *expected, "{text}");
    }
    let circles: &[(u32, Option<char>)] =
        &[(0, None), (1, Some('①')), (20, Some('⑳')), (21, Some('㉑')), (35, Some('㉟')), (36, Some('㊱')), (50, Some('㊿')), (51, None)];
    for (number, expected) in circles {
        assert_eq!(circled(*number), *expected);
    }
}

#[test]
fn slugs() {
    let table: &[(&str, &str)] = &[
        ("重庆", "chong-qing"), ("银行行长", "yin-hang-hang-zhang"), ("行政审批", "xing-zheng-shen-pi"), ("会计", "kuai-ji"), ("社会计划", "she-hui-ji-hua"),
        ("长春与长白山", "chang-chun-yu-chang-bai-shan"), ("校长", "xiao-zhang"), ("学校对口", "xue-xiao-dui-kou"), ("调研", "diao-yan"), ("调解", "tiao-jie"),
        ("协调推进", "xie-tiao-tui-jin"), ("强调和谐", "qiang-diao-he-xie"), ("重要讲话", "zhong-yao-jiang-hua"), ("严重建议", "yan-zhong-jian-yi"),
        ("家长期待", "jia-chang-qi-dai"), ("长期", "chang-qi"), ("发行长篇", "fa-xing-chang-pian"), ("经济增长", "jing-ji-zeng-zhang"), ("厦门", "xia-men"),
        ("音乐", "yin-yue"), ("快乐", "kuai-le"), ("济南", "ji-nan"), ("六安", "lu-an"), ("西藏", "xi-zang"), ("传记", "zhuan-ji"), ("都江堰", "du-jiang-yan"),
        ("协商典型案例", "xie-shang-dian-xing-an-li"), ("书香政协", "shu-xiang-zheng-xie"), ("效率", "xiao-lv"), ("率先", "shuai-xian"),
        ("使用Hugo 构建", "shi-yong-hugo-gou-jian"), ("2026年“两会”", "2026-nian-liang-hui"), ("ＡＩ时代", "ai-shi-dai"), ("《》", ""), ("", ""), ("𠮷野", "u20bb7-ye"),
        ("角色", "jue-se"), ("数据", "shu-ju"), ("更新", "geng-xin"), ("佛教", "fo-jiao"), ("参差", "cen-ci"), ("还乡", "huan-xiang"), ("校对", "jiao-dui"),
    ];
    for (title, expected) in table {
        assert_eq!(slug(title), *expected, "{title}");
    }
    let long = slug(&"政协".repeat(40));
    assert!(long.len() <= 60 && long.ends_with("zheng") | long.ends_with("xie"), "{long}");
    assert_eq!(slug(&"a".repeat(90)).len(), 60);
}

#[test]
fn names() {
    let table: &[(&str, &str, char)] = &[
        ("曾国藩", "zeng guo fan", 'Z'), ("单雄信", "shan xiong xin", 'S'), ("解缙", "xie jin", 'X'), ("仇英", "qiu ying", 'Q'), ("区大相", "ou da xiang", 'O'),
        ("查良镛", "zha liang yong", 'Z'), ("朴正", "piao zheng", 'P'), ("尉迟恭", "yu chi gong", 'Y'), ("尉文", "wei wen", 'W'), ("万俟卨", "mo qi xie", 'M'),
        ("万里", "wan li", 'W'), ("盖叫天", "ge jiao tian", 'G'), ("华罗庚", "hua luo geng", 'H'), ("任弼时", "ren bi shi", 'R'), ("翟志刚", "zhai zhi gang", 'Z'),
        ("乐毅", "yue yi", 'Y'), ("缪荃孙", "miao quan sun", 'M'), ("员半千", "yun ban qian", 'Y'), ("冼星海", "xian xing hai", 'X'), ("覃正", "qin zheng", 'Q'),
        ("冯玉祥", "feng yu xiang", 'F'), ("葛洪", "ge hong", 'G'), ("令狐冲", "ling hu chong", 'L'), ("诸葛亮", "zhu ge liang", 'Z'), ("长孙无忌", "zhang sun wu ji", 'Z'),
        ("吕布", "lyu bu", 'L'), ("欧阳修", "ou yang xiu", 'O'), ("秘正", "bi zheng", 'B'), ("种师道", "chong shi dao", 'C'), ("沈括", "shen kuo", 'S'),
        ("黑正", "he zheng", 'H'), ("张三", "zhang san", 'Z'), ("买买提·艾力", "mai mai ti ai li", 'M'), ("Alice", "alice", 'A'), ("", "", '#'), ("9号", "9 hao", '#'),
        ("曾", "zeng", 'Z'), ("乐正克", "yue zheng ke", 'Y'), ("佴正", "nai zheng", 'N'), ("卜正", "bu zheng", 'B'), ("牟正", "mu zheng", 'M'), ("逄正", "pang zheng", 'P'),
    ];
    for (who, reading, letter) in table {
        assert_eq!((name(who).as_str(), initial(who)), (*reading, *letter), "{who}");
    }
}

#[test]
fn pinyin_order_of_names() {
    let sorted = [
        "Adam", "艾青", "包拯", "陈独秀", "陈毅", "丁玲", "方志敏", "葛洪", "华罗庚", "李大钊", "李四光", "吕布", "区大相", "欧阳修", "仇英", "任弼时",
        "单雄信", "沈钧儒", "王一", "王三", "汪一", "解缙", "谢晋", "尉迟恭", "曾国藩", "翟志刚", "张三", "张四", "章士钊", "朱德",
    ];
    let mut names = sorted;
    names.reverse();
    sort_by_name(&mut names, |n| n);
    let position = |who: &str| names.iter().position(|n| *n == who).expect("present");
    let letters: Vec<char> = names.iter().map(|n| initial(n)).collect();
    assert!(letters.is_sorted(), "{names:?}");
    for family in [["陈独秀", "陈毅"], ["张三", "张四"], ["王三", "王一"], ["李大钊", "李四光"]] {
        assert_eq!(position(family[0]) + 1, position(family[1]), "{names:?}");
    }
    assert!(position("汪一") < position("王三") && position("谢晋").abs_diff(position("解缙")) == 1);
    assert!(name_key("张三") < name_key("张三丰") && name_key("张三") == name_key("张三"));
    assert!(name_key("吕布") > name_key("陆逊") && name_key("吕布") < name_key("栾书"));
}

#[test]
fn pinyin_order_of_titles() {
    let mut titles = ["重庆纪行", "《长江》", "第10期", "第2期", "中国", "2026年", "安徽", "银行史", "Zoo", "重点", "城市"];
    sort_by_title(&mut titles, |t| t);
    let expected = ["2026年", "安徽", "《长江》", "城市", "重庆纪行", "第2期", "第10期", "银行史", "中国", "重点", "Zoo"];
    assert_eq!(titles, expected);
    assert_ne!(title_key("甲乙"), title_key("甲 乙"));
}

#[test]
fn white_space_and_width() {
    let table: &[(&str, &str, usize)] = &[
        ("政协", "政协", 4), ("  政 协\n", "政 协", 5), ("政　　协", "政 协", 5), ("a\u{00A0}b", "a b", 3), ("\u{FEFF}甲\u{200B}乙", "甲乙", 4), ("", "", 0), (" ", "", 0),
        ("“a”", "“a”", 3), ("，。", "，。", 4), ("e\u{301}", "e\u{301}", 1), ("한😀", "한😀", 4), ("a  b", "a b", 3),
    ];
    for (text, squashed, columns) in table {
        assert_eq!(squash(text), *squashed, "{text:?}");
        assert_eq!(width(&squash(text)), *columns, "{text:?}");
    }
}
