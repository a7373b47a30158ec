//! Pictures, documents and PDFs made by hand, hostile ones among them.

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use proptest::prelude::*;

use super::{Finding, inspect, stripped};

fn has(bytes: &[u8], text: &str) -> bool {
    memchr::memmem::find(bytes, text.as_bytes()).is_some()
}

/// A segment of a JPEG.
fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&[0xff, marker][..], &length, content].concat()
}

/// Exif that says which way up the picture is and where it was taken.
fn exif(turned: u8) -> Vec<u8> {
    let head = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
    [&head[..], &[turned, 0, 0, 0, 0, 0, 0], b"GPS zebra"].concat()
}

fn jpeg(segments: &[Vec<u8>], after: &[u8]) -> Vec<u8> {
    let scan = [&segment(0xda, b"scan")[..], b"\x01\xff\0\xff\xd0\x02"].concat();
    let start = segment(0xe0, b"JFIF\0\x01\x01");
    [b"\xff\xd8", &start[..], &segments.concat(), &scan, b"\xff\xd9", after].concat()
}

#[test]
fn a_jpeg_keeps_what_it_looks_like() {
    let profile = segment(0xe2, b"ICC_PROFILE\0\x01\x01colours");
    let adobe = segment(0xee, b"Adobe\0d");
    let table = segment(0xdb, b"table");
    let told = [
        segment(0xe1, &exif(1)),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0zebra"),
        segment(0xed, b"Photoshop 3.0\0zebra"),
        segment(0xe2, b"MPF\0zebra"),
        segment(0xfe, b"zebra"),
    ];
    let shown = [profile, adobe, table];
    let whole = jpeg(&[&told[..], &shown].concat(), b"\xff\xd8 a second picture, zebra");
    let left = stripped(&whole).unwrap();
    assert_eq!(left, jpeg(&shown, b""));
    assert_eq!(stripped(&left).unwrap(), left, "there is no more to take away");
}

#[test]
fn a_jpeg_stays_the_right_way_up() {
    let left = stripped(&jpeg(&[segment(0xe1, &exif(6))], b"")).unwrap();
    assert!(!has(&left, "zebra") && has(&left, "Exif"));
    let upright =
        left.windows(12).position(|w| w.starts_with(b"\x12\x01\x03\0\x01\0\0\0")).unwrap();
    assert_eq!(left[upright + 8], 6);
    assert_eq!(stripped(&left).unwrap(), left);
}

/// More scans than one, a comment between them, and an end that is missing.
#[test]
fn a_jpeg_in_several_scans() {
    let comment = segment(0xfe, b"zebra");
    let scan = [&segment(0xda, b"more")[..], b"\x05\x06"].concat();
    let whole = jpeg(&[], b"");
    let open = &whole[..whole.len() - 2];
    let left = stripped(&[open, &comment, &scan].concat()).unwrap();
    assert_eq!(left, [open, &scan].concat());
}

fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32).to_be_bytes()[..], kind, content, b"crc!"].concat()
}

#[test]
fn a_png_keeps_what_it_looks_like() {
    let start = b"\x89PNG\r\n\x1a\n".to_vec();
    let shown = [chunk(b"IHDR", b"size"), chunk(b"iCCP", b"colours"), chunk(b"IDAT", b"dots")];
    let told =
        [chunk(b"tEXt", b"Author\0zebra"), chunk(b"eXIf", b"zebra"), chunk(b"prVt", b"zebra")];
    let end = chunk(b"IEND", b"");
    let whole =
        [start.clone(), told.concat(), shown.concat(), told.concat(), end.clone(), told.concat()];
    assert_eq!(stripped(&whole.concat()).unwrap(), [start, shown.concat(), end].concat());
}

fn riff(chunks: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (kind, content) in chunks {
        body.extend([*kind, &(content.len() as u32).to_le_bytes(), content].concat());
        body.extend(vec![0; content.len() % 2]);
    }
    [&b"RIFF"[..], &(body.len() as u32).to_le_bytes(), &body].concat()
}

#[test]
fn a_webp_keeps_what_it_looks_like() {
    let whole = riff(&[
        (b"VP8X", b"\x3c\0\0\0\0\0\0\0\0\0"),
        (b"ICCP", b"colours"),
        (b"VP8 ", b"dots"),
        (b"EXIF", b"GPS zebra"),
        (b"XMP ", b"zebra"),
    ]);
    let shown =
        [(&b"VP8X"[..], &b"\x30\0\0\0\0\0\0\0\0\0"[..]), (b"ICCP", b"colours"), (b"VP8 ", b"dots")];
    assert_eq!(stripped(&whole).unwrap(), riff(&shown));
}

/// An archive with these entries, each packed.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut files, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let packed = compress_to_vec(content, 9);
        let lengths = [
            &(packed.len() as u32).to_le_bytes()[..],
            &(content.len() as u32).to_le_bytes(),
            &(name.len() as u16).to_le_bytes(),
            b"\0\0",
        ]
        .concat();
        let common = [b"\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0", &lengths[..]].concat();
        let place = (files.len() as u32).to_le_bytes();
        directory
            .extend([b"PK\x01\x02\x14\0", &common[..], &[0; 10], &place, name.as_bytes()].concat());
        files.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat());
    }
    let count = (entries.len() as u16).to_le_bytes();
    let (length, place) =
        ((directory.len() as u32).to_le_bytes(), (files.len() as u32).to_le_bytes());
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &length, &place, b"\0\0"].concat();
    [files, directory, end].concat()
}

#[track_caller]
fn says(name: &str, bytes: &[u8], expected: &[&str]) {
    let said = inspect(name, bytes).into_iter().map(|finding| match finding {
        Finding::OtherFormat(expected, found) => format!("not {expected}: {found:?}"),
        Finding::Label(marked, _) => format!("{} {}", marked.tlp.label(), marked.alone),
        Finding::Metadata(what) | Finding::Inaccessible(what) | Finding::Unchecked(what) => {
            what.split([':', ',']).next().unwrap().to_owned()
        }
    });
    assert_eq!(said.collect::<Vec<_>>(), expected, "{name}");
}

const AUTHOR: &str = "the name of who wrote it";

#[test]
fn documents_tell_who_wrote_them() {
    let core = b"<cp:coreProperties><dc:creator>Anna</dc:creator></cp:coreProperties>";
    let nobody =
        b"<cp:coreProperties><dc:creator></dc:creator><dc:title>T</dc:title></cp:coreProperties>";
    let plain = b"<w:document><w:p><w:t>Testo</w:t></w:p></w:document>";
    let changed = b"<w:document><w:ins w:author=\"A\"><w:t>Testo</w:t></w:ins></w:document>";
    let marked = b"<w:hdr><w:p><w:r><w:t>TLP:</w:t></w:r><w:r><w:t>AMBER</w:t></w:r></w:p></w:hdr>";
    says("a.docx", &zip(&[("word/document.xml", plain), ("docProps/core.xml", nobody)]), &[]);
    says("a.docx", &zip(&[("word/document.xml", plain), ("docProps/core.xml", core)]), &[AUTHOR]);
    says("a.docx", &zip(&[("word/document.xml", changed)]), &["tracked changes"]);
    let header = zip(&[("word/document.xml", plain), ("word/header1.xml", marked)]);
    says("a.docx", &header, &["TLP:AMBER true"]);
    let meta = b"<o><meta:initial-creator>Anna</meta:initial-creator></o>";
    let text = b"<o><text:tracked-changes><text:changed-region/></text:tracked-changes></o>";
    let odt = zip(&[("content.xml", text), ("meta.xml", meta)]);
    says("a.odt", &odt, &[AUTHOR, "tracked changes"]);
    says("a.xlsx", &odt, &["not an XLSX document: Some(\"a ZIP archive\")"]);
    says("a.docx", &zip(&[("word/document.xml", b"<w:document><w:p>")]), &[]);
    says(
        "a.docx",
        &zip(&[("word/document.xml", b"<w:document></w:p>")]),
        &["parts of it are damaged"],
    );
}

/// An object stream with a catalogue in it, as most programs write it today.
fn packed_pdf(inner: &[u8], dict: &str) -> Vec<u8> {
    let stream = compress_to_vec_zlib(inner, 9);
    let head =
        format!("%PDF-1.7\n5 0 obj <</Type/ObjStm/N 2{dict}/Filter/FlateDecode>>\nstream\r\n");
    let table = "\nendstream\n9 0 obj <</Type/XRef/Root 1 0 R/Info 3 0 R>> stream\nendstream\n";
    [head.as_bytes(), &stream, table.as_bytes()].concat()
}

#[test]
fn pdfs_say_what_they_are() {
    let inner =
        b"1 0 3 54 <</Type /Catalog /Lang (it) /StructTreeRoot 2 0 R >>    <</Title(a \\) ( b ))>>";
    says("a.pdf", &packed_pdf(inner, "/First 9"), &[]);
    let bare = b"1 0 3 19 <</Type /Catalog>> <</Author <FEFF0041>>>";
    says("a.pdf", &packed_pdf(bare, "/First 9"), &["tags", "a title", "a language", AUTHOR]);
    let marked = b"1 0 3 19 <</Type /Catalog>> <</Title(TLP:AMBER)>>";
    says("a.pdf", &packed_pdf(marked, "/First 9"), &["TLP:AMBER true", "tags", "a language"]);
    let unread = ["parts of it are packed in another way"];
    says("a.pdf", &packed_pdf(bare, "/First 9/DecodeParms<</Predictor 12>>"), &unread);
    says("a.pdf", &packed_pdf(bare, "/First 900"), &unread);
}

/// A later version of an object replaces the former, as when a file was saved on top of itself.
#[test]
fn a_pdf_that_was_updated() {
    let former = "%PDF-1.4\n1 0 obj <</Type/Catalog>>\ntrailer <</Root 1 0 R>>\n";
    let later = "1 0 obj <</Type/Catalog/Lang(it)/StructTreeRoot 2 0 R>>\n\
                 3 0 obj <</Title(T)>>\ntrailer <</Root 1 0 R/Info 3 0 R>>\n";
    says("a.pdf", format!("{former}{later}").as_bytes(), &[]);
}

/// What is small and unpacks to very much, or is nested very deep, is given up; in no more time than
/// reading it takes.
#[test]
fn hostile_files() {
    let started = std::time::Instant::now();
    let zeros = vec![b' '; 80 << 20];
    let bomb = zip(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    says("a.docx", &bomb, &["parts of it are damaged"]);
    let many: Vec<(&str, &[u8])> = vec![("word/document.xml", b"<a/>"); 5000];
    says("a.docx", &zip(&many), &["parts of it are damaged"]);
    says("a.pdf", &packed_pdf(&zeros, "/First 9"), &["parts of it are packed in another way"]);
    for deep in
        ["1 0 obj <</A ", "1 0 obj [", "<<", "(", "<", "obj <<", "1 0 obj <</T(", "trailer<<"]
    {
        let text = format!("%PDF-1.7\n{}", deep.repeat((4 << 20) / deep.len()));
        says("a.pdf", text.as_bytes(), &["it is damaged"]);
    }
    let nested = format!("<svg>{}", "<g>".repeat(1 << 20));
    says("a.svg", nested.as_bytes(), &[]);
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

proptest! {
    /// No bytes stop it, whatever they are called.
    #[test]
    fn any_bytes(
        start in prop::sample::select(vec![
            &b""[..], b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP", b"%PDF-", b"PK\x03\x04",
        ]),
        bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), prop::sample::select(b"<>/()[]obj R10\xff\xda\xe1\0PK\x05\x06".to_vec())],
            0..400,
        ),
        name in prop::sample::select(vec!["a.jpg", "a.png", "a.webp", "a.pdf", "a.docx", "a.svg", "a.json"]),
    ) {
        let file = [start, &bytes].concat();
        inspect(name, &file);
        if let Some(left) = stripped(&file) {
            prop_assert!(left.len() <= file.len() + 36);
            prop_assert_eq!(stripped(&left), Some(left));
        }
    }
}
