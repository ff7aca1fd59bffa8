//! The sentences for each code, in the words of the app.

pub(super) const SENTENCES: &[(u16, &str, &str)] = &[
    (
        0,
        "The organisation is not in the register.",
        "Check the organisation number.",
    ),
    (
        1,
        "The request asks for something the system is not registered with, or that cannot be passed on.",
        "The vendor has to choose among the authorities the system is registered with.",
    ),
    (
        2,
        "The authorities were not given. Nothing has changed.",
        "Try again in a while.",
    ),
    (3, "The system access was not created.", "Try again in a while."),
    (
        4,
        "The organisation already has an access for this system with the same reference.",
        "Use the one that exists, or choose another reference.",
    ),
    (
        10,
        "The request does not exist for this organisation.",
        "The vendor may have withdrawn it, or it is for another organisation.",
    ),
    (
        11,
        "The system is not in the system register of this environment.",
        "Check the system id, or register the system.",
    ),
    (
        13,
        "The request has already been answered.",
        "The answer that came first stands.",
    ),
    (
        14,
        "Altinn could not check whether you can give the authorities.",
        "Try again in a while.",
    ),
    (
        15,
        "The system access no longer exists.",
        "It may have been removed. Go back to the list.",
    ),
    (
        16,
        "Your role does not give this authority.",
        "The managing director, main administrator or access manager can approve.",
    ),
    (
        18,
        "You may use the authority, but not pass it on.",
        "Ask the main administrator to approve.",
    ),
    (
        19,
        "The organisation is not on the service owner's list for this service.",
        "The service owner decides who is on it. Contact them.",
    ),
    (
        20,
        "The service requires a stronger sign-in.",
        "Sign in again with a higher security level.",
    ),
    (
        22,
        "The authorities were not withdrawn.",
        "Try again in a while. The system still has access.",
    ),
    (
        24,
        "The system access belongs to another organisation.",
        "Change organisation at the top.",
    ),
    (
        31,
        "The client was not removed from the system access.",
        "It may be gone already. Load the list again.",
    ),
    (
        33,
        "The system access for clients was not removed.",
        "Try again in a moment. The system still has access.",
    ),
    (
        34,
        "This is not a system access for clients.",
        "Choose a system access that is for clients.",
    ),
    (
        36,
        "This is a system access for clients, and it cannot be handled here.",
        "Use Altinn for this access.",
    ),
    (
        37,
        "Several system accesses have this client.",
        "Choose which one to remove the client from.",
    ),
    (
        39,
        "The system access belongs to another organisation.",
        "Change organisation at the top.",
    ),
    (
        41,
        "The request is for another organisation.",
        "Change organisation at the top.",
    ),
    (
        42,
        "The request is for another organisation.",
        "Ask somebody who can act for that organisation to answer.",
    ),
    (43, "Altinn does not recognise your sign-in.", "Sign in again."),
    (
        44,
        "You cannot see or change the organisation’s clients.",
        "A client administrator at the organisation can.",
    ),
    (45, "The clients could not be fetched.", "Try again in a moment."),
    (
        49,
        "The organisation lacks an internal key at Altinn.",
        "Altinn has to correct this. Contact their support.",
    ),
    (
        50,
        "Altinn could not check the access packages.",
        "Try again in a while.",
    ),
    (
        51,
        "An access package was not given. Nothing has changed.",
        "Try again in a while.",
    ),
    (
        52,
        "One of the access packages does not exist.",
        "The vendor has to correct the name of the package.",
    ),
    (
        53,
        "You cannot pass on one of the access packages.",
        "Ask someone who has the package to approve.",
    ),
    (
        55,
        "Altinn could not read which access packages the system has.",
        "Try again in a while.",
    ),
    (
        56,
        "The system access was not removed.",
        "Try again in a while. The system still has access.",
    ),
    (
        57,
        "An access package was not taken back.",
        "Try again in a moment. The system still has access.",
    ),
    (
        62,
        "Altinn could not read which single services the system has.",
        "Try again in a while.",
    ),
    (
        63,
        "The request asks for an access package the system is not registered with.",
        "Add the package to the system first.",
    ),
    (
        64,
        "One of the access packages can only be given on behalf of clients.",
        "Choose another package, or ask for a system access for clients.",
    ),
    (
        65,
        "One of the access packages cannot be used on behalf of clients.",
        "Choose another package, or ask for an own system access.",
    ),
    (
        66,
        "This has to be done by an access manager.",
        "Ask the managing director, main administrator or access manager.",
    ),
    (
        68,
        "You lack the access package that gives this authority.",
        "Ask someone who has the package to approve.",
    ),
    (
        69,
        "The vendor is not on the access list of the service.",
        "The vendor has to ask the service owner to be added.",
    ),
    (
        70,
        "The service cannot be given to a system.",
        "The vendor has to correct this in the registration.",
    ),
    (
        71,
        "The service is a Maskinporten schema and cannot be given to a system.",
        "The vendor has to correct this in the registration.",
    ),
    (
        79,
        "The organisation is not your client.",
        "The client must first give you a role or an authorisation.",
    ),
    (
        80,
        "The client has not given you all that the system access needs.",
        "Ask the client for what is missing.",
    ),
];
