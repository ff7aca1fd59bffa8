//! Pages of a list, each found by the key of its first item (altinn-platform.md 1.9). The link to the next page asks the
//! same question again.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use contract::paging::{Links, Page, read_token, write_token};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::form_urlencoded::{self, Serializer};

use crate::altinn::origin::Origin;
use crate::error::Error;
use crate::world::World;

/// Where a call's list lies, how it is asked for, and how much fits on a page.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    address: String,
    /// The parameters without the token.
    question: Vec<(String, String)>,
    token: Option<String>,
    size: usize,
}

impl FromRequestParts<Arc<World>> for Pages {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, world: &Arc<World>) -> Result<Self, Error> {
        let origin = Origin::of(&world.urls.platform, world.addresses.platform, parts).0;
        let query = parts.uri.query().unwrap_or_default();
        let (token, question): (Vec<_>, _) = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .partition(|(name, _)| name.eq_ignore_ascii_case("token"));
        Ok(Self {
            address: format!("{origin}{}", parts.uri.path()),
            question,
            token: token.into_iter().next().map(|(_, value)| value),
            size: world.page_size as usize,
        })
    }
}

impl aide::OperationInput for Pages {}

impl Pages {
    /// The key of the first item wanted; the list's first when the call names none.
    pub(super) fn start<K: DeserializeOwned>(&self) -> Result<Option<K>, Error> {
        let read = |token: &String| {
            read_token(token)
                .ok_or_else(|| Error::field("token", format!("The value '{token}' is not valid.")))
        };
        self.token.as_ref().map(read).transpose()
    }

    /// How many items to fetch: one more than fit, to know whether there is another page.
    pub(super) fn fetch(&self) -> u32 {
        u32::try_from(self.size).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// The page that begins with the first of some items, each with its key.
    pub(super) fn cut<K: Serialize, T>(&self, mut items: Vec<(K, T)>) -> Page<T> {
        let next = items.get(self.size).map(|(key, _)| self.link(key));
        items.truncate(self.size);
        Page {
            links: Links { next },
            data: items.into_iter().map(|(_, item)| item).collect(),
        }
    }

    /// The page wanted, out of a whole list that is sorted by its keys.
    pub(super) fn cut_from_start<T>(
        &self,
        items: impl Iterator<Item = (String, T)>,
    ) -> Result<Page<T>, Error> {
        let start: String = self.start()?.unwrap_or_default();
        let rest = items.skip_while(|(key, _)| *key < start);
        Ok(self.cut(rest.take(self.size + 1).collect()))
    }

    fn link(&self, key: &impl Serialize) -> String {
        let mut query = Serializer::new(String::new());
        query.extend_pairs(&self.question);
        query.append_pair("token", &write_token(key));
        format!("{}?{}", self.address, query.finish())
    }
}
