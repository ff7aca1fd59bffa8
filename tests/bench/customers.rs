//! The vendor's customers in the bench's world: the n-th is always the same, so that nothing about them need be kept.

use domain::{ExternalRef, OrgNumber, PartyUuid, SystemUserId};
use tests::SYSTEM;
use uuid::{Builder, Uuid};

pub(crate) const RESOURCE: &str = "ske-krav-og-betalinger";
/// An organisation of the seed, with its leader; it owns the first system users.
pub(crate) const BAKERY: &str = "313901289";
pub(crate) const BAKERY_PARTY: u32 = 51_900_012;
pub(crate) const BAKER: &str = "15828831019";
pub(crate) const BAKERY_SYSTEM_USERS: u32 = 20;
const BAKERY_UUID: Uuid = Uuid::from_u128(0x5208_0c59_e550_535a_8492_66ab_37bb_e439);

/// Every other system user belongs to the vendor's main system, the rest to these many others.
pub(crate) const OTHER_SYSTEMS: u32 = 50;
/// System users that an organisation has.
const EACH: u32 = 4;
/// Far from the seed's party numbers.
const FIRST_PARTY: u32 = 60_000_000;
/// Synthetic organisation numbers begin with 2 or 3. Nobody checks the last digit of one that is in the register.
const FIRST_ORGANIZATION: u32 = 210_000_000;

/// A system user with the organisation that owns it.
#[derive(Clone, Debug)]
pub(crate) struct Customer {
    pub(crate) system_user: SystemUserId,
    pub(crate) system: String,
    pub(crate) reference: ExternalRef,
    pub(crate) organization: OrgNumber,
    pub(crate) party: u32,
    pub(crate) party_uuid: PartyUuid,
    /// Whether the organisation comes with this system user.
    pub(crate) is_new: bool,
}

impl Customer {
    pub(crate) fn nth(nth: u32) -> Self {
        let in_bakery = nth < BAKERY_SYSTEM_USERS;
        let (organization, party, party_uuid) = if in_bakery {
            (number(BAKERY), BAKERY_PARTY, BAKERY_UUID)
        } else {
            organization(nth / EACH)
        };
        Self {
            system_user: SystemUserId(uuid(u64::from(nth))),
            system: if nth.is_multiple_of(2) {
                SYSTEM.to_owned()
            } else {
                other_system(nth / 2 % OTHER_SYSTEMS)
            },
            reference: ExternalRef(format!("kunde-{nth}")),
            organization,
            party,
            party_uuid: PartyUuid(party_uuid),
            is_new: !in_bakery && nth.is_multiple_of(EACH),
        }
    }

    /// One of the first `size`, all over the place.
    pub(crate) fn scattered(nth: u32, size: u32) -> Self {
        Self::nth(scatter(nth, size))
    }

    /// One of the main system's among the first `size`, all over the place.
    pub(crate) fn of_main_system(nth: u32, size: u32) -> Self {
        Self::nth(scatter(nth, size) / 2 * 2)
    }
}

/// The same number below `size` for the same `nth`, with no order to it.
pub(crate) fn scatter(nth: u32, size: u32) -> u32 {
    u32::try_from(mixed(u64::from(nth) + 0x5ca7) % u64::from(size)).unwrap_or_default()
}

/// The id of one of the vendor's other systems.
pub(crate) fn other_system(nth: u32) -> String {
    format!("991825827_fagsystem-{nth}")
}

fn organization(nth: u32) -> (OrgNumber, u32, Uuid) {
    (
        number(&(FIRST_ORGANIZATION + nth).to_string()),
        FIRST_PARTY + nth,
        uuid(u64::from(nth) + (1 << 40)),
    )
}

fn number(digits: &str) -> OrgNumber {
    OrgNumber::parse(digits).unwrap()
}

fn uuid(of: u64) -> Uuid {
    let [high, low] = [mixed(of), mixed(!of)].map(u64::to_be_bytes);
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&high);
    bytes[8..].copy_from_slice(&low);
    Builder::from_random_bytes(bytes).into_uuid()
}

/// The mixing step of `SplitMix64`: neighbours become strangers.
fn mixed(number: u64) -> u64 {
    let mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
