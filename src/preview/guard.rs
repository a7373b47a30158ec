//! Who may ask for what. A page elsewhere must not read or change a site through the browser of
//! the person who writes it: by a name that suddenly leads to this machine (DNS rebinding), by a
//! request from another origin, or by a guess.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::headers::{Kind, Policy, SEARCH_NEEDS, sharing};
use crate::sources::hex;

/// The header that carries the token.
const TOKEN: &str = "x-bollettino-token";

/// What the preview's own script needs on every page: what the page of the search may do.
const PREVIEW_NEEDS: &[(Kind, &str)] = SEARCH_NEEDS;

/// What every request is held against.
pub(super) struct Guard {
    address: SocketAddr,
    token: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Guard {
    /// For a server at this address, with a token of its own.
    pub(super) fn new(address: SocketAddr) -> io::Result<Guard> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let headers = headers(&Policy::default()).map_err(io::Error::other)?;
        Ok(Guard { address, token: hex(&bytes), headers })
    }

    /// What writes must carry.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Why a request is refused, if it is.
    fn refuses(&self, method: &Method, headers: &HeaderMap, peer: SocketAddr) -> Option<&str> {
        let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let host = text(&HOST).unwrap_or_default();
        if !self.is_ours(host) {
            return Some("this server answers to its own name only");
        }
        let origin = headers.contains_key(ORIGIN).then(|| text(&ORIGIN).unwrap_or_default());
        if origin.is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
            return Some("this server answers to its own pages only");
        }
        if method == Method::GET || method == Method::HEAD {
            return None;
        }
        let token = headers.get(TOKEN).map(HeaderValue::as_bytes).unwrap_or_default();
        if !same(token, self.token.as_bytes()) {
            return Some("the token is missing or is that of another run: load the page again");
        }
        (!may_write(peer)).then_some("only the machine that runs the preview may do this")
    }

    /// Whether a `Host` is this server: an address or `localhost`, with its port. A name can be made
    /// to lead here by whoever owns it; an address cannot.
    fn is_ours(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let address: Option<IpAddr> = address.unwrap_or(name).parse().ok();
        port == Some(self.address.port())
            && (name == "localhost" || address.is_some_and(|ip| self.listens_on(ip)))
    }

    fn listens_on(&self, ip: IpAddr) -> bool {
        self.address.ip().is_unspecified() || self.address.ip() == ip || ip.is_loopback()
    }
}

/// The headers of a published site, with what the preview needs; without HSTS, which would bind
/// this machine's own name.
fn headers(policy: &Policy) -> Result<Vec<(HeaderName, HeaderValue)>, axum::http::Error> {
    let csp = policy.csp.with(PREVIEW_NEEDS).value();
    let (own, _) = sharing(false);
    let mut headers = vec![
        (CONTENT_SECURITY_POLICY, HeaderValue::from_str(&csp)?),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static(own)),
    ];
    for (name, value) in policy.common() {
        headers.push((HeaderName::try_from(name)?, HeaderValue::from_str(value)?));
    }
    Ok(headers)
}

/// Whether a browser at this address may write: on this machine only.
pub(super) fn may_write(peer: SocketAddr) -> bool {
    peer.ip().to_canonical().is_loopback()
}

/// Compares in the same time whatever differs.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// Refuses what is not for this server, and gives every answer the headers of a published site.
pub(super) async fn check(
    State(guard): State<Arc<Guard>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let refused = guard.refuses(request.method(), request.headers(), peer);
    let mut response = match refused {
        Some(why) => (StatusCode::FORBIDDEN, format!("{why}\n")).into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.extend(guard.headers.iter().cloned());
    response
}
