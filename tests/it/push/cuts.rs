//! Lines cut, answers lost and processes killed at every call: whatever happens, the next run goes on
//! where this one stopped, and in the end there is one draft and one of each picture.

use super::{Office, package};
use crate::platform::Trouble;
use kanxing::release::wechat::{Failure, Options, Outcome, Package};
use std::collections::BTreeMap;

const TROUBLES: &[Trouble] = &[Trouble::CutBefore, Trouble::CutAfter, Trouble::Garbled, Trouble::Says(-1), Trouble::SaysAfter(-1)];

impl Office {
    /// One draft as `package` has it; each picture once in the library, and its address heard once.
    fn is_as_it_should_be(&self, package: &Package, about: &str) {
        let drafts = self.drafts();
        assert_eq!(drafts.len(), 1, "{about}: {:?}", self.platform.log());
        let titles: Vec<&str> = drafts[0].iter().filter_map(|article| article["title"].as_str()).collect();
        let wanted: Vec<&str> = package.articles.iter().map(|article| article.title.as_str()).collect();
        assert_eq!(titles, wanted, "{about}");
        {
            let world = self.platform.world();
            assert_eq!(world.strange, Vec::<String>::new(), "{about}");
            let mut names: BTreeMap<&str, usize> = BTreeMap::new();
            world.materials.iter().map(|material| material.name.as_str()).chain(world.heard.iter().map(String::as_str))
                .for_each(|name| *names.entry(name).or_default() += 1);
            assert!(names.values().all(|count| *count == 1), "{about}: {names:?}");
        }
        let (done, calls) = self.calls(package);
        assert_eq!((done.outcome, done.found), (Outcome::Same, Vec::new()), "{about}");
        assert_eq!(calls, ["stable_token", "get"], "{about}");
    }
}

/// How many calls a push takes that nothing disturbs.
fn undisturbed(before: Option<&Package>, package: &Package) -> usize {
    let office = Office::new();
    before.into_iter().for_each(|before| drop(office.push(before)));
    office.calls(package).1.len()
}

#[test]
fn a_trouble_at_any_call_of_a_new_draft_is_overcome() {
    let package = package(2);
    let calls = undisturbed(None, &package);
    assert_eq!(calls, 7);
    for number in 1..=calls {
        for trouble in TROUBLES {
            let office = Office::new();
            office.platform.trouble(number, *trouble);
            let about = format!("{trouble:?} at {number}");
            let done = office.try_push(&package, Options::default()).unwrap_or_else(|why| panic!("{about}: {why:?}"));
            assert_eq!(done.outcome, Outcome::Made, "{about}");
            office.is_as_it_should_be(&package, &about);
        }
    }
}

/// Text and picture of one article changed.
fn changed() -> Package {
    let mut changed = package(2);
    changed.articles[1].html = changed.articles[1].html.replace("指出", "强调");
    changed.articles[1].pictures[0] = super::Picture::new("images/a.jpg", super::jpeg(64, 48, 99));
    changed
}

#[test]
fn a_trouble_at_any_call_of_an_update_is_overcome() {
    let changed = changed();
    let calls = undisturbed(Some(&package(2)), &changed);
    assert_eq!(calls, 5);
    for number in 1..=calls {
        for trouble in TROUBLES {
            let office = Office::new();
            office.push(&package(2));
            office.platform.forget();
            office.platform.trouble(number, *trouble);
            let about = format!("{trouble:?} at {number}");
            let done = office.try_push(&changed, Options::default()).unwrap_or_else(|why| panic!("{about}: {why:?}"));
            assert_eq!(done.outcome, Outcome::Updated(1), "{about}");
            office.is_as_it_should_be(&changed, &about);
        }
    }
}

#[test]
fn a_network_that_goes_for_good_at_any_call_is_taken_up_by_the_next_run() {
    for (before, package) in [(None, package(2)), (Some(package(2)), changed()), (Some(package(3)), package(2))] {
        let calls = undisturbed(before.as_ref(), &package);
        for number in 1..=calls {
            for first in [Trouble::CutBefore, Trouble::CutAfter] {
                let office = Office::new();
                before.iter().for_each(|before| drop(office.push(before)));
                office.platform.forget();
                office.platform.trouble(number, first);
                (number + 1..number + 40).for_each(|number| office.platform.trouble(number, Trouble::CutBefore));
                let about = format!("{} articles, {first:?} at {number} and gone", package.articles.len());
                match office.try_push(&package, Options::default()) {
                    Err(Failure::Machine(said)) => assert!(said.contains("失去联系") && said.contains("建议"), "{about}: {said}"),
                    other => panic!("{about}: {other:?}"),
                }
                assert!(office.platform.log().len() < number + 8, "{about}: it does not try for ever");
                office.platform.forget();
                office.push(&package);
                office.is_as_it_should_be(&package, &about);
            }
        }
    }
}

#[test]
fn nobody_listening_is_said_so() {
    let office = Office::new();
    let client = kanxing::release::wechat::Platform::local(&office.account, "http://127.0.0.1:1").expect("a loopback address");
    let mut kept = kanxing::release::wechat::Kept::open(&office.folder.join("state.json")).expect("a state");
    let failed = kanxing::release::wechat::push(&client, &mut kept, &package(1), Options::default(), &|_| {});
    let Err(Failure::Machine(said)) = failed else { panic!("{failed:?}") };
    assert!(said.contains("连接") && said.contains("取接口凭证"), "{said}");
}

#[test]
fn an_answer_that_never_comes_is_not_waited_for() {
    for (number, trouble) in [(3, Trouble::Silent), (6, Trouble::Silent), (6, Trouble::Deaf)] {
        let office = Office::new();
        office.platform.trouble(number, trouble);
        assert_eq!(office.push(&package(2)).outcome, Outcome::Made, "{trouble:?} at {number}");
        office.is_as_it_should_be(&package(2), &format!("{trouble:?} at {number}"));
    }
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let office = Office::new();
    let _first = kanxing::release::wechat::Kept::open(&office.folder.join("state.json")).expect("a state");
    let second = kanxing::release::wechat::Kept::open(&office.folder.join("state.json"));
    assert!(second.is_err_and(|why| why.contains("另一个程序正在使用")));
}

#[test]
fn a_state_that_is_no_state_is_not_taken_for_an_empty_one() {
    let office = Office::new();
    office.folder.write("state.json", b"{ \"drafts\": ");
    let opened = kanxing::release::wechat::Kept::open(&office.folder.join("state.json"));
    assert!(opened.is_err_and(|why| why.contains("读不懂") && why.contains("备份")));
}
