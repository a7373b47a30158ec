//! `bollettino withdraw PUB`: takes a publication back, with a notice or without a trace.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use super::{FAILED, complain, complain_softly, now, report, say, usage};
use crate::author::{self, Erasure};
use crate::cli::{Global, Withdraw, WithdrawMode};
use crate::config::NavigationEntry;
use crate::diagnostics::{Location, Policy, did_you_mean, locate};
use crate::identity::{Address, Lang, PublicationId, SourceId};
use crate::parse::{ParsedPublication, Target};
use crate::plan::{PageKey, Spec};
use crate::select::Audience;
use crate::site::{Contents, Loaded, Options, Site};

/// Takes a publication back.
pub fn run(global: &Global, options: &Withdraw) -> ExitCode {
    withdrawn(global, options).unwrap_or_else(|code| code)
}

fn withdrawn(global: &Global, options: &Withdraw) -> Result<ExitCode, ExitCode> {
    let _lock = author::lock(&global.site);
    let now = now(global)?;
    if options.reason.trim().is_empty() {
        return Err(usage("say why: `--reason TEXT`"));
    }
    let contents = Contents::read(&global.site, 0).map_err(|faults| {
        report(global, faults, &Policy::default());
        ExitCode::from(FAILED)
    })?;
    let publication = find(&contents, options)?;
    let audience = Audience::public(now);
    let Loaded { site, diagnostics, policy } = contents.site(&Options::new(audience));
    let Some(site) = site else {
        report(global, diagnostics, &policy);
        complain("nothing was withdrawn: its addresses cannot be told before these are mended");
        return Err(ExitCode::from(FAILED));
    };
    let held = Held { contents: &contents, site: &site, publication };
    match options.mode {
        WithdrawMode::Notice => held.with_notice(options),
        WithdrawMode::Erase => {
            let day = now.to_zoned(contents.config().time_zone.clone()).date();
            held.without_trace(options, &format!("{day}: erased: {}", options.reason.trim()))
        }
    }
}

/// The publication that was named, by its id or by its folder's path.
fn find<'c>(contents: &'c Contents, options: &Withdraw) -> Result<&'c ParsedPublication, ExitCode> {
    let typed = options.publication.trim_end_matches('/');
    let typed = typed.strip_prefix("./").unwrap_or(typed);
    let id = typed.strip_prefix("content/").unwrap_or(typed);
    let publications = contents.publications();
    publications.iter().find(|publication| publication.folder.id.as_str() == id).ok_or_else(|| {
        let known = publications.iter().map(|publication| publication.folder.id.as_str());
        let help = did_you_mean(id, known).map_or_else(String::new, |help| format!(": {help}"));
        usage(&format!("there is no publication `{id}`{help}"))
    })
}

/// What is taken back, and the site that has it.
struct Held<'a> {
    contents: &'a Contents,
    site: &'a Site,
    publication: &'a ParsedPublication,
}

impl Held<'_> {
    fn id(&self) -> &PublicationId {
        &self.publication.folder.id
    }

    /// Leaves a tombstone: titles and reasons stay.
    fn with_notice(&self, options: &Withdraw) -> Result<ExitCode, ExitCode> {
        let reasons: BTreeMap<Lang, &str> = options.reasons().collect();
        let editions = &self.publication.editions;
        if let Some(lang) = reasons.keys().find(|lang| !editions.contains_key(*lang)) {
            return Err(usage(&format!("`{}` has no edition in `{lang}`", self.id())));
        }
        let mut wanted = Vec::new();
        for (lang, document) in editions {
            let Some(document) = document else {
                complain(&format!("the edition `{lang}` has errors: run `bollettino check`"));
                return Err(ExitCode::from(FAILED));
            };
            if document.facts.withdrawn.is_none() {
                let reason = reasons.get(lang).copied().unwrap_or(options.reason.trim());
                wanted.push((document.source.clone(), reason.to_owned()));
            }
        }
        if wanted.is_empty() {
            return Err(usage(&format!(
                "`{}` is withdrawn already: change the reasons in its texts",
                self.id()
            )));
        }
        let written = super::written(author::withdraw(&self.contents.sources(), &wanted));
        if written == ExitCode::SUCCESS {
            say("\nTitles and reasons stay on its pages; texts, pictures and attachments go.");
            self.say_what_to_purge(&self.addresses());
        }
        Ok(written)
    }

    /// Leaves nothing but addresses that are gone.
    fn without_trace(&self, options: &Withdraw, note: &str) -> Result<ExitCode, ExitCode> {
        let inner = format!("{}/", self.id());
        let ids = self.contents.publications().iter().map(|other| &other.folder.id);
        if let Some(other) = ids.into_iter().find(|other| other.as_str().starts_with(&inner)) {
            return Err(usage(&format!("`{other}` lies in its folder: move it out first")));
        }
        let addresses = self.addresses();
        let gone = self.gone(&addresses);
        if !options.yes {
            self.say_what_would_go(&gone);
        } else {
            let erasure = Erasure { publication: self.id(), gone: &gone, note };
            let written = super::written(author::erase(&self.contents.sources(), &erasure));
            if written != ExitCode::SUCCESS {
                return Ok(written);
            }
        }
        self.say_what_to_purge(&addresses);
        say(STAYS);
        for place in self.named_by() {
            complain_softly(&format!("{place} names it: nothing goes out before that is mended"));
        }
        if !options.yes {
            complain("nothing was erased: run it again with `--yes`");
            return Ok(ExitCode::from(FAILED));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Where readers find it now.
    fn addresses(&self) -> BTreeSet<Address> {
        let Some(index) = self.site.library.find(self.id()) else { return BTreeSet::new() };
        let folder = format!("content/{}/", self.id());
        let files = format!("/files/{}/", self.id());
        let is_own = |address: &Address, spec: &Spec| match spec {
            Spec::Page(PageKey::Publication(at), _) | Spec::Citation(_, at, _) => *at == index,
            Spec::File(source) => source.as_str().starts_with(&folder),
            _ => address.as_str().starts_with(&files),
        };
        let plan = || self.site.plan.iter();
        let own = plan().filter(|(address, spec)| is_own(address, spec));
        let own: BTreeSet<Address> = own.map(|(address, _)| address.clone()).collect();
        let leads_there = |spec: &Spec| match spec {
            Spec::Redirect(redirect) => redirect.target.as_ref().is_some_and(|to| own.contains(to)),
            _ => false,
        };
        let leading = plan().filter(|(_, spec)| leads_there(spec));
        let leading: Vec<Address> = leading.map(|(address, _)| address.clone()).collect();
        own.into_iter().chain(leading).collect()
    }

    /// The same as lines of `redirects.csv`, which name no file.
    fn gone(&self, addresses: &BTreeSet<Address>) -> BTreeSet<String> {
        let files = format!("/files/{}/", self.id());
        let mut gone = BTreeSet::new();
        for address in addresses {
            let address = address.as_str();
            if address.starts_with(&files) {
                gone.insert(format!("{files}*"));
            } else if let Some((page, _)) = address.rsplit_once("/citation.") {
                gone.insert(format!("{page}/*"));
            } else {
                gone.insert(address.to_owned());
            }
        }
        gone
    }

    fn say_what_would_go(&self, gone: &BTreeSet<String>) {
        let sources = self.contents.sources();
        say("These files would be removed:");
        for source in sources.below(&format!("content/{}/", self.id())) {
            say(&format!("  {source}"));
        }
        if !gone.is_empty() {
            say("\nThese lines would be in redirects.csv:");
            gone.iter().for_each(|address| say(&format!("  {address},,410")));
        }
    }

    fn say_what_to_purge(&self, addresses: &BTreeSet<Address>) {
        if addresses.is_empty() {
            return say(
                "\nThe site as it is now does not show it, so there is nothing to purge from caches. \
                 If it was out before, add a line to redirects.csv for each of its addresses.",
            );
        }
        say("\nPurge these addresses from caches once the site is published:");
        let base = &self.site.config.base_url;
        addresses.iter().for_each(|address| say(&format!("  {base}{}", address.encoded())));
        say("What lists it has changed as well: home pages, lists, feeds, sitemap, search.");
    }

    /// What names it besides itself, by file, line and column.
    fn named_by(&self) -> Vec<String> {
        let id = self.id();
        let mut places: Vec<Location> = Vec::new();
        for other in self.contents.publications().iter().filter(|other| other.folder.id != *id) {
            let facts = other.folder.id.source("publication.yaml");
            if let Some(said) = &other.facts {
                let related = said.related.iter().enumerate().filter(|(_, related)| *related == id);
                places.extend(related.map(|(at, _)| Location::item(&facts, "related", at)));
                let newer = said.supersedes.as_ref().filter(|older| *older == id);
                places.extend(newer.map(|_| Location::field(&facts, "supersedes")));
            }
            for document in other.editions.values().flatten() {
                let names_it = |target: &Target| match target {
                    Target::Publication { id: named, .. } => named == id,
                    Target::File { publication, .. } => publication == id,
                    Target::Anchor(_) | Target::Address(_) => false,
                };
                let links = document.outline.links.iter().filter(|link| names_it(&link.target));
                places.extend(
                    links.map(|link| Location::bytes(&document.source, link.range.clone())),
                );
            }
        }
        let config = self.contents.config();
        let settings = SourceId::new("site.yaml");
        for (key, entries) in [("navigation", &config.navigation), ("footer", &config.footer)] {
            let is_it = |entry: &NavigationEntry| matches!(entry, NavigationEntry::Publication(p) if p == id);
            let found = entries.iter().position(is_it);
            places.extend(found.map(|at| Location::item(&settings, key, at)));
        }
        let sources = self.contents.sources();
        let shown = places.iter().map(|place| {
            let at = locate(place, &sources.show(&place.source).unwrap_or_default());
            format!("{}:{}:{}", place.source, at.line, at.column)
        });
        shown.collect()
    }
}

/// What no program can erase.
const STAYS: &str = "
What stays, and is yours to see to:
- the history of version control, with every former commit: remove it there too (for example with
  `git filter-repo --path content/… --invert-paths`), and ask your host to drop its caches;
- folders that were built or copied before; the kept release of a target goes with the next publish;
- search engines, archives and whoever has a copy.";
