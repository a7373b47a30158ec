//! `init`: the smallest site that shows every part at work.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::{AuthorError, Pipeline, pipeline, write_new};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/author/starter");

/// Writes the starter site into a folder that is empty or does not exist.
pub fn init(dir: &Path, pipeline: Option<Pipeline>) -> Result<Vec<PathBuf>, AuthorError> {
    if dir.join("site.yaml").exists() {
        return Err(AuthorError::new(dir, "is a site already"));
    }
    let mut files = Vec::new();
    gather(&STARTER, dir, &mut files);
    let ignored = dir.join(".gitignore");
    if !ignored.exists() {
        files.push((ignored, b"/public\n/.public.*\n/site-preview\n".to_vec()));
    }
    files.extend(pipeline.into_iter().flat_map(|pipeline| pipeline::files(dir, pipeline)));
    write_new(&files)
}

fn gather(folder: &Dir<'_>, to: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for file in folder.files() {
        files.push((to.join(file.path()), file.contents().to_vec()));
    }
    for inner in folder.dirs() {
        gather(inner, to, files);
    }
}
