//! One package becomes one draft. What is there already is looked at first; only what has changed is
//! sent; what came of it is looked at again.

use super::fault::{Failure, Fault, NO_MEDIA};
use super::package::Package;
use super::platform::{Call, Platform};
use super::state::{Draft, Kept, Mark};
use super::{compare, payload, upload};
use crate::diag::Diagnostic;
use serde_json::{Value, json};

/// Drafts to a page, and pages looked through for one that may have been made; the newest come first.
const PAGE: usize = 20;
const PAGES: usize = 10;

/// What the person at the terminal has decided.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Make a new draft where the old one has left the box.
    pub again: bool,
    /// Write over what was changed by hand.
    pub overwrite: bool,
}

/// What became of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new draft.
    Made,
    /// So many articles of a draft were sent again.
    Updated(usize),
    /// The draft is as it was sent.
    Same,
    /// A person has published it, unchanged since; its addresses.
    Published(Vec<String>),
}

/// An outcome and what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    pub outcome: Outcome,
    pub found: Vec<Diagnostic>,
}

/// Makes or updates the draft of `package`. `say` is told what is being done.
///
/// # Errors
/// [`Failure::Content`] when an editor has to mend or decide something, [`Failure::Machine`] when the
/// account, the network or the disk is in the way.
pub fn push(
    platform: &Platform,
    kept: &mut Kept,
    package: &Package,
    options: Options,
    say: &dyn Fn(&str),
) -> Result<Done, Failure> {
    let faults = payload::faults(package);
    if !faults.is_empty() {
        return Err(Failure::Content(faults));
    }
    let hashes = package.articles.iter().map(super::Article::hash).collect();
    let mut push = Push { platform, kept, package, options, say, hashes };
    push.run().map_err(|stop| match stop {
        Stop::Fault(fault) => fault.failure(package),
        Stop::Found(found) => Failure::Content(vec![found]),
    })
}

/// Why a push goes no further.
enum Stop {
    Fault(Fault),
    Found(Diagnostic),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}

struct Push<'a> {
    platform: &'a Platform<'a>,
    kept: &'a mut Kept,
    package: &'a Package,
    options: Options,
    say: &'a dyn Fn(&str),
    /// Of the articles as they are now.
    hashes: Vec<String>,
}

impl Push<'_> {
    fn run(&mut self) -> Result<Done, Stop> {
        let Some(draft) = self.kept.state.drafts.get(&self.package.id).cloned() else { return self.make(None) };
        match self.shown(&draft.media_id)? {
            Some(shown) => self.present(draft, &shown),
            None if self.options.again => {
                self.kept.state.drafts.remove(&self.package.id);
                self.kept.save()?;
                self.make(None)
            }
            None => self.gone(&draft),
        }
    }

    /// The draft is in the box.
    fn present(&mut self, mut draft: Draft, shown: &[Value]) -> Result<Done, Stop> {
        if let Some(old) = draft.replaces.take() {
            self.delete(&old)?;
            self.keep(draft.clone())?;
        }
        let seen = compare::seen(shown);
        let touched = draft.seen.as_ref().is_some_and(|known| *known != seen);
        if draft.articles == self.hashes {
            let bodies = self.bodies()?;
            if draft.seen.is_none() {
                self.keep(Draft { seen: Some(seen), ..draft })?;
            }
            return Ok(Done { outcome: Outcome::Same, found: self.differing(&bodies, shown, touched) });
        }
        if touched && !self.options.overwrite {
            return Err(Stop::Found(self.touched()));
        }
        match shown.len() == self.hashes.len() {
            true => self.update(draft),
            // Articles cannot be added to a draft or taken from it.
            false => self.make(Some(draft.media_id)),
        }
    }

    /// The draft has left the box: a person has published or deleted it.
    fn gone(&self, draft: &Draft) -> Result<Done, Stop> {
        let at = self.package.at.clone();
        let published = self.published(&draft.marks)?;
        let same = draft.articles == self.hashes;
        let again = "要重新建一份草稿，加 --again";
        Err(Stop::Found(match published {
            Some(urls) if same => return Ok(Done { outcome: Outcome::Published(urls), found: Vec::new() }),
            Some(urls) => {
                let message = format!("这篇文章已经发表（{}），发表后又改了稿件；公众号上的文章不会跟着改", urls.join("、"));
                Diagnostic::error("wechat-published", at, message).help(format!("小错在公众号后台用“修改文章”改；{again}"))
            }
            None => Diagnostic::error("wechat-gone", at, "草稿箱里没有上次推送的草稿了：已经发表，或被人删去")
                .help(format!("先到公众号后台看清楚，免得重复发表；{again}")),
        }))
    }

    /// Sends the articles that have changed.
    fn update(&mut self, mut draft: Draft) -> Result<Done, Stop> {
        draft.articles.resize(self.hashes.len(), String::new());
        draft.marks.resize(self.hashes.len(), Mark { title: String::new(), cover: String::new() });
        // From here on the draft differs from what was seen because of ourselves.
        draft.seen = None;
        self.keep(draft.clone())?;
        let mut sent = 0;
        for (index, hash) in self.hashes.clone().into_iter().enumerate() {
            if draft.articles.get(index) == Some(&hash) {
                continue;
            }
            let mark = self.update_one(&draft.media_id, index)?;
            draft.articles[index] = hash;
            draft.marks[index] = mark;
            self.keep(draft.clone())?;
            sent += 1;
        }
        self.look_again(draft, Outcome::Updated(sent))
    }

    fn update_one(&mut self, media_id: &str, index: usize) -> Result<Mark, Stop> {
        let title = self.package.articles[index].title.clone();
        let mut forgotten = false;
        loop {
            let body = self.body(index)?;
            (self.say)(&format!("更新草稿里的第 {} 篇《{title}》", index + 1));
            let call = json!({ "media_id": media_id, "index": index, "articles": body });
            match self.platform.ask(Call::UpdateDraft, &call) {
                Ok(_) => return Ok(payload::mark(&body)),
                // The draft was there a moment ago: it is the cover that has left the library.
                Err(fault) if fault.code() == Some(NO_MEDIA) && !forgotten => {
                    forgotten = true;
                    self.forget_covers()?;
                }
                Err(fault) => return Err(fault.into()),
            }
        }
    }

    /// Makes a draft, unless an earlier run has made it without hearing so. `replaces` is deleted then.
    fn make(&mut self, replaces: Option<String>) -> Result<Done, Stop> {
        let asked = self.kept.state.adding.get(&self.package.id).cloned();
        if let Some(media_id) = asked.map_or(Ok(None), |marks| self.find(&marks))? {
            return self.adopt(media_id, replaces);
        }
        let (mut tries, mut forgotten) = (0, false);
        loop {
            let bodies = self.bodies()?;
            let marks = payload::marks(&bodies);
            self.intend(Some(marks.clone()))?;
            (self.say)(&format!("新建草稿（{} 篇）", bodies.len()));
            let answer = self.platform.ask(Call::AddDraft, &json!({ "articles": bodies }));
            match answer.and_then(|answer| upload::text(&answer, "media_id", Call::AddDraft)) {
                Ok(media_id) => {
                    let draft = Draft { media_id, articles: self.hashes.clone(), marks, seen: None, replaces };
                    return self.made(draft);
                }
                Err(fault) if fault.code() == Some(NO_MEDIA) && !forgotten => {
                    forgotten = true;
                    self.forget_covers()?;
                }
                Err(fault) if fault.is_unsure() => {
                    tries += 1;
                    if !self.platform.pause(tries) {
                        return Err(fault.into());
                    }
                    if let Some(media_id) = self.find(&marks)? {
                        return self.adopt(media_id, replaces);
                    }
                }
                Err(fault) => {
                    // One that may pass later was not heard either.
                    self.intend(None)?;
                    return Err(fault.into());
                }
            }
        }
    }

    fn made(&mut self, mut draft: Draft) -> Result<Done, Stop> {
        self.kept.state.adding.remove(&self.package.id);
        self.keep(draft.clone())?;
        if let Some(old) = draft.replaces.take() {
            self.delete(&old)?;
            self.keep(draft.clone())?;
        }
        self.look_again(draft, Outcome::Made)
    }

    /// Takes over a draft that was made without our hearing so.
    fn adopt(&mut self, media_id: String, replaces: Option<String>) -> Result<Done, Stop> {
        let bodies = self.bodies()?;
        let shown = self.shown(&media_id)?.unwrap_or_default();
        let draft = Draft { media_id, articles: Vec::new(), marks: payload::marks(&bodies), seen: None, replaces };
        if compare::differences(&bodies, &shown).is_empty() {
            return self.made(Draft { articles: self.hashes.clone(), ..draft });
        }
        self.kept.state.adding.remove(&self.package.id);
        self.keep(draft.clone())?;
        self.present(draft, &shown)
    }

    /// What the platform shows of a draft that has just been sent, against what was sent.
    fn look_again(&mut self, draft: Draft, outcome: Outcome) -> Result<Done, Stop> {
        let bodies = self.bodies()?;
        let Some(shown) = self.shown(&draft.media_id)? else {
            let message = "草稿刚送到，草稿箱里就没有了：多半是有人同时在后台操作";
            return Err(Stop::Found(Diagnostic::error("wechat-gone", self.package.at.clone(), message).help("到公众号后台看看，再推送一次")));
        };
        self.keep(Draft { seen: Some(compare::seen(&shown)), ..draft })?;
        Ok(Done { outcome, found: self.differing(&bodies, &shown, false) })
    }

    /// The bodies of all articles, their pictures sent.
    fn bodies(&mut self) -> Result<Vec<Value>, Stop> {
        (0..self.package.articles.len()).map(|index| self.body(index)).collect()
    }

    fn body(&mut self, index: usize) -> Result<Value, Stop> {
        let article = &self.package.articles[index];
        upload::article(self.platform, self.kept, article, self.say)?;
        payload::body(article, &self.kept.state).map_err(|picture| {
            let message = format!("《{}》的图片 {picture} 不在成品里，推送出去会丢失", article.title);
            let found = Diagnostic::error("wechat-package", self.package.at.clone(), message);
            Stop::Found(found.help("图片要放在 content/ 里，用 ![说明](文件名) 写进正文"))
        })
    }

    /// The articles of a draft; None when it is not in the box.
    fn shown(&self, media_id: &str) -> Result<Option<Vec<Value>>, Stop> {
        match self.platform.ask(Call::GetDraft, &json!({ "media_id": media_id })) {
            Ok(answer) => Ok(Some(items(&answer))),
            Err(fault) if fault.code() == Some(NO_MEDIA) => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }

    /// The draft in the box that bears `marks` and is nobody else's.
    fn find(&self, marks: &[Mark]) -> Result<Option<String>, Stop> {
        (self.say)("上次没有收到回答，先看看草稿箱里有没有");
        let known: Vec<&str> = self.kept.state.drafts.values().map(|draft| draft.media_id.as_str()).collect();
        for page in 0..PAGES {
            let call = json!({ "offset": page * PAGE, "count": PAGE, "no_content": 1 });
            let answer = self.platform.ask(Call::ListDrafts, &call)?;
            let drafts = array(&answer, "item");
            let ours = drafts.iter().filter(|draft| payload::marks(&items(&draft["content"])) == marks);
            let mut ids = ours.filter_map(|draft| draft["media_id"].as_str());
            if let Some(id) = ids.find(|id| !known.contains(id)) {
                return Ok(Some(id.to_string()));
            }
            if drafts.len() < PAGE {
                break;
            }
        }
        Ok(None)
    }

    /// The addresses of the published articles with these titles, as far as the account may look.
    fn published(&self, marks: &[Mark]) -> Result<Option<Vec<String>>, Stop> {
        let call = json!({ "offset": 0, "count": PAGE, "no_content": 1 });
        let answer = match self.platform.ask(Call::ListPublished, &call) {
            Ok(answer) => answer,
            Err(Fault::Refused(_)) => return Ok(None),
            Err(fault) => return Err(fault.into()),
        };
        let titles = |marks: &[Mark]| marks.iter().map(|mark| mark.title.clone()).collect::<Vec<_>>();
        let all = array(&answer, "item").into_iter().map(|item| items(&item["content"]));
        let ours = all.into_iter().find(|items| titles(&payload::marks(items)) == titles(marks));
        Ok(ours.map(|items| items.iter().filter_map(|item| item["url"].as_str()).map(str::to_string).collect()))
    }

    fn delete(&self, media_id: &str) -> Result<(), Stop> {
        (self.say)("文章的篇数变了，删去旧草稿");
        match self.platform.ask(Call::DeleteDraft, &json!({ "media_id": media_id })) {
            Ok(_) => Ok(()),
            Err(fault) if fault.code() == Some(NO_MEDIA) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }

    fn keep(&mut self, draft: Draft) -> Result<(), Stop> {
        self.kept.state.drafts.insert(self.package.id.clone(), draft);
        Ok(self.kept.save()?)
    }

    /// Writes down that a draft is asked for, or no longer is.
    fn intend(&mut self, marks: Option<Vec<Mark>>) -> Result<(), Stop> {
        let adding = &mut self.kept.state.adding;
        match marks {
            Some(marks) => adding.insert(self.package.id.clone(), marks),
            None => adding.remove(&self.package.id),
        };
        Ok(self.kept.save()?)
    }

    /// The library no longer has a cover that the state knows: all are sent again.
    fn forget_covers(&mut self) -> Result<(), Stop> {
        (self.say)("素材库里的封面已不在，重新上传");
        for article in &self.package.articles {
            self.kept.state.materials.remove(&article.cover.hash);
        }
        Ok(self.kept.save()?)
    }

    fn differing(&self, sent: &[Value], shown: &[Value], touched: bool) -> Vec<Diagnostic> {
        let code = if touched { "wechat-touched" } else { "wechat-differs" };
        let help = match touched {
            true => "草稿在公众号后台改过；要紧的改动请同样改到稿件里",
            false => "平台去掉了它不收的写法；请在后台预览，确认样子没有走样",
        };
        let at = &self.package.at;
        let differences = compare::differences(sent, shown).into_iter();
        differences.map(|difference| Diagnostic::warning(code, at.clone(), difference).help(help)).collect()
    }

    fn touched(&self) -> Diagnostic {
        let message = "这份草稿上次推送以后在公众号后台改过，再推送会盖掉那些改动";
        let found = Diagnostic::error("wechat-touched", self.package.at.clone(), message);
        found.help("先把后台的改动抄到稿件里；确认可以盖掉，加 --overwrite")
    }
}

fn items(content: &Value) -> Vec<Value> {
    array(content, "news_item")
}

fn array(value: &Value, name: &str) -> Vec<Value> {
    value.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
}
