//! The four questions: what is open, what was claimed, what came in, what went out.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use contract::claim::{
    AapneKrav, AlleKrav, Innbetaling, Innbetalinger, Krav, Periode, Utbetaling, Utbetalinger,
};
use domain::claim::Ledger;
use jiff::civil::Date;

use super::answer::{Fault, write};
use super::call::Admitted;
use super::ledger;
use crate::store;
use crate::world::World;

/// What is open today, with sums.
pub(super) async fn open(State(world): State<Arc<World>>, call: Admitted) -> Response {
    let answer = accounts(&world, &call).map(|ledger| AapneKrav::of(&ledger, call.today));
    match answer {
        Ok(body) => write(&body, "aapneKrav", &call.manner),
        Err(fault) => fault.answer(&call.manner),
    }
}

/// The claims made in a period.
pub(super) async fn all(State(world): State<Arc<World>>, call: Admitted) -> Response {
    in_period(&world, &call, "alleKrav", |ledger, part, periode| {
        let made = ledger
            .claims
            .iter()
            .filter(|claim| within(claim.created, periode));
        let krav: Vec<_> = made.map(|claim| Krav::of(&ledger, claim)).collect();
        (!krav.is_empty()).then_some(AlleKrav {
            part_identifikator: part,
            periode,
            skjermet: false,
            krav,
        })
    })
}

/// What came in during a period.
pub(super) async fn payments(State(world): State<Arc<World>>, call: Admitted) -> Response {
    in_period(&world, &call, "innbetalinger", |ledger, part, periode| {
        let paid = ledger
            .payments
            .iter()
            .filter(|payment| within(payment.date, periode));
        let innbetaling: Vec<_> = paid.map(|payment| Innbetaling::of(&ledger, payment)).collect();
        (!innbetaling.is_empty()).then_some(Innbetalinger {
            part_identifikator: part,
            periode,
            skjermet: false,
            innbetaling,
        })
    })
}

/// What went out during a period.
pub(super) async fn payouts(State(world): State<Arc<World>>, call: Admitted) -> Response {
    in_period(&world, &call, "utbetalinger", |ledger, part, periode| {
        let paid = ledger
            .payouts
            .iter()
            .filter(|payout| within(payout.date, periode));
        let utbetaling: Vec<_> = paid.map(|payout| Utbetaling::of(&ledger, payout)).collect();
        (!utbetaling.is_empty()).then_some(Utbetalinger {
            part_identifikator: part,
            periode,
            skjermet: false,
            utbetaling,
        })
    })
}

fn in_period<T: serde::Serialize>(
    world: &World,
    call: &Admitted,
    root: &str,
    pick: impl FnOnce(Ledger, String, Periode) -> Option<T>,
) -> Response {
    let answer = call.period().and_then(|(fra_og_med, til_og_med)| {
        let ledger = accounts(world, call)?;
        let part = call.organization.to_string();
        pick(
            ledger,
            part,
            Periode {
                fra_og_med,
                til_og_med,
            },
        )
        .ok_or(Fault::NothingFound)
    });
    match answer {
        Ok(body) => write(&body, root, &call.manner),
        Err(fault) => fault.answer(&call.manner),
    }
}

/// The accounts that the world was given for the organisation, or generated ones.
fn accounts(world: &World, call: &Admitted) -> Result<Ledger, Fault> {
    let given = world
        .store
        .read(|conn| store::ledger::find(conn, &call.organization))
        .map_err(|error| Fault::Backend(error.to_string()))?;
    Ok(given.unwrap_or_else(|| ledger::generate(&call.organization, call.today)))
}

fn within(day: Date, period: Periode) -> bool {
    (period.fra_og_med..=period.til_og_med).contains(&day)
}
