//! What kind of file something is, by the ending of its name.
//!
//! Sources: IANA, "Media Types"; Publications Office of the EU, authority table "File type".

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Media {
    /// Its media type.
    pub media_type: &'static str,
    /// Its code in the EU's authority table, where it has one.
    pub file_type: Option<&'static str>,
}

/// Ending, media type, code.
const KNOWN: &[(&str, &str, Option<&str>)] = &[
    ("asc", "application/pgp-signature", None),
    ("avif", "image/avif", None),
    ("css", "text/css", None),
    ("csv", "text/csv", Some("CSV")),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("DOCX"),
    ),
    ("epub", "application/epub+zip", Some("EPUB")),
    ("gif", "image/gif", Some("GIF")),
    ("html", "text/html", Some("HTML")),
    ("ico", "image/vnd.microsoft.icon", None),
    ("jpeg", "image/jpeg", Some("JPEG")),
    ("jpg", "image/jpeg", Some("JPEG")),
    ("js", "text/javascript", None),
    ("json", "application/json", Some("JSON")),
    ("jsonld", "application/ld+json", Some("JSON_LD")),
    ("mjs", "text/javascript", None),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", Some("ODS")),
    ("odt", "application/vnd.oasis.opendocument.text", Some("ODT")),
    ("p7m", "application/pkcs7-mime", None),
    ("pdf", "application/pdf", Some("PDF")),
    ("png", "image/png", Some("PNG")),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Some("PPTX"),
    ),
    ("rdf", "application/rdf+xml", Some("RDF_XML")),
    ("svg", "image/svg+xml", Some("SVG")),
    ("tsv", "text/tab-separated-values", Some("TSV")),
    ("ttl", "text/turtle", Some("RDF_TURTLE")),
    ("txt", "text/plain", Some("TXT")),
    ("wasm", "application/wasm", None),
    ("webp", "image/webp", None),
    ("woff2", "font/woff2", None),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Some("XLSX")),
    ("xml", "application/xml", Some("XML")),
    ("zip", "application/zip", Some("ZIP")),
];

impl Media {
    /// The kind of file that a name tells; bytes of any kind where it tells none.
    pub fn of(file: &str) -> Media {
        let ending = match file.rsplit_once('.') {
            Some((_, ending)) => ending.to_ascii_lowercase(),
            // The one text that is known by a name without an ending.
            None if file == "SHA256SUMS" => "txt".to_owned(),
            None => String::new(),
        };
        let known = KNOWN.binary_search_by_key(&ending.as_str(), |(ending, _, _)| ending);
        known.map_or(Media { media_type: "application/octet-stream", file_type: None }, |at| {
            let (_, media_type, file_type) = KNOWN[at];
            Media { media_type, file_type }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_endings() {
        assert!(KNOWN.is_sorted_by_key(|(ending, _, _)| *ending));
        assert_eq!(Media::of("a.it.PDF").media_type, "application/pdf");
        assert_eq!(Media::of("figures.csv").file_type, Some("CSV"));
        assert_eq!(Media::of("SHA256SUMS").media_type, "text/plain");
        assert_eq!(Media::of("README").media_type, "application/octet-stream");
    }
}
