//! The files of a publication's folder: pictures with their size, attachments with their digest
//! and signature.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostics::{Diagnostics, FILE_DIGEST, Location, PICTURE_UNREADABLE, Step};
use crate::identity::{Lang, PublicationId, SourceId};
use crate::inspect::{is_stripped, stripped};
use crate::library::{Attachment, PictureFile};
use crate::parse::Document;
use crate::publication::{DeclaredAttachment, DeclaredDataset, Facts, SIGNATURES, is_vouched_for};
use crate::sources::{FileDigest, Sources};

/// Official languages of the Union. Source: Regulation No 1/1958, as amended.
const EU_LANGUAGES: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv",
    "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
];

/// What a folder offers besides its texts.
pub(super) struct Files {
    pub(super) attachments: Vec<Attachment>,
    pub(super) pictures: BTreeMap<String, PictureFile>,
    /// The files that are published as they are, because somebody vouches for their bytes.
    pub(super) vouched_for: BTreeSet<String>,
}

/// Reads what has to be known of every file.
pub(super) fn read(
    sources: &Sources,
    config: &Config,
    id: &PublicationId,
    facts: &Facts,
    editions: &BTreeMap<Lang, Box<Document>>,
    files: Vec<String>,
    out: &mut Diagnostics,
) -> Files {
    let shown: BTreeSet<&str> = editions
        .values()
        .flat_map(|document| document.outline.pictures.iter().map(|p| p.file.as_str()))
        .chain(facts.cover.as_deref())
        .collect();
    let vouched_for = files.iter().filter(|file| is_vouched_for(facts, &files, file)).cloned();
    let vouched_for: BTreeSet<String> = vouched_for.collect();
    let mut found = Files { attachments: Vec::new(), pictures: BTreeMap::new(), vouched_for };
    let signed = signatures(&files);
    let is_data = |file: &&String| {
        let named = |dataset: &DeclaredDataset| {
            dataset.file == **file || dataset.revisions.iter().any(|former| former.file == **file)
        };
        facts.datasets().iter().any(named)
    };
    // What stands in a data file is published as datasets, in formats of their own.
    for file in files.iter().filter(|file| !is_data(file)) {
        let source = id.source(file);
        let declared = facts.attachments.iter().find(|a| a.file == *file);
        let is_shown = shown.contains(file.as_str());
        if is_shown {
            match picture(sources, &source) {
                Ok(picture) => {
                    found.pictures.insert(file.clone(), picture);
                }
                Err(fault) => out.push(fault),
            }
        }
        let is_signature = signed.values().flatten().any(|signature| signature == file);
        if (is_shown && declared.is_none()) || is_signature {
            continue;
        }
        let as_it_is = found.vouched_for.contains(file) || !is_stripped(file);
        let digest = match as_it_is {
            true => sources.digest(&source),
            false => sources.digest_without(&source, stripped),
        };
        let digest = match digest {
            Ok(digest) => digest,
            Err(fault) => {
                out.push(fault);
                continue;
            }
        };
        check_digest(id, file, declared, &digest, out);
        if !is_shown {
            let named = declared.and_then(|d| d.language.clone());
            found.attachments.push(Attachment {
                language: named.or_else(|| language_in_name(file, config)),
                signatures: signed.get(file).cloned().unwrap_or_default(),
                file: file.clone(),
                digest,
            });
        }
    }
    let declared_order =
        |file: &str| facts.attachments.iter().position(|a| a.file == file).unwrap_or(usize::MAX);
    found.attachments.sort_by_cached_key(|a| (declared_order(&a.file), a.file.clone()));
    found
}

/// Holds a file against the digest that its author declared.
fn check_digest(
    id: &PublicationId,
    file: &str,
    declared: Option<&DeclaredAttachment>,
    digest: &FileDigest,
    out: &mut Diagnostics,
) {
    let Some(expected) = declared.and_then(|declared| declared.sha256.as_ref()) else { return };
    let found = digest.hex();
    if *expected != found {
        let steps = ["attachments", file, "sha256"].map(|key| Step::Key(key.to_owned()));
        let at = Location::path(&id.source("publication.yaml"), steps.to_vec());
        out.push(
            FILE_DIGEST
                .at(at, format!("`{file}` has another SHA-256: {found}"))
                .help("restore the file, or declare its new digest and tell readers why"),
        );
    }
}

/// Which files sign which: `note.pdf` is signed by `note.pdf.p7m` and by `note.pdf.asc`.
fn signatures(files: &[String]) -> BTreeMap<String, Vec<String>> {
    let mut signatures: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        let Some((signed, ending)) = file.rsplit_once('.') else { continue };
        let signs = SIGNATURES.contains(&ending.to_ascii_lowercase().as_str());
        if signs && files.iter().any(|other| other == signed) {
            signatures.entry(signed.to_owned()).or_default().push(file.clone());
        }
    }
    signatures
}

/// `strategy.it.pdf` is in Italian.
fn language_in_name(file: &str, config: &Config) -> Option<Lang> {
    let (stem, _) = file.rsplit_once('.')?;
    let (_, tag) = stem.rsplit_once('.')?;
    let lang = Lang::new(tag);
    (config.stage(&lang).is_some() || EU_LANGUAGES.contains(&tag)).then_some(lang)
}

/// So much of a picture usually tells its size.
const PICTURE_HEAD: u64 = 1 << 15;

/// Width and height in pixels.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    match imagesize::blob_size(bytes) {
        Ok(size) => u32::try_from(size.width).ok().zip(u32::try_from(size.height).ok()),
        Err(_) => svg_size(bytes),
    }
}

/// The size of a picture.
fn picture(
    sources: &Sources,
    source: &SourceId,
) -> Result<PictureFile, crate::diagnostics::Diagnostic> {
    let head = size(&sources.head(source, PICTURE_HEAD)?);
    let size = match head {
        None => size(&sources.read(source)?),
        known => known,
    };
    match size {
        Some((width, height)) if width > 0 && height > 0 => Ok(PictureFile { width, height }),
        _ => Err(PICTURE_UNREADABLE
            .at(Location::whole(source), format!("the size of `{}` cannot be read", source.file_name()))
            .help("use PNG, JPEG, WebP, GIF, AVIF, or an SVG with `width` and `height` or a `viewBox`")),
    }
}

/// `width` and `height` of an SVG's root element, else the size of its `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).ok()?;
        let root = match event {
            quick_xml::events::Event::Start(root) | quick_xml::events::Event::Empty(root) => root,
            quick_xml::events::Event::Eof => return None,
            _ => {
                buffer.clear();
                continue;
            }
        };
        if root.local_name().as_ref() != b"svg" {
            return None;
        }
        let value = |name: &str| {
            let attribute = root.try_get_attribute(name).ok().flatten()?;
            String::from_utf8(attribute.value.into_owned()).ok()
        };
        let pixels = |name| value(name)?.trim_end_matches("px").parse::<f64>().ok();
        let whole = |number: f64| number.round().clamp(0.0, 1e6) as u32;
        if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
            return Some((whole(width), whole(height)));
        }
        let view_box = value("viewBox")?;
        let mut numbers =
            view_box.split([' ', ',']).filter(|s| !s.is_empty()).map(str::parse::<f64>);
        let (Some(Ok(width)), Some(Ok(height))) = (numbers.nth(2), numbers.next()) else {
            return None;
        };
        return Some((whole(width), whole(height)));
    }
}
