//! When something is, as a calendar writes it: civil time, and the zone that it is meant in.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::lines::Line;
use super::zones::iana_name;
use crate::domain::Instant;

/// Whose clocks show the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Wherever one is.
    Floating,
    Utc,
    /// By its IANA name, or by a name that nobody knows.
    Named(String),
}

/// A moment in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub civil: NaiveDateTime,
    pub zone: Zone,
    /// A day and no time.
    pub is_day: bool,
}

/// What knows the time zones: the instant at which clocks in a zone show a civil time, or the user's own clocks, if no
/// zone is named. None for a zone that is not known.
pub type Clocks<'a> = &'a dyn Fn(NaiveDateTime, Option<&str>) -> Option<Instant>;

impl Moment {
    /// Reads `DTSTART` and its like.
    pub fn read(line: &Line) -> Option<Self> {
        Self::parse(&line.value, line.parameter("TZID"))
    }

    /// Reads each of the values of `EXDATE` and its like; one that is none is left out.
    pub fn read_all(line: &Line) -> impl Iterator<Item = Self> {
        let zone = line.parameter("TZID");
        line.value.split(',').filter_map(move |value| Self::parse(value, zone))
    }

    /// Reads `20261126T100000`, with a `Z` or a zone, or `20261126`.
    pub fn parse(text: &str, zone: Option<&str>) -> Option<Self> {
        let text = text.trim();
        let Some((day, time)) = text.split_once(['T', 't']) else {
            let civil = day_of(text)?.and_time(NaiveTime::MIN);
            return Some(Self { civil, zone: Zone::Floating, is_day: true });
        };
        let (time, is_utc) = match time.strip_suffix(['Z', 'z']) {
            Some(time) => (time, true),
            None => (time, false),
        };
        let zone = match zone {
            _ if is_utc => Zone::Utc,
            None => Zone::Floating,
            Some(name) => match iana_name(name) {
                "Etc/UTC" | "UTC" | "Etc/GMT" | "GMT" => Zone::Utc,
                name => Zone::Named(name.into()),
            },
        };
        Some(Self { civil: day_of(day)?.and_time(time_of(time)?), zone, is_day: false })
    }

    /// The same place on the clock on another day.
    pub fn on(&self, civil: NaiveDateTime) -> Self {
        Self { civil, ..self.clone() }
    }

    /// The instant; where nobody knows the zone, as if one's own clocks were meant.
    pub fn instant(&self, clocks: Clocks<'_>) -> Option<Instant> {
        match &self.zone {
            Zone::Utc => Some(self.civil.and_utc()),
            Zone::Floating => clocks(self.civil, None),
            Zone::Named(name) => clocks(self.civil, Some(name)).or_else(|| clocks(self.civil, None)),
        }
    }
}

/// Reads `PT30M`, `P1DT2H`, `P1W`; none for a negative one.
pub fn duration(text: &str) -> Option<TimeDelta> {
    let rest = text.trim().trim_start_matches('+').strip_prefix('P')?;
    let (mut seconds, mut number, mut any) = (0_i64, None::<i64>, false);
    for c in rest.chars() {
        let unit = match c {
            '0'..='9' => {
                let digit = i64::from(c.to_digit(10)?);
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
            'T' if number.is_none() => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.take()?.checked_mul(unit)?)?;
        any = true;
    }
    (any && number.is_none()).then(|| TimeDelta::try_seconds(seconds)).flatten()
}

fn day_of(text: &str) -> Option<NaiveDate> {
    let (year, month, day) = (figure(text, 0, 4)?, figure(text, 4, 6)?, figure(text, 6, 8)?);
    // A calendar may say year 1 or 9999; beyond these, counting on and back would end somewhere.
    let year = i32::try_from(year).ok().filter(|year| (1900..=2999).contains(year))?;
    (text.len() == 8).then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten()
}

fn time_of(text: &str) -> Option<NaiveTime> {
    // A leap second is the second before it; some leave the seconds out.
    let seconds = if text.len() == 4 { 0 } else { figure(text, 4, 6)?.min(59) };
    matches!(text.len(), 4 | 6).then(|| NaiveTime::from_hms_opt(figure(text, 0, 2)?, figure(text, 2, 4)?, seconds))?
}

fn figure(text: &str, from: usize, to: usize) -> Option<u32> {
    text.get(from..to).filter(|figure| figure.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_says_whose_clocks_it_means() {
        let moment = |text, zone| Moment::parse(text, zone).map(|m| (m.civil.to_string(), m.zone, m.is_day));
        let ten = "2026-11-26 10:00:00".to_string();
        let named = |name: &str| Zone::Named(name.into());
        assert_eq!(moment("20261126T100000", None), Some((ten.clone(), Zone::Floating, false)));
        assert_eq!(moment("20261126T100000Z", Some("Europe/Berlin")), Some((ten.clone(), Zone::Utc, false)));
        let berlin = Some((ten.clone(), named("Europe/Berlin"), false));
        assert_eq!(moment("20261126T100000", Some("W. Europe Standard Time")), berlin);
        assert_eq!(moment("20261126T1000", Some("UTC")), Some((ten, Zone::Utc, false)));
        assert_eq!(moment("20261126", None), Some(("2026-11-26 00:00:00".into(), Zone::Floating, true)));
        for bad in ["", "2026", "20261326", "20261126T", "20261126T256000", "2026-11-26", "é0261126", "99999999T000000"]
        {
            assert_eq!(moment(bad, None), None, "{bad:?}");
        }
    }

    #[test]
    fn a_duration_is_read_or_is_none() {
        let minutes = |text| duration(text).map(|span| span.num_minutes());
        assert_eq!(minutes("PT30M"), Some(30));
        assert_eq!(minutes("P1DT2H"), Some(26 * 60));
        assert_eq!(minutes("+P1W"), Some(7 * 24 * 60));
        for bad in ["", "P", "PT", "PT30", "-PT30M", "PM", "P99999999999999999999D", "PT9223372036854775807W"] {
            assert_eq!(minutes(bad), None, "{bad:?}");
        }
    }
}
