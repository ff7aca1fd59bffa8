//! A text read as a register entry, member by member (altinn-platform.md 2.1). What cannot be read is named, and the
//! rest is read all the same.

use domain::{ClientId, Localized, PackageUrn, ResourceReference, Right, SystemId};

use super::SystemDraft;
use crate::finding::{Fault, Finding};
use crate::json_text::{Holds, Node, pointed};

/// Reads an entry from JSON. Members that are left out get Altinn's defaults.
pub(super) fn read(root: &Node) -> (Option<SystemDraft>, Vec<Finding>) {
    let mut reader = Reader::default();
    if !matches!(root.holds, Holds::Object(_)) {
        reader.misshapen(root, "");
        return (None, reader.findings);
    }
    let draft = SystemDraft {
        id: SystemId(
            reader
                .demanded(root, "id")
                .map(|id| reader.text(id, "id"))
                .unwrap_or_default()
                .trim()
                .into(),
        ),
        vendor: reader.vendor(root),
        name: reader.localized(root, "name"),
        description: reader.localized(root, "description"),
        rights: reader.rights(root),
        access_packages: reader.packages(root),
        client_ids: reader.texts(root, "clientId").into_iter().map(ClientId).collect(),
        is_visible: reader.is_visible(root),
        allowed_redirect_urls: reader.texts(root, "allowedRedirectUrls"),
    };
    (Some(draft), reader.findings)
}

/// Collects what is wrong on the way.
#[derive(Default)]
struct Reader {
    findings: Vec<Finding>,
}

impl Reader {
    fn vendor(&mut self, root: &Node) -> String {
        let Some(vendor) = self.demanded(root, "vendor") else {
            return String::new();
        };
        if !matches!(vendor.holds, Holds::Object(_)) {
            self.misshapen(vendor, "vendor");
            return String::new();
        }
        self.demanded(vendor, "ID")
            .map(|id| self.text(id, "vendor.ID"))
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    fn localized(&mut self, root: &Node, name: &'static str) -> Localized {
        let Some(node) = self.demanded(root, name) else {
            return Localized::default();
        };
        let Holds::Object(members) = &node.holds else {
            self.misshapen(node, name);
            return Localized::default();
        };
        let texts = members
            .iter()
            .map(|(language, text)| (language.clone(), self.text(text, &format!("{name}.{language}"))));
        Localized(texts.collect())
    }

    fn rights(&mut self, root: &Node) -> Vec<Right> {
        self.items(root, "rights")
            .iter()
            .map(|node| self.right(node))
            .collect()
    }

    fn right(&mut self, node: &Node) -> Right {
        if !matches!(node.holds, Holds::Object(_)) {
            self.misshapen(node, "rights");
        }
        let action = node.member("action").filter(|action| action.holds != Holds::Null);
        Right {
            action: action.map(|action| self.text(action, "action")),
            resource: self
                .items(node, "resource")
                .iter()
                .map(|pair| self.pair(pair))
                .collect(),
        }
    }

    fn pair(&mut self, node: &Node) -> ResourceReference {
        let mut text = |name| {
            self.demanded(node, name)
                .map(|found| self.text(found, name))
                .unwrap_or_default()
        };
        ResourceReference {
            id: text("id"),
            value: text("value"),
        }
    }

    fn packages(&mut self, root: &Node) -> Vec<PackageUrn> {
        if root
            .member("accessPackages")
            .is_some_and(|node| node.holds == Holds::Null)
        {
            return vec![];
        }
        let items = self.items(root, "accessPackages");
        let urns = items.iter().map(|node| {
            let urn = self.demanded(node, "urn").map(|urn| self.text(urn, "urn"));
            PackageUrn(urn.unwrap_or_default())
        });
        urns.collect()
    }

    fn is_visible(&mut self, root: &Node) -> bool {
        match root.member("isVisible").map(|node| (node, &node.holds)) {
            None => true,
            Some((_, Holds::Truth(truth))) => *truth,
            Some((node, _)) => {
                self.misshapen(node, "isVisible");
                true
            }
        }
    }

    fn texts(&mut self, root: &Node, name: &'static str) -> Vec<String> {
        self.items(root, name)
            .iter()
            .map(|node| self.text(node, name))
            .collect()
    }

    /// The items of a list; none when it is left out.
    fn items<'n>(&mut self, parent: &'n Node, name: &'static str) -> &'n [Node] {
        match parent.member(name).map(|node| (node, &node.holds)) {
            None => &[],
            Some((_, Holds::List(items))) => items,
            Some((node, _)) => {
                self.misshapen(node, name);
                &[]
            }
        }
    }

    fn text(&mut self, node: &Node, name: &str) -> String {
        if let Holds::Text(text) = &node.holds {
            return text.clone();
        }
        self.misshapen(node, name);
        String::new()
    }

    /// A member that must be there. Its absence is pointed at where it should have been, in the object that lacks it.
    fn demanded<'n>(&mut self, parent: &'n Node, name: &str) -> Option<&'n Node> {
        let found = parent.member(name);
        if found.is_none() && matches!(parent.holds, Holds::Object(_)) {
            self.findings.push(Finding {
                pointer: Some(pointed(&parent.pointer, name)),
                ..parent.finding(Fault::MemberMissing {
                    member: name.to_owned(),
                })
            });
        }
        found
    }

    fn misshapen(&mut self, node: &Node, name: &str) {
        self.findings.push(node.finding(Fault::WrongShape {
            member: name.to_owned(),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json_text;

    #[test]
    fn what_is_left_out_gets_altinns_defaults() {
        let (draft, findings) =
            of(r#"{"id":"1_a","vendor":{"id":"0192:1"},"name":{"nb":"N"},"description":{}}"#);
        let draft = draft.unwrap();
        assert_eq!(findings, []);
        assert_eq!(draft.vendor, "0192:1");
        assert!(draft.is_visible);
        assert_eq!(
            (draft.rights, draft.client_ids, draft.allowed_redirect_urls),
            (vec![], vec![], vec![])
        );
    }

    #[test]
    fn every_member_that_must_be_there_is_named() {
        let (_, findings) = of(r#"{"vendor":{},"rights":[{"resource":[{"id":"x"}]}]}"#);
        let pointers: Vec<&str> = findings
            .iter()
            .filter_map(|finding| finding.pointer.as_deref())
            .collect();
        assert_eq!(
            pointers,
            [
                "/id",
                "/vendor/ID",
                "/name",
                "/description",
                "/rights/0/resource/0/value"
            ]
        );
        assert!(
            findings
                .iter()
                .all(|finding| matches!(finding.fault, Fault::MemberMissing { .. }))
        );
    }

    #[test]
    fn a_member_of_another_shape_is_named_and_the_rest_is_read() {
        let (draft, findings) = of(
            r#"{"id":7,"vendor":"x","name":{"nb":1},"description":{"nb":"D"},"clientId":null,"isVisible":"yes"}"#,
        );
        let members: Vec<String> = findings
            .iter()
            .map(|finding| match &finding.fault {
                Fault::WrongShape { member } => member.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(members, ["id", "vendor", "name.nb", "clientId", "isVisible"]);
        assert_eq!(draft.unwrap().description.get("nb"), Some("D"));
    }

    #[test]
    fn a_list_is_no_entry() {
        let (draft, findings) = of("[]");
        assert_eq!(draft, None);
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn packages_may_be_null_as_altinn_allows() {
        let (_, findings) =
            of(r#"{"id":"1_a","vendor":{"ID":"x"},"name":{},"description":{},"accessPackages":null}"#);
        assert_eq!(findings, []);
    }

    fn of(text: &str) -> (Option<SystemDraft>, Vec<Finding>) {
        let (root, faults) = json_text::read(text);
        assert_eq!(faults, []);
        read(&root.unwrap())
    }
}
