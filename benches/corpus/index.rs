//! What `bollettino index` costs, beside the bare reading and parsing of the same files.
//!
//! The site is the corpus with every kind in its index. The bare loop lists the site's files, reads
//! every `publication.yaml` and every edition with the program's threads and allocator, and parses
//! the YAML with serde_yaml and nothing else: no checks, no texts, no addresses, no output. Both are
//! measured as processes, start and all.

use std::fs;
use std::path::Path;

use bollettino::diagnostics::Diagnostics;
use bollettino::identity::SourceId;
use bollettino::sources::Sources;
use rayon::prelude::*;
use serde_yaml::Value;

use crate::measure::{self, Cost};
use crate::{CORPUS, Failure, Place};

/// The site whose index has everything.
pub(crate) const INDEXED: &str = "indexed";

/// How often each is measured in a round; the least is taken, since both are short.
const TIMES: usize = 7;

/// What printing the index costs in one round, in CPU seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Index {
    /// `index --format table`.
    pub(crate) table: f64,
    /// `index --format json`.
    pub(crate) json: f64,
    /// Reading and parsing its files.
    pub(crate) files: f64,
}

impl Index {
    /// Measures all of it once.
    pub(crate) fn measure(place: &Place) -> Result<Self, Failure> {
        let least = |cost: &dyn Fn() -> Result<Cost, Failure>| {
            let costs: Result<Vec<f64>, Failure> =
                (0..TIMES).map(|_| cost().map(|cost| cost.cpu)).collect();
            Ok::<f64, Failure>(costs?.into_iter().fold(f64::INFINITY, f64::min))
        };
        let index = |format: &str| {
            let program = place.program(INDEXED, &["index", "--format", format]);
            least(&|| measure::program(&program))
        };
        let bare = [
            std::env::current_exe()?.into_os_string(),
            "front-matter".into(),
            place.path(INDEXED).into(),
        ];
        Ok(Self {
            table: index("table")?,
            json: index("json")?,
            files: least(&|| measure::program(&bare))?,
        })
    }

    /// The table to the reading of its files.
    pub(crate) fn ratio(&self) -> f64 {
        self.table / self.files
    }
}

/// Makes the site beside a corpus.
pub(crate) fn prepare(place: &Place) -> Result<(), Failure> {
    let (from, to) = (place.path(CORPUS), place.path(INDEXED));
    for file in walkdir::WalkDir::new(&from) {
        let file = file?;
        let copy = to.join(file.path().strip_prefix(&from)?);
        if file.file_type().is_dir() {
            fs::create_dir(copy)?;
        } else {
            fs::copy(file.path(), copy)?;
        }
    }
    let config = fs::read_to_string(from.join("site.yaml"))?;
    fs::write(to.join("site.yaml"), format!("{config}kinds: {{news: {{catalogue: true}}}}\n"))?;
    Ok(())
}

/// The argument `front-matter`: reads and parses what the index is made of.
pub(crate) fn front_matter(site: &Path) -> Result<(), Failure> {
    let sources = Sources::open(site, &mut Diagnostics::new());
    let is_read = |id: &&SourceId| [".md", ".yaml"].iter().any(|end| id.as_str().ends_with(end));
    let files = sources.below("content/").par_iter().filter(is_read);
    let parsed = files.map(|id| {
        let text = fs::read_to_string(sources.path(id)).map_err(|error| error.to_string())?;
        let yaml = match id.as_str().ends_with(".md") {
            true => text.get(4..).and_then(|rest| rest.split("\n---\n").next()),
            false => Some(text.as_str()),
        };
        let value = serde_yaml::from_str::<Value>(yaml.unwrap_or_default());
        value.map(|value| usize::from(value.is_mapping())).map_err(|error| error.to_string())
    });
    let mappings = parsed.try_reduce(|| 0, |a, b| Ok(a + b))?;
    println!("{mappings} files");
    Ok(())
}
