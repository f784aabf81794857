//! The stream of conversations of an office: who calls when.

use super::habits;
use super::office::{CITIES, EMPLOYEES, LINES, Line};
use super::story::{Conversation, Phones, Story, line_of, opaque};
use crate::chance::Chance;

const HOUR: i64 = 3_600;
const MICROS: i64 = 1_000_000;

/// An endless stream of conversations by a seed, in the order in which they begin.
///
/// Arrivals are a Poisson process whose rate follows the hour of the office's day ([`habits::BY_HOUR`]). Who rings follows
/// from who is free: a call that meets a busy office waits, as it would.
#[derive(Debug)]
pub(crate) struct Traffic {
    chance: Chance,
    phones: Phones,
    seed: u64,
    busiest_hour: f64,
    /// Microseconds since 1970.
    now: i64,
    told: u64,
    clients: Vec<String>,
}

impl Traffic {
    /// From `start` on, in seconds since 1970, with so many arrivals in the busiest hour.
    pub(crate) fn new(seed: u64, start: i64, busiest_hour: f64) -> Self {
        let chance = Chance::of(seed, 1);
        let now = start.saturating_mul(MICROS);
        Self { chance, phones: Phones::idle(), seed, busiest_hour, now, told: 0, clients: Vec::new() }
    }

    /// Goes on to the next arrival. The rate is constant within an hour; a wait that would leave the hour is drawn anew from
    /// its end, which a process without memory allows.
    fn arrive(&mut self) {
        loop {
            let hour = (self.now / MICROS / HOUR + habits::OFFICE_UTC_HOURS).rem_euclid(24);
            let share = usize::try_from(hour).ok().and_then(|hour| habits::BY_HOUR.get(hour)).copied().unwrap_or(1.0);
            let next = self.now + self.chance.until_next(self.busiest_hour * share);
            let hour_ends = (self.now / MICROS / HOUR + 1) * HOUR * MICROS;
            if next < hour_ends {
                self.now = next;
                return;
            }
            self.now = hour_ends;
        }
    }

    fn client(&mut self) -> String {
        if self.chance.happens(habits::RETURNING)
            && let Some(known) = self.chance.pick(&self.clients)
        {
            return known.clone();
        }
        // Numbers of a range that fixtures use and nobody has.
        let number = format!("7900{:07}", self.chance.between(0, 9_999_999));
        self.clients.push(number.clone());
        number
    }

    /// An employee at work, free if anybody is; the place and a line of the same city.
    fn employee(&mut self) -> (usize, &'static Line) {
        let place = usize::try_from(self.chance.between(0, 11)).unwrap_or(0).min(EMPLOYEES.len() - 1);
        let city = EMPLOYEES.get(place).map_or(0, |employee| employee.city);
        (place, line_of(&mut self.chance, city))
    }

    fn is_open(line: &Line, at: i64) -> bool {
        let utc_hours = CITIES.get(line.city).map_or(0, |city| city.utc_hours);
        habits::OPEN.contains(&(at / HOUR + utc_hours).rem_euclid(24))
    }
}

impl Iterator for Traffic {
    type Item = Conversation;

    fn next(&mut self) -> Option<Conversation> {
        self.arrive();
        self.told += 1;
        let started = self.now / MICROS;
        let id = opaque(&format!("entry:{}:{}", self.seed, self.told));
        let client = self.client();
        let (place, own_line) = self.employee();
        let called_line = self.chance.pick(&LINES).unwrap_or(&LINES[0]);
        let colleague = (place + 1) % EMPLOYEES.len();
        let kinds = [
            (habits::INBOUND, 0),
            (habits::OUTBOUND * (1.0 - habits::BY_COMMAND), 1),
            (habits::OUTBOUND * habits::BY_COMMAND, 2),
            (1.0 - habits::INBOUND - habits::OUTBOUND, 3),
        ];
        // At night nobody is in the office to call anybody.
        let kind = if Self::is_open(own_line, started) { self.chance.weighted(&kinds).copied() } else { Some(0) };
        let line = if kind == Some(0) { called_line } else { own_line };
        let story = Story::new(&mut self.chance, &mut self.phones, id, started, client, line);
        Some(match kind {
            Some(1) => story.outbound(place),
            Some(2) => story.call_back(place),
            Some(3) => story.internal(place, colleague),
            _ if Self::is_open(line, started) => story.inbound(),
            _ => story.out_of_hours(),
        })
    }
}
