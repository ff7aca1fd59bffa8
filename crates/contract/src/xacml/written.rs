//! Writing XML, an element a line.

use std::fmt::Write;

use super::NAMESPACE;

/// A document on its way.
pub(super) struct Written {
    text: String,
    open: Vec<&'static str>,
}

/// An element's attributes; one without a value is left out.
pub(super) type Attributes<'a> = &'a [(&'a str, Option<&'a str>)];

impl Written {
    /// A document with its outermost element open.
    pub(super) fn new(root: &'static str, attributes: Attributes<'_>) -> Self {
        let mut written = Self {
            text: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(),
            open: vec![],
        };
        let all: Vec<_> = std::iter::once(("xmlns:xacml", Some(NAMESPACE)))
            .chain(attributes.iter().copied())
            .collect();
        written.open(root, &all);
        written
    }

    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.begin(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            // Writing to a string cannot fail.
            let _ = writeln!(self.text, "</xacml:{name}>");
        }
    }

    /// An element with nothing but text in it.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.begin(name, attributes);
        if text.is_empty() {
            self.text.push_str("/>\n");
            return;
        }
        self.text.push('>');
        escape(&mut self.text, text);
        let _ = writeln!(self.text, "</xacml:{name}>");
    }

    /// The document, with everything closed.
    pub(super) fn end(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn begin(&mut self, name: &str, attributes: Attributes<'_>) {
        self.indent();
        let _ = write!(self.text, "<xacml:{name}");
        for (attribute, value) in attributes {
            let Some(value) = value else { continue };
            let _ = write!(self.text, " {attribute}=\"");
            escape(&mut self.text, value);
            self.text.push('"');
        }
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.text.push_str("  ");
        }
    }
}

/// Characters that XML 1.0 has no way to write are left out.
fn escape(text: &mut String, value: &str) {
    for letter in value.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\n' | '\r' | '\t' => {
                let _ = write!(text, "&#{};", u32::from(letter));
            }
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => text.push(letter),
        }
    }
}
