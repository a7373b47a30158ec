//! References to acts: ELI and CELEX, each derived from the other, and where an act can be read.
//!
//! Sources: Council conclusions 2012/C 325/02 (ELI); EUR-Lex, "ELI register: EU Publications
//! Office" (URI templates; `dir` stands as an alias for `dir_impl` and `dir_del`, and so do `reg`
//! and `dec`); EUR-Lex, "CELEX numbers".

use super::identifiers::Advice;

/// The acts that have both forms: type in an ELI, letter in a CELEX number.
const TYPES: &[(&str, char)] = &[
    ("dir", 'L'),
    ("dir_impl", 'L'),
    ("dir_del", 'L'),
    ("reg", 'R'),
    ("reg_impl", 'R'),
    ("reg_del", 'R'),
    ("dec", 'D'),
    ("dec_impl", 'D'),
    ("dec_del", 'D'),
];

/// What is written for a type of act by those who do not know the register's word.
const NOT_TYPES: &[(&str, &str)] = &[
    ("directive", "dir"),
    ("direttiva", "dir"),
    ("regulation", "reg"),
    ("regolamento", "reg"),
    ("decision", "dec"),
    ("decisione", "dec"),
];

/// Where the Union's ELIs live; EUR-Lex serves the same paths.
const ELI: &str = "http://data.europa.eu/eli/";
const HOSTS: &[&str] = &["data.europa.eu/eli/", "eur-lex.europa.eu/eli/"];

/// The languages in which EUR-Lex has acts. Source: Regulation No 1/1958, as amended.
const EUR_LEX: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv",
    "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
];

/// A reference to an act. It has an ELI, a CELEX number, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalReference {
    eli: Option<String>,
    celex: Option<String>,
    /// `dir-2022-2555`
    code: Option<String>,
}

impl LegalReference {
    /// Reads an ELI or a CELEX number and derives the other. The error is what to write instead.
    pub fn parse(text: &str) -> Result<LegalReference, Advice> {
        let text = text.trim();
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        match rest {
            Some(rest) => match HOSTS.iter().find_map(|host| rest.strip_prefix(host)) {
                Some(path) => eli(path),
                None => elsewhere(text, rest),
            },
            None => celex(text),
        }
    }

    /// Whether both name one act, whichever way each is written.
    pub fn is_same_act(&self, other: &LegalReference) -> bool {
        match (&self.celex, &other.celex) {
            (Some(own), Some(other)) => own == other,
            _ => self == other,
        }
    }

    /// Its ELI: `http://data.europa.eu/eli/dir/2022/2555/oj`.
    pub fn eli(&self) -> Option<&str> {
        self.eli.as_deref()
    }

    /// Its CELEX number: `32022L2555`.
    pub fn celex(&self) -> Option<&str> {
        self.celex.as_deref()
    }

    /// The code of its short name, the label `act-<code>`: `dir-2022-2555`.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What it is called where it has no short name.
    pub fn name(&self) -> String {
        match (&self.celex, &self.eli) {
            (Some(celex), _) => format!("CELEX {celex}"),
            (None, eli) => eli.clone().unwrap_or_default(),
        }
    }

    /// Where it can be read: on EUR-Lex in a language, in English where EUR-Lex does not have that
    /// language; an act of a state where its own ELI leads.
    pub fn url(&self, lang: &str) -> String {
        let Some(celex) = &self.celex else { return self.eli.clone().unwrap_or_default() };
        let own = lang.split('-').next().unwrap_or_default();
        let lang = EUR_LEX.iter().find(|known| **known == own).unwrap_or(&"en").to_uppercase();
        format!("https://eur-lex.europa.eu/legal-content/{lang}/TXT/?uri=CELEX:{celex}")
    }
}

/// An act of the Union by the path of its ELI: `dir/2022/2555/oj`, or consolidated,
/// `dir/2022/2555/2022-12-27`.
fn eli(path: &str) -> Result<LegalReference, Advice> {
    let path = path.trim_end_matches('/');
    let segments: Vec<&str> = path.split('/').collect();
    let [kind, year, number, ref rest @ ..] = segments[..] else {
        return Err("the form of an ELI is `http://data.europa.eu/eli/dir/2022/2555/oj`".into());
    };
    if let Some((_, meant)) = NOT_TYPES.iter().find(|(wrong, _)| *wrong == kind) {
        let tail = path.split_once('/').map_or("", |(_, tail)| tail);
        return Err(format!("write `{ELI}{meant}/{tail}`").into());
    }
    let letters = |c: char| c.is_ascii_lowercase() || c == '_';
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !kind.chars().all(letters) || kind.is_empty() || !is_year(year) {
        let help = "after `/eli/` stand the type of act, its year and its number: `dir/2022/2555`";
        return Err(help.into());
    }
    let whole = LegalReference { eli: Some(format!("{ELI}{path}")), celex: None, code: None };
    let Some((_, letter)) = TYPES.iter().find(|(known, _)| *known == kind) else {
        return Ok(whole);
    };
    let celex = |sector: char| format!("{sector}{year}{letter}{number:0>4}");
    if !digits(number) {
        return Err(format!("the number of an act is made of digits: `{kind}/{year}/2555`").into());
    }
    let (celex, eli) = match rest {
        [] | ["oj"] => (Some(celex('3')), format!("{ELI}{kind}/{year}/{number}/oj")),
        // One language's version: the act is the same.
        ["oj", lang] if lang.len() == 3 => {
            (Some(celex('3')), format!("{ELI}{kind}/{year}/{number}/oj"))
        }
        [day, ..] if day.parse::<jiff::civil::Date>().is_ok() => {
            let celex = format!("{}-{}", celex('0'), day.replace('-', ""));
            (Some(celex), format!("{ELI}{kind}/{year}/{number}/{day}"))
        }
        ["corrigendum", ..] => return Ok(whole),
        _ => {
            let help = format!("write `{ELI}{kind}/{year}/{number}/oj`");
            return Err(help.into());
        }
    };
    Ok(LegalReference { eli: Some(eli), celex, code: Some(code(kind, year, number)) })
}

/// An act by its CELEX number.
fn celex(text: &str) -> Result<LegalReference, Advice> {
    let upper = text.to_ascii_uppercase();
    let bare = upper.strip_prefix("CELEX:").unwrap_or(&upper).trim();
    let Some(parts) = CelexParts::of(bare) else { return Err(celex_advice(text)) };
    if bare != text {
        return Err(format!("write `{bare}`").into());
    }
    let mut act = LegalReference { eli: None, celex: Some(bare.to_owned()), code: None };
    let number = parts.number.trim_start_matches('0');
    let kind = TYPES.iter().find(|(_, letter)| parts.letters == letter.to_string());
    let (Some((kind, _)), false) = (kind, number.is_empty()) else { return Ok(act) };
    if parts.number.len() != 4 {
        let help =
            format!("the number has four digits: `3{}{}{number:0>4}`", parts.year, parts.letters);
        return Err(help.into());
    }
    let tail = match (parts.sector, parts.rest) {
        ('3', "") => Some("oj".to_owned()),
        ('0', rest) => consolidated(rest),
        _ => None,
    };
    if let Some(tail) = tail {
        act.eli = Some(format!("{ELI}{kind}/{}/{number}/{tail}", parts.year));
        act.code = Some(code(kind, parts.year, number));
    }
    Ok(act)
}

/// The day of a consolidated version: `-20221227` is `2022-12-27`.
fn consolidated(rest: &str) -> Option<String> {
    let digits = rest.strip_prefix('-').filter(|digits| digits.len() == 8)?;
    let day = format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
    day.parse::<jiff::civil::Date>().ok().map(|_| day)
}

/// A CELEX number in its parts.
struct CelexParts<'t> {
    sector: char,
    year: &'t str,
    letters: &'t str,
    number: &'t str,
    rest: &'t str,
}

impl<'t> CelexParts<'t> {
    /// Sector, year, one or two letters for the type of act, number, and what may follow: a
    /// corrigendum `R(02)`, the day of a consolidated version, a sequence `(01)`.
    fn of(text: &'t str) -> Option<Self> {
        let sector = text.chars().next().filter(|c| c.is_ascii_digit() || "CE".contains(*c))?;
        let year = text.get(1..5).filter(|year| is_year(year))?;
        let tail = &text[5..];
        let letters = tail.bytes().take_while(u8::is_ascii_uppercase).count();
        let digits = tail[letters..].bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = tail[letters..].split_at(digits);
        let allowed = |b: u8| b.is_ascii_digit() || b"R()-/".contains(&b);
        let sound = (1..=2).contains(&letters) && digits > 0 && rest.bytes().all(allowed);
        sound.then_some(Self { sector, year, letters: &tail[..letters], number, rest })
    }
}

/// What the author of something that is no reference most likely means.
fn celex_advice(text: &str) -> Advice {
    let path = HOSTS.iter().find_map(|host| text.strip_prefix(host));
    if let Some(path) = path {
        return format!("write `{ELI}{path}`").into();
    }
    if CelexParts::of(&format!("3{text}")).is_some() {
        return format!("write `3{text}`: its sector comes first, 3 for legislation").into();
    }
    let numbers = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        let (a, b) = word.split_once('/')?;
        // Until 2015 regulations had their number before their year.
        let (year, number) = if is_year(a) || !is_year(b) { (a, b) } else { (b, a) };
        let digits = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
        let is_act = is_year(year) && !number.is_empty() && digits(number);
        is_act.then(|| (year.to_owned(), format!("{number:0>4}")))
    };
    let mut words = text.split_whitespace();
    match (words.clone().find_map(numbers), letter(text), words.nth(1)) {
        (Some((year, number)), Some(letter), _) => {
            format!("write `3{year}{letter}{number}`").into()
        }
        (Some((year, number)), None, None) => {
            format!("a directive is `3{year}L{number}`, a regulation `3{year}R{number}`").into()
        }
        // Numbers with other words may be those of a state's own act.
        _ => "write `http://data.europa.eu/eli/dir/2022/2555/oj` or `32022L2555`".into(),
    }
}

/// The letter of an act's type where its name says it: `Direttiva (UE) 2022/2555`.
fn letter(text: &str) -> Option<char> {
    let lower = text.to_lowercase();
    let named = NOT_TYPES.iter().find(|(word, _)| lower.contains(word));
    let (_, kind) = named?;
    TYPES.iter().find(|(known, _)| known == kind).map(|(_, letter)| *letter)
}

/// An address outside the Union's ELIs: the ELI of a state, or a page on which an act is shown.
fn elsewhere(text: &str, rest: &str) -> Result<LegalReference, Advice> {
    let shown = rest.strip_prefix("eur-lex.europa.eu/").and_then(|path| {
        let decoded = path.replace("%3A", ":").replace("%3a", ":");
        let (_, celex) = decoded.split_once("CELEX:")?;
        Some(celex.split(['&', '#']).next().unwrap_or_default().to_owned())
    });
    if let Some(celex) = shown.filter(|celex| CelexParts::of(celex).is_some()) {
        return Err(format!("write the act and not a page of it: `{celex}`").into());
    }
    let path = rest.split_once("/eli/").map_or("", |(_, path)| path);
    if path.split('/').filter(|segment| !segment.is_empty()).count() >= 3 {
        return Ok(LegalReference { eli: Some(text.to_owned()), celex: None, code: None });
    }
    Err("write `http://data.europa.eu/eli/dir/2022/2555/oj` or `32022L2555`".into())
}

fn code(kind: &str, year: &str, number: &str) -> String {
    let kind = kind.split('_').next().unwrap_or(kind);
    format!("{kind}-{year}-{}", number.trim_start_matches('0'))
}

/// A year in which the Union, or the Communities before it, made acts.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1951..=2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, eli: Option<&str>, celex: Option<&str>) {
        let act = LegalReference::parse(text).unwrap_or_else(|_| panic!("{text} is refused"));
        assert_eq!((act.eli(), act.celex()), (eli, celex), "{text}");
        for other in [eli, celex].into_iter().flatten() {
            let again = LegalReference::parse(other).expect("what is derived can be read");
            assert_eq!(again.celex(), celex, "{text} by way of {other}");
        }
    }

    #[test]
    fn each_is_derived_from_the_other() {
        let nis2 = Some("http://data.europa.eu/eli/dir/2022/2555/oj");
        for text in [
            "32022L2555",
            "http://data.europa.eu/eli/dir/2022/2555/oj",
            "https://data.europa.eu/eli/dir/2022/2555/oj",
            "https://eur-lex.europa.eu/eli/dir/2022/2555/oj",
            "http://data.europa.eu/eli/dir/2022/2555",
            "http://data.europa.eu/eli/dir/2022/2555/oj/ita",
        ] {
            check(text, nis2, Some("32022L2555"));
        }
        check("32014R0910", Some("http://data.europa.eu/eli/reg/2014/910/oj"), Some("32014R0910"));
        check(
            "http://data.europa.eu/eli/dec_impl/2017/179/oj",
            Some("http://data.europa.eu/eli/dec_impl/2017/179/oj"),
            Some("32017D0179"),
        );
        check(
            "02022L2555-20221227",
            Some("http://data.europa.eu/eli/dir/2022/2555/2022-12-27"),
            Some("02022L2555-20221227"),
        );
    }

    #[test]
    fn what_has_one_form_only() {
        check("52020JC0018", None, Some("52020JC0018"));
        check("32016R0679R(02)", None, Some("32016R0679R(02)"));
        let national = "https://www.example.it/eli/id/2024/10/01/24G00155/SG";
        check(national, Some(national), None);
        let treaty = "http://data.europa.eu/eli/treaty/2012/2012/oj";
        check(treaty, Some(treaty), None);
    }

    #[test]
    fn where_an_act_is_read() {
        let act = LegalReference::parse("32022L2555").expect("an act");
        let url = |lang| {
            format!("https://eur-lex.europa.eu/legal-content/{lang}/TXT/?uri=CELEX:32022L2555")
        };
        assert_eq!(act.url("it"), url("IT"));
        assert_eq!(act.url("pt-PT"), url("PT"));
        assert_eq!(act.url("ar"), url("EN"), "EUR-Lex has no Arabic");
    }

    #[test]
    fn wrong_forms_say_what_is_meant() {
        for (text, meant) in [
            ("2022/2555", "`32022L2555`"),
            ("910/2014", "`32014R0910`"),
            ("Directive (EU) 2022/2555", "write `32022L2555`"),
            ("Direttiva 2002/58/CE", "write `32002L0058`"),
            ("regolamento (UE) n. 910/2014 (eIDAS)", "write `32014R0910`"),
            ("Implementing Decision (EU) 2017/179", "write `32017D0179`"),
            ("D.Lgs. 138/2024", "or `32022L2555`"),
            ("32022l2555", "`32022L2555`"),
            ("CELEX:32022L2555", "`32022L2555`"),
            ("32022L555", "`32022L0555`"),
            ("data.europa.eu/eli/dir/2022/2555/oj", "`http://data.europa.eu/eli/dir/2022/2555/oj`"),
            ("http://data.europa.eu/eli/directive/2022/2555/oj", "/eli/dir/2022/2555/oj`"),
            ("http://data.europa.eu/eli/dir/2022/2555/of", "/eli/dir/2022/2555/oj`"),
            (
                "https://eur-lex.europa.eu/legal-content/IT/TXT/?uri=CELEX:32022L2555",
                "`32022L2555`",
            ),
            (
                "https://eur-lex.europa.eu/legal-content/IT/TXT/?uri=CELEX%3A32022L2555&from=EN",
                "`32022L2555`",
            ),
            ("2022L2555", "write `32022L2555`"),
            ("http://data.europa.eu/eli/dir", "/2022/2555/oj`"),
            ("http://data.europa.eu/eli/dir/22/2555/oj", "`dir/2022/2555`"),
            ("https://example.org/law", "`32022L2555`"),
        ] {
            let advice = LegalReference::parse(text).expect_err(text);
            assert!(advice.contains(meant), "{text}: {advice:?}");
        }
    }
}
