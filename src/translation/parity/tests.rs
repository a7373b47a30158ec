//! True alarms, and what must raise none, as `Italian | English`.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::config::Stage;
use crate::diagnostics::Diagnostics;
use crate::identity::Lang;
use crate::messages::{Messages, program_resources};
use crate::translation::Conventions;

static CONVENTIONS: LazyLock<[Conventions; 2]> = LazyLock::new(|| ["it", "en"].map(conventions));

fn conventions(lang: &str) -> Conventions {
    let lang = Lang::new(lang);
    let languages = [(lang.clone(), Stage::Full)];
    Messages::load(&languages, program_resources(), &mut Diagnostics::new()).conventions(&lang)
}

fn compare(italian: &str, english: &str) -> Vec<Difference> {
    let [it, en] = sides(italian, english);
    differences(it, en)
}

fn sides<'a>(italian: &'a str, english: &'a str) -> [Side<'a>; 2] {
    let [it, en] = &*CONVENTIONS;
    [Side { text: italian, conventions: it }, Side { text: english, conventions: en }]
}

/// Each row: the codes expected in the order they come, then the two texts, either of which may be
/// the original.
fn check(rows: &str) {
    let mut wrong = Vec::new();
    for row in rows.lines().filter(|row| !row.trim().is_empty()) {
        let fields: Vec<&str> = row.split(" | ").map(str::trim).collect();
        let [expected, italian, english] = fields[..] else { panic!("three fields: {row}") };
        let found = compare(italian, english);
        let [it, en] = sides(italian, english);
        let codes = |found: &[Difference]| -> Vec<&'static str> {
            found.iter().map(|difference| difference.check.name).collect()
        };
        if codes(&found) != codes(&differences(en, it)) {
            wrong.push(format!("{row}\n  is another thing the other way round"));
        }
        let codes: Vec<&str> = found.iter().map(|difference| difference.check.name).collect();
        let codes = if codes.is_empty() { "-".to_owned() } else { codes.join(" ") };
        if codes != expected {
            let said: Vec<&str> = found.iter().map(|difference| &*difference.message).collect();
            wrong.push(format!("{row}\n  got {codes}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn true_alarms() {
    check(TRUE_ALARMS);
}

#[test]
fn no_alarms() {
    check(NO_ALARMS);
}

/// Languages of which the program knows what ICU knows, and no words.
#[test]
fn other_languages() {
    let [_, english] = &*CONVENTIONS;
    let same = |lang: &str, text: &str, in_english: &str| {
        let own = conventions(lang);
        let original = Side { text: in_english, conventions: english };
        let found = differences(original, Side { text, conventions: &own });
        assert_eq!(found, vec![], "{lang}: {text}");
    };
    let english = "On 1 November 2025 there were 1,276 incidents, 19.09 % of all in May 2025.";
    same("de", "Am 1. November 2025 gab es 1.276 Vorfälle, 19,09 % aller im Mai 2025.", english);
    same("fr", "Le 1er novembre 2025, 1\u{202f}276 incidents, 19,09 % en mai 2025.", english);
    same("es", "El 1 de noviembre de 2025, 1276 incidentes, 19,09 % en mayo de 2025.", english);
    // May is in a case of its own here, which only `convention-months` can tell.
    let english_of_all = "On 1 November 2025 there were 1,276 incidents, 19.09 % of all.";
    same("pl", "1 listopada 2025 r. było 1276 incydentów, 19,09% wszystkich.", english_of_all);
    same("de", "Es waren 3,5 Millionen.", "It was 3.5 million.");
    same("es", "De 3 a 5 millones.", "From 3 to 5 million.");
    same("el", "Την 1 Νοεμβρίου 2025, 1.276 περιστατικά, 19,09 % του συνόλου.", english_of_all);
    same("sv", "Den 1 november 2025 var det 1 276 incidenter, 19,09 % i maj 2025.", english);
}

#[test]
fn counts() {
    let original = Counts { tables: 3, links: 1, ..Counts::default() };
    let found = structure(&original, &Counts { tables: 2, links: 1, ..Counts::default() });
    let said: Vec<&str> = found.iter().map(|difference| &*difference.message).collect();
    assert_eq!(said, ["tables: 3 in the original, 2 in the translation"]);
}

#[test]
fn messages() {
    let said = |it: &str, en: &str| compare(it, en)[0].message.clone();
    assert_eq!(said("La CVE-2025-1.", "None."), "the translation lacks the CVE id `CVE-2025-1`");
    assert_eq!(
        said("Sono 7, 8.", "It is 9."),
        "the original has the numbers `7`, `8`, the translation the number `9`"
    );
}

#[test]
fn long_texts_take_no_long_time() {
    let numbers =
        |from: usize| (from..from + 20_000).map(|n| n.to_string()).collect::<Vec<_>>().join("; ");
    let found = compare(&numbers(1), &numbers(50_000));
    assert!(found[0].message.starts_with("the original has the numbers `1`, `2`, `3`, `4`, `5`, "));
    assert!(found[0].message.ends_with("`50004`, 19995 more"), "{}", found[0].message);
}

/// Texts of what the scanner looks for, with anything between.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "1",
        "12",
        "276",
        "2025",
        ".",
        ",",
        ":",
        "/",
        "-",
        " ",
        "\u{a0}",
        "%",
        "º",
        "’",
        "⟦",
        "⟧",
        "novembre",
        "May",
        "nov.",
        "CVE-",
        "v",
        "TLP:",
        "AMBER+STRICT",
        "ABCD",
        "[.]",
        "@",
        "://",
        "www.example.org",
        "p.m.",
        "per cento",
        "Log4j",
        "venti",
        "milioni",
        "bn",
        "+39",
        "24/7",
        "metà",
        "tre",
        "five",
        "ß",
        "İ",
        "ⅷ",
        "e",
        "\u{2011}",
    ]);
    let pieces = prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat());
    prop_oneof![pieces, ".{0,60}"]
}

proptest! {
    #[test]
    fn any_text_is_read(a in texts(), b in texts()) {
        let [it, en] = &*CONVENTIONS;
        for invariant in invariants(&a, it) {
            prop_assert!(a.get(invariant.range.clone()).is_some());
        }
        for difference in compare(&a, &b) {
            prop_assert!(difference.original.iter().all(|range| a.get(range.clone()).is_some()));
            prop_assert!(difference.translation.iter().all(|range| b.get(range.clone()).is_some()));
        }
        let side = Side { text: &a, conventions: en };
        prop_assert_eq!(differences(side, side), vec![]);
    }
}

/// What must raise an alarm.
const TRUE_ALARMS: &str = "
parity-identifier | La CVE-2025-1234 è sfruttata. | CVE-2025-1243 is being exploited.
parity-identifier | La CVE-2025-1234 è sfruttata. | The flaw is being exploited.
parity-identifier | Le falle CVE-2025-1 e CVE-2025-2. | The flaws CVE-2025-1 and CVE-2025-1.
parity-identifier | Debolezza CWE-79. | Weakness CWE-89.
parity-identifier | Vettore CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H. | Vector CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H.
parity-identifier | SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 | SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a09
parity-identifier | Impronta A1B2 C3D4 E5F6 0718 293A 4B5C 6D7E 8F90 A1B2 C3D4 | Fingerprint A1B2 C3D4 E5F6 0718 293A 4B5C 6D7E 8F90 A1B2 C3D5
parity-identifier | Il certificato de:ad:be:ef:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff. | The certificate de:ad:be:ef:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:fe.
parity-identifier | Aggiornare alla versione 10.0.2. | Update to version 10.0.3.
parity-identifier | Aggiornare alla v2.4. | Update to v2.5.
parity-identifier | Almeno TLS 1.3. | At least TLS 1.2.
parity-identifier | OpenSSL 3.10 è sicuro. | The safe one is OpenSSL 3.1.
parity-identifier | La direttiva (UE) 2022/2555. | Directive (EU) 2022/2557.
parity-identifier | CELEX 32022L2555 | CELEX 32022L2557
parity-identifier | Il gruppo APT28. | The group APT29.
parity-identifier | La direttiva NIS2. | The NIS1 directive.
parity-number | Sono 1.276 incidenti. | There are 1,267 incidents.
parity-number-form parity-number | Sono 1.276 incidenti. | There are 12,76 incidents.
parity-number | Il 19,09 % dei casi. | 19.9% of cases.
parity-number | Il 19 % dei casi. | 19 of the cases.
parity-number | Entro 72 ore. | Within 24 hours.
parity-number | Entro 72 ore. | Within hours.
parity-number | Circa 30,4 milioni. | About 304 million.
parity-number | Il 4 novembre 2025. | On 5 November 2025.
parity-number | Il 4 novembre 2025. | On 4 December 2025.
parity-number | Il 4 novembre 2025. | On 4 November 2024.
parity-number | Entro novembre 2025. | By December 2025.
parity-number | Dal 3 al 5 novembre 2025. | From 3 to 6 November 2025.
parity-number | Il 4 novembre. | On 5 November.
parity-number | 04/11/2025 | 11/04/2025
parity-number | Il 3 maggio 2025 e il 5 giugno 2025. | On 5 May 2025 and 3 June 2025.
parity-number | Alle 18:00. | At 19:00.
parity-number | Alle 18:00. | At 6 a.m.
parity-number | Articolo 23, paragrafo 4. | Article 23, paragraph 3.
parity-number | Anni 2020-2022. | Years 2020–2023.
parity-number | Fra 20 e 30. | Between 20 and 30 %.
parity-address | Si veda https://example.org/a. | See https://example.org/b.
parity-address | Scrivere a csirt@example.it. | Write to csirt@example.com.
parity-address | Il dominio malevolo[.]example[.]org. | The domain malicious[.]example[.]org.
parity-address | Il server 192.0.2.1. | The server 192.0.2.2.
parity-address | La rete 192.0.2.0/24. | The network 192.0.2.0/25.
parity-address | L’indirizzo 2001:db8::1. | The address 2001:db8::2.
parity-address | Il comando ⟦ls -l⟧. | The command ⟦ls -a⟧.
parity-address | Una guida⟦@/guidelines/x⟧. | A guide⟦@/guidelines/y⟧.
parity-address | Un passo⟦^1⟧. | A step.
parity-number-form | Il 19.09% dei casi. | 19.09% of cases.
parity-number-form | Il 19,09 % dei casi. | 19,09% of cases.
parity-number-form | Sono 1,276 incidenti. | There are 1,276 incidents.
parity-number-form | sono 3.5 milioni. | it is 3.5 million.
parity-number-form | Sono 1,276,000 ore. | That is 1,276,000 hours.
parity-number-word | Entro settantadue ore. | Within 72 hours.
parity-number-word | Sono 2 paesi. | There are two countries.
parity-number-word | Entro ventiquattro ore. | Within 24 hours.
parity-number-word | Il quattro novembre 2025. | On 4 November 2025.
parity-number-word | Nel XXI secolo. | In the 21st century.
parity-number-word | Il 1º passo. | The first step.
parity-number-word | Sono duemila utenti. | There are 2,000 users.
parity-number-word | Sono 300 utenti. | There are three hundred users.
parity-number | Dopo 24 ore. | Users may 25 hours later.
parity-address | Il comando ⟦ls -l⟧. | The command ⟦ls -L⟧.
parity-number | Costa 5€. | It costs €6.
parity-number | La GU L 333 del 27.12.2022, pag. 80. | OJ L 333, 27.12.2022, p. 81.
parity-number | Le porte 443 e 8443. | Ports 443 and 8433.
parity-identifier | Log4j 2.17.1. | Log4j 2.17.0.
parity-tlp | TLP:AMBER | TLP:GREEN
parity-tlp | TLP:ROSSO | TLP:RED
parity-tlp | TLP:AMBER+STRICT | TLP:AMBER
parity-identifier parity-number | CVE-2025-1 e 7 casi. | CVE-2025-2 and 8 cases.
parity-number | Sono 10 milioni di euro. | It is 10 billion euro.
parity-number | Sono 10 milioni. | It is 10,000.
parity-number | Sono 25mila utenti. | There are 25 million users.
parity-number | Da 3 a 5 milioni. | From 3 million to 6 million.
parity-number | Da 3 a 5 milioni. | From 3 million to 5 billion.
parity-number-word | Costa un milione. | It costs 1 million.
parity-number-word | Costa due milioni. | It costs 2 million.
parity-number-form | Sono 3,5 milioni. | It is 3,5 million.
parity-number-word | Centoventi paesi. | 120 countries.
parity-number-word | Sono 200.000 utenti. | There are two hundred thousand users.
parity-number | Centoventi paesi. | 130 countries.
parity-number | Dal 4 novembre al 12 dicembre 2025. | From 12 November to 4 December 2025.
parity-number | Dal 30 novembre al 2 dicembre 2025. | From 2 November to 30 December 2025.
parity-number | Entro il 30/6. | By 30 July.
parity-identifier parity-number | Nel 11/2025. | In December 2025.
parity-number | A mezzogiorno. | At 13:00.
parity-number-word | La metà dei casi. | 50% of cases.
parity-number | La metà dei casi. | 60% of cases.
parity-number | Telefono +39 06 1234 5678. | Phone +39 06 12345679.
parity-identifier parity-number | La legge n. 90/2024. | Law 91 of 28 June 2024.
parity-number | Attivo 24 ore su 24, 7 giorni su 7. | Active all day.
parity-number-word | Un piano di 3 anni. | A three-year plan.
parity-identifier | ABCD C3D4 E5F6 0718 293A 4B5C 6D7E 8F90 A1B2 C3D4 | ABCEC3D4E5F60718293A4B5C6D7E8F90A1B2C3D4
parity-number-word | Entro settantadue ore. | Within twenty-four hours.
parity-number-word | Le tre regole. | The four rules.
parity-number-word | Le tre regole e i cinque passi. | The three rules and the six steps.
parity-number | Fra 30/6 e 5/7. | From 30 June to 6 July.
parity-number | Entro 24 ore. | Within 7 hours, active 24/7.
parity-number | Sono 1,5 miliardi. | It is 1.5 million.
";

/// What must raise none.
const NO_ALARMS: &str = "
- | Sono 1.276 incidenti. | There are 1,276 incidents.
- | Sono 1 276 incidenti. | There are 1,276 incidents.
- | Sono 1\u{a0}276\u{a0}000 ore. | That is 1,276,000 hours.
- | Sono 1.276,5 ore. | That is 1,276.5 hours.
- | Il 19,09 % dei casi. | 19.09% of cases.
- | Il 19,09 per cento dei casi. | 19.09 percent of cases.
- | Il 19\u{a0}% dei casi. | 19 per cent of cases.
- | Il 19,50 % dei casi. | 19.5 % of cases.
- | Dal 20 al 30 %. | From 20 % to 30 %.
- | Il 4 novembre 2025. | On 4 November 2025.
- | Il 4 novembre 2025. | On November 4, 2025.
- | Il 4 novembre 2025. | On 2025-11-04.
- | Il 4 nov. 2025. | On 4 Nov 2025.
- | Il 1º novembre 2025. | On 1 November 2025.
- | L’11 novembre del 2025. | On the 11th of November 2025.
- | Il 04/11/2025. | On 4 November 2025.
- | Il 4.11.2025. | On 4 November 2025.
- | Il 4 novembre. | On 4 November.
- | Il 4 novembre. | On November 4th.
- | Nel novembre 2025. | In November 2025.
- | Nel novembre del 2025. | In November 2025.
- | A maggio potrebbe accadere, in marzo anche. | It may happen in May, and in March too.
- | I rischi possono aumentare di 5 punti. | Risks may march up 5 points.
- | A marzo 5 milioni di ore. | In March 5 million hours.
- | Dal 3 al 5 novembre 2025. | From 3 to 5 November 2025.
- | Il 3–5 novembre 2025. | On November 3–5, 2025.
- | Il 3 e il 4 novembre 2025. | On 3 November and 4 November 2025.
- | Fra luglio e agosto 2025. | Between July 2025 and August 2025.
- | Usa 3 set di misure. | Uses 3 sets of measures.
- | Alle 18:00. | At 18:00.
- | Alle 18.00. | At 18:00.
- | Alle 18.30. | At 6:30 p.m.
- | Alle ore 18. | At 6 pm.
- | Il 2025-11-04T18:00 UTC. | On 4 November 2025, 18:00 UTC.
- | La rete 5G e la NIS2. | NIS2 and the 5G network.
- | Nel 1º trimestre 2025. | In Q1 2025.
- | Nel primo trimestre 2025. | In Q1 2025.
- | La norma ISO27001. | The ISO 27001 standard.
- | La quinta generazione. | 5G, the generation.
- | Questa direttiva. | The NIS2 directive.
- | Il COVID-19. | The COVID-19.
- | A metà 2025. | By mid-2025.
- | Per 24 ore. | For 24h.
- | Un piano di 24 ore. | A 24-hour plan.
- | 24 su 24, 7/7. | 24 of 24, 7/7.
- | Attivo sempre. | Active 24/7.
- | Anni 2024-25. | Years 2024–2025.
- | La direttiva (UE) 2022/2555. | Directive (EU) 2022/2555.
- | Il d.lgs. 138/2024. | Legislative Decree No 138 of 2024.
- | Il decreto 4 settembre 2024, n. 138. | Decree No 138 of 4 September 2024.
- | Articolo 23, paragrafo 4, lettera a). | Article 23(4)(a).
- | La S.p.A. con sede p.es. a Roma, sig.ra Rossi. | The SpA in, e.g., Rome, Ms Rossi.
- | Almeno TLS 1.3 e OpenSSL 3.0. | OpenSSL 3.0 and TLS 1.3 at least.
- | Windows 8.1 è vecchio. | The old Windows 8.1.
- | La versione 10.0 è sicura. | Version 10.0 is safe.
- | Le versioni 1.0 e 1.1 sono sicure. | Versions 1.0 and 1.1 are safe.
- | 1.0 ; 20 ottobre 2025 | 1.0 ; 20 October 2025
- | La v1.2.3. | Version 1.2.3.
- | In 3,5 milioni di casi. | In 3.5 million cases.
- | EUR 3,5 milioni. | EUR 3.5 million.
- | TLP 2.0 e TLP:CLEAR. | TLP:CLEAR of TLP 2.0.
- | CVE‑2025‑1234 | CVE-2025-1234
- | Il vettore CVSS:3.1/AV:N/AC:L. | The vector CVSS:3.1/AV:N/AC:L.
- | A1B2 C3D4 E5F6 0718 293A  4B5C 6D7E 8F90 A1B2 C3D4 | A1B2 C3D4 E5F6 0718 293A 4B5C 6D7E 8F90 A1B2 C3D4
- | https://eur-lex.europa.eu/legal-content/IT/TXT/?uri=CELEX:32022L2555 | https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022L2555
- | Si veda ⟦https://example.org/it/a⟧. | See ⟦https://example.org/en/a/⟧.
- | https://european-union.europa.eu/index_it | https://european-union.europa.eu/index_en
- | https://example.org/?lang=it&x=1 | https://example.org/?lang=en&x=1
- | http://data.europa.eu/eli/dir/2022/2555/oj/ita | http://data.europa.eu/eli/dir/2022/2555/oj/eng
- | (si veda https://example.org/a). | See https://example.org/a for more.
- | Scrivere a csirt@example.org. | Write to csirt@example.org!
- | Il server 192[.]0[.]2[.]1. | The server 192.0.2.1.
- | Il file ⟦figures.it.csv⟧. | The file ⟦figures.en.csv⟧.
- | Il codice ⟦CVE-2025-1234⟧ è nella guida⟦@/guidelines/x⟧. | The guide⟦@/guidelines/x⟧ has the code ⟦CVE-2025-1234⟧.
- | Ciò costa 5€ o € 1.276,50. | This costs €5 or €1,276.50.
- | Dopo 24 ore. | Users may 24 hours later.
- | Negli anni ’90. | In the 1990s.
- | Fra novembre-dicembre 2025. | In November–December 2025.
- | Dal 30 giugno-2 luglio 2025. | From 30 June–2 July 2025.
- | Alle 6 del pomeriggio. | At 18:00.
- | Dalle ore 9 alle 18. | 9 a.m. to 6 p.m.
- | La GU L 333 del 27.12.2022, pag. 80. | OJ L 333, 27.12.2022, p. 80.
- | La direttiva 2022/2555/UE. | Directive (EU) 2022/2555.
- | L’articolo 4 bis. | Article 4a, or 4.
- | La chiave AES-256. | The AES 256 key.
- | ISO/IEC 27001:2022, NIST SP 800-53. | NIST SP 800-53, ISO/IEC 27001:2022.
- | Il MAC 00:1A:2B:3C:4D:5E. | MAC 00:1a:2b:3c:4d:5e.
- | Le reti 3G/4G/5G. | 3G/4G/5G networks.
- | Uno schermo 16:9 di 3×4 metri. | A 16:9 screen of 3 × 4 metres.
- | Il 1990–1991 e il 2024/25. | 1990–91 and 2024-2025.
- | Sono due, o tre. | There are two, or three.
- | Telefono +39 06 85264321. | Phone +39 06 85264321.
- | Tabella 3.2.1, punti 5,6 e 7. | Table 3.2.1, points 5.6 and 7.
- | Sono 10 milioni. | It is 10 million.
- | Sono 10 milioni di euro. | It is 10,000,000 euro.
- | Costa 10 milioni di euro. | It costs €10,000,000.
- | Sono 1,5 miliardi. | It is 1.5 billion.
- | Sono 1,5 mld. | It is 1.5bn.
- | Sono 1.200 miliardi. | It is 1.2 trillion.
- | Sono 3.000.000 di utenti. | There are 3 million users.
- | Sono 25mila utenti. | There are 25,000 users.
- | Sono 25 mila utenti. | There are 25,000 users.
- | Sono 25mila utenti. | There are 25 thousand users.
- | Da 3 a 5 milioni. | From 3 million to 5 million.
- | Costa 3-5 milioni. | It costs 3 million–5 million.
- | Costa 10 milioni. | It costs €10m.
- | Sono 2000 milioni. | It is 2,000 million.
- | Sono 2000 milioni. | It is 2000 million.
- | Nel 2025 milioni di utenti. | In 2025, millions of users.
- | A marzo 5 milioni di ore. | 5 million hours in March.
- | Circa 10 milioni, 3 volte tanto. | About 10 million, 3 times as much.
- | Dal 4 novembre al 12 dicembre 2025. | From 4 November to 12 December 2025.
- | Dal 4 novembre 2025 al 12 dicembre 2025. | From 4 November to 12 December 2025.
- | Attivo 24 ore su 24, 7 giorni su 7. | Active 24/7.
- | Attivo 24 ore su 24, 7 giorni su 7. | Active 24 hours a day, 7 days a week.
- | Attivo 24 ore al giorno, 7 giorni su 7. | Active 24/7.
- | Entro il 30/6. | By 30 June.
- | Entro il 30/6. | By June 30.
- | Entro il 30 giugno. | By 6/30.
- | Nel 11/2025. | In November 2025.
- | A mezzogiorno. | At 12:00.
- | Alle ore 12. | At noon.
- | Alle 24:00. | At midnight.
- | Telefono +39 06 1234 5678. | Phone +39 06 12345678.
- | Telefono: +39 06 123 456 78, 24 ore. | Phone: +390612345678, 24 hours.
- | La legge n. 90/2024. | Law 90 of 28 June 2024.
- | La legge 28 giugno 2024, n. 90. | Law 90/2024.
- | Una falla zero-day. | A 0-day flaw.
- | Una falla 0-day. | A zero-day flaw.
- | ABCD 1234 EF56 0718 293A 4B5C 6D7E 8F90 A1B2 C3D4 | ABCD1234EF560718293A4B5C6D7E8F90A1B2C3D4
- | Impronta ABCD EFAB EF56 0718 293A 4B5C 6D7E 8F90 A1B2 C3D4 | ABCDEFABEF560718293A4B5C6D7E8F90A1B2C3D4
- | Le tre regole e i cinque passi. | The five steps and the three rules.
- | Se sei vittima. | If you are one of the three.
- | Entro settantadue ore. | Within three days, that is seventy-two hours.
- | Un terzo dei casi. | A third of the cases.
- | Tre quarti dei casi. | Three quarters of the cases.
- | Centoventi paesi. | One hundred and twenty countries.
- | Duecentomila utenti. | Two hundred thousand users.
- | Venticinque paesi su trenta. | Twenty-five countries of thirty.
- | Mille grazie. | Thanks to the five of you.
- | Cinque milioni di utenti. | Five million users.
- | Milioni di utenti. | Thousands of millions of users.
- | Il terzo punto. | The third point.
- | Una terza parte. | A third party.
- | Costa 10 mln €. | It costs €10 million.
- | Costa 10 milioni (10.000.000) di euro. | It costs 10 million (10,000,000) euro.
- | Da 1,5 a 2,5 milioni. | From 1.5 to 2.5 million.
- | Tra il 30/6 e il 5/7. | Between 30 June and 5 July.
- | Il 12% dei 3 milioni. | 12% of 3 million.
- | Il 3 marzo 2 milioni di utenti. | On 3 March 2 million users.
- | Dal 1º gennaio 2024 al 31 marzo. | From 1 January 2024 to 31 March 2024.
- | Tra il 3 e il 4 novembre e il 5 dicembre 2025. | Between 3 and 4 November and 5 December 2025.
- | Dal 3 novembre al 5 dicembre. | From November 3 to December 5.
- | Entro le 12:00 di mezzogiorno. | By 12 noon.
- | Metà dei 50 casi. | Half of the 50 cases.
- | Dopo 10 mila chilometri. | After 10,000 kilometres.
- | EUR 3.500.000. | EUR 3.5 million.
";
