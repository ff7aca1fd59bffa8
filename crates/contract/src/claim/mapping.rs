//! Claims and payments of the domain, written as the service owner writes them, and read back.

use domain::claim::{
    Claim, ClaimGroup, ClaimPeriod, GroupTotals, Instalment, OpenClaims, Payment, Payout, Totals,
};
use domain::{Localized, OrgNumber};

use super::{
    AapneKrav, Betalingsinformasjon, GrunnlagForUtbetaling, Innbetaling, Krav, Kravforfall, Kravperiode,
    KreditKrav, MultiSpraakTekst, OversiktPerKravgruppe, PlassertKrav, SpraakTekst, TotalOversikt,
    Utbetaling,
};
use crate::Unreadable;

impl From<&OpenClaims> for AapneKrav {
    fn from(open: &OpenClaims) -> Self {
        let part = open.organization.as_str();
        Self {
            part_identifikator: part.to_owned(),
            skjermet: false,
            aapent_krav_med_gjenstaaende_beloep: open
                .claims
                .iter()
                .map(|claim| Krav::of(part, claim))
                .collect(),
            innbetaling_med_uplassert_beloep: open
                .unplaced
                .iter()
                .map(|paid| Innbetaling::of(part, paid))
                .collect(),
            total_oversikt: TotalOversikt {
                sum_stipulerte_renter: open.totals.claims.interest,
                sum_forfalte_krav: open.totals.claims.overdue,
                sum_ikke_forfalte_krav: open.totals.claims.not_due,
                sum_uplasserte_innbetalinger: open.totals.unplaced,
                saldo: open.totals.balance(),
            },
            oversikt_per_kravgruppe: open
                .groups
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
    /// A claim on an organisation.
    pub fn of(part: &str, claim: &Claim) -> Self {
        Self {
            part_identifikator: part.to_owned(),
            kravidentifikator: claim.id.clone(),
            kravtype: claim.kind.clone(),
            opprinnelig_beloep: claim.original(),
            gjenstaaende_beloep: claim.remaining(),
            kravforfall: claim.instalments.iter().map(Kravforfall::of).collect(),
            stipulerte_renter: claim.interest,
            kravbeskrivelse: write_text(&claim.description),
            kravperiode: Kravperiode::of(&claim.period),
            opprettelsesdato_for_krav: claim.created,
            kravgruppe: group_name(claim.group).to_owned(),
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
    fn of(part: &Instalment) -> Self {
        Self {
            kravforfalls_identifikator: part.id.clone(),
            forfallsdato: part.due,
            opprinnelig_beloep: part.original,
            gjenstaaende_beloep: part.remaining,
            betalingsinformasjon: Betalingsinformasjon {
                kidnummer: part.kid.clone(),
                valutakode: "NOK".to_owned(),
            },
        }
    }
}

impl From<Kravforfall> for Instalment {
    fn from(part: Kravforfall) -> Self {
        Self {
            id: part.kravforfalls_identifikator,
            due: part.forfallsdato,
            original: part.opprinnelig_beloep,
            remaining: part.gjenstaaende_beloep,
            kid: part.betalingsinformasjon.kidnummer,
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
    /// Money that came in from an organisation.
    pub fn of(part: &str, payment: &Payment) -> Self {
        let placed = payment.placed.iter().map(|placement| PlassertKrav {
            kravforfall_identifikator: placement.instalment.clone(),
            plassert_beloep: placement.amount,
            plassert_dato: placement.date,
        });
        Self {
            part_identifikator: part.to_owned(),
            innbetalingsidentifikator: payment.id.clone(),
            innbetalingsdato: payment.date,
            innbetalt_beloep: payment.amount,
            plassert_krav: placed.collect(),
            uplassert_beloep: payment.unplaced,
        }
    }
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
    /// Money that went out to an organisation.
    pub fn of(part: &str, payout: &Payout) -> Self {
        let credit = KreditKrav {
            kravforfallidentifikator: payout.claim.clone(),
            utbetalt_beloep: payout.amount,
        };
        Self {
            part_identifikator: part.to_owned(),
            utbetalingsidentifikator: payout.id.clone(),
            utbetaltdato: payout.date,
            utbetalt_beloep: payout.amount,
            grunnlag_for_utbetaling: GrunnlagForUtbetaling {
                kredit_krav: vec![credit],
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
