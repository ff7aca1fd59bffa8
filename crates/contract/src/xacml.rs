//! XACML 3.0 in XML: policies as service owners upload them, and questions and answers as the platform's older parts
//! exchange them (identity.md 6.1, 7.1).
//!
//! What is read is bounded: no document type, no entities of one's own, and a number of nodes.

mod context;
mod policy;
mod word;
mod written;

use roxmltree::{Document, Node, ParsingOptions};

pub use context::{answer, question};
pub use policy::{policy, print};
pub use word::of_category as urn_of;

/// The namespace of every element.
const NAMESPACE: &str = "urn:oasis:names:tc:xacml:3.0:core:schema:wd-17";
/// Elements, attributes and texts in one document, at the most.
const NODES: u32 = 50_000;

/// What keeps a document from being read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{element}, line {line}: {what}")]
pub struct XacmlFault {
    /// The element, or `document` when it is no XML.
    pub element: String,
    /// From 1.
    pub line: u32,
    pub what: String,
}

/// Reads a document whose outermost element has a name.
fn read<T>(
    bytes: &[u8],
    root: &str,
    read: impl FnOnce(Element<'_, '_>) -> Result<T, XacmlFault>,
) -> Result<T, XacmlFault> {
    let fault = |line, what: String| XacmlFault {
        element: "document".to_owned(),
        line,
        what,
    };
    let text = str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        fault(u32::try_from(line).unwrap_or(u32::MAX), "is not UTF-8".to_owned())
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| fault(error.pos().row, error.to_string()))?;
    let element = Element(document.root_element());
    if element.name() != root {
        return Err(element.fault(format!("is not the expected {root}")));
    }
    element.require_namespace()?;
    read(element)
}

/// An element of a document, which knows where it stands.
#[derive(Clone, Copy)]
struct Element<'a, 'input>(Node<'a, 'input>);

impl<'a, 'input> Element<'a, 'input> {
    fn name(self) -> &'input str {
        self.0.tag_name().name()
    }

    fn fault(self, what: impl Into<String>) -> XacmlFault {
        let line = self.0.document().text_pos_at(self.0.range().start).row;
        XacmlFault {
            element: self.name().to_owned(),
            line,
            what: what.into(),
        }
    }

    fn require_namespace(self) -> Result<(), XacmlFault> {
        if self.0.tag_name().namespace() == Some(NAMESPACE) {
            Ok(())
        } else {
            Err(self.fault(format!("is not in the namespace {NAMESPACE}")))
        }
    }

    /// The elements inside. One of another namespace is a fault, as it cannot be known whether it matters.
    fn children(self) -> Result<Vec<Self>, XacmlFault> {
        let children = self.0.children().filter(Node::is_element).map(Element);
        children
            .map(|child| child.require_namespace().map(|()| child))
            .collect()
    }

    fn unexpected(self) -> XacmlFault {
        self.fault("is not supported here")
    }

    fn attribute(self, name: &str) -> Option<&'a str> {
        self.0.attribute(name)
    }

    /// The attribute by which other elements refer to this one.
    fn xml_id(self) -> Option<&'a str> {
        self.0.attribute((roxmltree::NS_XML_URI, "id"))
    }

    fn require(self, name: &str) -> Result<&'a str, XacmlFault> {
        self.attribute(name)
            .filter(|value| !value.trim().is_empty())
            .ok_or_else(|| self.fault(format!("needs the attribute {name}")))
    }

    /// An attribute that is `true` or `false`; `false` when it is absent.
    fn flag(self, name: &str) -> Result<bool, XacmlFault> {
        match self.attribute(name).map(str::trim) {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(other) => Err(self.fault(format!("{name} is neither true nor false: {other}"))),
        }
    }

    /// The text inside, which must be all there is.
    fn text(self) -> Result<String, XacmlFault> {
        if let Some(child) = self.children()?.first() {
            return Err(child.unexpected());
        }
        let texts = self.0.children().filter(Node::is_text);
        Ok(texts.filter_map(|node| node.text()).collect())
    }
}

#[cfg(test)]
mod tests;
