//! Everything the program has to say about a site's sources: one type for all of it.
//!
//! A stage makes a [`Diagnostic`] from a [`Code`] and a [`Location`], which is cheap and needs no
//! text at hand. When all stages have spoken, the site's [`Policy`] is applied, and a [`Reporter`]
//! sorts what was said into source order, finds lines and columns, and prints.

mod codes;
mod report;
mod suggest;

pub(crate) use codes::*;
pub use codes::{ALL, Code};
pub use report::{MessageFormat, Place, Reporter, byte_range, locate};
pub(crate) use suggest::did_you_mean;

use std::collections::HashSet;
use std::ops::Range;

use crate::identity::SourceId;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// Should be mended; the site is built.
    Warning,
    /// True only because time went by; never stops a publish.
    Overdue,
}

impl Severity {
    /// The word used in every message format.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Overdue => "overdue",
        }
    }
}

/// One step on the way to a YAML field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A key of a mapping.
    Key(String),
    /// An element of a sequence, from 0.
    Item(usize),
}

/// What in a source is meant; turned into line and column only when printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The source as a whole.
    Whole,
    /// Bytes of the source's text.
    Bytes(Range<usize>),
    /// A field of the source's YAML: of a whole YAML file, or of a front matter.
    Field(Vec<Step>),
}

/// A place in a site's sources.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The file.
    pub source: SourceId,
    /// What in it.
    pub spot: Spot,
}

impl Location {
    /// The source as a whole.
    pub fn whole(source: &SourceId) -> Self {
        Self { source: source.clone(), spot: Spot::Whole }
    }

    /// Some bytes of the source.
    pub fn bytes(source: &SourceId, range: Range<usize>) -> Self {
        Self { source: source.clone(), spot: Spot::Bytes(range) }
    }

    /// A top-level YAML field.
    pub fn field(source: &SourceId, key: &str) -> Self {
        Self::path(source, vec![Step::Key(key.to_owned())])
    }

    /// An element of a top-level YAML list.
    pub fn item(source: &SourceId, key: &str, index: usize) -> Self {
        Self::path(source, vec![Step::Key(key.to_owned()), Step::Item(index)])
    }

    /// A field of an entry of a top-level YAML list.
    pub fn entry(source: &SourceId, list: &str, index: usize, key: &str) -> Self {
        let steps = vec![Step::Key(list.to_owned()), Step::Item(index), Step::Key(key.to_owned())];
        Self::path(source, steps)
    }

    /// A YAML field by its whole path.
    pub fn path(source: &SourceId, path: Vec<Step>) -> Self {
        Self { source: source.clone(), spot: Spot::Field(path) }
    }
}

/// One thing to say about a site's sources.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// How much it weighs, after the site's policy.
    pub severity: Severity,
    /// What kind of fault it is.
    pub code: &'static Code,
    /// Where; `None` when it concerns no single source.
    pub location: Option<Location>,
    /// What is wrong: lower case, one sentence without a full stop, names in backquotes.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it stops a build once the site's policy is applied.
    pub fn weighs_as_error(&self, policy: &Policy) -> bool {
        let is_denied = || policy.deny.iter().any(|code| code == self.code.name);
        self.severity == Severity::Error || (self.severity == Severity::Warning && is_denied())
    }

    /// The same as a warning, where it is a fault of something that is left out for now.
    pub(crate) fn left_out(self) -> Self {
        Diagnostic {
            severity: LEFT_OUT.severity,
            code: &LEFT_OUT,
            message: format!("left out: {} [{}]", self.message, self.code.name),
            ..self
        }
    }

    /// Says where, unless that is said already.
    #[must_use]
    pub fn or_at(mut self, location: Location) -> Self {
        self.location.get_or_insert(location);
        self
    }

    /// Adds what to do about it, where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}

impl Code {
    /// A diagnostic of this code at a place.
    pub fn at(&'static self, location: Location, message: impl Into<String>) -> Diagnostic {
        Diagnostic { location: Some(location), ..self.nowhere(message) }
    }

    /// A diagnostic of this code that concerns no single source.
    pub fn nowhere(&'static self, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: self.severity,
            code: self,
            location: None,
            message: message.into(),
            help: None,
        }
    }
}

/// What the stages of one run have said so far.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

/// Which codes a site weighs differently from the program's default.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Codes of warnings that are not reported.
    pub allow: Vec<String>,
    /// Codes of warnings that are errors.
    pub deny: Vec<String>,
}

impl Diagnostics {
    /// What comes of some work, and what it has to say: for work that is done beside other work.
    pub fn of<T>(work: impl FnOnce(&mut Diagnostics) -> T) -> (T, Diagnostics) {
        let mut said = Diagnostics::new();
        (work(&mut said), said)
    }

    /// Nothing said yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says one more thing.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes over what another stage said.
    pub fn append(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// Whether nothing was said so far.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether anything said so far stops a build.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many of one severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// Applies the site's policy. An error can never be allowed away.
    pub fn apply(&mut self, policy: &Policy) {
        let named = |list: &[String], d: &Diagnostic| list.iter().any(|c| c == d.code.name);
        self.list.retain(|d| d.severity == Severity::Error || !named(&policy.allow, d));
        for diagnostic in &mut self.list {
            if diagnostic.weighs_as_error(policy) {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// Weighs or words anew what was said.
    pub(crate) fn rewrite(&mut self, anew: impl Fn(Diagnostic) -> Diagnostic) {
        self.list = std::mem::take(&mut self.list).into_iter().map(anew).collect();
    }

    /// Leaves out what was said before in the same words, of the same place or of none.
    pub fn drop_repeats(&mut self) {
        let words = |d: &Diagnostic| (d.code.name, d.message.clone());
        let placed: HashSet<_> =
            self.list.iter().filter(|d| d.location.is_some()).map(words).collect();
        self.list.retain(|d| d.location.is_some() || !placed.contains(&words(d)));
        let mut said = HashSet::new();
        self.list.retain(|d| said.insert((words(d), d.location.clone())));
    }

    /// All that was said, in the order it was said.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(only: Diagnostic) -> Self {
        Self { list: vec![only] }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.list.extend(iter);
    }
}
