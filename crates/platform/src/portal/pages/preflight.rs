//! Whether the reader can approve, found out before anything is pressed: Altinn's own delegation check.

use contract::delegation::{
    APPROVERS, ApproverDto, PACKAGE_CHECK, PackageCheckDto, RIGHT_CHECK, ResourceCheckDto,
};
use contract::paging::Page;
use domain::Problem;
use domain::delegation::RightCheck;
use maud::{Markup, html};

use super::authority::Actions;
use super::sheet::{Authorities, Sheet};
use crate::page::Language;
use crate::portal::ask::{Altinn, Refused, query};
use crate::portal::kind::Kind;
use crate::portal::words::{fill, of, words};

/// What came of the check.
#[derive(Debug)]
pub(super) enum Verdict {
    Can,
    /// What is lacking, and who could approve; `None` when nobody could tell.
    Lacks(Vec<Lack>, Option<Vec<ApproverDto>>),
    /// The reader belongs to the organisation and may pass the request on.
    MayNot(Option<Vec<ApproverDto>>),
    Unknown,
}

/// An authority that the reader cannot give.
#[derive(Debug)]
pub(super) struct Lack {
    name: String,
    problem: Problem,
}

/// The verdict, and the actions on each resource that the check told on its way.
#[derive(Debug)]
pub(super) struct Preflight {
    pub(super) verdict: Verdict,
    pub(super) actions: Actions,
}

impl Preflight {
    /// Asks Altinn.
    pub(super) async fn of(altinn: Altinn<'_>, sheet: &Sheet) -> Self {
        let mut actions = Actions::new();
        let verdict = if sheet.may_only_pass_on {
            Verdict::MayNot(approvers(altinn, sheet).await)
        } else if sheet.kind == Kind::Agent {
            Verdict::Can
        } else {
            match lacks(altinn, sheet, &mut actions).await {
                Ok(lacks) if lacks.is_empty() => Verdict::Can,
                Ok(lacks) => Verdict::Lacks(lacks, approvers(altinn, sheet).await),
                Err(_) => Verdict::Unknown,
            }
        };
        Self { verdict, actions }
    }

    /// Whether there is any use in asking to approve.
    pub(super) fn lets_approve(&self) -> bool {
        matches!(self.verdict, Verdict::Can | Verdict::Unknown)
    }

    /// Whether it makes sense to let somebody else answer.
    pub(super) fn lets_pass_on(&self) -> bool {
        matches!(self.verdict, Verdict::MayNot(_) | Verdict::Lacks(..))
    }

    /// The strip above what is asked for.
    pub(super) fn strip(&self, language: Language, sheet: &Sheet) -> Markup {
        let all = words(language);
        let words = &all.preflight;
        match &self.verdict {
            Verdict::Can => html! {
                div class="ds-alert" data-color="success" {
                    div class="page-stack" {
                        p { strong { (words.can) } }
                        p {
                            @if sheet.kind == Kind::Agent {
                                (fill(words.can_agent, &[("party", &sheet.party_name)]))
                            } @else { (words.can_text) }
                        }
                    }
                }
            },
            Verdict::Unknown => html! {
                div class="ds-alert" data-color="warning" {
                    div class="page-stack" {
                        p { strong { (words.unknown) } }
                        p { (words.unknown_text) }
                    }
                }
            },
            Verdict::Lacks(lacks, approvers) => {
                let count = lacks.len().to_string();
                let text = if lacks.len() == 1 {
                    words.lacks_one
                } else {
                    words.lacks_other
                };
                html! {
                    div class="ds-alert" data-color="warning" {
                        div class="page-stack" {
                            p { strong { (fill(text, &[("count", &count)])) } }
                            ul class="ds-list" { @for lack in lacks { (lack.told(language)) } }
                            (who_can(language, approvers.as_deref()))
                            p { (words.lacks_text) }
                        }
                    }
                }
            }
            Verdict::MayNot(approvers) => html! {
                div class="ds-alert" data-color="warning" {
                    div class="page-stack" {
                        p { strong { (fill(all.sheet.may_not, &[("party", &sheet.party_name)])) } }
                        @if !sheet.escalated { p { (all.sheet.may_not_text) } }
                        (who_can(language, approvers.as_deref()))
                    }
                }
            },
        }
    }
}

impl Lack {
    fn told(&self, language: Language) -> Markup {
        let (what, next) = of(language, self.problem).unwrap_or_default();
        html! { li { strong { (self.name) } ": " (what) " " (next) } }
    }
}

/// The people who could approve, with their roles.
pub(super) fn who_can(language: Language, approvers: Option<&[ApproverDto]>) -> Markup {
    let words = &words(language).preflight;
    match approvers {
        None => html! {},
        Some([]) => html! { p { (words.nobody_can) } },
        Some(approvers) => html! {
            div class="page-stack" {
                p { (words.who_can) ":" }
                ul class="ds-list" {
                    @for approver in approvers {
                        li {
                            (approver.name)
                            @let roles = roles(language, approver);
                            @if !roles.is_empty() { " (" (roles) ")" }
                        }
                    }
                }
            }
        },
    }
}

fn roles(language: Language, approver: &ApproverDto) -> String {
    let named = approver
        .roles
        .iter()
        .filter_map(|role| role.name.get(language.code()).or_else(|| role.name.get("nb")));
    named.collect::<Vec<_>>().join(", ")
}

/// Who at the organisation could approve; `None` when Altinn does not say. An agent's packages are its clients' to give, so
/// nobody at the organisation has to hold them.
pub(super) async fn approvers(altinn: Altinn<'_>, sheet: &Sheet) -> Option<Vec<ApproverDto>> {
    let (party, nothing) = (sheet.party_uuid.to_string(), Authorities::default());
    let asked = if sheet.kind == Kind::Agent {
        &nothing
    } else {
        &sheet.asked
    };
    let resources = asked
        .resources
        .iter()
        .map(|resource| ("resources", resource.identifier.as_str()));
    let packages = asked
        .packages
        .iter()
        .map(|package| ("packages", package.urn.as_str()));
    let asked = query(
        [("party", party.as_str())]
            .into_iter()
            .chain(resources)
            .chain(packages),
    );
    let found: Result<Page<ApproverDto>, _> = altinn.get(&format!("{APPROVERS}?{asked}")).await;
    found.ok().map(|page| page.data)
}

async fn lacks(altinn: Altinn<'_>, sheet: &Sheet, actions: &mut Actions) -> Result<Vec<Lack>, Refused> {
    let (mut lacks, party) = (vec![], sheet.party_uuid.to_string());
    for resource in &sheet.asked.resources {
        let asked = query([
            ("party", party.as_str()),
            ("resource", resource.identifier.as_str()),
        ]);
        let check: ResourceCheckDto = altinn.get(&format!("{RIGHT_CHECK}?{asked}")).await?;
        let check = RightCheck::from(check);
        actions.insert(resource.identifier.to_string(), given(&check));
        if let Err(problem) = check.verdict() {
            lacks.push(Lack {
                name: resource.title.clone(),
                problem,
            });
        }
    }
    if sheet.asked.packages.is_empty() {
        return Ok(lacks);
    }
    let packages = sheet
        .asked
        .packages
        .iter()
        .map(|package| ("packages", package.urn.as_str()));
    let asked = query([("party", party.as_str())].into_iter().chain(packages));
    let page: Page<PackageCheckDto> = altinn.get(&format!("{PACKAGE_CHECK}?{asked}")).await?;
    let missing = page.data.iter().filter(|check| !check.result);
    lacks.extend(missing.map(|check| {
        let urn = check.package.urn.as_str();
        let named = sheet.asked.packages.iter().find(|package| package.urn == urn);
        Lack {
            name: named.map_or(urn, |package| &package.name).to_owned(),
            problem: Problem::PackageNotHeld,
        }
    }));
    Ok(lacks)
}

/// The actions that the system would get: those that the reader can give, else all that there are.
fn given(check: &RightCheck) -> Vec<String> {
    let delegable: Vec<String> = check.delegable_actions().map(str::to_owned).collect();
    if delegable.is_empty() {
        check.actions.iter().map(|action| action.action.clone()).collect()
    } else {
        delegable
    }
}
