//! Pages that lead elsewhere, and pages that say that something is gone.

use serde::Serialize;
use tera::Value;

use super::page::{Frame, PageDraft, PageView, languages_of, page, unlisted};
use super::publication::WithdrawnView;
use crate::identity::Address;
use crate::plan::{PageKey, Redirect};
use crate::render::Fault;
use crate::render::reader::Reader;

/// `redirect`.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectView {
    /// The new address, as in a link.
    pub url: String,
    /// The new address with the host.
    pub absolute: String,
}

/// The page at a former address.
pub(crate) fn frame(reader: &Reader<'_>, redirect: &Redirect) -> Result<Frame, Fault> {
    match &redirect.target {
        Some(target) => {
            let page = bare(reader, "redirect", reader.text("site-name", &[])?)?;
            let view = RedirectView { url: reader.href(target), absolute: reader.absolute(target) };
            let content = Value::from_serializable(&view);
            Ok(Frame { template: "redirect.html", page, name: "redirect", content })
        }
        None => {
            let page = bare(reader, "withdrawn", reader.text("withdrawn-title", &[])?)?;
            let reason = reader.text("withdrawn-gone", &[])?;
            let view = WithdrawnView { title: None, reason, date: None, kind_label: None };
            let content = Value::from_serializable(&view);
            Ok(Frame { template: "withdrawn.html", page, name: "withdrawn", content })
        }
    }
}

/// A page that stands nowhere in the site's order.
fn bare(reader: &Reader<'_>, template: &'static str, title: String) -> Result<PageView, Fault> {
    let address = Address::new("/");
    let languages = languages_of(reader, &PageKey::Home);
    let section = None;
    let draft = PageDraft {
        template,
        section,
        title,
        description: None,
        address: &address,
        languages,
        parents: Vec::new(),
    };
    let mut page = unlisted(page(reader, draft)?);
    page.breadcrumb = Vec::new();
    Ok(page)
}
