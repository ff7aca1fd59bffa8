//! What is owed, paid and left.

use jiff::civil::date;

use super::*;

const TODAY: Date = date(2026, 11, 21);

#[test]
fn the_balance_is_overdue_and_not_due_and_interest_less_what_waits_to_be_placed() {
    let totals = ledger().totals(TODAY);
    assert_eq!(
        totals.claims,
        GroupTotals {
            interest: Amount(1_250),
            overdue: Amount::kroner(1_000),
            not_due: Amount::kroner(500),
        }
    );
    assert_eq!(totals.unplaced, Amount::kroner(200));
    assert_eq!(totals.balance(), Amount(131_250));
}

#[test]
fn what_is_due_today_is_not_overdue() {
    let totals = ledger().totals(date(2026, 11, 1));
    assert_eq!(
        (totals.claims.overdue, totals.claims.not_due),
        (Amount::ZERO, Amount::kroner(1_500))
    );
}

#[test]
fn groups_add_up_to_the_whole_and_settled_ones_are_left_out() {
    let groups = ledger().totals_by_group(TODAY);
    assert_eq!(
        groups.iter().map(|(group, _)| *group).collect::<Vec<_>>(),
        vec![ClaimGroup::Tax, ClaimGroup::ValueAddedTax]
    );
    let sum: Amount = groups.iter().map(|(_, totals)| totals.balance()).sum();
    assert_eq!(sum, ledger().totals(TODAY).claims.balance());
}

#[test]
fn an_amount_reads_as_kroner_with_two_decimals() {
    assert_eq!(Amount(-1_205).to_string(), "-12.05");
    assert_eq!(Amount(7).to_string(), "0.07");
}

fn ledger() -> Ledger {
    Ledger {
        organization: OrgNumber::parse("310702641").unwrap(),
        claims: vec![
            claim(
                "1",
                ClaimGroup::Tax,
                Amount(1_250),
                date(2026, 11, 1),
                Amount::kroner(1_000),
            ),
            claim(
                "2",
                ClaimGroup::ValueAddedTax,
                Amount::ZERO,
                date(2026, 12, 10),
                Amount::kroner(500),
            ),
            claim(
                "3",
                ClaimGroup::WithheldTax,
                Amount(999),
                date(2026, 9, 15),
                Amount::ZERO,
            ),
        ],
        payments: vec![Payment {
            id: "p".into(),
            date: date(2026, 10, 1),
            amount: Amount::kroner(200),
            unplaced: Amount::kroner(200),
            placed: vec![],
        }],
        payouts: vec![],
    }
}

fn claim(id: &str, group: ClaimGroup, interest: Amount, due: Date, remaining: Amount) -> Claim {
    let part = Instalment {
        id: format!("{id}-1"),
        due,
        original: Amount::kroner(2_000),
        remaining,
        kid: "0".into(),
    };
    Claim {
        id: id.into(),
        group,
        kind: "RESTSKATT".into(),
        description: Localized::new("Krav", "Krav", "Claim"),
        period: ClaimPeriod {
            year: 2025,
            term: None,
            from: date(2025, 1, 1),
            to: date(2025, 12, 31),
        },
        created: date(2026, 6, 1),
        interest,
        instalments: vec![part],
    }
}
