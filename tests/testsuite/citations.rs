//! The index for those who cite, read back by libraries that were not written here: BibTeX by
//! `biblatex`, CSL-JSON by `hayagriva`'s citation processor; RIS is read by PyPI's `rispy`
//! (`tests/exchange/rispy`). Each entry is compared as a whole, so that a field that is dropped, or
//! added unseen, fails.

use std::collections::BTreeMap;

use biblatex::{Chunk, ChunksExt};
use hayagriva::citationberg::{self, IndependentStyle};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
};
use serde_json::{Value, json};

use super::exchange::{BUILT, editions, json, key, label, text, topics};

/// What BibTeX calls the months of the fixture.
const MONTHS: [(&str, &str); 5] =
    [("02", "February"), ("03", "March"), ("05", "May"), ("06", "June"), ("08", "August")];

/// Who publishes an edition, in its language.
fn publisher(edition: &Value) -> Value {
    json("publications.json")["publisher"][edition["language"].as_str().unwrap()].clone()
}

/// The series of an edition as its language calls it.
fn series((publication, edition): &(Value, Value)) -> Value {
    let series = &publication["series"];
    series.as_str().map_or(Value::Null, |_| label("series", series, edition).into())
}

/// Everything that an entry says, by its field; keywords as a reader parts them.
fn said(entry: &biblatex::Entry) -> BTreeMap<String, Value> {
    let text = |(name, chunks): (&String, &biblatex::Chunks)| {
        let value = match name.as_str() {
            "keywords" => keywords(chunks).into(),
            _ => chunks.format_verbatim().into(),
        };
        (name.clone(), value)
    };
    entry.fields.iter().map(text).collect()
}

/// Keywords stand between commas; a comma inside braces is one of a keyword.
fn keywords(chunks: &biblatex::Chunks) -> Vec<String> {
    let mut keywords = vec![String::new()];
    for chunk in chunks.iter().map(|chunk| &chunk.v) {
        let parts: Vec<&str> = match chunk {
            Chunk::Normal(text) => text.split(", ").collect(),
            other => vec![other.get()],
        };
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                keywords.push(String::new());
            }
            keywords.last_mut().unwrap().push_str(part);
        }
    }
    keywords
}

#[test]
fn bibtex_is_read_back() {
    let library = biblatex::Bibliography::parse(text("publications.bib")).unwrap();
    let editions = editions();
    assert_eq!(library.len(), editions.len());
    for pair @ (publication, edition) in &editions {
        let entry = library.get(&key(pair)).unwrap_or_else(|| panic!("no {}", key(pair)));
        let day = publication["date"].as_str().unwrap();
        let (_, month) = MONTHS.iter().find(|(number, _)| *number == &day[5..7]).unwrap();
        let babel = match edition["language"].as_str().unwrap() {
            "it" => "italian",
            "en" => "british",
            _ => "french",
        };
        let ids = &publication["identifiers"];
        let topics = topics(pair);
        let expected = json!({
            "author": publisher(edition),
            "title": edition["title"],
            "institution": publisher(edition),
            "type": label("kinds", &publication["kind"], edition),
            "year": day[..4],
            "month": month,
            "day": day[8..10].trim_start_matches('0'),
            "number": publication["number"],
            "version": publication["version"],
            "series": series(pair),
            "isbn": ids["isbn"],
            "issn": ids["issn"],
            "library": ids["catalogue"],
            "langid": babel,
            "language": edition["language"],
            "keywords": if topics.is_empty() { Value::Null } else { json!(topics) },
            "abstract": edition["summary"],
            "doi": ids["doi"],
            "url": edition["url"],
        });
        assert_eq!(said(entry), fields(expected), "{}", key(pair));
        // The parser takes it for a whole and sound entry, by one author, of that day.
        assert!(entry.verify().malformed.is_empty(), "{}", key(pair));
        assert_eq!(entry.author().unwrap().len(), 1, "{}", key(pair));
        let biblatex::PermissiveType::Typed(date) = entry.date().unwrap() else {
            panic!("{} has no date", key(pair));
        };
        assert_eq!(biblatex::Type::to_chunks(&date).format_verbatim(), day[..10], "{}", key(pair));
    }
    // BibTeX would make two bodies of one whose name has an `and` in it.
    let institution = "\n  institution = {{Research \\& Innovation Agency and University}},\n";
    assert!(text("publications.bib").contains(institution));
}

/// The fields of an object that have a value.
fn fields(object: Value) -> BTreeMap<String, Value> {
    let Value::Object(fields) = object else { panic!("{object} is no object") };
    fields.into_iter().filter(|(_, value)| !value.is_null()).collect()
}

#[test]
fn csl_json_says_everything() {
    let items = json("publications.csl.json");
    let items = items.as_array().unwrap();
    let editions = editions();
    assert_eq!(items.len(), editions.len());
    for (item, pair) in items.iter().zip(&editions) {
        let (publication, edition) = pair;
        let ids = &publication["identifiers"];
        let part = |range: std::ops::Range<usize>| -> u16 {
            publication["date"].as_str().unwrap()[range].parse().unwrap()
        };
        let topics = topics(pair).join("; ");
        let expected = json!({
            "id": key(pair),
            "type": "report",
            "title": edition["title"],
            "author": [{"literal": publisher(edition)}],
            "publisher": publisher(edition),
            "issued": {"date-parts": [[part(0..4), part(5..7), part(8..10)]]},
            "language": edition["language"],
            "genre": label("kinds", &publication["kind"], edition),
            "collection-title": series(pair),
            "number": publication["number"],
            "version": publication["version"],
            "DOI": ids["doi"],
            "ISBN": ids["isbn"],
            "ISSN": ids["issn"],
            "call-number": ids["catalogue"],
            "keyword": if topics.is_empty() { Value::Null } else { topics.into() },
            "abstract": edition["summary"],
            "URL": edition["url"],
        });
        assert_eq!(fields(item.clone()), fields(expected), "{}", key(pair));
    }
}

/// Formatted by a citation processor with a style of our own, which says every field in turn.
#[test]
fn csl_json_is_formatted() {
    let items: Vec<citationberg::json::Item> =
        serde_json::from_str(text("publications.csl.json")).unwrap();
    let style = IndependentStyle::from_xml(STYLE).unwrap();
    let editions = editions();
    assert_eq!(items.len(), editions.len());
    let mut driver = BibliographyDriver::new();
    for item in &items {
        let cited = vec![CitationItem::with_entry(item)];
        driver.citation(CitationRequest::from_items(cited, &style, &[]));
    }
    let rendered =
        driver.finish(BibliographyRequest { style: &style, locale: None, locale_files: &[] });
    let plain = |item: &hayagriva::BibliographyItem| {
        let mut line = String::new();
        item.content.write_buf(&mut line, BufWriteFormat::Plain).unwrap();
        line
    };
    let formatted: Vec<String> = rendered.bibliography.unwrap().items.iter().map(plain).collect();
    for (line, pair) in formatted.iter().zip(&editions) {
        let (publication, edition) = pair;
        let ids = &publication["identifiers"];
        let mut parts = vec![
            publisher(edition),
            edition["title"].clone(),
            label("kinds", &publication["kind"], edition).into(),
            publication["date"].as_str().unwrap()[..10].into(),
        ];
        parts.extend([&publication["version"], &publication["number"]].map(Value::clone));
        parts.extend(["doi", "isbn", "issn"].map(|name| ids[name].clone()));
        parts.push(edition["url"].clone());
        let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
        assert_eq!(*line, parts.join(" | "), "{}", key(pair));
    }
}

const STYLE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Every field</title><id>every-field</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><group delimiter=" | ">
<names variable="author"><name/></names>
<text variable="title"/>
<text variable="genre"/>
<date variable="issued"><date-part name="year" suffix="-"/><date-part name="month" form="numeric-leading-zeros" suffix="-"/><date-part name="day" form="numeric-leading-zeros"/></date>
<text variable="version"/>
<text variable="number"/>
<text variable="DOI"/>
<text variable="ISBN"/>
<text variable="ISSN"/>
<text variable="URL"/>
</group></layout></bibliography>
</style>"#;

/// One edition's files for citations are its part of the whole.
#[test]
fn each_edition_has_its_own_citation() {
    for pair @ (_, edition) in &editions() {
        let url = edition["url"].as_str().unwrap();
        let folder = url.strip_prefix("https://example.eu/agency/").unwrap();
        let page = text(&format!("{folder}index.html"));
        let own = text(&format!("{folder}citation.bib"));
        assert!(own.starts_with(&format!("@techreport{{{},\n", key(pair))), "{own}");
        assert!(text("publications.bib").contains(own));
        let own = text(&format!("{folder}citation.ris"));
        assert!(own.contains(&format!("ID  - {}\r\n", key(pair))), "{own}");
        assert!(text("publications.ris").contains(own));
        let own = json(&format!("{folder}citation.csl.json"));
        let all = json("publications.csl.json");
        assert!(own.as_array().unwrap().len() == 1 && all.as_array().unwrap().contains(&own[0]));
        for format in ["bib", "ris", "csl.json"] {
            let address = format!("\"/agency/{folder}citation.{format}\"");
            // As `rel="alternate"` and in the section on citing it.
            assert_eq!(page.matches(&address).count(), 2, "{address}");
        }
    }
    let notice = BUILT.keys().filter(|path| path.starts_with("it/") && path.contains("only-in-"));
    let notice: Vec<&String> = notice.collect();
    assert_eq!(notice, ["it/linee-guida/only-in-english/index.html"], "nothing to cite there");
}
