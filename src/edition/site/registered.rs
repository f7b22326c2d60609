//! What the registers gather from all columns: the texts of each consultation brand and of each
//! county (县、市、区), with what is known of them.

use super::address;
use super::desk::Desk;
use super::listed::AboutView;
use super::views::{Fact, Ref};
use crate::catalog::{Brand, Entry, EntryIx, Organization, OrganizationLevel, Person};
use crate::edition::Shop;
use crate::kind::{EditionName, Kind};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Something of a register with a page of its own.
pub struct Subject {
    pub name: String,
    pub url: String,
    /// The heading it stands under in the overview.
    pub group: String,
    pub note: Option<String>,
    pub about: Arc<AboutView>,
    /// Newest first.
    pub entries: Vec<EntryIx>,
}

/// All of them, in the order of the registers.
#[derive(Default)]
pub struct Registered {
    pub brands: Vec<Subject>,
    pub districts: Vec<Subject>,
}

/// The address of each brand, by every name it has.
#[must_use]
pub fn brand_addresses(shop: &Shop) -> BTreeMap<String, String> {
    let brands = &shop.catalog.registers.brands;
    let mut addresses = address::brands(brands.iter().map(|brand| &brand.name));
    for brand in brands {
        for other in &brand.also {
            if let Some(url) = addresses.get(&brand.name).cloned() {
                addresses.entry(other.clone()).or_insert(url);
            }
        }
    }
    addresses
}

/// The address of each county, by the name a text gives the place.
#[must_use]
pub fn district_addresses(shop: &Shop) -> BTreeMap<String, String> {
    let places: Vec<String> = districts(shop).map(|(place, _)| place).collect();
    address::districts(places.iter())
}

/// Everything; one walk over all entries.
#[must_use]
pub fn all(shop: &Shop, desk: &Desk) -> Registered {
    if desk.brands.is_empty() && desk.districts.is_empty() {
        return Registered::default();
    }
    let mut by_url: BTreeMap<&str, Vec<EntryIx>> = BTreeMap::new();
    let sources = sources(shop, desk);
    let shown: Vec<EntryIx> = shop.shelf.of(&shop.catalog, EditionName::Site).collect();
    let subjects: Vec<BTreeSet<&str>> =
        shown.par_iter().map(|ix| subjects(shop.catalog.entry(*ix), desk, &sources)).collect();
    for (ix, urls) in shown.into_iter().zip(subjects) {
        urls.into_iter().for_each(|url| by_url.entry(url).or_default().push(ix));
    }
    let entries = |url: &str| by_url.get(url).cloned().unwrap_or_default();
    let brands = shop.catalog.registers.brands.iter().filter_map(|brand| {
        let url = desk.brands.get(&brand.name)?;
        Some(of_brand(brand, url, entries(url), desk))
    });
    let districts = districts(shop).filter_map(|(place, organization)| {
        let url = desk.districts.get(&place)?;
        Some(of_district(shop, desk, &place, organization, (url, entries(url))))
    });
    Registered { brands: brands.collect(), districts: districts.collect() }
}

/// The pages an entry belongs on: of the brands it is about, of the counties it is about or from.
fn subjects<'d>(entry: &Entry, desk: &'d Desk, sources: &BTreeMap<&str, &'d str>) -> BTreeSet<&'d str> {
    let named = names(entry).filter_map(|name| desk.brands.get(name));
    let titled = desk.brands.iter().filter(|(name, _)| entry.front.title.contains(name.as_str())).map(|(_, url)| url);
    let places = entry.front.places.iter().filter_map(|place| desk.districts.get(place));
    let mut urls: BTreeSet<&str> = named.chain(titled).chain(places).map(String::as_str).collect();
    let owners: Vec<&str> = urls.iter().filter_map(|url| sources.get(url)).copied().collect();
    urls.extend(owners);
    urls.extend(entry.front.source.as_deref().and_then(|source| sources.get(source)));
    urls
}

/// The brand a case names, and the tags, which often are brands.
fn names(entry: &Entry) -> impl Iterator<Item = &String> {
    let brand = match &entry.kind {
        Kind::Case(case) => case.brand.as_ref(),
        _ => None,
    };
    brand.into_iter().chain(&entry.front.tags)
}

/// A county's names, as 来源 gives them, and the addresses of its brands -> the address of its page.
fn sources<'d>(shop: &'d Shop, desk: &'d Desk) -> BTreeMap<&'d str, &'d str> {
    let mut sources = BTreeMap::new();
    for (place, organization) in districts(shop) {
        let Some(url) = desk.districts.get(&place) else { continue };
        for name in organization.short.iter().chain([&organization.name]) {
            sources.insert(name.as_str(), url.as_str());
        }
        let own = shop.catalog.registers.brands.iter().filter(|brand| owns(organization, brand));
        sources.extend(own.filter_map(|brand| desk.brands.get(&brand.name)).map(|brand| (brand.as_str(), url.as_str())));
    }
    sources
}

/// The committees of counties, each with the name of its place.
fn districts(shop: &Shop) -> impl Iterator<Item = (String, &Organization)> {
    let counties = shop.catalog.registers.organizations.iter();
    let counties = counties.filter(|organization| organization.level == Some(OrganizationLevel::County));
    counties.filter_map(|organization| {
        let place = organization.short.iter().find_map(|short| short.strip_suffix("政协"))?;
        Some((place.to_string(), organization))
    })
}

/// Whether a brand is said to be of an organisation, by any of its names.
fn owns(organization: &Organization, brand: &Brand) -> bool {
    let named = |name: &String| brand.owner == *name || brand.owner.ends_with(name.as_str());
    organization.name == brand.owner || organization.short.iter().any(named)
}

fn of_brand(brand: &Brand, url: &str, entries: Vec<EntryIx>, desk: &Desk) -> Subject {
    let district = desk.districts.iter().find(|(place, _)| brand.owner.ends_with(&format!("{place}政协")));
    let facts = [
        Some(fact("所属政协", brand.owner.clone(), district.map(|(_, url)| url.clone()))),
        brand.since.map(|since| fact("创建时间", since.chinese(), None)),
        (!brand.also.is_empty()).then(|| fact("又称", brand.also.join("、"), None)),
    ];
    Subject {
        name: brand.name.clone(),
        url: url.to_string(),
        group: match brand.level {
            Some(OrganizationLevel::National) => "全国",
            Some(OrganizationLevel::Province) => "省级",
            Some(OrganizationLevel::City) => "市级",
            Some(OrganizationLevel::County) => "县（市、区）级",
            Some(OrganizationLevel::Town) => "乡镇（街道）",
            None => "其他",
        }
        .to_string(),
        note: Some(brand.owner.clone()),
        about: Arc::new(AboutView {
            facts: facts.into_iter().flatten().collect(),
            text: brand.about.clone(),
            ..AboutView::default()
        }),
        entries,
    }
}

fn of_district(
    shop: &Shop,
    desk: &Desk,
    place: &str,
    organization: &Organization,
    (url, entries): (&str, Vec<EntryIx>),
) -> Subject {
    let registers = &shop.catalog.registers;
    let parent = organization.parent.clone();
    let own = registers.brands.iter().filter(|brand| owns(organization, brand));
    let brands: Vec<Ref> =
        own.filter_map(|brand| Some(Ref { name: brand.name.clone(), url: desk.brands.get(&brand.name)?.clone() })).collect();
    let facts = [
        Some(fact("全称", organization.name.clone(), None)),
        parent.clone().map(|parent| fact("上级", parent, None)),
    ];
    Subject {
        name: place.to_string(),
        url: url.to_string(),
        group: parent.unwrap_or_else(|| "其他".to_string()),
        note: (!brands.is_empty()).then(|| brands.iter().map(|brand| brand.name.as_str()).collect::<Vec<_>>().join("、")),
        about: Arc::new(AboutView {
            facts: facts.into_iter().flatten().collect(),
            text: None,
            brands,
            people: members(shop, desk, organization),
        }),
        entries,
    }
}

/// Who holds an office there on the day the site is made, by order.
fn members(shop: &Shop, desk: &Desk, organization: &Organization) -> Vec<Ref> {
    let today = shop.as_of.day();
    let mut found: Vec<(u32, Ref)> = Vec::new();
    for person in &shop.catalog.registers.people {
        let here = |office: &&crate::catalog::Office| {
            office.organization == organization.name || organization.short.contains(&office.organization)
        };
        let now = person.offices.iter().filter(here).find(|office| office.until.is_none_or(|until| until.iso() >= today));
        if let Some(office) = now.filter(|_| person.died.is_none()) {
            let url = desk.people.get(&person.name).cloned().unwrap_or_default();
            found.push((person.order.unwrap_or(u32::MAX), Ref { name: format!("{} {}", office.office, person.name), url }));
        }
    }
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, person)| person).collect()
}

/// What the register of people says of a person.
#[must_use]
pub fn about_person(person: &Person) -> AboutView {
    let facts = person.offices.iter().map(|office| {
        let term = match (office.from, office.until) {
            (Some(from), Some(until)) => format!("（{}至{}）", from.chinese(), until.chinese()),
            (Some(from), None) => format!("（{}起）", from.chinese()),
            (None, Some(until)) => format!("（至{}）", until.chinese()),
            (None, None) => String::new(),
        };
        fact("职务", format!("{} {}{term}", office.organization, office.office), None)
    });
    let more = [
        person.nation.as_ref().map(|nation| fact("民族", nation.clone(), None)),
        person.died.map(|died| fact("逝世", died.chinese(), None)),
    ];
    AboutView { facts: facts.chain(more.into_iter().flatten()).collect(), ..AboutView::default() }
}

fn fact(label: &'static str, value: String, url: Option<String>) -> Fact {
    Fact { label, value, url }
}
