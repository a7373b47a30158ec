//! Every address becomes a file, and no two may want the same place: one file, or one as a folder
//! of the other.

use std::collections::BTreeMap;

use super::{Plan, Spec};
use crate::diagnostics::{Diagnostic, Diagnostics, Location, SLUG_DUPLICATE};
use crate::identity::Address;

/// Files that the program makes after all others.
const RESERVED: &[&str] = &["SHA256SUMS", ".bollettino", ".well-known/site-manifest.json"];

/// Folders that hold nothing but such files.
const RESERVED_FOLDERS: &[&str] = &[".well-known/site-manifest/"];

fn is_reserved(file: &str) -> bool {
    RESERVED.contains(&file) || RESERVED_FOLDERS.iter().any(|folder| file.starts_with(folder))
}

/// Reports addresses whose files would overwrite one another.
pub(super) fn check(plan: &Plan, out: &mut Diagnostics) {
    let mut files: BTreeMap<String, &Address> = BTreeMap::new();
    for (address, spec) in &plan.specs {
        let file = address.file();
        if is_reserved(&file) {
            out.push(fault(spec, format!("`{address}` is a file that the program makes itself")));
        } else if let Some(other) = files.insert(file, address) {
            out.push(fault(spec, format!("`{address}` and `{other}` are the same file")));
        }
    }
    for (file, address) in &files {
        let folder = format!("{file}/");
        let below = files.range(folder.clone()..).next().filter(|(f, _)| f.starts_with(&folder));
        if let (Some((_, below)), Some(spec)) = (below, plan.specs.get(*address)) {
            out.push(fault(
                spec,
                format!("`{address}` is a file, but `{below}` needs it as a folder"),
            ));
        }
    }
}

/// A fault at the file that an author can move, where there is one.
fn fault(spec: &Spec, message: String) -> Diagnostic {
    let fault = match spec {
        Spec::Static(source) | Spec::File(source) => {
            SLUG_DUPLICATE.at(Location::whole(source), message)
        }
        _ => SLUG_DUPLICATE.nowhere(message),
    };
    fault.help("give one of them another address")
}
