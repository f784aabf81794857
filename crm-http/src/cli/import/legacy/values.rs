//! The values of an old row, read by the core's own types; what had to be guessed is noted.

use std::borrow::Cow;

use chrono::{Duration, NaiveDateTime};
use crm_core::kernel::{Money, Phone, Text, Timestamp, Zone};
use crm_store_postgres::legacy::LegacyRow;

use crate::cli::import::fields::instant;

/// Something to tell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// A stable code.
    pub(super) code: &'static str,
    /// What it means.
    pub(super) sentence: Cow<'static, str>,
}

pub(super) const fn note(code: &'static str, sentence: &'static str) -> Note {
    Note { code, sentence: Cow::Borrowed(sentence) }
}

/// Reads one row and keeps what was guessed.
#[derive(Debug)]
pub(super) struct Reading<'r> {
    row: &'r LegacyRow,
    zone: Zone,
    pub(super) guesses: Vec<Note>,
}

impl<'r> Reading<'r> {
    pub(super) fn of(row: &'r LegacyRow, zone: Zone) -> Self {
        Self { row, zone, guesses: Vec::new() }
    }
    pub(super) fn get(&self, name: &str) -> Option<&'r str> {
        self.row.get(name)
    }
    /// Notes a guess.
    pub(super) fn guess(&mut self, code: &'static str, sentence: &'static str) {
        let note = note(code, sentence);
        if !self.guesses.contains(&note) {
            self.guesses.push(note);
        }
    }

    /// An instant, by the stated zone where it has no offset. One that the zone's clocks left out is an hour later.
    pub(super) fn instant(&mut self, name: &'static str) -> Result<Option<Timestamp>, Note> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok();
        if let Ok(at) = instant(name, text, self.zone) {
            if local.is_some_and(|local| self.zone.instants(local).nth(1).is_some()) {
                self.guess("time.twice", "a time that the zone's clocks showed twice: the first of the two");
            }
            return Ok(Some(at));
        }
        let later = local.and_then(|local| local.checked_add_signed(Duration::hours(1)));
        let found = later.and_then(|local| self.zone.instants(local).next());
        if found.is_some() {
            self.guess("time.skipped", "a time that the zone's clocks left out: an hour later");
        }
        found.map(Some).ok_or_else(|| note("time.bad", "a time that cannot be read"))
    }

    /// A text, cut to its length and without characters that nobody sees; `None` when nothing is left.
    pub(super) fn text<const MAX: usize>(&mut self, name: &str) -> Option<Text<MAX>> {
        let text = self.get(name)?;
        if let Ok(text) = Text::new(text) {
            return Some(text);
        }
        let seen = |c: &char| !c.is_control() || *c == '\n' || *c == '\t';
        let cleaned: String = text.chars().filter(seen).take(MAX).collect();
        let text = Text::new(&cleaned).ok()?;
        self.guess("text.cut", "a text too long or with control characters: cut");
        Some(text)
    }
    /// A text that may not be blank; `instead` where it is.
    pub(super) fn text_or<const MAX: usize>(&mut self, name: &str, instead: &'static str) -> Text<MAX> {
        self.text(name).unwrap_or_else(|| {
            self.guess("text.missing", "a text that was never written: filled in");
            Text::from_stored(instead)
        })
    }

    /// An amount of money.
    pub(super) fn money(&self, name: &str) -> Result<Option<Money>, Note> {
        let read = |text| money(text).ok_or_else(|| note("money.bad", "an amount that cannot be read"));
        self.get(name).map(read).transpose()
    }

    /// A phone; `None` when there is none or it cannot be read.
    pub(super) fn phone(&self, name: &str) -> Option<Phone> {
        phone(self.get(name)?)
    }
}

/// An amount as the database writes it: more digits than kopecks have are zeros.
pub(super) fn money(text: &str) -> Option<Money> {
    let plain = match text.split_once('.') {
        Some((whole, part)) if part.len() > 2 => {
            let (kopecks, rest) = part.split_at_checked(2)?;
            if rest.bytes().any(|digit| digit != b'0') {
                return None;
            }
            Cow::Owned(format!("{whole}.{kopecks}"))
        }
        _ => Cow::Borrowed(text),
    };
    Money::parse(&plain).ok()
}

/// A phone in whatever form people typed it, such as `8 (900) 000-01-01 доб. 5`.
pub(super) fn phone(text: &str) -> Option<Phone> {
    let parsed = |text: &str| Phone::parse(text).ok();
    parsed(text).or_else(|| {
        let end = text.find(|c: char| c.is_alphabetic() || c == ',' || c == ';').filter(|end| *end > 0)?;
        parsed(text.get(..end)?.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moscow() -> Zone {
        Zone::parse("Europe/Moscow").unwrap()
    }

    #[test]
    fn a_time_without_offset_is_told_by_the_stated_zone() {
        let row = LegacyRow::of(&[
            ("a", "2026-01-12T09:00:00.000000"),
            ("b", "2026-01-12T09:00:00.000000Z"),
            ("c", "infinity"),
        ]);
        let mut read = Reading::of(&row, moscow());
        assert_eq!(read.instant("a").unwrap().unwrap().to_string(), "2026-01-12T06:00:00Z");
        assert_eq!(read.instant("b").unwrap().unwrap().to_string(), "2026-01-12T09:00:00Z");
        assert_eq!(read.instant("c").unwrap_err().code, "time.bad");
        assert_eq!(read.instant("d").unwrap(), None);
        assert!(read.guesses.is_empty());
    }

    #[test]
    fn a_time_that_the_clocks_left_out_is_an_hour_later_and_told() {
        let row = LegacyRow::of(&[("a", "2010-03-28T02:30:00.000000")]);
        let mut read = Reading::of(&row, moscow());
        assert_eq!(read.instant("a").unwrap().unwrap().to_string(), "2010-03-27T23:30:00Z");
        assert_eq!(read.guesses, [note("time.skipped", "a time that the zone's clocks left out: an hour later")]);
    }

    #[test]
    fn phones_are_read_in_the_forms_people_typed() {
        for text in ["+79000000101", "8 (900) 000-01-01", "8-900-000-01-01 доб. 5", "79000000101, Анна", "9000000101"]
        {
            assert_eq!(phone(text).map(|phone| phone.to_string()), Some("+79000000101".to_owned()), "{text}");
        }
        assert_eq!(["", "нет", "12", "доб. 5"].map(phone), [const { None }; 4]);
    }

    #[test]
    fn an_amount_has_no_part_of_a_kopeck() {
        let told = |text| money(text).map(Money::kopecks);
        assert_eq!(
            ["1500", "1500.5", "1500.50", "1500.5000", "-3"].map(told),
            [150_000, 150_050, 150_050, 150_050, -300].map(Some)
        );
        assert_eq!(["1.005", "NaN", "много", "1,5,6"].map(told), [None; 4]);
    }

    #[test]
    fn a_text_is_cut_cleaned_or_filled_in_and_told() {
        let long = "я".repeat(30);
        let row = LegacyRow::of(&[("a", &long), ("b", "та\u{0}к"), ("c", "\u{1}")]);
        let mut read = Reading::of(&row, moscow());
        assert_eq!(read.text::<10>("a").unwrap().as_str(), "я".repeat(10));
        assert_eq!(read.text::<10>("b").unwrap().as_str(), "так");
        assert_eq!(read.text_or::<10>("c", "—").as_str(), "—");
        assert_eq!(read.guesses.iter().map(|note| note.code).collect::<Vec<_>>(), ["text.cut", "text.missing"]);
    }
}
