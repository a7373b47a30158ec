//! `headers:` in site.yaml: what a site asks of browsers beyond, or less than, the default.

use super::{Csp, Kind, Policy, Transport};
use crate::diagnostics::{BAD_VALUE, POLICY_UNSAFE};
use crate::yaml::Fields;

/// What other sites may learn, by the names of W3C Referrer Policy that keep the path to the site.
const REFERRERS: &[(&str, &str)] = &[
    ("no-referrer", "no-referrer"),
    ("same-origin", "same-origin"),
    ("strict-origin", "strict-origin"),
    ("strict-origin-when-cross-origin", "strict-origin-when-cross-origin"),
];

/// `Cross-Origin-Embedder-Policy`, by HTML.
const EMBEDDERS: &[(&str, &str)] =
    &[("require-corp", "require-corp"), ("credentialless", "credentialless")];

/// What may load from elsewhere if a site says so. Scripts, plug-ins, forms and the base of
/// addresses are never among it.
const SOURCES: &[(&str, Kind)] = &[
    ("img-src", Kind::Image),
    ("media-src", Kind::Media),
    ("font-src", Kind::Font),
    ("style-src", Kind::Style),
    ("frame-src", Kind::Frame),
];

/// Reads the section. The default is the strictest that the program's own pages need.
pub(crate) fn policy(fields: &mut Fields<'_>) -> Policy {
    let default = Policy::default();
    Policy {
        transport: fields.section("hsts", transport).unwrap_or_default(),
        referrer: fields.one_of("referrer", REFERRERS).unwrap_or(default.referrer),
        embedder: fields.one_of("embedder", EMBEDDERS).unwrap_or(default.embedder),
        csp: fields.section("sources", sources).unwrap_or(default.csp),
    }
}

fn transport(fields: &mut Fields<'_>) -> Transport {
    let default = Transport::default();
    let said = fields.integer("max_age");
    let max_age = said.map_or(Ok(default.max_age), u64::try_from).unwrap_or_else(|_| {
        let fault = BAD_VALUE.at(fields.at("max_age"), "`max_age` is a number of seconds");
        fields.report(fault.help("a year is `31536000`; `0` takes the promise back"));
        default.max_age
    });
    let include_subdomains = fields.flag("include_subdomains").unwrap_or(false);
    let preload = fields.flag("preload").unwrap_or(false);
    // Source: the requirements of the preload list that browsers share.
    if preload && (max_age < 31_536_000 || !include_subdomains) {
        let fault = BAD_VALUE
            .at(fields.at("preload"), "browsers take no such promise into their lists")
            .help("`preload` needs `include_subdomains: true` and a `max_age` of a year or more");
        fields.report(fault);
    }
    Transport { max_age, include_subdomains, preload }
}

fn sources(fields: &mut Fields<'_>) -> Csp {
    let mut csp = Csp::strict();
    for (name, kind) in SOURCES {
        for (index, source) in fields.texts(name).into_iter().enumerate() {
            match refused(*kind, &source) {
                None => csp = csp.allowing(*kind, &source),
                Some(why) => {
                    let at = fields.at_item(name, index);
                    fields.report(
                        POLICY_UNSAFE.at(at, format!("`{source}`: {why}")).help(
                            "name a host by its whole address: `https://pictures.example.org`",
                        ),
                    );
                }
            }
        }
    }
    csp
}

/// Why a source may not be in a policy.
fn refused(kind: Kind, source: &str) -> Option<&'static str> {
    if source == "'self'" || (source == "data:" && kind == Kind::Image) {
        return None;
    }
    let Some(rest) = source.strip_prefix("https://") else {
        return Some(match source {
            _ if source.contains("unsafe-") => "it would let in what the policy is to keep out",
            _ if source.starts_with("http://") => "what comes over HTTP can be changed on its way",
            "data:" => "only pictures may be inside a page",
            _ => "it is not the address of a host",
        });
    };
    let host = rest.split('/').next().unwrap_or_default();
    let sound =
        |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:/%".contains(&b));
    let is_named = !host.is_empty() && host.contains('.') && !rest.contains('*') && sound(rest);
    (!is_named).then_some("it does not name one host")
}
