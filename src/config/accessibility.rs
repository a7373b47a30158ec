//! `accessibility:` in site.yaml: the accessibility statement and when it was last reviewed.
//!
//! Source: Directive (EU) 2016/2102, Article 7; in Italy the statement is hosted by AgID and
//! reviewed by 23 September of each year.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostics::BAD_VALUE;
use crate::identity::PublicationId;
use crate::publication::date_field;
use crate::yaml::Fields;

/// The statement and its review.
#[derive(Clone, Debug)]
pub struct Accessibility {
    /// Where the statement is.
    pub statement: Statement,
    /// The day of its last review.
    pub reviewed: Date,
    /// The day of each year by which it is reviewed, as month and day; a year after the last review
    /// unless said.
    pub due: Option<(i8, i8)>,
}

/// Where the statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// A publication of the site.
    Own(PublicationId),
    /// On another site: a whole address.
    Elsewhere(String),
}

impl Accessibility {
    /// The day after the last review by which the next one is due.
    pub fn next_review(&self) -> Date {
        let after = |day: Date| day.checked_add(jiff::Span::new().years(1)).unwrap_or(Date::MAX);
        let Some((month, day)) = self.due else { return after(self.reviewed) };
        let this_year = Date::new(self.reviewed.year(), month, day).unwrap_or(self.reviewed);
        if self.reviewed < this_year { this_year } else { after(this_year) }
    }
}

/// Reads the section.
pub(super) fn accessibility(fields: &mut Fields<'_>, zone: &TimeZone) -> Option<Accessibility> {
    let statement = statement(fields);
    if !fields.has("reviewed") {
        fields.missing("reviewed");
    }
    let reviewed = date_field(fields, "reviewed", zone).map(|date| date.day());
    let due = fields.text("due");
    let day = due.as_deref().map(month_and_day);
    if let (Some(None), Some(text)) = (day, &due) {
        let fault = BAD_VALUE.at(fields.at("due"), format!("`{text}` is not a day of the year"));
        fields.report(fault.help("write month and day in quotes: `due: \"09-23\"`"));
    }
    Some(Accessibility { statement: statement?, reviewed: reviewed?, due: day.flatten() })
}

fn statement(fields: &mut Fields<'_>) -> Option<Statement> {
    let text = fields.required_text("statement")?;
    let id = PublicationId::new(text.trim_start_matches("@/"));
    if text.starts_with("https://") {
        return Some(Statement::Elsewhere(text));
    }
    if id.is_well_formed() {
        return Some(Statement::Own(id));
    }
    let message = format!("`{text}` is neither a publication nor a whole address");
    let fault = BAD_VALUE.at(fields.at("statement"), message);
    fields.report(fault.help("name a publication, `pages/accessibility`, or write `https://…`"));
    None
}

fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // Any year that is not a leap year.
    Date::new(2025, month, day).is_ok().then_some((month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_review() {
        for (reviewed, due, expected) in [
            ("2026-03-02", None, "2027-03-02"),
            ("2026-03-02", Some((9, 23)), "2026-09-23"),
            ("2026-09-23", Some((9, 23)), "2027-09-23"),
            ("2026-10-01", Some((9, 23)), "2027-09-23"),
        ] {
            let statement = Statement::Elsewhere("https://example.org".to_owned());
            let reviewed = reviewed.parse().expect("a day");
            let next = Accessibility { statement, reviewed, due }.next_review();
            assert_eq!(next.to_string(), expected, "{reviewed} {due:?}");
        }
    }
}
