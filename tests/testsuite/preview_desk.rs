//! The preview's own pages: editions compared, blocks accepted, the site at a glance.

use std::fs;

use serde_json::{Value, json};

use super::server::Server;
use super::site::{NOW, Site};
use super::translations::{ID, accepted, edition, open, pair, replace, translations};

impl Server<'_> {
    #[track_caller]
    fn json(&self, api: &str, query: &str) -> Value {
        let answer = self.get(&format!("/_preview/api/{api}?{query}"));
        assert_eq!(answer.status, 200, "{api} {query}: {}", answer.text());
        answer.json()
    }

    fn compare(&self, left: &str, right: &str) -> Value {
        self.json("compare", &format!("publication={ID}&left={left}&right={right}"))
    }

    fn post(&self, token: &str, body: &Value) -> (u16, String) {
        let headers = [("Content-Type", "application/json"), ("X-Bollettino-Token", token)];
        let answer = self.ask("POST", "/_preview/api/accept", &headers, &body.to_string());
        (answer.status, answer.text())
    }

    /// Accepts blocks, and gives the status with what was said.
    fn accept(&self, blocks: &[&Value], word: &Value) -> (u16, String) {
        let blocks: Vec<Value> =
            blocks.iter().map(|cell| json!([cell["number"], cell["seen"]])).collect();
        let mut body = json!({
            "publication": ID, "lang": "en", "blocks": blocks, "by": "Anna Rossi",
        });
        for (key, value) in word.as_object().unwrap() {
            body[key] = value.clone();
        }
        self.post(&self.token(), &body)
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("no {key}: {value}")).to_owned()
}

/// The right cells that nobody vouches for as they are.
fn open_cells(compared: &Value) -> Vec<&Value> {
    let rows = compared["rows"].as_array().unwrap().iter();
    rows.map(|row| &row["right"]).filter(|cell| cell["settled"] == false).collect()
}

/// What a cell says, codes in backquotes, faults in brackets.
fn shown(cell: &Value) -> String {
    let pieces = cell["text"].as_array().unwrap().iter();
    let piece = |piece: &Value| {
        let mut words = text(piece, "text");
        if piece["code"] == true {
            words = format!("`{words}`");
        }
        let faults = piece["faults"].as_array().unwrap();
        if faults.is_empty() { words } else { format!("[{words}]") }
    };
    pieces.map(piece).collect()
}

fn ledger(site: &Site) -> String {
    fs::read_to_string(site.path(&format!("content/{ID}/en.ledger"))).unwrap()
}

#[test]
fn editions_are_compared_block_by_block() {
    let site = accepted();
    replace(&site, "it", "Il fornitore ha corretto", "Il fornitore ha già corretto");
    replace(&site, "it", "(https://example.org/guida)", "(https://example.org/nuova)");
    replace(&site, "it", "## Che cosa fare", "Una frase nuova, del tutto.\n\n## Che cosa fare");
    replace(&site, "it", "| Firewall | 7.1 |\n", "");
    replace(&site, "en", "Check the access logs of the last few days", "Check 3 access logs");
    let preview = site.preview();
    let compared = preview.compare("it", "en");
    assert_eq!(text(&compared, "title"), "Aggiornamento del prodotto");
    assert_eq!(compared["sides"][1]["readers"].as_str().unwrap().split(' ').nth(2), Some("told"));
    let states: Vec<String> =
        open_cells(&compared).iter().map(|cell| text(cell, "state")).collect();
    assert_eq!(states, ["stale", "codes-only", "missing", "edited", "obsolete"], "{compared}");
    let rows = compared["rows"].as_array().unwrap();
    let row = |state: &str| rows.iter().find(|row| row["right"]["state"] == state).unwrap();
    // What the original said then and says now.
    let was = row("stale")["right"]["was"].as_array().unwrap();
    let new: Vec<_> = was.iter().filter(|run| run["change"] == "new").collect();
    assert_eq!(new.len(), 1, "{was:?}");
    assert_eq!(new[0]["text"].as_str().unwrap().trim(), "già");
    assert!(shown(&row("codes-only")["left"]).ends_with("la guida`https://example.org/nuova`."));
    assert!(row("missing")["right"]["text"].is_null());
    assert!(row("obsolete")["left"].is_null());
    assert_eq!(row("obsolete")["right"]["refusal"]["why"], "obsolete");
    // What differs is marked where it stands.
    let edited = row("edited");
    assert_eq!(shown(&edited["right"]), "Check [3] access logs.");
    assert_eq!(edited["faults"][0]["code"], "parity-number");
    assert_eq!(edited["faults"][0]["side"], "right");
    let place = &edited["right"]["place"];
    assert_eq!(text(place, "path"), edition("en"));
    let lines = fs::read_to_string(site.path(&edition("en"))).unwrap();
    let line = lines.lines().nth(place["line"].as_u64().unwrap() as usize - 1).unwrap();
    assert!(line.contains("Check 3 access logs"), "{line}");
    // The picture of an alternative text.
    let alternative = rows.iter().find(|row| row["kind"] == "alternative").unwrap();
    let picture = text(&alternative["right"]["picture"], "path");
    assert_eq!(picture, format!("{ID}/router.png"));
    let picture = preview.get(&format!("/_preview/picture/{picture}"));
    assert_eq!((picture.status, &picture.body[1..4]), (200, &b"PNG"[..]));
}

#[test]
fn two_translations_are_compared_through_the_original() {
    let site = accepted();
    let english = fs::read_to_string(site.path(&edition("en"))).unwrap();
    let german = english.replace("summary: A fix is available for the product.\n", "");
    site.write(&format!("content/{ID}/de.md"), german);
    let yaml = fs::read_to_string(site.path("site.yaml")).unwrap();
    let languages = "languages: [it, en, {tag: de, stage: partial}]";
    site.write("site.yaml", yaml.replace("languages: [it, en]", languages));
    let preview = site.preview();
    let compared = preview.compare("en", "de");
    let rows = compared["rows"].as_array().unwrap();
    let missing: Vec<&Value> =
        rows.iter().filter(|row| row["right"]["state"] == "missing").collect();
    assert_eq!(missing.len(), 1, "{compared}");
    assert_eq!(shown(&missing[0]["left"]), "A fix is available for the product.");
    let original = "Una correzione è disponibile per il prodotto.";
    assert_eq!(shown(&missing[0]["original"]), original);
    // Without a choice, the original and its first translation; of one alone, what is to be done.
    let sides = |query: &str| {
        let compared = preview.json("compare", &format!("publication={ID}{query}"));
        let sides = compared["sides"].as_array().unwrap().iter();
        sides.map(|side| text(side, "lang")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sides(""), "it en");
    assert_eq!(sides("&right=de"), "it de");
    assert_eq!(sides("&left=de"), "de it");
    assert_eq!(sides("&right=it"), "en it");
    assert_eq!(sides("&left=de&right=de"), "de it");
    assert_eq!(sides("&left=xx&right=../en"), "it en");
    fs::remove_file(site.path(&format!("content/{ID}/de.md"))).unwrap();
    let absent = site.preview().compare("it", "de");
    assert_eq!(absent["sides"][1]["role"], "absent");
    assert_eq!(absent["sides"][1]["states"], json!({"missing": 15}));
    assert!(open_cells(&absent).iter().all(|cell| cell["number"].is_null()));
}

#[test]
fn what_is_accepted_in_the_browser_is_current_on_the_command_line() {
    let site = accepted();
    replace(&site, "it", "Il fornitore ha corretto", "Il fornitore ha già corretto");
    replace(&site, "en", "The vendor has fixed", "The vendor has already fixed");
    replace(&site, "en", "Check the access logs", "Read the access logs");
    assert_eq!(open(&site), ["paragraph stale", "item edited"]);
    let preview = site.preview();
    let compared = preview.compare("it", "en");
    let cells = open_cells(&compared);
    let (status, said) = preview.accept(&cells[..1], &json!({"note": "read\nwith the office"}));
    assert_eq!(status, 200, "{said}");
    assert_eq!(said, json!({"accepted": [cells[0]["number"]], "refused": []}).to_string());
    assert_eq!(open(&site), ["item edited"]);
    assert!(ledger(&site).contains(&format!("current {NOW} Anna Rossi")), "{}", ledger(&site));
    // The answer came when the site was read again.
    let compared = preview.compare("it", "en");
    let cells = open_cells(&compared);
    assert_eq!(cells.len(), 1, "{compared}");
    assert_eq!(preview.accept(&cells, &json!({})).0, 200);
    assert_eq!(open(&site), [""; 0]);
    // What was said stands in the ledger, and is told again.
    assert_eq!(ledger(&site).matches("  note ").count(), 1, "{}", ledger(&site));
    let compared = preview.compare("it", "en");
    let rows = compared["rows"].as_array().unwrap().iter();
    let notes: Vec<&Value> = rows.map(|row| &row["right"]["accepted"]["note"]).collect();
    assert!(notes.contains(&&json!("read with the office")), "{notes:?}");
    let shown = translations(&site, &["status", ID, "en", "--all"]).succeeds();
    assert!(shown.stdout.contains("   note         read with the office\n"), "{shown}");
}

#[test]
fn the_first_blocks_of_a_translation_are_accepted_one_after_the_other() {
    let site = pair();
    let preview = site.preview();
    let compared = preview.compare("it", "en");
    let cells = open_cells(&compared);
    assert_eq!(cells.len(), 15);
    // Numbers stay the same while no text changes; none of these writes over the one before.
    for cell in &cells {
        assert_eq!(preview.accept(&[cell], &json!({})).0, 200);
    }
    assert_eq!(open(&site), [""; 0]);
}

#[test]
fn what_is_refused_leaves_the_ledger_as_it_was() {
    let site = accepted();
    replace(&site, "it", "Il fornitore ha corretto", "Il fornitore ha già corretto");
    replace(&site, "it", "## Che cosa fare", "Una frase nuova, del tutto.\n\n## Che cosa fare");
    replace(&site, "en", "within 72 hours", "within 96 hours");
    let (before, preview) = (ledger(&site), site.preview());
    let compared = preview.compare("it", "en");
    let cells = open_cells(&compared);
    let why: Vec<&Value> = cells.iter().map(|cell| &cell["refusal"]["why"]).collect();
    assert_eq!(why, ["untouched", "differs", "missing"], "{compared}");
    for (cell, why) in cells.iter().zip(why) {
        let (status, said) = preview.accept(&[cell], &json!({}));
        let said: Value = serde_json::from_str(&said).unwrap();
        assert_eq!((status, &said["accepted"]), (200, &json!([])), "{said}");
        assert_eq!(said["refused"][0]["number"], cell["number"]);
        assert_eq!(&said["refused"][0]["refusal"]["why"], why);
        assert_eq!(ledger(&site), before, "nothing was accepted");
    }
    // With a reason each is taken.
    let words = [
        json!({"unchanged": true, "note": "for Italy only"}),
        json!({"despite": ["parity-number"], "note": "another law"}),
        json!({"forked": true}),
    ];
    for (cell, word) in cells.iter().zip(&words) {
        let (status, said) = preview.accept(&[cell], word);
        let accepted = json!({"accepted": [cell["number"]], "refused": []}).to_string();
        assert_eq!((status, said), (200, accepted));
    }
    assert_eq!(open(&site), ["paragraph forked"]);
    let ledger = ledger(&site);
    assert!(ledger.contains("  unchanged for Italy only\n"), "{ledger}");
    assert!(ledger.contains("  despite parity-number another law\n"), "{ledger}");
}

#[test]
fn who_may_not_write_does_not() {
    let site = accepted();
    replace(&site, "en", "Check the access logs", "Read the access logs");
    let (before, preview) = (ledger(&site), site.preview());
    let compared = preview.compare("it", "en");
    let cell = open_cells(&compared)[0];
    let token = preview.token();
    let right = json!({
        "publication": ID, "lang": "en", "by": "Anna Rossi",
        "blocks": [[cell["number"], cell["seen"]]],
    });
    let (number, seen) = (&cell["number"], &cell["seen"]);
    for token in ["", "00000000000000000000000000000000", "é"] {
        assert_eq!(preview.post(token, &right).0, 403, "{token}");
    }
    let refused = [
        (json!({"publication": "news/nowhere"}), 404, "there is no such publication"),
        (json!({"publication": "../../etc"}), 404, "there is no such publication"),
        (json!({"publication": format!("news/../{ID}")}), 404, "there is no such publication"),
        (json!({"lang": "it"}), 400, "the language of the original"),
        (json!({"lang": "../en"}), 400, "has no edition"),
        (json!({"by": "  "}), 400, "say who you are"),
        (json!({"blocks": []}), 400, "no block is named"),
        (json!({"blocks": [[99, seen]]}), 409, "read them again"),
        (json!({"blocks": [[0, seen]]}), 409, "read them again"),
        (json!({"blocks": [[number, "0000000000000000"]]}), 409, "read them again"),
        (json!({"despite": ["parity-nubmer"], "note": "x"}), 400, "did you mean"),
        (json!({"unchanged": true, "note": " "}), 400, "a reason is more"),
    ];
    for (wrong, status, message) in refused {
        let mut body = right.clone();
        body.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        let (answered, said) = preview.post(&token, &body);
        assert_eq!(answered, status, "{wrong}: {said}");
        assert!(said.contains(message), "{wrong}: {said}");
    }
    assert_eq!(ledger(&site), before);
    // What was read is no longer what is there.
    replace(&site, "en", "Read the access logs", "Burn the access logs");
    let (status, said) = preview.post(&token, &right);
    assert_eq!(status, 409, "{said}");
    // Errors elsewhere in the publication keep it from being written.
    site.write(&edition("en"), "---\ntitle: [\n---\n");
    let (status, said) = preview.post(&token, &right);
    assert_eq!((status, said.contains("nothing was changed")), (409, true), "{said}");
    assert_eq!(ledger(&site), before);
}

#[test]
fn pictures_and_pages_are_those_of_known_publications() {
    let site = accepted().file("secret.png", "s").file("content/stray.png", "s");
    let preview = site.preview();
    for path in [
        format!("{ID}/avviso.pdf"),
        format!("{ID}/publication.yaml"),
        format!("{ID}/it.md"),
        format!("{ID}/%2e%2e/%2e%2e/%2e%2e/secret.png"),
        format!("{ID}/../../../secret.png"),
        "stray.png".to_owned(),
        "news/nowhere/router.png".to_owned(),
    ] {
        assert_eq!(preview.get(&format!("/_preview/picture/{path}")).status, 404, "{path}");
    }
    let unknown = preview.get("/_preview/api/compare?publication=news/nowhere");
    assert_eq!(unknown.status, 404);
    for path in ["/_preview/", &format!("/_preview/compare/{ID}"), "/_preview/compare/no/where"] {
        let page = preview.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(!page.text().contains("style="), "{path}");
    }
    assert_eq!(preview.get(&format!("/_preview/go/en/{ID}")).status, 302);
    assert_eq!(preview.get(&format!("/_preview/go/de/{ID}")).status, 404);
}

/// The rows of the dashboard, as `id lang role hidden`.
fn rows(dashboard: &Value) -> Vec<String> {
    let mut rows = Vec::new();
    for publication in dashboard["publications"].as_array().unwrap() {
        let hidden = publication["hidden"]["why"].as_str().unwrap_or("-");
        for row in publication["rows"].as_array().unwrap() {
            let (id, lang) = (text(publication, "id"), text(row, "lang"));
            rows.push(format!("{id} {lang} {} {hidden}", text(row, "role")));
        }
    }
    rows
}

#[test]
fn the_dashboard_tells_how_everything_stands() {
    let edition = "title: T\nsummary: S\n---\nTesto.\n";
    let site = accepted()
        .news("bozza", "draft: true\n", &[("it", edition)])
        .news("domani", "embargo: 2026-03-02T18:00\n", &[("it", edition), ("en", edition)])
        .news("ambra", "tlp: TLP:AMBER\n", &[("it", edition), ("en", edition)])
        .news("insieme", "release: together\n", &[("it", edition)])
        .news("rotta", "", &[("it", "titel: T\n---\n"), ("en", edition)]);
    let preview = site.preview();
    let all = preview.json("dashboard", "");
    assert_eq!(
        rows(&all),
        [
            "news/aggiornamento it original -",
            "news/aggiornamento en translation -",
            "news/ambra it original restricted",
            "news/ambra en translation restricted",
            "news/bozza it original draft",
            "news/bozza en absent draft",
            "news/domani it original embargo",
            "news/domani en translation embargo",
            "news/insieme it original held",
            "news/insieme en absent held",
            "news/rotta it broken -",
            "news/rotta en translation -",
        ]
    );
    let hidden = |id: &str| {
        let publications = all["publications"].as_array().unwrap();
        publications.iter().find(|p| p["id"] == id).unwrap()["hidden"].clone()
    };
    let due = json!({"why": "embargo", "text": "not due yet", "due": "2026-03-02T18:00",
        "view": {"drafts": false, "as_of": "2026-03-02T17:00:00Z"}});
    assert_eq!(hidden("news/domani"), due);
    assert_eq!(hidden("news/bozza")["view"], json!({"drafts": true, "as_of": ""}));
    assert_eq!(hidden("news/ambra")["view"], Value::Null);
    assert!(text(&hidden("news/ambra"), "text").starts_with("TLP:AMBER"));
    assert!(text(&hidden("news/insieme"), "text").contains("`en` is missing"));
    for (query, expected) in [
        ("q=AGGIORN&lang=en", &["news/aggiornamento en translation -"][..]),
        ("q=product+update&lang=it", &["news/aggiornamento it original -"]),
        ("hidden=embargo&lang=it", &["news/domani it original embargo"]),
        ("state=absent&hidden=held", &["news/insieme en absent held"]),
        ("state=broken", &["news/rotta it broken -"]),
        ("kind=guideline", &[]),
        ("state=current&hidden=public", &["news/aggiornamento en translation -"]),
    ] {
        assert_eq!(rows(&preview.json("dashboard", query)), expected, "{query}");
    }
    assert_eq!(preview.json("dashboard", "hidden=any")["matching"], 8);
    // What the public sees only in another view is there once that view is chosen.
    assert_eq!(preview.get("/_preview/go/it/news/domani").status, 404);
    let view = json!({"drafts": false, "pseudo": false, "as_of": "2026-03-02T17:00:00Z"});
    let chosen = preview.tell("/_preview/api/view", &view.to_string());
    let cookie = chosen.header("set-cookie").unwrap().split(';').next().unwrap();
    let there = preview.ask("GET", "/_preview/go/it/news/domani", &[("Cookie", cookie)], "");
    assert_eq!(there.status, 302, "{}", there.text());
}

#[test]
fn the_dashboard_has_the_order_of_the_command_line_and_cuts_long_lists() {
    let mut site = accepted();
    for number in 0..150 {
        let text = "title: T\nsummary: S\n---\n[Altra](@/news/n-7)\n";
        site = site.news(&format!("n-{number}"), "", &[("it", text), ("en", text)]);
    }
    let status = translations(&site, &["status", "--format", "json"]).succeeds();
    let status: Value = serde_json::from_str(&status.stdout).unwrap();
    let told: Vec<String> = status["translations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| text(row, "publication"))
        .collect();
    let preview = site.preview();
    let first = preview.json("dashboard", "");
    assert_eq!((&first["rows"], &first["matching"]), (&json!(302), &json!(302)));
    assert_eq!(first["shown"], 200);
    let listed: Vec<String> =
        first["publications"].as_array().unwrap().iter().map(|p| text(p, "id")).collect();
    assert_eq!(listed[0], "news/n-7");
    assert_eq!(listed, told[..100]);
    assert_eq!(preview.json("dashboard", "rows=400")["shown"], 302);
}

#[test]
fn missing_strings_of_the_interface_are_told_with_file_and_line() {
    let site = accepted().file("i18n/it/more.ftl", "# In breve\n\nsite-tagline = Avvisi\n");
    let preview = site.preview();
    let words = &preview.json("dashboard", "")["words"]["list"];
    let told: Vec<String> = words
        .as_array()
        .unwrap()
        .iter()
        .map(|note| {
            let place = &note["place"];
            format!("{} {}:{}", text(note, "code"), text(place, "path"), place["line"])
        })
        .collect();
    assert_eq!(told, ["message-uneven i18n/it/more.ftl:3"], "{words}");
}

/// Of what nobody has accepted `check` warns, and so does the comparison.
#[test]
fn what_was_never_accepted_is_warned_of_only() {
    let site = pair();
    replace(&site, "en", "within 72 hours", "within 96 hours");
    let preview = site.preview();
    let faults = |compared: &Value| -> Vec<String> {
        let rows = compared["rows"].as_array().unwrap().iter();
        let faults = rows.flat_map(|row| row["faults"].as_array().unwrap());
        faults.map(|fault| format!("{} {}", text(fault, "severity"), text(fault, "code"))).collect()
    };
    assert_eq!(faults(&preview.compare("it", "en")), ["warning parity-number"]);
    let outcome = site.run(&["check"]).succeeds();
    assert_eq!(outcome.codes(), ["warning parity-unreviewed"], "{outcome}");
    replace(&site, "en", "within 96 hours", "within 72 hours");
    translations(&site, &["accept", ID, "en"]).succeeds();
    replace(&site, "en", "within 72 hours", "within 96 hours");
    assert_eq!(faults(&site.preview().compare("it", "en")), ["error parity-number"]);
}

/// Whoever waits for the ledger keeps nobody from the pages, and is told when it takes too long.
#[test]
fn a_ledger_that_is_taken_stops_nothing_else() {
    let site = accepted();
    replace(&site, "en", "Check the access logs", "Read the access logs");
    let (before, preview) = (ledger(&site), site.preview());
    let compared = preview.compare("it", "en");
    let cell = open_cells(&compared)[0];
    let taken = fs::File::open(site.path("site.yaml")).unwrap();
    taken.lock().unwrap();
    std::thread::scope(|scope| {
        let waiting: Vec<_> =
            (0..12).map(|_| scope.spawn(|| preview.accept(&[cell], &json!({})))).collect();
        // More than there are threads, and pages are shown all the same.
        for _ in 0..20 {
            assert_eq!(preview.get("/it/").status, 200);
        }
        for waits in waiting {
            let (status, said) = waits.join().unwrap();
            assert_eq!((status, said.contains("nothing was changed")), (409, true), "{said}");
        }
    });
    assert_eq!(ledger(&site), before);
    drop(taken);
    assert_eq!(preview.accept(&[cell], &json!({})).0, 200);
}

/// Opens a place; gives the status and what was said.
fn open_in_editor(preview: &Server<'_>, path: &str) -> (u16, String) {
    let place = json!({"path": path, "line": 3, "column": 5});
    let answer = preview.tell("/_preview/api/open", &place.to_string());
    (answer.status, answer.text())
}

/// A command that writes down how it was called.
fn editor(site: &Site, name: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let path = site.path(name);
    site.write(
        name,
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$0.new\" && mv \"$0.new\" \"$0.called\"\n",
    );
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[track_caller]
fn called(site: &Site, name: &str) -> String {
    let path = site.path(&format!("{name}.called"));
    let since = std::time::Instant::now();
    loop {
        match fs::read_to_string(&path) {
            Ok(called) => return called,
            Err(error) => assert!(since.elapsed().as_secs() < 30, "{}: {error}", path.display()),
        }
        std::thread::yield_now();
    }
}

#[test]
fn a_place_is_opened_in_the_editor_that_is_named() {
    let site = accepted();
    let (own, usual) = (editor(&site, "my editor"), editor(&site, "code"));
    let file = edition("it");
    let path = site.path(&file);
    let path = path.to_str().unwrap();
    let named = format!("'{own}' --at {{line}} '{{file}}#{{column}}'");
    let preview = site.preview_with(&["--editor", &named]);
    assert_eq!(preview.get("/_preview/api/page?path=/").json()["editor"], Value::Null);
    assert_eq!(open_in_editor(&preview, &file), (204, String::new()));
    assert_eq!(called(&site, "my editor"), format!("--at\n3\n{path}#5\n"));
    for outside in ["../site.yaml", "/etc/passwd", "content/none.md", ""] {
        assert_eq!(open_in_editor(&preview, outside).0, 404, "{outside}");
    }
    // Who names none has the usual one, told of the line in its own way.
    let preview = site.preview_in(&[], &[("EDITOR", &format!("{usual} --wait"))]);
    assert_eq!(open_in_editor(&preview, &file).0, 204);
    assert_eq!(called(&site, "code"), format!("--wait\n--goto\n{path}:3:5\n"));
    let preview = site.preview_in(&[], &[("EDITOR", "vim"), ("VISUAL", "")]);
    let (status, said) = open_in_editor(&preview, &file);
    assert_eq!((status, said.contains("`vim` needs a terminal")), (409, true), "{said}");
    let preview = site.preview_with(&["--editor", "/nowhere/editor"]);
    let (status, said) = open_in_editor(&preview, &file);
    assert_eq!((status, said.contains("could not be started")), (500, true), "{said}");
    // The browser opens addresses by itself.
    let preview = site.preview();
    let address = text(&preview.get("/_preview/api/page?path=/").json(), "editor");
    assert!(address.ends_with("/{file}:{line}:{column}"), "{address}");
    site.run(&["preview", "--editor", "code 'x"]).exits(2);
}

/// A language in preparation says what it borrows.
#[test]
fn strings_of_a_language_in_preparation_are_told_as_well() {
    let site = accepted();
    let yaml = fs::read_to_string(site.path("site.yaml")).unwrap();
    let languages = "languages: [it, en, {tag: de, stage: preparing}]";
    site.write("site.yaml", yaml.replace("languages: [it, en]", languages));
    let preview = site.preview();
    let dashboard = preview.json("dashboard", "notes=10000");
    let languages = dashboard["languages"].as_array().unwrap();
    let german = languages.iter().find(|language| language["lang"] == "de").unwrap();
    let borrowed = german["borrowed"].as_u64().unwrap();
    assert!(borrowed > 100, "{german}");
    assert_eq!(
        (&dashboard["borrowed"]["total"], &dashboard["words"]["total"]),
        (&json!(borrowed), &json!(0))
    );
    let words = dashboard["borrowed"]["list"].as_array().unwrap();
    let told = |words: &[Value], id: &str| {
        let is_it = |note: &&Value| text(note, "message").starts_with(&format!("`{id}` is in"));
        words.iter().find(is_it).map(|note| note["place"].clone())
    };
    let place = told(words, "site-name").unwrap();
    assert_eq!((&place["path"], &place["line"]), (&json!("i18n/it/site.ftl"), &json!(1)));
    assert_eq!(place["opens"], true);
    // The program's own have lines too, and cannot be opened.
    let place = told(words, "language-own-name").unwrap();
    assert_eq!(
        (&place["path"], &place["opens"]),
        (&json!("bollettino:it/languages.ftl"), &json!(false))
    );
    assert_eq!(place["excerpt"][1], "language-own-name", "{place}");
    assert_eq!(dashboard["counts"]["warning"], 0, "it is no fault of the site");
    site.write("i18n/de/site.ftl", "site-name = Meldungen\n");
    let is_fewer = |answer: &super::server::Answer| {
        let words = answer.json()["borrowed"]["list"].as_array().unwrap().clone();
        told(&words, "site-name").is_none()
    };
    preview.until("/_preview/api/dashboard?notes=10000", is_fewer);
}
