//! A long mixed load, and whether the platform's memory grows under it.

use std::time::{Duration, Instant};

use domain::{OrgNumber, PartyId, ResourceId};
use tests::{CLIENT, CUSTOMER, Leader, SYSTEM, ServiceOwner, Vendor};

use crate::customers::{Customer, RESOURCE};
use crate::figures;
use crate::server::{SERVICE_OWNER, Server};

/// The leader of [`CUSTOMER`].
const PIA: &str = "12847820045";
const PARTY: PartyId = PartyId(51_900_010);
/// Until the memory of used grants, which live 140 seconds, is as full as the load makes it.
const WARM_UP: Duration = Duration::from_mins(3);
const EACH: Duration = Duration::from_mins(1);

/// Token, decision, request, approval, list, in turn and without a pause, for some minutes after warming up.
pub(crate) async fn measure(server: &Server, size: u32, minutes: u32) {
    let machine = server.machine(CLIENT);
    let vendor = Vendor::new(machine.clone(), SYSTEM).await;
    let owner = ServiceOwner::new(server.machine(SERVICE_OWNER)).await;
    let resource = ResourceId::from(RESOURCE);
    let customer = OrgNumber::parse(CUSTOMER).unwrap();

    figures::heading(&format!(
        "Memory under load for {minutes} minutes, after {} to warm up",
        WARM_UP.as_secs() / 60
    ));
    let begun = Instant::now();
    let end = WARM_UP + EACH * minutes;
    let (mut samples, mut rounds) = (vec![], 0_u32);
    let mut session = None;
    while begun.elapsed() < end {
        // Altinn's tokens live half an hour; the vendor and the leader fetch new ones well before.
        let (vendor, pia) = match &session {
            Some((since, session)) if Instant::now().duration_since(*since) < 20 * EACH => session,
            _ => {
                let pia = Leader::sign_in(server.at(), PIA).await;
                &session.insert((Instant::now(), (vendor.renewed().await, pia))).1
            }
        };
        for _ in 0..20 {
            machine.token(&[contract::scope::REQUEST_READ]).await;
            let it = Customer::scattered(rounds, size);
            owner.decision(it.system_user, &resource, &it.organization).await;
        }
        let request = vendor.ask(&customer, &format!("soak-{rounds}"), RESOURCE).await;
        let answer = pia.approve(PARTY, request).await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
        vendor.first_page().await;
        rounds += 1;
        if begun.elapsed() >= WARM_UP + EACH * u32::try_from(samples.len()).unwrap_or(u32::MAX) {
            samples.push(server.memory());
        }
    }
    let (first, last) = (samples[0], server.memory());
    figures::say(&format!(
        "{rounds} rounds of 43 calls; {first:.1} MB warm, {last:.1} MB at the end: {:+.1} % (goal: less than 10 %)",
        100.0 * (last / first - 1.0)
    ));
    let each: Vec<String> = samples
        .iter()
        .map(|megabytes| format!("{megabytes:.1}"))
        .collect();
    figures::say(&format!("each minute: {} MB", each.join(", ")));
}
