//! What can be wrong with the request for a message, and how that is said to the author.
//!
//! [`MessageError::diagnostic`] is the entry; it names the file to edit and the line to add.

use std::fmt;
use std::ops::Range;

use crate::diagnostics::{Diagnostic, LABEL_MISSING, Location, MESSAGE_ARGUMENT, MESSAGE_MISSING};
use crate::identity::{Lang, SourceId};

/// Why there is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageError {
    /// The language has no such message, and may not fall back or has nothing to fall back to.
    Missing {
        /// The language that was asked.
        lang: Lang,
        /// The message that was asked for.
        id: String,
        /// "did you mean …?", where a message of a similar name exists.
        hint: Option<String>,
    },
    /// The language has no label for a code.
    LabelMissing {
        /// The language that was asked.
        lang: Lang,
        /// The message that would be the label: `topic-5g`.
        id: String,
    },
    /// The message exists but cannot be resolved.
    Failed {
        /// The language that was asked.
        lang: Lang,
        /// The message or attribute that was asked for: `kind-news`, `kind-news.slug`.
        id: String,
        /// What is wrong, as part of a sentence.
        reason: String,
        /// The file that defines the message.
        source: SourceId,
        /// The bytes of its id in that file.
        range: Range<usize>,
    },
}

impl MessageError {
    /// The fault as it is reported.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            MessageError::Missing { lang, id, hint } => {
                let add = format!("add `{id} = …` to a file of i18n/{lang}/");
                let help = hint.as_ref().map_or(add.clone(), |hint| format!("{hint} or {add}"));
                MESSAGE_MISSING.nowhere(self.to_string()).help(help)
            }
            MessageError::LabelMissing { lang, id } => LABEL_MISSING
                .nowhere(self.to_string())
                .help(format!("add this line to a file of i18n/{lang}/: `{id} = …`")),
            MessageError::Failed { source, range, .. } => MESSAGE_ARGUMENT
                .at(Location::bytes(source, range.clone()), self.to_string())
                .help(format!("correct the message in {source}")),
        }
    }
}

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MessageError::Missing { lang, id, .. } => write!(f, "`{lang}` has no message `{id}`"),
            MessageError::LabelMissing { lang, id } => write!(f, "`{lang}` has no label `{id}`"),
            MessageError::Failed { lang, id, reason, .. } => {
                write!(f, "the message `{id}` cannot be written in `{lang}`: {reason}")
            }
        }
    }
}

impl std::error::Error for MessageError {}
