//! Every text of the pages, by the page it is on.

/// All of them.
#[derive(Debug)]
pub(in crate::portal) struct Words {
    pub(in crate::portal) session: Session,
    pub(in crate::portal) sheet: Sheet,
    pub(in crate::portal) authority: Authority,
    pub(in crate::portal) preflight: Preflight,
    pub(in crate::portal) confirm: Confirm,
    pub(in crate::portal) receipt: Receipt,
    pub(in crate::portal) trouble: Trouble,
    pub(in crate::portal) overview: Overview,
    pub(in crate::portal) detail: Detail,
    pub(in crate::portal) clients: Clients,
    pub(in crate::portal) months: [&'static str; 12],
}

/// What is said about who is signed in.
#[derive(Debug)]
pub(in crate::portal) struct Session {
    pub(in crate::portal) signed_in_as: &'static str,
    pub(in crate::portal) sign_out: &'static str,
    pub(in crate::portal) sign_in: &'static str,
    pub(in crate::portal) signed_out: &'static str,
    pub(in crate::portal) sign_in_again: &'static str,
    pub(in crate::portal) failed: &'static str,
    pub(in crate::portal) failed_text: &'static str,
    pub(in crate::portal) unknown_person: &'static str,
    pub(in crate::portal) overview: &'static str,
    pub(in crate::portal) navigation: &'static str,
}

/// The page where a request is read and answered.
#[derive(Debug)]
pub(in crate::portal) struct Sheet {
    pub(in crate::portal) eyebrow: &'static str,
    pub(in crate::portal) eyebrow_agent: &'static str,
    pub(in crate::portal) eyebrow_change: &'static str,
    pub(in crate::portal) heading: &'static str,
    pub(in crate::portal) heading_agent: &'static str,
    pub(in crate::portal) heading_change: &'static str,
    pub(in crate::portal) from: &'static str,
    pub(in crate::portal) org_number: &'static str,
    pub(in crate::portal) asked: &'static str,
    pub(in crate::portal) ref_short: &'static str,
    pub(in crate::portal) gets: &'static str,
    pub(in crate::portal) gets_clients: &'static str,
    pub(in crate::portal) gets_not: &'static str,
    pub(in crate::portal) only_reading: &'static str,
    pub(in crate::portal) nothing_else: &'static str,
    pub(in crate::portal) no_passing_on: &'static str,
    pub(in crate::portal) has_today: &'static str,
    pub(in crate::portal) has_nothing: &'static str,
    pub(in crate::portal) is_added: &'static str,
    pub(in crate::portal) is_removed: &'static str,
    pub(in crate::portal) stays_until_answered: &'static str,
    pub(in crate::portal) after: &'static str,
    pub(in crate::portal) after_now: &'static str,
    pub(in crate::portal) after_now_text: &'static str,
    pub(in crate::portal) after_now_agent: &'static str,
    pub(in crate::portal) after_later: &'static str,
    pub(in crate::portal) after_later_text: &'static str,
    pub(in crate::portal) after_undo: &'static str,
    pub(in crate::portal) after_undo_text: &'static str,
    pub(in crate::portal) approve: &'static str,
    pub(in crate::portal) approve_change: &'static str,
    pub(in crate::portal) reject: &'static str,
    pub(in crate::portal) escalate: &'static str,
    pub(in crate::portal) hint: &'static str,
    pub(in crate::portal) aged: &'static str,
    pub(in crate::portal) aged_text: &'static str,
    pub(in crate::portal) answered_accepted: &'static str,
    pub(in crate::portal) answered_rejected: &'static str,
    pub(in crate::portal) escalated: &'static str,
    pub(in crate::portal) escalated_text: &'static str,
    pub(in crate::portal) escalated_to_you: &'static str,
    pub(in crate::portal) may_not: &'static str,
    pub(in crate::portal) may_not_text: &'static str,
    pub(in crate::portal) to_receipt: &'static str,
    pub(in crate::portal) not_a_link: &'static str,
    pub(in crate::portal) not_found: &'static str,
    pub(in crate::portal) not_found_next: &'static str,
    pub(in crate::portal) in_the_app: &'static str,
    pub(in crate::portal) app_title: &'static str,
}

/// A right or a package in plain words.
#[derive(Debug)]
pub(in crate::portal) struct Authority {
    pub(in crate::portal) package_owner: &'static str,
    pub(in crate::portal) technical: &'static str,
    pub(in crate::portal) contains: &'static str,
    pub(in crate::portal) none: &'static str,
    pub(in crate::portal) no_words: &'static str,
}

/// Whether the reader can approve, said before anything is pressed.
#[derive(Debug)]
pub(in crate::portal) struct Preflight {
    pub(in crate::portal) can: &'static str,
    pub(in crate::portal) can_text: &'static str,
    pub(in crate::portal) can_agent: &'static str,
    pub(in crate::portal) lacks_one: &'static str,
    pub(in crate::portal) lacks_other: &'static str,
    pub(in crate::portal) lacks_text: &'static str,
    pub(in crate::portal) who_can: &'static str,
    pub(in crate::portal) nobody_can: &'static str,
    pub(in crate::portal) unknown: &'static str,
    pub(in crate::portal) unknown_text: &'static str,
}

/// The second step of an answer.
#[derive(Debug)]
pub(in crate::portal) struct Confirm {
    pub(in crate::portal) approve_heading: &'static str,
    pub(in crate::portal) approve_one: &'static str,
    pub(in crate::portal) approve_other: &'static str,
    pub(in crate::portal) approve_clients_one: &'static str,
    pub(in crate::portal) approve_clients_other: &'static str,
    pub(in crate::portal) approve_yes: &'static str,
    pub(in crate::portal) change_heading: &'static str,
    pub(in crate::portal) change_text: &'static str,
    pub(in crate::portal) reject_heading: &'static str,
    pub(in crate::portal) reject_text: &'static str,
    pub(in crate::portal) reject_change_text: &'static str,
    pub(in crate::portal) reject_yes: &'static str,
    pub(in crate::portal) escalate_heading: &'static str,
    pub(in crate::portal) escalate_text: &'static str,
    pub(in crate::portal) escalate_yes: &'static str,
    pub(in crate::portal) cancel: &'static str,
}

/// What came of an answer.
#[derive(Debug)]
pub(in crate::portal) struct Receipt {
    pub(in crate::portal) approved: &'static str,
    pub(in crate::portal) changed: &'static str,
    pub(in crate::portal) rejected: &'static str,
    pub(in crate::portal) passed_on: &'static str,
    pub(in crate::portal) removed: &'static str,
    pub(in crate::portal) by: &'static str,
    pub(in crate::portal) since: &'static str,
    pub(in crate::portal) party: &'static str,
    pub(in crate::portal) system: &'static str,
    pub(in crate::portal) vendor: &'static str,
    pub(in crate::portal) authorities: &'static str,
    pub(in crate::portal) request: &'static str,
    pub(in crate::portal) waiting: &'static str,
    pub(in crate::portal) to_request: &'static str,
    pub(in crate::portal) link_clients: &'static str,
    pub(in crate::portal) link_clients_go: &'static str,
    pub(in crate::portal) back_text: &'static str,
    pub(in crate::portal) back_go: &'static str,
    pub(in crate::portal) to_access: &'static str,
    pub(in crate::portal) to_overview: &'static str,
}

/// Why something cannot be shown or done, who can mend it, and what to do.
#[derive(Debug)]
pub(in crate::portal) struct Trouble {
    pub(in crate::portal) not_approved: &'static str,
    pub(in crate::portal) not_changed: &'static str,
    pub(in crate::portal) not_rejected: &'static str,
    pub(in crate::portal) not_passed_on: &'static str,
    pub(in crate::portal) not_removed: &'static str,
    pub(in crate::portal) not_linked: &'static str,
    pub(in crate::portal) not_unlinked: &'static str,
    pub(in crate::portal) not_shown: &'static str,
    pub(in crate::portal) nothing_changed: &'static str,
    pub(in crate::portal) cause: &'static str,
    pub(in crate::portal) next: &'static str,
    pub(in crate::portal) code: &'static str,
    pub(in crate::portal) stops_at: &'static str,
    pub(in crate::portal) unavailable: &'static str,
    pub(in crate::portal) unavailable_next: &'static str,
    pub(in crate::portal) unexpected: &'static str,
    pub(in crate::portal) not_allowed: &'static str,
    pub(in crate::portal) not_allowed_next: &'static str,
    pub(in crate::portal) gone: &'static str,
    pub(in crate::portal) gone_next: &'static str,
    pub(in crate::portal) wrong_person: &'static str,
    pub(in crate::portal) wrong_person_next: &'static str,
    pub(in crate::portal) form: &'static str,
    pub(in crate::portal) form_next: &'static str,
    pub(in crate::portal) retry: &'static str,
    pub(in crate::portal) back: &'static str,
}

/// The list of system accesses.
#[derive(Debug)]
pub(in crate::portal) struct Overview {
    pub(in crate::portal) title: &'static str,
    pub(in crate::portal) of: &'static str,
    pub(in crate::portal) title_of: &'static str,
    pub(in crate::portal) change_party: &'static str,
    pub(in crate::portal) choose_party: &'static str,
    pub(in crate::portal) no_parties: &'static str,
    pub(in crate::portal) no_parties_text: &'static str,
    pub(in crate::portal) waiting: &'static str,
    pub(in crate::portal) own: &'static str,
    pub(in crate::portal) own_text: &'static str,
    pub(in crate::portal) agents: &'static str,
    pub(in crate::portal) agents_text: &'static str,
    pub(in crate::portal) empty: &'static str,
    pub(in crate::portal) empty_text: &'static str,
    pub(in crate::portal) since: &'static str,
    pub(in crate::portal) kind_agent: &'static str,
}

/// One system access, and taking it away.
#[derive(Debug)]
pub(in crate::portal) struct Detail {
    pub(in crate::portal) eyebrow: &'static str,
    pub(in crate::portal) eyebrow_agent: &'static str,
    pub(in crate::portal) heading: &'static str,
    pub(in crate::portal) heading_agent: &'static str,
    pub(in crate::portal) can: &'static str,
    pub(in crate::portal) facts: &'static str,
    pub(in crate::portal) system_id: &'static str,
    pub(in crate::portal) created: &'static str,
    pub(in crate::portal) remove: &'static str,
    pub(in crate::portal) remove_hint: &'static str,
    pub(in crate::portal) remove_heading: &'static str,
    pub(in crate::portal) stops: &'static str,
    pub(in crate::portal) stops_text: &'static str,
    pub(in crate::portal) stops_clients: &'static str,
    pub(in crate::portal) stops_also: &'static str,
    pub(in crate::portal) stays: &'static str,
    pub(in crate::portal) stays_data: &'static str,
    pub(in crate::portal) told: &'static str,
    pub(in crate::portal) undo: &'static str,
    pub(in crate::portal) remove_yes: &'static str,
    pub(in crate::portal) keep: &'static str,
    pub(in crate::portal) clients: &'static str,
    pub(in crate::portal) clients_go: &'static str,
}

/// The clients of a system access.
#[derive(Debug)]
pub(in crate::portal) struct Clients {
    pub(in crate::portal) heading: &'static str,
    pub(in crate::portal) lead: &'static str,
    pub(in crate::portal) search: &'static str,
    pub(in crate::portal) search_go: &'static str,
    pub(in crate::portal) no_match: &'static str,
    pub(in crate::portal) show_all: &'static str,
    pub(in crate::portal) linked: &'static str,
    pub(in crate::portal) available: &'static str,
    pub(in crate::portal) none_linked: &'static str,
    pub(in crate::portal) none_available: &'static str,
    pub(in crate::portal) lacks: &'static str,
    pub(in crate::portal) lacks_text: &'static str,
    pub(in crate::portal) link: &'static str,
    pub(in crate::portal) unlink: &'static str,
    pub(in crate::portal) unlink_own: &'static str,
    pub(in crate::portal) unlink_heading: &'static str,
    pub(in crate::portal) unlink_text: &'static str,
    pub(in crate::portal) unlink_yes: &'static str,
    pub(in crate::portal) is_linked: &'static str,
    pub(in crate::portal) is_unlinked: &'static str,
    pub(in crate::portal) own_party: &'static str,
    pub(in crate::portal) own_party_on: &'static str,
    pub(in crate::portal) own_party_off: &'static str,
    pub(in crate::portal) page: &'static str,
    pub(in crate::portal) previous: &'static str,
    pub(in crate::portal) next: &'static str,
    pub(in crate::portal) pages: &'static str,
    pub(in crate::portal) done: &'static str,
}
