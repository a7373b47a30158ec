//! What the preview follows on disk beside plain changes of files: links, folders that go and come,
//! pages that cannot be made.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use super::server::{Answer, Server};
use super::site::Site;

const TEXT: &str = "title: Uno\nslug: uno\n---\nTesto.\n";

fn site() -> Site {
    Site::new().news("one", "", &[("it", TEXT)])
}

/// The page of the one publication.
const PAGE: &str = "/it/notizie/uno/";

#[track_caller]
fn says(server: &Server<'_>, path: &str, text: &str) {
    server.until(path, |answer| answer.status == 200 && answer.text().contains(text));
}

/// The errors that a page's bar shows.
#[track_caller]
fn until_errors(server: &Server<'_>, path: &str, is_meant: impl Fn(&[String]) -> bool) -> Value {
    let is_there = |answer: &Answer| {
        let notes = answer.json()["notes"].as_array().unwrap().clone();
        let errors = notes.iter().filter(|note| note["severity"] == "error");
        let said = |note: &Value| note["message"].as_str().unwrap().to_owned();
        is_meant(&errors.map(said).collect::<Vec<String>>())
    };
    server.until(&format!("/_preview/api/page?path={path}"), is_there).json()
}

#[test]
fn what_a_link_leads_to_is_followed() {
    let site =
        site().file("static/note.txt", "first").file("shared/text.md", format!("---\n{TEXT}"));
    fs::create_dir(site.path("shared/more")).unwrap();
    site.write("shared/more/fact.txt", "first");
    let link = |to: &str, at: &str| symlink(site.path(to), site.path(at)).unwrap();
    link("static/note.txt", "content/news/one/copy.txt");
    fs::remove_file(site.path("content/news/one/it.md")).unwrap();
    link("shared/text.md", "content/news/one/it.md");
    link("shared/more", "static/more");
    // A link to a link.
    link("content/news/one/copy.txt", "static/again.txt");
    let server = site.preview();
    let copies = ["/files/news/one/copy.txt", "/again.txt", "/note.txt"];
    let sums = server.get("/SHA256SUMS").text();
    for (round, text) in ["second", "third"].iter().enumerate() {
        site.write("static/note.txt", text);
        site.write("shared/more/fact.txt", text);
        // As editors save.
        site.write("shared/text.new", format!("---\ntitle: Uno\nslug: uno\n---\n{text}.\n"));
        fs::rename(site.path("shared/text.new"), site.path("shared/text.md")).unwrap();
        says(&server, PAGE, &format!("{text}."));
        for path in copies.iter().chain(&["/more/fact.txt"]) {
            says(&server, path, text);
        }
        site.run(&["build", "--out", &format!("out-{round}")]).succeeds();
        let built = fs::read_to_string(site.path(&format!("out-{round}/SHA256SUMS"))).unwrap();
        assert_ne!(built, sums);
        let told = server.until("/SHA256SUMS", |answer| answer.text() == built);
        assert_eq!(told.status, 200);
    }
    // Another target.
    site.write("static/other.txt", "other");
    fs::remove_file(site.path("content/news/one/copy.txt")).unwrap();
    link("static/other.txt", "content/news/one/copy.txt");
    for path in &copies[..2] {
        says(&server, path, "other");
    }
}

#[test]
fn what_lies_behind_a_link_out_of_the_site_is_never_read() {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("two")).unwrap();
    let site = site();
    symlink(elsewhere.path(), site.path("content/news/away")).unwrap();
    let server = site.preview();
    let out = "`content/news/away` is a link that leaves the site";
    until_errors(&server, PAGE, |errors| errors == [out]);
    fs::write(elsewhere.path().join("two/publication.yaml"), "date: 2026-01-02\n").unwrap();
    fs::write(elsewhere.path().join("two/it.md"), "---\ntitle: Fuori\n---\nFuori.\n").unwrap();
    site.write("content/news/one/it.md", "---\ntitle: Uno\nslug: uno\n---\nDopo.\n");
    says(&server, PAGE, "Dopo.");
    assert!(!server.get("/it/").text().contains("Fuori"));
}

/// Another folder in the place of the site's, as after a fresh clone.
#[test]
fn a_site_that_is_put_in_anothers_place_is_followed() {
    let home = tempfile::tempdir().unwrap();
    let (kept, here) = (home.path().join("kept"), home.path().join("site"));
    let site = site();
    let copy = |to: &std::path::Path| {
        let status = std::process::Command::new("cp").arg("-R").arg(site.path("")).arg(to).status();
        assert!(status.unwrap().success());
    };
    copy(&here);
    let server = site.preview_with(&["--site", here.to_str().unwrap()]);
    let write = |text: &str| {
        let text = format!("---\ntitle: Uno\nslug: uno\n---\n{text}\n");
        fs::write(here.join("content/news/one/it.md"), text).unwrap();
    };
    says(&server, PAGE, "Testo.");
    fs::rename(&here, &kept).unwrap();
    until_errors(&server, PAGE, |errors| !errors.is_empty());
    says(&server, PAGE, "Testo.");
    copy(&here);
    until_errors(&server, PAGE, |errors| errors.is_empty());
    write("Nuovo.");
    says(&server, PAGE, "Nuovo.");
    // Gone and back in a moment, perhaps under the same number.
    fs::remove_dir_all(&here).unwrap();
    copy(&here);
    says(&server, PAGE, "Testo.");
    write("Altro.");
    says(&server, PAGE, "Altro.");
}

#[test]
fn the_texts_stay_while_their_folder_is_gone() {
    let mut site = site();
    for number in 0..40 {
        let text = format!("title: Numero {number}\nslug: n-{number}\n---\nTesto.\n");
        site = site.news(&format!("n-{number}"), "", &[("it", &text)]);
    }
    let copy = tempfile::tempdir().unwrap();
    let status = std::process::Command::new("cp")
        .args(["-R", site.path("content").to_str().unwrap()])
        .arg(copy.path())
        .status();
    assert!(status.unwrap().success());
    let server = site.preview();
    let list = "/it/notizie/";
    let before = server.until(list, |answer| answer.text().contains("Numero 39")).text();
    fs::remove_dir_all(site.path("content")).unwrap();
    let gone = "the folder `content` is no longer there";
    until_errors(&server, list, |errors| errors == [gone]);
    assert_eq!(server.get(list).text(), before, "nothing was lost on the way");
    let status = std::process::Command::new("cp")
        .arg("-R")
        .arg(copy.path().join("content"))
        .arg(site.path(""))
        .status();
    assert!(status.unwrap().success());
    until_errors(&server, list, |errors| errors.is_empty());
    site.write("content/news/one/it.md", "---\ntitle: Uno\nslug: uno\n---\nTornato.\n");
    says(&server, PAGE, "Tornato.");
    // One that is removed on purpose is gone.
    fs::remove_dir_all(site.path("content/news/n-39")).unwrap();
    server.until(list, |answer| !answer.text().contains("Numero 39"));
}

/// A template that fails only when its page is made.
const FAILING: &str =
    "{% extends \"publication.html\" %}{% block cite %}{{ nowhere.at.all }}{% endblock cite %}";

#[test]
fn a_page_that_cannot_be_made_is_shown_as_it_last_was() {
    let site = site();
    let server = site.preview();
    says(&server, PAGE, "Testo.");
    let before = server.get(PAGE).text();
    site.write("themes/istituzionale/templates/news.html", FAILING);
    let told = until_errors(&server, PAGE, |errors| !errors.is_empty());
    assert_eq!(told["notes"][0]["place"]["path"], "themes/istituzionale/templates/news.html");
    assert_eq!(told["errors"], 1);
    let answer = server.get(PAGE);
    assert_eq!((answer.status, answer.text()), (200, before));
    // One that was never made says so, and why.
    site.write("content/news/two/publication.yaml", "date: 2026-01-03\n");
    site.write("content/news/two/it.md", "---\ntitle: Due\nslug: due\n---\nNuovo.\n");
    let answer = server.until("/it/notizie/due/", |answer| answer.status == 500);
    assert!(answer.text().contains("This page cannot be made"), "{}", answer.text());
    fs::remove_dir_all(site.path("themes")).unwrap();
    until_errors(&server, PAGE, |errors| errors.is_empty());
    says(&server, "/it/notizie/due/", "Nuovo.");
}

/// Nobody has looked at the page, and the dashboard knows.
#[test]
fn what_is_wrong_when_a_page_is_made_is_on_the_dashboard() {
    let site = site().file("themes/istituzionale/templates/news.html", FAILING);
    let server = site.preview();
    let is_swept = |answer: &Answer| answer.json()["sweeping"] == false;
    let dashboard = server.until("/_preview/api/dashboard", is_swept).json();
    assert_eq!(dashboard["counts"]["error"], 1, "{dashboard}");
    let place = &dashboard["notes"]["list"][0]["place"];
    assert_eq!(place["path"], "themes/istituzionale/templates/news.html");
    // Every page's bar tells of it from then on.
    until_errors(&server, "/it/", |errors| errors.len() == 1);
    fs::remove_dir_all(site.path("themes")).unwrap();
    let is_mended = |answer: &Answer| is_swept(answer) && answer.json()["counts"]["error"] == 0;
    server.until("/_preview/api/dashboard", is_mended);
}

/// A picture keeps its address: what tells its contents apart is said beside the page.
#[test]
fn a_picture_that_is_replaced_is_another() {
    let svg = |colour: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path fill=\"{colour}\"/></svg>"
        )
    };
    let text = "title: Uno\nslug: uno\n---\n![Un quadrato](il-quadro.svg)\n";
    let site = Site::new().news("one", "", &[("it", text)]);
    site.write("content/news/one/il-quadro.svg", svg("red"));
    let server = site.preview();
    let stamps =
        || server.get(&format!("/_preview/api/page?path={PAGE}")).json()["pictures"].clone();
    let first = stamps();
    assert_eq!(
        first.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["/files/news/one/il-quadro.svg"]
    );
    assert_eq!(stamps(), first);
    site.write("content/news/one/il-quadro.svg", svg("lime"));
    assert_ne!(stamps(), first);
}
