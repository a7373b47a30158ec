//! The stable codes of all diagnostics, each with what `bollettino explain` tells of it.
//!
//! A code never changes its meaning. A new one is one entry here and one case under
//! `tests/diagnostics/`.

use super::Severity;

/// A kind of fault: its stable name, its weight, and what it means.
#[derive(Debug)]
pub struct Code {
    /// The stable name, in kebab case.
    pub name: &'static str,
    /// How much it weighs unless the site's policy says otherwise.
    pub severity: Severity,
    /// What `bollettino explain` prints: what is wrong, why it matters, how it is mended.
    pub explanation: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

macro_rules! codes {
    ($($constant:ident $severity:ident $name:literal $explanation:literal)*) => {
        $(pub(crate) static $constant: Code = Code {
            name: $name,
            severity: Severity::$severity,
            explanation: $explanation,
        };)*

        /// Every code, in the order of the stages that report them.
        pub static ALL: &[&Code] = &[$(&$constant),*];
    };
}

codes! {
    SOURCE_UNREADABLE Error "source-unreadable"
    "A file of the site could not be read. The system's own message says why: most often missing \
     permissions or a file that vanished during the run."

    SOURCE_NAME Error "source-name"
    "A path under the site is not valid Unicode, has a character that means something else in an \
     address (`#`, `?`, `%` …), or is a link that leaves the site. Such a file cannot be served \
     under its name. Rename it."

    SOURCE_CHANGED Error "source-changed"
    "A file changed while the site was being built. Nothing was published; run the command again."

    NOT_UTF8 Error "not-utf8"
    "The file is not UTF-8. The message names the first byte that is not; save the file again as \
     UTF-8 in your editor."

    CONFIG_MISSING Error "config-missing"
    "There is no site.yaml in the site's folder. `bollettino init DIR` makes a new site; \
     `--site DIR` names an existing one."

    YAML_SYNTAX Error "yaml-syntax"
    "The YAML cannot be read. Most often a line is indented differently from its neighbours, a \
     quotation mark is not closed, or a tab stands where spaces should."

    YAML_NEEDS_QUOTES Error "yaml-needs-quotes"
    "YAML would read this text as something else: a colon followed by a space starts a new field, \
     ` #` starts a comment and silently cuts the text, `[` starts a list, an apostrophe at the \
     start opens a quotation, and 1.10 is the number 1.1. Put the text in double quotes; the \
     corrected line is part of the message."

    UNKNOWN_FIELD Error "unknown-field"
    "The field is not one that this file may have. A misspelt field would otherwise be ignored in \
     silence, and an embargo or a correction with it."

    MISSING_FIELD Error "missing-field"
    "A required field is missing. A publication needs `date`, an incident report also `year`, an \
     edition `title`."

    WRONG_TYPE Error "wrong-type"
    "The field holds another kind of value than it should: a list where one text is meant, or the \
     other way round. The message says what is expected."

    BAD_VALUE Error "bad-value"
    "The value is not one of those the field may have. The message names them."

    BAD_DATE Error "bad-date"
    "Dates are written YYYY-MM-DD (2026-08-17), times YYYY-MM-DDTHH:MM with an optional zone \
     (2026-08-17T18:00 or 2026-08-17T18:00+02:00). Other forms are refused because 03/04/2026 is \
     two different days in two countries."

    BAD_TLP Error "bad-tlp"
    "The label is not one of TLP 2.0: TLP:RED, TLP:AMBER, TLP:AMBER+STRICT, TLP:GREEN, TLP:CLEAR. \
     Older labels such as TLP:WHITE have a successor. Source: FIRST, Traffic Light Protocol 2.0."

    TLP_MARKING Error "tlp-marking"
    "A label above TLP:CLEAR stands alone on a line, in a heading, a title or a cell of something \
     that is for the public, so whoever wrote it marked it as restricted. Hold the publication back \
     with `tlp:` in publication.yaml, or remove the marking with its author's consent. A publication \
     whose subject is the protocol says `explains_tlp: true`. Source: FIRST, Traffic Light Protocol \
     2.0."

    TLP_MENTION Warning "tlp-mention"
    "A label above TLP:CLEAR is named in a sentence or in code of something that is for the public. \
     It may be what the text is about, or a part of a restricted text that was copied. A publication \
     whose subject is the protocol says `explains_tlp: true` in publication.yaml, and then neither \
     this nor `tlp-marking` is looked for in it. Source: FIRST, Traffic Light Protocol 2.0."

    BAD_IDENTIFIER Error "bad-identifier"
    "The identifier does not have the form its register prescribes: an ISBN-13 or ISSN with a \
     right check digit, a DOI that starts with `10.`, an ELI or a CELEX number."

    BAD_LANGUAGE Error "bad-language"
    "The name of an edition must be a language of the site as a BCP 47 tag: `it.md`, `en.md`. \
     A country code is not a language code: Estonian is `et`, not `ee`."

    BAD_PUBLICATION_ID Error "bad-publication-id"
    "The folder of a publication is part of its identity and of addresses: use `a-z`, `0-9` and \
     `-` only."

    UNKNOWN_KIND Error "unknown-kind"
    "The first folder under content/ tells the kind: `news`, `guidelines`, `incident-reports` or \
     `pages`."

    MISSING_PUBLICATION Error "missing-publication"
    "A folder with an edition needs a publication.yaml beside it: it holds what is the same in \
     every language, such as the date."

    NO_EDITION Error "no-edition"
    "A publication needs at least one edition, such as `it.md`."

    BAD_ORIGINAL Error "bad-original"
    "`original` names a language in which the publication has no edition."

    FRONT_MATTER_MISSING Error "front-matter-missing"
    "An edition starts with its front matter between two lines of three hyphens, with at least a \
     `title`."

    SUMMARY_MISSING Warning "summary-missing"
    "Without a summary, lists, feeds and search engines have nothing to show beneath the title."

    LEFTOVER_TEXT Warning "leftover-text"
    "Text of a template or a note to oneself was left in: TODO, FIXME, Lorem ipsum. It should not \
     reach a reader."

    ALTERNATIVE_TEXT_MISSING Error "alternative-text-missing"
    "A picture has no alternative text: people who cannot see it get nothing (EN 301 549, \
     WCAG 2.2, 1.1.1). Describe what it shows; a cover that only decorates gets `alt: \"\"`."

    HEADING_LEVEL Error "heading-level"
    "The title of an edition is the page's only first-level heading. Headings in the body start \
     at the second level and do not skip one on the way down."

    HEADING_ID Error "heading-id"
    "The id of a heading is used twice, or is not made of letters, digits and hyphens starting \
     with a letter."

    HTML_REMOVED Warning "html-removed"
    "Raw HTML in a text passes a sanitiser. The named element or attribute was removed because it \
     could run a script, load something from elsewhere or break the page's style."

    HTML_UNCLOSED Error "html-unclosed"
    "A tag, a quoted value or a comment of raw HTML is not closed where its block ends. A browser, \
     and the sanitiser, would take the rest of the text for a part of it."

    LINK_SCHEME Error "link-scheme"
    "Links may use http, https, mailto and tel, name a publication as `@/kind/name`, a file of \
     the same folder, or an anchor."

    LINK_DANGLING Error "link-dangling"
    "The link names a publication, a file or an address that the site does not have."

    LINK_BROKEN_TARGET Warning "link-broken-target"
    "The link names a publication that exists but has errors of its own; it is checked again when \
     these are mended."

    LINK_HIDDEN Error "link-hidden"
    "The link names a publication that readers cannot see: a draft, one under embargo, one not \
     yet due or one marked above TLP:CLEAR. The link itself would tell that it exists."

    LINK_SUPERSEDED Warning "link-superseded"
    "The link names a publication that a newer version has superseded. Link to the newer one; an \
     older version that is meant on purpose is linked from the version history."

    ANCHOR_DANGLING Error "anchor-dangling"
    "The target of the link has no heading with this id. Ids are those of the original edition \
     and the same in every language."

    COMPONENT_UNKNOWN_FIELD Error "component-field"
    "A fenced component holds YAML; the message says which field is wrong and which are known."

    COMPONENT_UNKNOWN Warning "component-unknown"
    "The first word of a fenced block is nearly the name of a component (`callout`, `chart`, \
     `dataset`, `figure`, `latest`, `members`, `publications`) and no language of code, so readers would see the \
     component's YAML. Correct the name, or name the language of the code."

    EXHIBIT Error "exhibit"
    "A chart or a table asks for what its dataset does not have, or for what must not be drawn: counts \
     of different things on one axis, years beside quarters, parts that are more than a whole, more \
     series than can be told apart. The message says which field to change."

    FOOTNOTE_UNDEFINED Error "footnote-undefined"
    "The text refers to a footnote that it does not define, so readers would see `[^x]`. A footnote \
     is defined by a line `[^x]: …` of the same text; the `text` of a fenced component is a text of \
     its own. Where no footnote is meant, write `\\[^x]` or put it into code."

    FOOTNOTE_UNUSED Warning "footnote-unused"
    "A footnote is defined but nothing refers to it, so no reader would find it."

    NESTING Error "nesting"
    "The text is nested deeper than any reader could follow, and deeper than a browser promises \
     to display."

    HEADINGS_DIFFER Warning "headings-differ"
    "The headings of a translation do not have the levels of the original's, so the named heading \
     could not take the original's id. Links to it work in one language only."

    SLUG_DUPLICATE Error "address-duplicate"
    "Two pages would be served at the same address. Give one of them another `slug`."

    BAD_ADDRESS Error "bad-address"
    "An address is a path from the site's root, such as /archivio/nota.html: ASCII, no spaces, no \
     `..`, no query."

    REDIRECT_BAD Error "redirect-bad"
    "A line of redirects.csv is `from,to,status`: an address, an address or nothing, and 301 or \
     410. Its target must exist."

    FILE_MISSING Error "file-missing"
    "A file that is named here is not in the publication's folder."

    STRAY_FILE Error "stray-file"
    "A file under content/ is not what a publication is made of: a text or facts under a name that \
     is not read (`it.MD`, `publication.yml`), or what an editor left behind (`it.md.orig`). As an \
     attachment it would be published. Rename it, or move it out of content/."

    FILE_DIGEST Error "digest-mismatch"
    "A file is not the one whose SHA-256 publication.yaml declares. Either the file was replaced, \
     which readers must be told, or the declared digest is out of date."

    FORMAT_MISMATCH Error "format-mismatch"
    "A file is not what its name says: its first bytes are those of another format. Readers and \
     their programs go by the name, and filters that look for dangerous files do too. Save the file \
     again in the format of its name, or rename it."

    ATTACHMENT_METADATA Warning "attachment-metadata"
    "A file tells more than its content: who wrote it, what was struck out or commented on, where a \
     picture was taken. The metadata of JPEG, PNG and WebP is left out when the site is built, but \
     for files whose SHA-256 is declared or that are signed; that of documents and of other pictures \
     is for the program that made them to remove."

    PDF_INACCESSIBLE Warning "pdf-inaccessible"
    "A PDF has no tags, no title or no language, so that a screen reader cannot tell headings from \
     text, reads the file's name for its title, or reads it in a wrong voice (EN 301 549, 10; \
     WCAG 2.2, 1.3.1, 2.4.2, 3.1.1). Export it anew with these, or publish its text as a page."

    NOT_CHECKED Warning "not-checked"
    "A file could not be looked into: it is damaged, encrypted, too large, or packed in a way that \
     is not read. Nothing is known of its metadata, its accessibility or its markings; have a person \
     look at it before it is published."

    COVER_LARGE Warning "cover-large"
    "A cover picture has more than 300 kB. It stands in lists and on top of its page, so every reader \
     loads it."

    PICTURE_UNREADABLE Error "picture-unreadable"
    "The picture's size cannot be read: its format is not PNG, JPEG, WebP, GIF, AVIF or SVG with \
     a size, or the file is damaged."

    SUPERSEDES_CYCLE Error "supersedes-cycle"
    "Publications supersede one another in a circle, or two claim to supersede the same one, so \
     no latest version can be told."

    TRANSLATION_MISSING Error "translation-missing"
    "This kind is configured with `missing_translation: error`, and the publication has no \
     edition in one of the site's full languages."

    CHANGE_DATE Error "change-date"
    "An entry of `changes` is dated before the publication itself, or later than the time of the \
     build (`--now`). A change is shown as soon as it is written, whatever its date; write it on the \
     day on which it is made."

    RELATED_NEEDLESS Warning "related-needless"
    "An entry of `related` names the publication itself, one that was withdrawn, or one that is \
     named before. It is left out of the page."

    LEFT_OUT Warning "left-out"
    "A publication that readers cannot see yet has errors. It is left out, so they stop nothing \
     today, but they will when it is due."

    DATE_CONSULTATION Overdue "consultation-closed"
    "The consultation's closing date has passed while the status still says `consultation`."

    MESSAGES_IGNORED Warning "messages-ignored"
    "A file under i18n/ is not read: its folder is no language that site.yaml lists, it lies in no \
     folder of a language, or its name does not end in `.ftl`. Its words are on no page."

    FTL_SYNTAX Error "ftl-syntax"
    "An entry of a Fluent file cannot be read; it would be missing from the interface. Most often \
     a value's next line is not indented, or a brace is not closed."

    MESSAGE_DUPLICATE Error "message-duplicate"
    "The same message is defined twice in one layer (program, theme or site) of one language; \
     which one would win is not for chance to decide."

    MESSAGE_MISSING Error "message-missing"
    "A language whose stage is `full` has no such message: its readers would see another language \
     or nothing. Add it to the language's .ftl files."

    MESSAGE_ARGUMENT Error "message-argument"
    "Formatting the message failed: it uses a variable that is not given, a term that does not \
     exist, or a function wrongly."

    MESSAGE_UNEVEN Warning "message-uneven"
    "One full language has a message that another lacks. Where a page needs it, readers of the \
     other language would see nothing and the build would fail. Add it, or remove it from both."

    MESSAGE_UNUSED Warning "message-unused"
    "A message of the site or of its theme that no template, no label, no other message and nothing \
     in the program asks for, or a term that no message of its language uses. Most often its name \
     is misspelt."

    MESSAGE_VARIABLES Warning "message-variables"
    "A message uses a variable in one language and not in another, all its variants taken together, \
     or one that the program does not give it. Readers of one language would be told less, or the \
     variable's name is misspelt."

    MESSAGE_ATTRIBUTES Warning "message-attributes"
    "A message has an attribute (`.slug`, `.description`) in one language and not in another: an \
     address or an introduction would be missing there. A text that stands in for the program's or \
     the theme's replaces all its attributes too, so repeat those."

    MESSAGE_MARKUP Warning "message-markup"
    "A message has an HTML element in one language and not in another: a link or an emphasis was \
     lost or added in translation."

    ARGUMENT_UNUSED Warning "argument-unused"
    "A template gives a message a value that no language's text uses. Most often the variable's \
     name is misspelt here or there."

    PLURAL_UNREACHABLE Warning "plural-unreachable"
    "A choice by number has a variant for a plural form that its language does not have, so it is \
     never chosen: Italian has `one`, `many` and `other`, and no `few`. Source: Unicode CLDR, plural \
     rules, by ICU."

    PLURAL_MISSING Warning "plural-missing"
    "A choice by number has no variant for a plural form that common whole numbers (0 to 200) take \
     in its language; they would get the default's form. Source: Unicode CLDR, plural rules, by ICU."

    VARIANT_UNUSED Warning "variant-unused"
    "A choice that chooses nothing: its variants all say the same, there is only one, or an earlier \
     variant has the same key."

    LABEL_MISSING Error "label-missing"
    "A topic, a series or another code is used without its label: a Fluent message named by \
     convention, such as `topic-5g`. The line to add is part of the message."

    THEME_MISSING Error "theme-missing"
    "The theme that site.yaml names is neither in themes/ nor one of the program's own."

    TEMPLATE_ERROR Error "template-error"
    "A template of the theme is wrong, or asks for something that its page does not have. The \
     theme contract lists what each template gets."

    ASSET_MISSING Error "asset-missing"
    "A template asks for an asset that the theme does not have."

    STYLESHEET_ERROR Error "stylesheet-error"
    "A stylesheet of the theme cannot be parsed, so it can be neither checked nor minified. The \
     message names the first place that is wrong; browsers would ignore what follows it."

    PARITY_IDENTIFIER Error "parity-identifier"
    "An edition and its translation do not name the same CVE or CWE ids, CVSS vectors, hashes, \
     fingerprints, versions or legal acts. These are the same in every language; one of the two \
     texts is wrong."

    PARITY_NUMBER Error "parity-number"
    "An edition and its translation do not give the same numbers, percentages, dates or times. \
     Each is read as its language writes it: 1.276 in Italian is 1,276 in English. One of the two \
     texts is wrong."

    PARITY_ADDRESS Warning "parity-address"
    "An edition and its translation do not lead to the same places: addresses, domains, e-mail and \
     IP addresses, links within the site, code. Addresses that differ in a language marker only \
     (`/it/` and `/en/`) are held to be the same."

    PARITY_NUMBER_FORM Warning "parity-number-form"
    "A number is written as another language writes it: 19.09 % in an Italian text. Readers may \
     take the mark for the other one and misread the number by a thousand."

    PARITY_NUMBER_WORD Warning "parity-number-word"
    "One text has a number in digits where the other has it in words (72 hours, settantadue ore). \
     The number cannot be compared for certain; digits on both sides can."

    PARITY_TLP Error "parity-tlp"
    "An edition and its translation do not have the same TLP labels. A label is the same in every \
     language and is never translated. Source: FIRST, Traffic Light Protocol 2.0."

    PARITY_STRUCTURE Warning "parity-structure"
    "An edition and its translation do not have as many headings, lists, tables, blocks of code, \
     figures or links: something was left out of one of them, or added."

    PARITY_UNREVIEWED Warning "parity-unreviewed"
    "The edition and its translation differ in numbers, identifiers or addresses, and the \
     translation was never accepted. Mend what differs, then accept the translation."

    GLOSSARY_LANGUAGE Error "glossary-language"
    "The glossary has terms or a definition in a language that is not one of the site's."

    GLOSSARY_PREFERRED Error "glossary-preferred"
    "A concept has two preferred terms in one language, or none. The first term of a language is \
     the preferred one unless a status says otherwise; others are `admitted` or `forbidden`."

    GLOSSARY_DUPLICATE Error "glossary-duplicate"
    "Two entries of the glossary have the same concept, so that a term could be held against \
     either. Make them one."

    GLOSSARY_DEFINITION Error "glossary-definition"
    "A concept has no definition in a language whose stage is `full`; the glossary's page in that \
     language would be left with a term nobody explains."

    SEARCH_SYNONYMS Error "search-synonyms"
    "An entry of i18n/search.yaml finds nothing: it is for a language that the site does not have, \
     lists a word alone, or the same word twice. Each entry lists two words or more that mean the \
     same, by language: `- words: {it: [SRI, NIS]}`. Forms of a word, capitals and accents need no \
     entry, and the terms of the glossary are synonyms already."

    FIGURE_UNKNOWN Error "figure-unknown"
    "A link `data:…` names no figure that the reports have: the measure, dimension or code does not \
     exist, the dataset says nothing of it, or there is no year before to compare with. Years are \
     compared within one series and one legal regime only, both complete, and not where the report \
     says `comparable: false`. The form is \
     `[1.276](data:incident-reports/nis-2024/incidents)`, with `?sector=health` for a part and \
     `/change`, `/decrease`, `/difference`, `/shortfall` or `/ratio` against the year before."

    FIGURE_DIFFERS Error "figure-differs"
    "A text shows another number than the dataset that it names. Figures live once, in the data: \
     correct the text, or the data if they are wrong. A figure as the dataset has it is shown \
     exactly; one that is computed, or followed by a word such as million, at any precision, rounded. \
     Numbers are written as the edition's language does."

    FIGURE_MOVED Warning "figure-moved"
    "A dataset was corrected, and figures that this page shows moved with it. Readers who saw the \
     former ones should be told: add an entry to `changes` in the front matter, dated on the day of \
     the correction or later. The former data stay at an address of their own."

    DATASET_PARTIAL Warning "dataset-partial"
    "A report that is dated within the year that it is about cannot have that whole year's \
     incidents. Say up to which day a dataset goes, with `through: YYYY-MM-DD`: pages, charts and \
     downloads then mark the year as partial, and it is not compared with others."

    DATASET_CSV Error "dataset-csv"
    "A data file is not the table that it should be: a line has more or fewer cells than the head, a \
     quotation mark is not closed, or cells are parted by something else than the `dialect` says. \
     What offices have is read when it is declared: `dialect: {delimiter: \";\", decimal: \",\", \
     encoding: windows-1252}`."

    DATASET_COLUMN Error "dataset-column"
    "The head of a data file names a column that datasets do not have, names one twice, or lacks one \
     that it needs: records need `id` and either `date` or `quarter`, aggregates at least one \
     measure. Columns are named by dimensions and measures, so that every figure has a meaning and a \
     label in each language."

    DATASET_PERSONAL Error "dataset-personal"
    "A data file has a column for names, e-mail addresses, IP addresses or the like, or a cell with \
     one. Datasets are published as they are: nothing that identifies a person or a system may be \
     in them. Remove the column, also from earlier versions of the file."

    DATASET_CODE Error "dataset-code"
    "A cell holds a code that its dimension does not have. The codes are those of NIS2, the NIS \
     Cooperation Group, RSIT and ENISA's reports; `unknown` and `other` exist in every dimension. A \
     site adds its own in site.yaml: `codes: {asset: [websites]}`."

    DATASET_NUMBER Error "dataset-number"
    "A cell of a measure is not a plain number: it has a unit, a thousands separator, a fraction \
     where things are counted, or more than 15 digits. Write the number alone."

    DATASET_DECIMAL Error "dataset-decimal"
    "A number has a decimal comma in a file with decimal points, or the other way round. Which of \
     them a file uses is declared once: `dialect: {decimal: \",\"}`. Without that, 1,276 could be \
     more than a thousand or a little more than one."

    DATASET_NEGATIVE Error "dataset-negative"
    "A measure is below zero. Nothing that datasets measure can be."

    DATASET_USER_HOURS Error "dataset-user-hours"
    "User-hours are not users × hours, by more than rounding explains. One of the three cells is \
     wrong; where the user-hours were not measured by themselves, leave their column out, and they \
     are computed."

    DATASET_SHARE Error "dataset-share"
    "A share is over 100 %, shares of parts that exclude each other are together over 100 % by more \
     than rounding explains, or a share is not that of the counts beside it."

    DATASET_TOTAL Error "dataset-total"
    "A total is not the sum of its parts. Parts must be complete: what is not attributed is a row \
     with the code `unknown`, the rest a row `other`. Where two datasets of a report tell the same \
     figure, they must agree."

    DATASET_DUPLICATE Error "dataset-duplicate"
    "Two records have the same id, or two rows of aggregates the same codes: one of them would be \
     counted twice."

    DATASET_DATE Error "dataset-date"
    "A cell is not a day of the report's year (2024-03-31) or a quarter of it (2024-Q1), or lies \
     after the day to which the dataset is said to go."

    DATASET_MIXED Error "dataset-mixed"
    "A data file mixes days, quarters and years. What is known for some incidents by the day and for \
     others by the quarter cannot stand on one axis: write quarters for all."

    SEARCH_LIMIT Warning "search-limit"
    "A language has more publications than its search holds. The newest are found, and readers are \
     told that older ones stand in the lists. `search_limit` in site.yaml says how many; what \
     a reader's browser has to load grows with it."

    TERM_MISSING Warning "term-missing"
    "The original uses a term of the glossary, and the translation none of the terms or forms \
     listed for the same concept. Use one, or list the form that the translation has."

    TERM_FORBIDDEN Warning "term-forbidden"
    "The text uses a term that the glossary forbids; the message says which to write. Every edition \
     is searched, with a translation or without. Where the term must stay, as in a quotation, a \
     reviewer of the translation says so: `accept --despite term-forbidden WHY`."

    OUTPUT Error "output"
    "The built site could not be written. The target folder is as it was before: a build replaces \
     it only when it is complete. A folder that this program did not make is never emptied."

    SECURITY_TXT_EXPIRES Overdue "security-txt-expires"
    "The `expires` of security.txt has passed, comes within 30 days, or lies more than a year ahead. \
     After it nobody is to rely on the file (RFC 9116). Check that its contacts still answer and write \
     a new day. It is never a reason to hold a publication back."

    KEY_FINGERPRINT Error "key-fingerprint"
    "The OpenPGP key for reports, the fingerprint in site.yaml and the fingerprints in the site's texts \
     are not one. Often a text, or its translation, still names a former key: whoever writes to it \
     may write to somebody else. Ask the owner of the key which is right."

    ACCESSIBILITY_STATEMENT Error "accessibility-statement"
    "The accessibility statement that site.yaml names is not published, or no page leads to it. \
     Directive (EU) 2016/2102 wants it to be found from every page: name it under `footer`."

    ACCESSIBILITY_REVIEW Overdue "accessibility-review"
    "The accessibility statement was to be reviewed again. Review it, then write the new day under \
     `accessibility` in site.yaml and into the statement. In Italy the day is 23 September: \
     `due: \"09-23\"`."

    POLICY_UNSAFE Error "policy-unsafe"
    "A source under `headers` in site.yaml would weaken the Content-Security-Policy: `unsafe-…`, a \
     wildcard, plain HTTP, or not a host at all. The policy protects readers from what gets into a \
     page; name the one host that pictures, films or fonts come from, by its whole address."

    POLICY_BLOCKED Error "policy-blocked"
    "A page loads or does something that the site's own Content-Security-Policy would block, so \
     readers would not see it: most often a picture from elsewhere. Put the file beside the text, or \
     name its host under `headers.sources` in site.yaml."

    INTEGRITY_MISSING Error "integrity-missing"
    "A template loads a script or a stylesheet without its digest (Subresource Integrity), or with \
     one that its bytes do not have. Write `integrity=\"{{ integrity(path=\"css/main.css\") }}\"` \
     beside `href` or `src`."

    HOST_LIMIT Warning "host-limit"
    "Static hosts read only so many rules of `_headers` and `_redirects`, and leave the rest out \
     without a word. What does not fit is not in these files. Former addresses still lead on by pages \
     of their own."

    SIGNING Error "signing"
    "The manifest could not be signed: the command that `--sign-with` names failed, wrote no \
     signature, or one that says something else. Nothing was published. Run the command by hand on \
     a file to see what it says."

    MANIFEST_BROKEN Error "manifest-broken"
    "The manifest of a site that was built or published before cannot be read, or is not as this \
     program writes it: `.well-known/site-manifest.json` was changed, cut off, or made by another \
     program. What is there cannot be told from what should be, so nothing is changed. Put the \
     manifest back, from a copy or from `.well-known/site-manifest/` beside it."

    TARGET Error "target"
    "The place that the site is published to cannot be read or written: the address is wrong, the \
     credentials are not accepted, the connection was lost, the disk is full, or something else \
     writes there. What readers see is the former site, or the new one as far as its pages are \
     complete; run the command again to complete it."

    TARGET_BUSY Error "target-busy"
    "Another run is publishing to the same target, or published there after this one looked. One \
     of them has to wait: nothing was changed by this one. Run the command again when the other is \
     done."

    TARGET_FOREIGN Error "target-foreign"
    "Something lies on the target that was not published by this program, or another site is \
     served there. If that is the right target, `--adopt` takes it over: what has an address of the \
     site is replaced, everything else stays as it is and is never removed."

    ADDRESS_LOST Error "address-lost"
    "An address that readers have seen, linked and cited would lead nowhere. Keep it, lead on from \
     it with `aliases` or a line of redirects.csv, or leave a tombstone: `bollettino withdraw`. What \
     became a draft again, or has an embargo to come, would be gone as well."

    ATTACHMENT_REPLACED Error "attachment-replaced"
    "A file that readers have downloaded, cited and checked by its digest would have other bytes \
     under the same name. Give the new one another name, or tell readers what is new in it: with an \
     entry of `changes`, of kind `correction` or `update`, in an edition of the publication."

    UNANNOUNCED_CHANGE Error "unannounced-change"
    "A text that readers have seen is another one now, and they are told nothing of it. Add an entry \
     to the edition's `changes`: it is shown on the page, in its data and in the feed. When the text \
     says the same as before, `publish --minor \"typo\"` puts the reason into the manifest alone."

    ROLLBACK Error "rollback"
    "The former release cannot be put back: none is kept, its files are not what its manifest says, \
     it is not for the public, or it has what was erased since."

    INLINE_STYLE Error "inline-code"
    "A page has an inline style, an inline script or an event attribute. The site's \
     Content-Security-Policy forbids them, and browsers would ignore them."

    LEDGER_BROKEN Error "ledger-broken"
    "A line of a ledger cannot be read. A ledger is written by `bollettino translations` and lies \
     beside a translation as `<lang>.ledger`; restore the line from the file's history. Nothing \
     was changed, and nothing is written into a ledger that cannot be read."

    LEDGER_CONFLICT Error "ledger-conflict"
    "A merge has left its markers in a ledger. Keep the records of both sides, each with its own \
     lines `original` and `accepted`, and remove the lines with markers."

    LEDGER_FOREIGN Error "ledger-foreign"
    "The ledger belongs to another translation: its first line names other languages than its \
     file's name and the publication's original, or none of its records is found in the texts. \
     Restore the right file, or remove it and run `bollettino translations adopt`."

    TRANSLATION_STALE Warning "translation-stale"
    "The original has changed since its translation was accepted: paragraphs were changed, added \
     or removed. Readers of the translation are told so, with links to the original. Bring the \
     translation up to date and run `bollettino translations accept`."

    TRANSLATION_ORDER Warning "translation-order"
    "Blocks of an accepted translation stand in another order than in the original: most often \
     something was moved in the original. Each block may say the same, and the whole something \
     else, for example when a product moves from the affected to those not affected. Put the \
     translation's blocks into the original's order."

    TRANSLATION_CRITICAL Warning "translation-critical"
    "A callout marked `critical: true` has changed in the original, and a stale translation of it \
     would be dangerous: an old key, an old version, an old deadline. The translation shows a \
     warning that leads to the original instead, until the new text is accepted."

    RELEASE_HELD Warning "release-held"
    "The publication is due, but it says `release: together`, and an edition is missing or its \
     translation was never accepted. Nothing of it is published. Add the edition, or read the \
     translation and run `bollettino translations accept`; or write `release: as-ready`."
}
