//! Accounts for organisations that were given none: the same for an organisation every time, and moving on with the
//! calendar as accounts do. Terms come due, most are paid, some late, some not at all.

use domain::claim::{Amount, Claim, ClaimGroup, ClaimPeriod, Instalment, Ledger, Payment, Payout, Placement};
use domain::{Localized, OrgNumber};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// How many whole years back the accounts go.
const YEARS: i16 = 2;

/// The accounts of an organisation as they stand on a day.
pub(super) fn generate(organization: &OrgNumber, today: Date) -> Ledger {
    let mut books = Books {
        today,
        ledger: Ledger {
            organization: organization.clone(),
            claims: vec![],
            payments: vec![],
            payouts: vec![],
        },
    };
    for year in today.year() - YEARS..=today.year() {
        books.year(year);
    }
    books.overpay();
    books.ledger
}

/// A sort of claim that comes again and again.
struct Sort {
    code: &'static str,
    kind: &'static str,
    group: ClaimGroup,
    text: [&'static str; 3],
    /// The smallest amount in kroner, and how much it varies.
    kroner: (u64, u64),
    may_be_credit: bool,
}

const VAT: Sort = Sort {
    code: "1",
    kind: "Mva-melding",
    group: ClaimGroup::ValueAddedTax,
    text: ["Merverdiavgift", "Meirverdiavgift", "Value added tax"],
    kroner: (14_000, 48_000),
    may_be_credit: true,
};
const CONTRIBUTION: Sort = Sort {
    code: "2",
    kind: "ARBGAVG",
    group: ClaimGroup::EmployersContribution,
    text: [
        "Arbeidsgiveravgift",
        "Arbeidsgivaravgift",
        "Employer’s contribution",
    ],
    kroner: (9_000, 22_000),
    may_be_credit: false,
};
const WITHHELD: Sort = Sort {
    code: "3",
    kind: "FORSKTREKK",
    group: ClaimGroup::WithheldTax,
    text: ["Forskuddstrekk", "Forskotstrekk", "Withheld tax"],
    kroner: (21_000, 52_000),
    may_be_credit: false,
};
const ADVANCE: Sort = Sort {
    code: "4",
    kind: "UTSKR_FORSKSKATT",
    group: ClaimGroup::Tax,
    text: ["Forskuddsskatt", "Forskotsskatt", "Advance tax"],
    kroner: (30_000, 70_000),
    may_be_credit: false,
};
const REMAINDER: Sort = Sort {
    code: "5",
    kind: "RESTSKATT",
    group: ClaimGroup::Tax,
    text: ["Restskatt", "Restskatt", "Remaining tax"],
    kroner: (2_000, 19_000),
    may_be_credit: false,
};

struct Books {
    today: Date,
    ledger: Ledger,
}

impl Books {
    fn year(&mut self, year: i16) {
        let whole = ClaimPeriod {
            year: year - 1,
            term: None,
            from: date(year - 1, 1, 1),
            to: date(year - 1, 12, 31),
        };
        self.claim(
            &ADVANCE,
            &whole,
            date(year, 1, 10),
            &[date(year, 2, 15), date(year, 4, 15)],
        );
        for term in 1..=6_u8 {
            let from = date(year, i8::try_from(term * 2 - 1).unwrap_or(1), 1);
            let to = from.saturating_add(1.month()).last_of_month();
            let period = ClaimPeriod {
                year,
                term: Some(term),
                from,
                to,
            };
            let month_after = to.tomorrow().unwrap_or(to);
            let payroll = month_after.saturating_add(14.days());
            let vat = month_after.saturating_add(1.month()).saturating_add(9.days());
            self.claim(
                &CONTRIBUTION,
                &period,
                payroll.saturating_sub(10.days()),
                &[payroll],
            );
            self.claim(&WITHHELD, &period, payroll.saturating_sub(10.days()), &[payroll]);
            self.claim(&VAT, &period, vat.saturating_sub(20.days()), &[vat]);
        }
        self.claim(
            &REMAINDER,
            &whole,
            date(year, 9, 15),
            &[date(year, 10, 20), date(year, 11, 25)],
        );
    }

    /// Adds a claim that exists by today, with what has happened to it since.
    fn claim(&mut self, sort: &Sort, period: &ClaimPeriod, created: Date, due: &[Date]) {
        if created > self.today {
            return;
        }
        let id = self.id(sort, period);
        let chance = Chance::of(&id);
        let credit = sort.may_be_credit && chance.one_in(7, "credit");
        let total = Amount(
            i64::try_from(chance.between(sort.kroner.0 * 100, sort.kroner.1 * 100, "amount")).unwrap_or(0),
        );
        let share = Amount(total.0 / i64::try_from(due.len()).unwrap_or(1));
        let mut claim = Claim {
            id: id.clone(),
            group: sort.group,
            kind: sort.kind.to_owned(),
            description: Localized::new(sort.text[0], sort.text[1], sort.text[2]),
            period: period.clone(),
            created,
            interest: Amount::ZERO,
            instalments: vec![],
        };
        for (index, due) in due.iter().enumerate() {
            let part = format!("{id}{}", index + 1);
            let original = if credit { -share } else { share };
            let instalment = Instalment {
                kid: with_check_digit(&part),
                id: part,
                due: *due,
                original,
                remaining: original,
            };
            let instalment = if credit {
                self.pay_out(instalment, created)
            } else {
                self.pay(instalment)
            };
            claim.interest = claim.interest + interest(&instalment, self.today);
            claim.instalments.push(instalment);
        }
        self.ledger.claims.push(claim);
    }

    /// Most are paid some days early; one in twelve never, one in twelve by half. What is older than a year was paid.
    fn pay(&mut self, mut part: Instalment) -> Instalment {
        let chance = Chance::of(&part.id);
        let old = part.due < self.today.saturating_sub(1.year());
        let (amount, paid) = match chance.between(0, 12, "habit") {
            0 if !old => return part,
            1 if !old => (Amount(part.original.0 / 2), part.due),
            0 | 1 => (part.original, part.due.saturating_add(60.days())),
            early => (
                part.original,
                part.due
                    .saturating_sub(i64::try_from(early % 5).unwrap_or(0).days()),
            ),
        };
        if paid > self.today {
            return part;
        }
        part.remaining = part.remaining - amount;
        self.ledger.payments.push(Payment {
            id: format!("9{}", part.id),
            date: paid,
            amount,
            unplaced: Amount::ZERO,
            placed: vec![Placement {
                instalment: part.id.clone(),
                amount,
                date: paid,
            }],
        });
        part
    }

    /// A credit is paid out after three weeks.
    fn pay_out(&mut self, mut part: Instalment, created: Date) -> Instalment {
        let paid = created.saturating_add(21.days());
        if paid <= self.today {
            self.ledger.payouts.push(Payout {
                id: format!("8{}", part.id),
                date: paid,
                amount: -part.original,
                claim: part.id.clone(),
            });
            part.remaining = Amount::ZERO;
        }
        part
    }

    /// One organisation in three has paid something that belongs nowhere yet.
    fn overpay(&mut self) {
        let number = self.ledger.organization.as_str().to_owned();
        let chance = Chance::of(&number);
        if chance.one_in(3, "overpaid") {
            let amount = Amount(i64::try_from(chance.between(40_000, 160_000, "overpaid by")).unwrap_or(0));
            let date = self.today.first_of_month();
            self.ledger.payments.push(Payment {
                id: format!("7{number}"),
                date,
                amount,
                unplaced: amount,
                placed: vec![],
            });
        }
    }

    fn id(&self, sort: &Sort, period: &ClaimPeriod) -> String {
        format!(
            "{}{}{:02}{}",
            self.ledger.organization,
            period.year,
            period.term.unwrap_or_default(),
            sort.code
        )
    }
}

/// What an overdue rest costs: 12.5 % a year.
fn interest(part: &Instalment, today: Date) -> Amount {
    let days = i64::from(part.due.until(today).map_or(0, |span| span.get_days()).max(0));
    if part.remaining > Amount::ZERO {
        Amount(part.remaining.0 * days * 125 / 365_000)
    } else {
        Amount::ZERO
    }
}

/// A payment reference: the digits with a modulus-10 check digit.
fn with_check_digit(digits: &str) -> String {
    let doubled = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(place, digit)| {
            let digit = if place % 2 == 0 { digit * 2 } else { digit };
            digit / 10 + digit % 10
        });
    let sum: u32 = doubled.sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// The same throws every time for the same name (FNV-1a).
struct Chance(u64);

impl Chance {
    fn of(name: &str) -> Self {
        Self(hash(0xcbf2_9ce4_8422_2325, name))
    }

    /// From `low`, below `high`.
    fn between(&self, low: u64, high: u64, what: &str) -> u64 {
        let thrown = hash(self.0, what);
        low + (thrown ^ (thrown >> 32)) % (high - low)
    }

    fn one_in(&self, many: u64, what: &str) -> bool {
        self.between(0, many, what) == 0
    }
}

fn hash(start: u64, text: &str) -> u64 {
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 11, 21);

    #[test]
    fn the_accounts_are_the_same_every_time_and_differ_between_organisations() {
        assert_eq!(ledger("310702641"), ledger("310702641"));
        let amounts = |number| {
            ledger(number)
                .claims
                .iter()
                .map(Claim::original)
                .collect::<Vec<_>>()
        };
        assert_ne!(amounts("310702641"), amounts("314250052"));
    }

    #[test]
    fn a_claim_keeps_its_name_and_amount_as_time_goes() {
        let later = generate(&number("310702641"), TODAY.saturating_add(40.days()));
        for claim in ledger("310702641")
            .claims
            .iter()
            .filter(|claim| claim.created.year() == 2026)
        {
            let same = later.claims.iter().find(|known| known.id == claim.id).unwrap();
            assert_eq!((same.original(), &same.period), (claim.original(), &claim.period));
        }
    }

    #[test]
    fn nothing_has_happened_that_lies_ahead() {
        let ledger = ledger("310702641");
        assert!(ledger.claims.iter().all(|claim| claim.created <= TODAY));
        assert!(ledger.payments.iter().all(|payment| payment.date <= TODAY));
        assert!(ledger.payouts.iter().all(|payout| payout.date <= TODAY));
    }

    #[test]
    fn what_is_paid_and_what_is_left_are_the_whole_claim() {
        let ledger = ledger("310702641");
        for part in ledger.claims.iter().flat_map(|claim| &claim.instalments) {
            let placed = ledger.payments.iter().flat_map(|payment| &payment.placed);
            let paid: Amount = placed
                .filter(|put| put.instalment == part.id)
                .map(|put| put.amount)
                .sum();
            let returned: Amount = ledger
                .payouts
                .iter()
                .filter(|payout| payout.claim == part.id)
                .map(|payout| payout.amount)
                .sum();
            assert_eq!(paid - returned + part.remaining, part.original, "{}", part.id);
        }
    }

    #[test]
    fn every_cast_organisation_has_something_open() {
        for number in ["310702641", "314250052", "313905721"] {
            assert!(ledger(number).open_claims().count() > 0, "{number}");
        }
    }

    #[test]
    fn a_payment_reference_ends_with_its_check_digit() {
        assert_eq!(with_check_digit("7992739871"), "79927398713");
    }

    fn ledger(text: &str) -> Ledger {
        generate(&number(text), TODAY)
    }

    fn number(text: &str) -> OrgNumber {
        OrgNumber::parse(text).unwrap()
    }
}
