//! Claims and payments of the domain, written as the service owner writes them, and read back.

use domain::claim::{
    Claim, ClaimGroup, ClaimPeriod, GroupTotals, Instalment, Ledger, OpenClaims, Payment, Payout, Totals,
};
use domain::{Localized, OrgNumber};
use jiff::civil::Date;

use super::{
    AapneKrav, Bankkonto, Betalingsinformasjon, GrunnlagForUtbetaling, Innbetaling, Krav, Kravforfall,
    Kravperiode, KreditKrav, MultiSpraakTekst, OversiktPerKravgruppe, PlassertInnbetaling, PlassertKrav,
    PlassertUtbetaling, SpraakTekst, TotalOversikt, Utbetaling,
};
use crate::Unreadable;

impl AapneKrav {
    /// What is open on a day.
    pub fn of(ledger: &Ledger, today: Date) -> Self {
        let totals = ledger.totals(today);
        let groups = ledger.totals_by_group(today);
        Self {
            part_identifikator: ledger.organization.to_string(),
            skjermet: false,
            aapent_krav_med_gjenstaaende_beloep: ledger
                .open_claims()
                .map(|claim| Krav::of(ledger, claim))
                .collect(),
            innbetaling_med_uplassert_beloep: ledger
                .unplaced_payments()
                .map(|payment| Innbetaling::of(ledger, payment))
                .collect(),
            total_oversikt: TotalOversikt {
                sum_stipulerte_renter: totals.claims.interest,
                sum_forfalte_krav: totals.claims.overdue,
                sum_ikke_forfalte_krav: totals.claims.not_due,
                sum_uplasserte_innbetalinger: totals.unplaced,
                saldo: totals.balance(),
            },
            oversikt_per_kravgruppe: groups
                .iter()
                .map(|(group, sums)| of_group(*group, sums))
                .collect(),
        }
    }
}

fn of_group(group: ClaimGroup, sums: &GroupTotals) -> OversiktPerKravgruppe {
    OversiktPerKravgruppe {
        kravgruppe: group_name(group).to_owned(),
        sum_stipulerte_renter: sums.interest,
        sum_forfalte_krav: sums.overdue,
        sum_ikke_forfalte_krav: sums.not_due,
        saldo: sums.balance(),
    }
}

impl TryFrom<AapneKrav> for OpenClaims {
    type Error = Unreadable;

    fn try_from(body: AapneKrav) -> Result<Self, Unreadable> {
        let sums = body.total_oversikt;
        let groups = body.oversikt_per_kravgruppe.into_iter().map(|row| {
            let totals = GroupTotals {
                interest: row.sum_stipulerte_renter,
                overdue: row.sum_forfalte_krav,
                not_due: row.sum_ikke_forfalte_krav,
            };
            Ok((read_group(&row.kravgruppe)?, totals))
        });
        Ok(Self {
            organization: OrgNumber::parse(&body.part_identifikator)
                .map_err(|_| Unreadable::field("partIdentifikator"))?,
            groups: groups.collect::<Result<_, Unreadable>>()?,
            claims: body
                .aapent_krav_med_gjenstaaende_beloep
                .into_iter()
                .map(Claim::try_from)
                .collect::<Result<_, _>>()?,
            unplaced: body
                .innbetaling_med_uplassert_beloep
                .into_iter()
                .map(Payment::from)
                .collect(),
            totals: Totals {
                claims: GroupTotals {
                    interest: sums.sum_stipulerte_renter,
                    overdue: sums.sum_forfalte_krav,
                    not_due: sums.sum_ikke_forfalte_krav,
                },
                unplaced: sums.sum_uplasserte_innbetalinger,
            },
        })
    }
}

impl Krav {
    /// A claim, with what the ledger tells of it.
    pub fn of(ledger: &Ledger, claim: &Claim) -> Self {
        Self {
            part_identifikator: ledger.organization.to_string(),
            kravidentifikator: claim.id.clone(),
            kravtype: claim.kind.clone(),
            opprinnelig_beloep: claim.original(),
            gjenstaaende_beloep: claim.remaining(),
            kravforfall: claim
                .instalments
                .iter()
                .map(|part| Kravforfall::of(ledger, part))
                .collect(),
            stipulerte_renter: claim.interest,
            kravbeskrivelse: write_text(&claim.description),
            kravperiode: Kravperiode::of(&claim.period),
            opprettelsesdato_for_krav: claim.created,
            kravgruppe: group_name(claim.group).to_owned(),
            hovedstol_kravidentifikator: None,
            fastsettingsmaate: Some(assessed(claim.group).to_owned()),
            motregning_av_kreditkrav: vec![],
        }
    }
}

/// Who sets what is to be paid: the organisation by its returns, or the tax administration.
fn assessed(group: ClaimGroup) -> &'static str {
    match group {
        ClaimGroup::Tax => "myndighetsfastsatt",
        ClaimGroup::ValueAddedTax | ClaimGroup::EmployersContribution | ClaimGroup::WithheldTax => {
            "egenfastsatt"
        }
    }
}

impl TryFrom<Krav> for Claim {
    type Error = Unreadable;

    fn try_from(krav: Krav) -> Result<Self, Unreadable> {
        Ok(Self {
            group: read_group(&krav.kravgruppe)?,
            id: krav.kravidentifikator,
            kind: krav.kravtype,
            description: read_text(krav.kravbeskrivelse),
            period: krav.kravperiode.try_into()?,
            created: krav.opprettelsesdato_for_krav,
            interest: krav.stipulerte_renter,
            instalments: krav.kravforfall.into_iter().map(Instalment::from).collect(),
        })
    }
}

impl Kravforfall {
    fn of(ledger: &Ledger, part: &Instalment) -> Self {
        let paid = ledger.payments.iter().flat_map(|payment| {
            let here = payment
                .placed
                .iter()
                .filter(|placement| placement.instalment == part.id);
            here.map(|placement| PlassertInnbetaling {
                innbetalings_identifikator: payment.id.clone(),
                plassert_beloep: placement.amount,
                plassert_dato: placement.date,
                innbetalingsdato: payment.date,
                innbetalt_beloep: payment.amount,
                innbetalt_fra: payer(&ledger.organization),
                innbetalingstype: PAYMENT_TYPE.to_owned(),
            })
        });
        let paid_out = ledger.payouts.iter().filter(|payout| payout.claim == part.id);
        Self {
            kravforfalls_identifikator: part.id.clone(),
            forfallsdato: part.due,
            opprinnelig_beloep: part.original,
            gjenstaaende_beloep: part.remaining,
            betalingsinformasjon: Betalingsinformasjon {
                kidnummer: Some(part.kid.clone()),
                konto: Some(receiving_account()),
                valutakode: Some(CURRENCY.to_owned()),
                ..Betalingsinformasjon::default()
            },
            plassert_innbetaling: paid.collect(),
            plassert_motkrav: vec![],
            plassert_utbetaling: paid_out
                .map(|payout| PlassertUtbetaling {
                    utbetalingsidentifikator: payout.id.clone(),
                    utbetalt_beloep: payout.amount,
                    utbetalt_dato: payout.date,
                    betalt_til: payer(&ledger.organization),
                    plassert_beloep: payout.amount,
                    plassert_dato: payout.date,
                })
                .collect(),
        }
    }
}

const CURRENCY: &str = "NOK";
/// Money that came with a payment reference.
const PAYMENT_TYPE: &str = "KID";

/// The organisation's own account, masked as the service owner masks it.
fn payer(organization: &OrgNumber) -> Betalingsinformasjon {
    let last = organization.as_str().get(4..).unwrap_or_default();
    Betalingsinformasjon {
        konto: Some(Bankkonto {
            kontonummer: Some(format!("******{last}")),
            ..Bankkonto::default()
        }),
        valutakode: Some(CURRENCY.to_owned()),
        ..Betalingsinformasjon::default()
    }
}

/// Where claims are paid to: no bank's account.
fn receiving_account() -> Bankkonto {
    Bankkonto {
        kontoeiers_navn: Some("Skatteetaten".to_owned()),
        kontonummer: Some("00000000000".to_owned()),
        ..Bankkonto::default()
    }
}

impl From<Kravforfall> for Instalment {
    fn from(part: Kravforfall) -> Self {
        Self {
            id: part.kravforfalls_identifikator,
            due: part.forfallsdato,
            original: part.opprinnelig_beloep,
            remaining: part.gjenstaaende_beloep,
            kid: part.betalingsinformasjon.kidnummer.unwrap_or_default(),
        }
    }
}

impl Kravperiode {
    fn of(period: &ClaimPeriod) -> Self {
        let (year, term) = (period.year, period.term);
        let texts = match term {
            Some(term) => [
                format!("{term}. termin {year}"),
                format!("{term}. termin {year}"),
                format!("Term {term}, {year}"),
            ],
            None => [year.to_string(), year.to_string(), year.to_string()],
        };
        Self {
            periode_beskrivelse: write_text(&Localized::new(&texts[0], &texts[1], &texts[2])),
            aar: year.to_string(),
            fra_dato: period.from,
            til_dato: period.to,
            termin_teknisk_navn: term.map(|term| format!("{term:02}")),
        }
    }
}

impl TryFrom<Kravperiode> for ClaimPeriod {
    type Error = Unreadable;

    fn try_from(period: Kravperiode) -> Result<Self, Unreadable> {
        let term = period.termin_teknisk_navn.map(|term| term.parse()).transpose();
        Ok(Self {
            year: period.aar.parse().map_err(|_| Unreadable::field("aar"))?,
            term: term.map_err(|_| Unreadable::field("terminTekniskNavn"))?,
            from: period.fra_dato,
            to: period.til_dato,
        })
    }
}

impl Innbetaling {
    /// Money that came in, with the claims it was put towards.
    pub fn of(ledger: &Ledger, payment: &Payment) -> Self {
        let placed = payment.placed.iter().map(|placement| {
            let found = find(ledger, &placement.instalment);
            PlassertKrav {
                kravforfall_identifikator: placement.instalment.clone(),
                plassert_beloep: placement.amount,
                plassert_dato: placement.date,
                kravbeskrivelse: found.map(|(claim, _)| write_text(&claim.description)),
                kravforfallsdato: found.map(|(_, part)| part.due),
                opprinnelig_kravforfallsbeloep: found.map(|(_, part)| part.original),
                gjenstaaende_kravforfallsbeloep: found.map(|(_, part)| part.remaining),
            }
        });
        Self {
            part_identifikator: ledger.organization.to_string(),
            innbetalingsidentifikator: payment.id.clone(),
            innbetalingsdato: payment.date,
            innbetalt_beloep: payment.amount,
            plassert_krav: placed.collect(),
            uplassert_beloep: payment.unplaced,
            mottakers_kontonummer: Some(receiving_account()),
            innbetalt_fra: Some(payer(&ledger.organization)),
            innbetalingstype: Some(PAYMENT_TYPE.to_owned()),
            plassert_utbetaling: vec![],
            motregning_av_innbetaling: vec![],
        }
    }
}

/// A claim and the part of it with an id.
fn find<'a>(ledger: &'a Ledger, instalment: &str) -> Option<(&'a Claim, &'a Instalment)> {
    let parts = ledger
        .claims
        .iter()
        .flat_map(|claim| claim.instalments.iter().map(move |part| (claim, part)));
    parts.into_iter().find(|(_, part)| part.id == instalment)
}

impl From<Innbetaling> for Payment {
    fn from(body: Innbetaling) -> Self {
        let placed = body
            .plassert_krav
            .into_iter()
            .map(|placement| domain::claim::Placement {
                instalment: placement.kravforfall_identifikator,
                amount: placement.plassert_beloep,
                date: placement.plassert_dato,
            });
        Self {
            id: body.innbetalingsidentifikator,
            date: body.innbetalingsdato,
            amount: body.innbetalt_beloep,
            unplaced: body.uplassert_beloep,
            placed: placed.collect(),
        }
    }
}

impl Utbetaling {
    /// Money that went out, with the credit it came from.
    pub fn of(ledger: &Ledger, payout: &Payout) -> Self {
        let found = find(ledger, &payout.claim);
        let credit = KreditKrav {
            kravforfallidentifikator: payout.claim.clone(),
            kravbeskrivelse: found.map(|(claim, _)| write_text(&claim.description)),
            kravtype: found.map(|(claim, _)| claim.kind.clone()),
            kravperiode: found.map(|(claim, _)| Kravperiode::of(&claim.period)),
            opprinnelig_beloep: found.map(|(_, part)| part.original),
            gjenstaaende_beloep: found.map(|(_, part)| part.remaining),
            utbetalt_beloep: payout.amount,
        };
        Self {
            part_identifikator: ledger.organization.to_string(),
            utbetalingsidentifikator: payout.id.clone(),
            utbetaltdato: payout.date,
            utbetalt_beloep: payout.amount,
            betalt_til: Some(payer(&ledger.organization)),
            grunnlag_for_utbetaling: GrunnlagForUtbetaling {
                kredit_krav: vec![credit],
                tilbakebetaling_av: vec![],
            },
            utbetalingstatus: "bekreftet".to_owned(),
        }
    }
}

fn write_text(text: &Localized) -> MultiSpraakTekst {
    let one = |(language, text): (&String, &String)| SpraakTekst {
        tekst: text.clone(),
        spraak: language.clone(),
    };
    MultiSpraakTekst {
        spraak_tekst: text.0.iter().map(one).collect(),
    }
}

fn read_text(text: MultiSpraakTekst) -> Localized {
    Localized(
        text.spraak_tekst
            .into_iter()
            .map(|text| (text.spraak, text.tekst))
            .collect(),
    )
}

fn group_name(group: ClaimGroup) -> &'static str {
    match group {
        ClaimGroup::Tax => "Skatt",
        ClaimGroup::ValueAddedTax => "Merverdiavgift",
        ClaimGroup::EmployersContribution => "Arbeidsgiveravgift",
        ClaimGroup::WithheldTax => "Forskuddstrekk",
    }
}

fn read_group(name: &str) -> Result<ClaimGroup, Unreadable> {
    ClaimGroup::ALL
        .into_iter()
        .find(|group| group_name(*group) == name)
        .ok_or(Unreadable::field("kravgruppe"))
}
