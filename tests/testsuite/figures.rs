//! Figures of incident reports: from data files to texts, downloads and comparisons.

use std::collections::BTreeMap;

use bollettino::digest::Digest;
use serde_json::Value;

use super::site::{Site, Tree};

const NIS_2024: [&str; 2] = [
    "it/rapporti-incidenti/incidenti-nis-2024/index.html",
    "en/incident-reports/nis-incidents-2024/index.html",
];

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).unwrap()
}

/// The figures that a page shows as such.
fn figures(html: &str) -> Vec<String> {
    let parts = html.split("<span class=\"figure-value\">").skip(1);
    parts.map(|part| part.split("</span>").next().unwrap().replace('\u{a0}', " ")).collect()
}

/// What the sample's reports say, in both languages, and that it comes from the data: with another
/// number in the file, each page that shows it is refused.
#[test]
fn the_sample_speaks_from_its_data() {
    let site = Site::sample();
    let tree = site.build();
    for (page, [incidents, before, change]) in
        NIS_2024.iter().zip([["1.276", "1.077", "18,5 %"], ["1,276", "1,077", "18.5 %"]])
    {
        let shown = figures(text(&tree, page));
        for figure in [incidents, before, change, "22 %", "51 %", "54 %"] {
            assert!(
                shown.iter().any(|own| own == figure),
                "{page} does not show {figure}: {shown:?}"
            );
        }
    }
    let site = site
        .file("content/incident-reports/nis-2024/totals.csv", "incidents,member-states\n1277,23\n");
    let outcome = site.run(&["check"]).exits(1);
    let refused: Vec<&str> =
        outcome.stderr.lines().filter(|l| l.contains("the text says")).collect();
    for said in [
        "1.276, and the data 1.277",
        "1,276, and the data 1,277",
        "18,5 %, and the data 18,6 %",
        "+199, and the data 200",
    ] {
        assert!(refused.iter().any(|line| line.contains(said)), "{said}\n{outcome}");
    }
    for page in [
        "nis-2024/it.md",
        "nis-2024/en.md",
        "2025-08-28-nis-incidents-2024/it.md",
        "2025-08-28-nis-incidents-2024/en.md",
    ] {
        assert!(outcome.stderr.contains(page), "{page}\n{outcome}");
    }
}

/// Two telecom years of an office: semicolons, decimal commas, Windows-1252, and a correction.
fn office() -> Site {
    let folder = "content/incident-reports/telecom";
    let facts = |year: i16, more: &str| {
        format!(
            "date: {}-03-01\nyear: {year}\nregime: telecom\nseries: telecom\n{more}datasets:\n  \
             incidents:\n    file: incidenti.csv\n    form: records\n    dialect: {{delimiter: \";\", \
             decimal: \",\", encoding: windows-1252}}\n",
            year + 1
        )
    };
    let words = "series-telecom = Telecom\nsite-name = S\nsite-publisher = P\n";
    let edition = |title: &str| format!("---\ntitle: {title}\nsummary: S\n---\nTesto.\n");
    let mut site = Site::new().file("i18n/it/site.ftl", words).file("i18n/en/site.ftl", words);
    let rows = |year: i16| {
        format!(
            "id;date;sector;services;users;duration\r\nA-1;{year}-01-31;health;fixed-internet \
             mobile-internet;1000;1,5\r\nA-2;{year}-05-01;energy;fixed-internet;20;0,25\r\n;;;;;\r\n\
             A-3;{year}-12-31;;;5;2\r\n"
        )
    };
    for (year, more) in [(2023, ""), (2024, "comparable: false\n")] {
        let place = format!("{folder}-{year}");
        site = site
            .file(&format!("{place}/publication.yaml"), facts(year, more))
            .file(&format!("{place}/incidenti.csv"), rows(year))
            .file(&format!("{place}/it.md"), edition(&format!("Telecom {year}")));
    }
    let former = "    revisions:\n      - {date: 2025-06-01, file: prima.csv, note: {it: \"Un incidente contato due volte.\"}}\n";
    let place = format!("{folder}-2024");
    site.file(&format!("{place}/publication.yaml"), facts(2024, "comparable: false\n") + former)
        .file(&format!("{place}/prima.csv"), rows(2024) + "A-4;2024-12-31;;;5;2\r\n")
        .file(
            &format!("{place}/it.md"),
            "---\ntitle: Telecom 2024\nsummary: S\nmethod: \"Soglie nuove.\"\n---\nTesto.\n",
        )
}

#[test]
fn datasets_are_served_in_one_form() {
    let tree = office().build();
    let folder = "files/incident-reports/telecom-2024";
    let expected = "id,date,sector,service,users,duration\r\n\
                    A-1,2024-01-31,health,fixed-internet mobile-internet,1000,1.5\r\n\
                    A-2,2024-05-01,energy,fixed-internet,20,0.25\r\n\
                    A-3,2024-12-31,unknown,unknown,5,2\r\n";
    assert_eq!(text(&tree, &format!("{folder}/incidents.csv")), expected);
    let former = format!("{expected}A-4,2024-12-31,unknown,unknown,5,2\r\n");
    assert_eq!(text(&tree, &format!("{folder}/incidents.until-2025-06-01.csv")), former);
    // The files as they came are not.
    assert!(!tree.keys().any(|path| path.contains("incidenti.csv") || path.contains("prima.csv")));

    let json: Value =
        serde_json::from_str(text(&tree, &format!("{folder}/incidents.json"))).unwrap();
    assert_eq!(json["year"], 2024);
    assert_eq!(json["regime"], "telecom");
    assert_eq!(json["rows"][1]["duration"].to_string(), "0.25");
    assert_eq!(json["rows"][0]["service"][1], "mobile-internet");
    assert_eq!(json["codes"]["sector"]["health"]["it"], "Settore sanitario");

    let package: Value =
        serde_json::from_str(text(&tree, &format!("{folder}/datapackage.json"))).unwrap();
    let resource = &package["resources"][0];
    assert_eq!(resource["hash"], format!("sha256:{}", Digest::of(expected.as_bytes())));
    assert_eq!(resource["bytes"], expected.len());
    assert_eq!(package["licenses"], Value::Null);
    assert_eq!(package["comparable"], false);
    let names: Vec<&Value> = resource["schema"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| &field["name"])
        .collect();
    assert_eq!(names, ["id", "date", "sector", "service", "users", "duration"]);
}

#[test]
fn a_page_tells_of_its_data() {
    let tree = office().build();
    let page = text(&tree, "it/rapporti-incidenti/telecom-2024/index.html");
    for part in [
        "/files/incident-reports/telecom-2024/incidents.csv",
        "/files/incident-reports/telecom-2024/incidents.until-2025-06-01.csv",
        "Un incidente contato due volte.",
        "Soglie nuove.",
        "/files/incident-reports/telecom-2024/datapackage.json",
        "/it/serie/telecom/confronto/",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let graph = page.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let graph: Value = serde_json::from_str(graph.split("</script>").next().unwrap()).unwrap();
    let dataset = &graph["@graph"][0]["hasPart"][0];
    assert_eq!(dataset["@type"], "Dataset");
    assert_eq!(dataset["temporalCoverage"], "2024");
    let download = &dataset["distribution"][0];
    assert_eq!(download["@type"], "DataDownload");
    let csv = tree.get("files/incident-reports/telecom-2024/incidents.csv").unwrap();
    assert_eq!(download["sha256"], Digest::of(csv).to_string());
    let catalogue: Value = serde_json::from_str(text(&tree, "catalog.jsonld")).unwrap();
    let datasets = catalogue["dcat:dataset"].as_array().unwrap();
    let ids: Vec<&str> = datasets.iter().filter_map(|d| d["dct:identifier"].as_str()).collect();
    assert!(ids.contains(&"incident-reports/telecom-2024/incidents"), "{ids:?}");
}

/// All years of a series: where the method changed, no change is computed.
#[test]
fn years_stand_side_by_side() {
    let tree = office().build();
    let page = text(&tree, "it/serie/telecom/confronto/index.html");
    for part in ["Telecom 2023", "Telecom 2024", "Soglie nuove.", "1.515"] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("+0"), "the method changed: {page}");
    let csv = text(&tree, "files/series/telecom.csv");
    let mut found: BTreeMap<(&str, &str, &str), &str> = BTreeMap::new();
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        found.insert((cells[2], cells[8], cells[9]), cells[10]);
    }
    assert_eq!(found[&("2023", "", "incidents")], "3");
    assert_eq!(found[&("2024", "", "user-hours")], "1515");
    assert_eq!(found[&("2024", "2024-Q1", "incidents")], "1");
    assert_eq!(found[&("2024", "fixed-internet", "share")], "66.666667");
    assert_eq!(found[&("2024", "unknown", "users")], "5");
}

/// What readers cannot see enters no figure: neither a comparison nor a file.
#[test]
fn hidden_reports_have_no_figures() {
    let site = office();
    let path = "content/incident-reports/telecom-2023/publication.yaml";
    let facts = std::fs::read_to_string(site.path(path)).unwrap();
    site.write(path, format!("{facts}draft: true\n"));
    let tree = site.build();
    let traces: Vec<&String> = tree
        .iter()
        .filter(|(path, bytes)| {
            path.contains("telecom-2023") || String::from_utf8_lossy(bytes).contains("telecom-2023")
        })
        .map(|(path, _)| path)
        .collect();
    assert!(traces.is_empty(), "{traces:?}");
    assert!(!tree.contains_key("files/series/telecom.csv"));
    assert!(!tree.contains_key("it/serie/telecom/confronto/index.html"));
}
