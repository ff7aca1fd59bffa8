//! The portal's pages: a session, the person's own things, and forms that came from a page.

use axum::http::{Method, header};
use contract::scope;

use super::{Refused, refused};
use crate::openapi::walk::Route;
use crate::scene::open::browser;
use crate::scene::{Cue, Scene};
use crate::testing::Person;

const SIGN_IN: &str = "/accessmanagement/ui/signin";
/// Where whoever has no session is as good as already.
const SIGN_OUT: &str = "http://idporten.test/logout";

pub(super) fn refusals(scene: &Scene, route: &Route, good: &Cue) -> Vec<Refused> {
    if route.path.ends_with("/signin/callback") {
        return of_callback(good);
    }
    let is_sent = route.method == Method::POST;
    let leaves = route.path.ends_with("/signout");
    let mut all = vec![Refused {
        says: if leaves { SIGN_OUT } else { SIGN_IN },
        ..refused("no session", good.clone().with("cookie", browser("")), 303)
    }];
    if is_sent {
        let elsewhere = good.headers.iter().find(|(name, _)| *name == "cookie").unwrap();
        let other_browser = elsewhere.1.replace("form=0", "form=9");
        all.extend([
            refused("no key in the form", good.clone().with_field("form_key", ""), 403),
            refused(
                "a wrong key in the form",
                good.clone().with_field("form_key", "x".repeat(43)),
                403,
            ),
            refused(
                "another browser's key",
                good.clone().with("cookie", other_browser),
                403,
            ),
        ]);
    }
    if leaves {
        return all;
    }
    let session = |person: &Person| browser(&scene.world.person_token(person, scope::PORTAL));
    all.push(refused(
        "another person's session",
        good.clone().with("cookie", session(&scene.theirs.leader)),
        403,
    ));
    if is_sent {
        let employee = session(&Person::employee());
        all.push(refused("no role", good.clone().with("cookie", employee), 403));
    }
    for slot in scene.cue(route, &[]).slots {
        let mut swapped = good.clone();
        swapped.address = scene.cue(route, &[&slot]).address;
        let status = if slot == "systemUserId" || slot == "client" {
            404
        } else {
            403
        };
        all.push(refused("another's thing", swapped, status));
    }
    all
}

fn of_callback(good: &Cue) -> Vec<Refused> {
    let changed = |from: &str, to: &str| {
        let mut cue = good.clone();
        cue.address = cue.address.replace(from, to);
        cue
    };
    vec![
        refused("another's state", changed("state=", "state=x"), 400),
        refused("no state", changed("state=", "other="), 400),
        refused("another's code", changed("code=", "code=x"), 400),
        refused(
            "a browser that did not begin it",
            good.clone().without("cookie"),
            400,
        ),
    ]
}

/// A browser in which the leader has signed in.
pub(super) struct Browser {
    pub(super) cookies: String,
    /// What its front end sends back in a header.
    pub(super) companion: String,
}

/// Signs the leader in as a browser does.
pub(super) async fn signed_in(scene: &Scene) -> Browser {
    let route = scene.route(
        "Altinn's portal",
        &Method::GET,
        "/accessmanagement/ui/signin/callback",
    );
    let answer = scene.open_cue(route).await.send(route).await;
    let lines = answer.headers.get_all(header::SET_COOKIE).iter();
    let pairs: Vec<&str> = lines
        .map(|line| line.to_str().unwrap().split(';').next().unwrap())
        .collect();
    let companion = pairs.iter().find_map(|pair| pair.strip_prefix("XSRF-TOKEN="));
    Browser {
        companion: companion.unwrap().to_owned(),
        cookies: pairs.join("; "),
    }
}
