//! Dates as publications give them: a day, or an hour of a day in a zone.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

/// When something was or will be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicationDate {
    /// A day, without an hour.
    Day(Date),
    /// An instant, in the zone in which it was written.
    Hour(Zoned),
}

impl PublicationDate {
    /// The calendar day, in the zone in which the date was written.
    pub fn day(&self) -> Date {
        match self {
            PublicationDate::Day(day) => *day,
            PublicationDate::Hour(zoned) => zoned.date(),
        }
    }

    /// The first instant that it names: a day begins at midnight in `zone`.
    pub fn instant(&self, zone: &TimeZone) -> Timestamp {
        match self {
            PublicationDate::Day(day) => zone
                .to_ambiguous_timestamp(day.at(0, 0, 0, 0))
                .compatible()
                .unwrap_or(Timestamp::MAX),
            PublicationDate::Hour(zoned) => zoned.timestamp(),
        }
    }

    /// The last instant that it names: a day ends before the next midnight in `zone`.
    pub fn last_instant(&self, zone: &TimeZone) -> Timestamp {
        let next = match self {
            PublicationDate::Day(day) => day.tomorrow().ok(),
            PublicationDate::Hour(zoned) => return zoned.timestamp(),
        };
        let midnight = next.map(|next| PublicationDate::Day(next).instant(zone));
        let last = midnight.and_then(|at| at.checked_sub(SignedDuration::from_nanos(1)).ok());
        last.unwrap_or(Timestamp::MAX)
    }

    /// As ISO 8601: `2025-11-04` or `2025-11-04T18:00:00+01:00`.
    pub fn iso(&self) -> String {
        match self {
            PublicationDate::Day(day) => day.to_string(),
            PublicationDate::Hour(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        }
    }

    /// As RFC 3339 with an hour, which feeds want: a day begins at midnight in `zone`.
    pub fn rfc3339(&self, zone: &TimeZone) -> String {
        let zoned = match self {
            PublicationDate::Hour(zoned) => zoned.clone(),
            PublicationDate::Day(_) => self.instant(zone).to_zoned(zone.clone()),
        };
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

/// Reads a date. An hour without a zone is in `zone`. The error is what to write instead.
pub fn parse_date(text: &str, zone: &TimeZone) -> Result<PublicationDate, String> {
    let text = text.trim();
    if let Ok(day) = text.parse::<Date>()
        && text.len() == 10
    {
        return Ok(PublicationDate::Day(day));
    }
    let with_t = text.replacen(' ', "T", 1);
    if with_t.len() > 10 && with_t.as_bytes()[10] == b'T' {
        if let Ok(timestamp) = with_t.parse::<Timestamp>() {
            let offset = written_zone(&with_t).unwrap_or_else(|| zone.clone());
            return Ok(PublicationDate::Hour(timestamp.to_zoned(offset)));
        }
        let civil = with_t.parse::<DateTime>().ok();
        if let Some(zoned) = civil.and_then(|civil| civil.to_zoned(zone.clone()).ok()) {
            return Ok(PublicationDate::Hour(zoned));
        }
    }
    Err(suggestion(text))
}

/// The fixed offset with which a time was written, so that it prints as its author meant it.
fn written_zone(text: &str) -> Option<TimeZone> {
    if text.ends_with(['Z', 'z']) {
        return Some(TimeZone::UTC);
    }
    let sign_at = text.rfind(['+', '-']).filter(|at| *at > 10)?;
    let (hours, minutes) = text[sign_at + 1..].split_once(':')?;
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    let seconds = if text[sign_at..].starts_with('-') { -seconds } else { seconds };
    Some(TimeZone::fixed(jiff::tz::Offset::from_seconds(seconds).ok()?))
}

/// What the author of another form of date most likely means.
fn suggestion(text: &str) -> String {
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let number = |s: &str| s.parse::<i16>().ok();
    if let [a, b, c] = parts[..]
        && let (Some(a), Some(b), Some(c)) = (number(a), number(b), number(c))
    {
        let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
        let date = i8::try_from(month)
            .ok()
            .zip(i8::try_from(day).ok())
            .and_then(|(month, day)| Date::new(year, month, day).ok());
        if let Some(date) = date {
            let sure = a > 31 || day > 12;
            let doubt = if sure { "" } else { " if the day stands first" };
            return format!("write it as `{date}`{doubt}");
        }
    }
    "write it as YYYY-MM-DD, or YYYY-MM-DDTHH:MM for an hour".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let zone = TimeZone::get("Europe/Rome").expect("bundled");
        let read = parse_date(text, &zone).map(|d| d.iso());
        assert_eq!(read.as_deref().map_err(String::as_str), expected, "for {text:?}");
    }

    #[test]
    fn dates() {
        check("2026-08-17", Ok("2026-08-17"));
        check("2026-08-17T18:00", Ok("2026-08-17T18:00:00+02:00"));
        check("2026-08-17 18:00", Ok("2026-08-17T18:00:00+02:00"));
        check("2026-08-17T18:00Z", Ok("2026-08-17T18:00:00+00:00"));
        check("2026-08-17T18:00+03:00", Ok("2026-08-17T18:00:00+03:00"));
        check("2026/08/17", Err("write it as `2026-08-17`"));
        check("17.08.2026", Err("write it as `2026-08-17`"));
        check("12-11-2025", Err("write it as `2025-11-12` if the day stands first"));
        check("2026-13-01", Err("write it as YYYY-MM-DD, or YYYY-MM-DDTHH:MM for an hour"));
        check("20260817", Err("write it as YYYY-MM-DD, or YYYY-MM-DDTHH:MM for an hour"));
        check("", Err("write it as YYYY-MM-DD, or YYYY-MM-DDTHH:MM for an hour"));
    }
}
