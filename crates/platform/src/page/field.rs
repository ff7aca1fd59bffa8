//! A field to write in, with everything that a screen reader needs to tell it.

use maud::{Markup, Render, html};

/// One field with its label. Its id is its name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'a> {
    name: &'a str,
    label: &'a str,
    hint: Option<&'a str>,
    value: &'a str,
    fault: Option<&'a str>,
    kind: Kind,
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Digits, which a phone gets a keyboard for.
    Digits,
    Search,
}

impl<'a> Field<'a> {
    pub(crate) fn new(name: &'a str, label: &'a str) -> Self {
        Self {
            name,
            label,
            hint: None,
            value: "",
            fault: None,
            kind: Kind::Text,
        }
    }

    pub(crate) fn hint(self, hint: &'a str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// What was written before.
    pub(crate) fn value(self, value: &'a str) -> Self {
        Self { value, ..self }
    }

    /// What is wrong with it, said at the field; [`super::Page::faults`] says it at the top.
    pub(crate) fn fault(self, fault: Option<&'a str>) -> Self {
        Self { fault, ..self }
    }

    pub(crate) fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    fn described_by(&self) -> Option<String> {
        let hint = self.hint.map(|_| format!("{}-hint", self.name));
        let fault = self.fault.map(|_| format!("{}-fault", self.name));
        let ids: Vec<String> = fault.into_iter().chain(hint).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        let (kind, digits) = match self.kind {
            Kind::Text => ("text", None),
            Kind::Digits => ("text", Some("numeric")),
            Kind::Search => ("search", None),
        };
        html! {
            div class="ds-field" {
                label class="ds-label" data-weight="medium" for=(self.name) { (self.label) }
                @if let Some(hint) = self.hint {
                    div data-field="description" id={ (self.name) "-hint" } { (hint) }
                }
                input class="ds-input" id=(self.name) name=(self.name) type=(kind) value=(self.value)
                    inputmode=[digits] autocomplete="off" maxlength="255"
                    aria-invalid=[self.fault.map(|_| "true")] aria-describedby=[self.described_by()];
                @if let Some(fault) = self.fault {
                    div class="ds-validation-message" data-field="validation" id={ (self.name) "-fault" } { (fault) }
                }
            }
        }
    }
}

/// A value that a form carries unseen.
pub(crate) fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_tied_to_its_label_its_hint_and_its_fault() {
        let html = Field::new("pid", "Number")
            .hint("Eleven digits.")
            .fault(Some("Too short."))
            .kind(Kind::Digits)
            .render()
            .into_string();
        for part in [
            r#"for="pid""#,
            r#"inputmode="numeric""#,
            r#"aria-invalid="true""#,
            r#"aria-describedby="pid-fault pid-hint""#,
            r#"id="pid-hint""#,
            r#"id="pid-fault""#,
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(
            !Field::new("pid", "Number")
                .render()
                .into_string()
                .contains("aria-")
        );
    }
}
