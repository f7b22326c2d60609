//! A summary cut from the beginning of a text at a place where a Chinese reader would stop.
//!
//! Portal lists, WeChat digests and print 提要 each have a cap in characters; a cut in mid-sentence, inside `《》` or
//! inside `2026` reads as a fault. Hand this file plain text: it does not know Markdown.
//!
//! Order of preference within the budget: the whole text; the last sentence end with its closing quotes and
//! brackets; the last clause mark, replaced by `……`; any place that is not inside a word or number, with `……`; as the
//! last resort the bare budget. A place inside an open pair (`《》 “” （）` …) is taken only when none outside would
//! keep at least half of the budget.

use crate::text::script::{is_cjk, is_shared_punct};

/// Appended where a sentence is cut short. Counts towards the budget.
const DOTS: &str = "……";
/// Length of `DOTS` in characters. A budget that small gets none.
const DOTS_CHARS: usize = 2;
/// Marks that end a sentence.
const ENDS: &str = "。！？!?";
/// Marks that end a clause.
const CLAUSES: &str = "，；：、,;:";
/// Opening marks, each paired with the closing one at the same place in `CLOSERS`.
const OPENERS: &str = "“‘（《〈「『【〔［([{";
/// Closing marks; they stay with the sentence end before them.
const CLOSERS: &str = "”’）》〉」』】〕］)]}";

/// The beginning of `text`, at most `budget` characters long (`……` included), cut as the head of this file says.
/// White space is trimmed and runs of it become one space first. A budget of 0 gives nothing.
pub fn summary(text: &str, budget: usize) -> String {
    let text = crate::text::normal::squash(text);
    let chars: Vec<char> = text.chars().take(budget + 1).collect();
    if chars.len() <= budget {
        return text.into_owned();
    }
    match choose(&chars, budget) {
        Cut::Sentence(end) => chars[..end].iter().collect(),
        Cut::Short(end) => finish(&chars[..end], budget),
    }
}

/// Where to cut, in characters kept, and whether `……` is owed.
enum Cut {
    Sentence(usize),
    Short(usize),
}

/// Picks the best place by the order in the head of this file. A place outside every pair that would keep less than
/// half of the budget gives way to one inside a pair.
fn choose(chars: &[char], budget: usize) -> Cut {
    let (free, paired) = Places::read(chars, budget);
    let ample = |place: Option<usize>| place.filter(|at| at * 2 >= budget);
    let room = if budget > DOTS_CHARS { budget - DOTS_CHARS } else { budget };
    if let Some(end) = free.sentence {
        return Cut::Sentence(end);
    }
    if let Some(end) = ample(free.clause) {
        return Cut::Short(end);
    }
    if let Some(end) = paired.sentence {
        return Cut::Sentence(end);
    }
    let rest = [ample(free.word), paired.clause, free.clause, free.word, paired.word];
    Cut::Short(rest.into_iter().flatten().next().unwrap_or(room))
}

/// The last good places to cut, as numbers of characters kept.
#[derive(Default)]
struct Places {
    /// After a sentence end and its closing marks.
    sentence: Option<usize>,
    /// Before a clause mark.
    clause: Option<usize>,
    /// Between two words.
    word: Option<usize>,
}

impl Places {
    /// Reads the first `budget` characters, `chars` holding one more to look at what follows: the places outside
    /// every pair, and those inside one.
    fn read(chars: &[char], budget: usize) -> (Places, Places) {
        let (mut free, mut paired) = (Places::default(), Places::default());
        let room = budget.saturating_sub(DOTS_CHARS);
        let mut open: Vec<usize> = Vec::new();
        for at in 0..budget {
            let places = if open.is_empty() { &mut free } else { &mut paired };
            if at > 0 && at <= room {
                places.note(chars, at);
            }
            track(&mut open, chars[at]);
            if ends_sentence(chars, at) {
                let places = if open.is_empty() { &mut free } else { &mut paired };
                places.sentence = Some(at + 1);
            }
        }
        (free, paired)
    }

    /// Notes whether the text may be cut before the character `at`.
    fn note(&mut self, chars: &[char], at: usize) {
        let (before, next) = (chars[at - 1], chars[at]);
        if CLAUSES.contains(next) && !inside_number(chars, at) {
            self.clause = Some(at);
        } else if !joined(before, next) && !OPENERS.contains(before) && !is_stop(next) {
            self.word = Some(at);
        }
    }
}

/// Appends `……` to what is kept, without the marks and opening brackets left at its end.
fn finish(kept: &[char], budget: usize) -> String {
    let mut out: String = kept.iter().collect();
    let loose = |c: char| c.is_whitespace() || CLAUSES.contains(c) || OPENERS.contains(c) || "—…".contains(c);
    out.truncate(out.trim_end_matches(loose).len());
    if !out.is_empty() && budget > DOTS_CHARS {
        out.push_str(DOTS);
    }
    out
}

/// True when the sentence has ended with the character `at`: an end mark or `……`, with every closing mark that
/// follows taken in, so that a cut leaves none of them behind.
fn ends_sentence(chars: &[char], at: usize) -> bool {
    let follows = chars.get(at + 1).copied().unwrap_or(' ');
    if CLOSERS.contains(follows) || ENDS.contains(follows) || follows == '…' {
        return false;
    }
    let mark = chars[..=at].iter().rposition(|c| !CLOSERS.contains(*c));
    mark.is_some_and(|m| match chars[m] {
        '…' => m > 0 && chars[m - 1] == '…',
        '.' => follows == ' ' && m > 0 && chars[m - 1].is_alphanumeric(),
        c => ENDS.contains(c),
    })
}

/// Keeps the list of pairs that are open after `c`.
fn track(open: &mut Vec<usize>, c: char) {
    if let Some(kind) = OPENERS.chars().position(|o| o == c) {
        open.push(kind);
    } else if let Some(kind) = CLOSERS.chars().position(|o| o == c)
        && open.last() == Some(&kind)
    {
        open.pop();
    }
}

/// True when a mark belongs to the text before it and may not begin what is left.
fn is_stop(c: char) -> bool {
    CLOSERS.contains(c) || CLAUSES.contains(c) || ENDS.contains(c) || ".%‰℃…—·".contains(c)
}

/// True when two neighbours are parts of one Latin word or number, or a number and its unit (`30万`, `5%`, `7日`).
fn joined(before: char, next: char) -> bool {
    let latin = |c: char| !is_cjk(c) && !is_shared_punct(c) && !c.is_whitespace();
    latin(before) && latin(next) || before.is_ascii_digit() && next.is_alphanumeric()
}

/// True for the comma of `1,200` and the colon of `10:30`.
fn inside_number(chars: &[char], at: usize) -> bool {
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    at > 0 && digit(at - 1) && digit(at + 1)
}
