//! A small way to write XML: elements with attributes and text, escaped by quick-xml.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Fault;
use crate::diagnostics::TEMPLATE_ERROR;

/// An XML document being written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A document with its declaration and root element; `content` writes what is inside.
    pub(super) fn document(
        root: &str,
        attributes: &[(&str, &str)],
        content: impl FnOnce(&mut Xml) -> io::Result<()>,
    ) -> Result<Vec<u8>, Fault> {
        let mut xml = Xml { writer: Writer::new_with_indent(Vec::new(), b' ', 1) };
        let declaration = Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None));
        let written = xml
            .writer
            .write_event(declaration)
            .and_then(|()| xml.element(root, attributes, content));
        match written {
            Ok(()) => {
                let mut bytes = xml.writer.into_inner();
                bytes.push(b'\n');
                Ok(bytes)
            }
            Err(error) => Err(TEMPLATE_ERROR.nowhere(format!("cannot write XML: {error}")).into()),
        }
    }

    /// An element with content.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        content: impl FnOnce(&mut Xml) -> io::Result<()>,
    ) -> io::Result<()> {
        let start =
            quick_xml::events::BytesStart::new(name).with_attributes(attributes.iter().copied());
        let end = start.to_end().into_owned();
        self.writer.write_event(Event::Start(start.borrow()))?;
        content(self)?;
        self.writer.write_event(Event::End(end))
    }

    /// An element with text only.
    pub(super) fn text(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> io::Result<()> {
        self.writer
            .create_element(name)
            .with_attributes(attributes.iter().copied())
            .write_text_content(BytesText::new(text))
            .map(|_| ())
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer
            .create_element(name)
            .with_attributes(attributes.iter().copied())
            .write_empty()
            .map(|_| ())
    }
}
