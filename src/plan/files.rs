//! Every address becomes a file, and no two may want the same place: one file, or one as a folder
//! of the other.

use std::collections::HashMap;

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
    let mut files: Vec<(String, &Address, &Spec)> = Vec::with_capacity(plan.specs.len());
    for (address, spec) in &plan.specs {
        let file = address.file();
        if is_reserved(&file) {
            out.push(fault(spec, format!("`{address}` is a file that the program makes itself")));
        } else {
            files.push((file, address, spec));
        }
    }
    files.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    for pair in files.windows(2) {
        if let [(a, address, _), (b, other, spec)] = pair
            && a == b
        {
            out.push(fault(spec, format!("`{other}` and `{address}` are the same file")));
        }
    }
    // The first file in each folder that there has to be.
    let mut folders: HashMap<&str, &Address> = HashMap::new();
    for (file, address, _) in &files {
        let mut path = file.as_str();
        while let Some((folder, _)) = path.rsplit_once('/')
            && !folders.contains_key(folder)
        {
            folders.insert(folder, address);
            path = folder;
        }
    }
    for (file, address, spec) in &files {
        if let Some(below) = folders.get(file.as_str()) {
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
