//! Putting the former release back: as a new release with the files of the former one, so that the
//! chain of manifests only ever grows.

use super::order::Contents;
use super::target::{Folder, Headers, Payload, Target};
use super::{Live, Release, erased};
use crate::diagnostics::{Diagnostic, ROLLBACK};
use crate::media::Media;
use crate::seal::FileKind;
use crate::seal::Previous;
use crate::seal::manifest::{Edition, File, Manifest, NEWEST};

/// The release that a target keeps, to be put back in the place of the one that it serves.
pub fn former(target: &dyn Target, live: &Live) -> Result<Release<'static>, Diagnostic> {
    let Some(kept) = target.kept() else {
        return Err(ROLLBACK
            .nowhere(format!("`{}` keeps no former release", target.name()))
            .help("check the former revision of the site out, and publish that"));
    };
    let unfit = |problem: String| ROLLBACK.nowhere(format!("`{}`: {problem}", kept.name()));
    let Some(bytes) = kept.read(NEWEST)? else {
        return Err(unfit("it has no manifest".to_owned()));
    };
    let Previous { manifest, .. } = Previous::read(&bytes).map_err(unfit)?;
    if !manifest.public {
        return Err(unfit("it was not made for the public".to_owned()));
    }
    if let Some(live) = &live.previous
        && let Some(edition) = gone(&manifest, &live.manifest)
    {
        return Err(unfit(format!("it has `{}`, which is gone for good", edition.publication)));
    }
    for file in &manifest.files {
        if !kept.is_intact(file, &Default::default())? {
            return Err(unfit(format!("`{}` is not what its manifest says", file.path)));
        }
    }
    let restores = Some(manifest.number);
    Ok(Release { manifest, restores, site: None, contents: Box::new(Kept { folder: kept }) })
}

/// An edition of a former release that was erased since.
fn gone<'a>(former: &'a Manifest, live: &Manifest) -> Option<&'a Edition> {
    let erased = erased(former, live);
    let is_gone = |edition: &&Edition| {
        let page = live.file(&edition.page);
        erased.contains(&edition.publication) || page.is_some_and(|f| f.kind == FileKind::Gone)
    };
    former.editions.iter().find(is_gone)
}

/// The files of a release that is kept.
struct Kept {
    folder: Folder,
}

impl Contents for Kept {
    fn content(&self, file: &File) -> Result<(Payload, Headers), Diagnostic> {
        let headers = Headers::of(Media::of(&file.path).media_type, &file.path);
        Ok((Payload::File(self.folder.path(&file.path)), headers))
    }
}
