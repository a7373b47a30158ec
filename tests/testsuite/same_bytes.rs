//! Same input, same bytes: whatever threads, folder, zone, locale or memory.

use bollettino::diagnostics::Diagnostics;
use bollettino::select::Audience;
use bollettino::sinks::{OutputFolder, deliver};
use bollettino::site::{Options, load};

use super::site::{NOW, Site, Tree, tree};

fn site() -> Site {
    super::golden::bare("agency")
}

fn build(site: &Site, args: &[&str], environment: &[(&str, &str)]) -> Tree {
    let args = [&["build", "--out", "public"], args].concat();
    site.run_with(&args, environment).succeeds();
    site.tree("public")
}

#[test]
fn threads_zones_locales_and_folders() {
    let site = site();
    let expected = build(&site, &["--jobs", "1"], &[]);
    assert!(expected.len() > 40);
    for jobs in ["2", "8"] {
        assert!(expected == build(&site, &["--jobs", jobs], &[]), "--jobs {jobs}");
    }
    for zone in ["Pacific/Kiritimati", "America/Los_Angeles"] {
        assert!(expected == build(&site, &[], &[("TZ", zone)]), "TZ={zone}");
    }
    for locale in ["it_IT.UTF-8", "tr_TR.UTF-8", "C"] {
        let environment = [("LC_ALL", locale), ("LANG", locale), ("LANGUAGE", locale)];
        assert!(expected == build(&site, &[], &environment), "LC_ALL={locale}");
    }
    let elsewhere = self::site();
    assert!(expected == build(&elsewhere, &[], &[]), "another folder");
}

/// The clock decides what is visible, and nothing else.
#[test]
fn the_time_of_the_build() {
    let site = site();
    let expected = build(&site, &["--now", "2026-03-02"], &[]);
    assert!(expected == build(&site, &["--now", "2026-03-02T23:59"], &[]));
    assert!(expected == build(&site, &["--now", "2027-11-30"], &[]));
}

/// Bodies that are not kept are made again, the same.
#[test]
fn the_memory_for_bodies() {
    let site = site();
    let expected = build(&site, &[], &[]);
    for budget in [0, 2_000] {
        let zone = jiff::tz::TimeZone::get("Europe/Rome").unwrap();
        let now = NOW.parse::<jiff::civil::Date>().unwrap().to_zoned(zone).unwrap().timestamp();
        let options = Options { body_budget: budget, ..Options::new(Audience::public(now)) };
        let loaded = load(&site.path(""), &options);
        let out = site.path("again");
        let folder = OutputFolder::stage(&out).unwrap();
        let delivered: Result<_, Diagnostics> =
            deliver(loaded.site.as_ref().unwrap(), &folder, &|| {});
        delivered.unwrap();
        folder.commit().unwrap();
        assert!(expected == tree(&out), "a budget of {budget}");
    }
}
