//! The door on this computer that the browser comes back to (RFC 8252, 7.3): one address, one question, then closed.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use url::Url;

use super::SignInFault;
use super::page::{Language, Page};

/// The path that is registered at ID-porten; the port is free (identity.md 3.3).
pub(super) const CALLBACK: &str = "/callback";
/// The longest request that is read: a code and a state fit many times over.
const LONGEST_REQUEST: usize = 16 * 1024;
/// How long one connection may take to ask.
const ASK_WITHIN: Duration = Duration::from_secs(5);

/// An open door on a port of the system's choosing, reachable from this computer only.
#[derive(Debug)]
pub(super) struct Loopback {
    listener: TcpListener,
    address: SocketAddr,
}

/// What a browser that came is about.
#[derive(Debug, PartialEq, Eq)]
enum Visit {
    /// The answer to this sign-in.
    Answer(Result<String, SignInFault>),
    /// Something else: a page icon, a stray visitor, somebody with another sign-in's state.
    Other,
}

impl Loopback {
    pub(super) async fn open() -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        Ok(Self {
            address: listener.local_addr()?,
            listener,
        })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits for the answer to the sign-in with this state and gives its code. Other visitors are turned away and do
    /// not end the wait. `issuer` is what the answer must name when ID-porten names itself (RFC 9207).
    pub(super) async fn callback(
        &self,
        state: &str,
        issuer: Option<&str>,
        language: Language,
    ) -> Result<String, SignInFault> {
        loop {
            let (mut visitor, _) = self.listener.accept().await.map_err(|_| SignInFault::NoPort)?;
            let Ok(Some(path)) = timeout(ASK_WITHIN, asked_path(&mut visitor)).await else {
                continue;
            };
            let visit = visit(&path, state, issuer);
            let page = match &visit {
                Visit::Answer(Ok(_)) => Page::SignedIn,
                Visit::Answer(Err(_)) => Page::NotSignedIn,
                Visit::Other => Page::NotHere,
            };
            // The browser may have gone: the answer counts all the same.
            let _ = timeout(ASK_WITHIN, visitor.write_all(page.answer(language).as_bytes())).await;
            let _ = timeout(ASK_WITHIN, visitor.shutdown()).await;
            if let Visit::Answer(answer) = visit {
                return answer;
            }
        }
    }
}

/// The path and query that a visitor asks for; nothing for other methods and for what is not HTTP.
async fn asked_path(visitor: &mut TcpStream) -> Option<String> {
    let mut head = vec![];
    let mut buffer = [0; 2048];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = visitor.read(&mut buffer).await.ok().filter(|read| *read > 0)?;
        head.extend_from_slice(&buffer[..read]);
        if head.len() > LONGEST_REQUEST {
            return None;
        }
    }
    let head = String::from_utf8(head).ok()?;
    let mut words = head.lines().next()?.split(' ');
    (words.next() == Some("GET"))
        .then(|| words.next().map(str::to_owned))
        .flatten()
}

fn visit(path: &str, state: &str, issuer: Option<&str>) -> Visit {
    let Ok(url) = Url::parse(&format!("http://127.0.0.1{path}")) else {
        return Visit::Other;
    };
    let parameter = |name: &str| {
        url.query_pairs()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.into_owned())
    };
    if url.path() != CALLBACK || parameter("state").as_deref() != Some(state) {
        return Visit::Other;
    }
    if issuer.is_some() && parameter("iss").as_deref() != issuer {
        let reason = "the answer names another issuer";
        return Visit::Answer(Err(SignInFault::Untrusted { reason }));
    }
    Visit::Answer(match (parameter("error"), parameter("code")) {
        (Some(error), _) if error == "access_denied" => Err(SignInFault::Cancelled),
        (Some(error), _) => Err(SignInFault::Refused { error }),
        (None, Some(code)) => Ok(code),
        (None, None) => Err(SignInFault::Untrusted {
            reason: "the answer holds no code",
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: Option<&str> = Some("https://idporten.example");

    #[test]
    fn an_answer_with_the_right_state_gives_its_code() {
        let path = "/callback?code=c%2Fd&state=s&iss=https%3A%2F%2Fidporten.example";
        assert_eq!(visit(path, "s", ISSUER), Visit::Answer(Ok("c/d".into())));
    }

    #[test]
    fn another_state_is_another_sign_in_and_does_not_end_this_one() {
        assert_eq!(visit("/callback?code=c&state=other", "s", None), Visit::Other);
        assert_eq!(visit("/callback?code=c", "s", None), Visit::Other);
        assert_eq!(visit("/favicon.ico", "s", None), Visit::Other);
    }

    #[test]
    fn an_answer_by_another_issuer_is_not_trusted() {
        let reason = "the answer names another issuer";
        let untrusted = Visit::Answer(Err(SignInFault::Untrusted { reason }));
        assert_eq!(
            visit(
                "/callback?code=c&state=s&iss=https%3A%2F%2Fevil.example",
                "s",
                ISSUER
            ),
            untrusted
        );
        assert_eq!(visit("/callback?code=c&state=s", "s", ISSUER), untrusted);
    }

    #[test]
    fn a_person_who_says_no_is_told_apart_from_a_refusal() {
        assert_eq!(
            visit("/callback?error=access_denied&state=s", "s", None),
            Visit::Answer(Err(SignInFault::Cancelled))
        );
        assert_eq!(
            visit("/callback?error=invalid_scope&state=s", "s", None),
            Visit::Answer(Err(SignInFault::Refused {
                error: "invalid_scope".into()
            }))
        );
    }

    #[tokio::test]
    async fn strays_are_turned_away_and_the_real_answer_is_taken() {
        let door = Loopback::open().await.unwrap();
        let address = door.address();
        let browser = tokio::spawn(async move {
            let stray = ask(address, "GET /favicon.ico HTTP/1.1").await;
            let posted = ask(address, "POST /callback?code=x&state=s HTTP/1.1").await;
            let answer = ask(address, "GET /callback?code=c&state=s HTTP/1.1").await;
            (stray, posted, answer)
        });
        assert_eq!(door.callback("s", None, Language::Nb).await, Ok("c".into()));
        let (stray, posted, answer) = browser.await.unwrap();
        assert!(stray.starts_with("HTTP/1.1 404 "));
        assert_eq!(posted, "");
        assert!(answer.starts_with("HTTP/1.1 200 "));
    }

    async fn ask(address: SocketAddr, line: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(format!("{line}\r\nHost: {address}\r\n\r\n").as_bytes())
            .await
            .unwrap();
        let mut answer = vec![];
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8(answer).unwrap()
    }
}
