//! How clients and employees behave: every number that traffic is drawn from, in one place.
//!
//! They are assumptions of the size that a repair service with a dozen operators sees, not measurements of one. What
//! matters for the server is that everything happens, and about as often as in an office.

use crate::chance::Seconds;

/// Share of the busiest hour's arrivals that each hour of the office's day has, from midnight on (Moscow time): nearly
/// nothing at night, a peak before noon and a lower one after work.
pub(crate) const BY_HOUR: [f64; 24] = [
    0.02, 0.01, 0.01, 0.01, 0.02, 0.04, 0.10, 0.25, 0.55, 0.85, 1.00, 0.98, 0.90, 0.80, 0.78, 0.75, 0.78, 0.85, 0.80,
    0.65, 0.40, 0.20, 0.10, 0.05,
];
/// What the clock of [`BY_HOUR`] shows beyond UTC, in hours.
pub(crate) const OFFICE_UTC_HOURS: i64 = 3;
/// The hours of a city's day in which its lines are on schedule, half-open.
pub(crate) const OPEN: std::ops::Range<i64> = 8..21;

/// What a conversation is: inbound, outbound, internal.
pub(crate) const INBOUND: f64 = 0.72;
/// See [`INBOUND`]; the rest is internal.
pub(crate) const OUTBOUND: f64 = 0.23;
/// Outbound calls that a command starts: the provider rings the employee first.
pub(crate) const BY_COMMAND: f64 = 0.25;

/// Clients who hide their number.
pub(crate) const HIDDEN: f64 = 0.05;
/// Clients who have called before.
pub(crate) const RETURNING: f64 = 0.3;
/// Conversations whose numbers the provider writes as text, with its own misspelling of `location`.
pub(crate) const LOOSE: f64 = 0.1;

/// Time in the menu.
pub(crate) const MENU: Seconds = Seconds { median: 9.0, spread: 0.5, least: 1, most: 60 };
/// Clients who hang up in the menu.
pub(crate) const GIVES_UP_IN_MENU: f64 = 0.05;
/// Clients who press a key in the menu.
pub(crate) const PRESSES_KEYS: f64 = 0.4;

/// How long a client waits for a person before hanging up.
pub(crate) const PATIENCE: Seconds = Seconds { median: 75.0, spread: 0.9, least: 2, most: 600 };
/// What a queue plays before it rings anybody.
pub(crate) const GREETING: Seconds = Seconds { median: 6.0, spread: 0.5, least: 1, most: 20 };
/// How long the provider keeps a client in a queue.
pub(crate) const QUEUE_LIMIT: i64 = 120;
/// Phones of a group that ring at the same time, at most.
pub(crate) const RING_AT_ONCE: usize = 4;
/// Times a group is rung before the provider gives up.
pub(crate) const ROUNDS: usize = 3;
/// How long an employee needs to pick up.
pub(crate) const PICK_UP: Seconds = Seconds { median: 7.0, spread: 0.8, least: 1, most: 90 };
/// How long one phone rings.
pub(crate) const RING_LIMIT: i64 = 25;
/// Rings an employee declines.
pub(crate) const DECLINES: f64 = 0.03;
/// Direct rings that meet "do not disturb".
pub(crate) const DO_NOT_DISTURB: f64 = 0.02;
/// Queued clients whom the provider turns away because every employee is unavailable.
pub(crate) const ALL_UNAVAILABLE: f64 = 0.01;
/// Queued clients whom a fault of the provider cuts off.
pub(crate) const FAULT: f64 = 0.005;

/// Talk with a client, from answer to hang-up or to what interrupts it.
pub(crate) const TALK: Seconds = Seconds { median: 95.0, spread: 0.9, least: 2, most: 2400 };
/// Talk after a hold or a transfer: never so short that the summary's whole seconds could not tell it.
pub(crate) const FURTHER_TALK: Seconds = Seconds { median: 60.0, spread: 0.8, least: 6, most: 1200 };
/// Time on hold.
pub(crate) const HOLD: Seconds = Seconds { median: 25.0, spread: 0.6, least: 4, most: 300 };
/// What an employee needs between two calls.
pub(crate) const WRAP_UP: Seconds = Seconds { median: 12.0, spread: 0.6, least: 2, most: 60 };

/// What happens in a talk: on hold once, blind transfer, consultative transfer.
pub(crate) const HOLDS: f64 = 0.12;
/// See [`HOLDS`].
pub(crate) const BLIND: f64 = 0.06;
/// See [`HOLDS`].
pub(crate) const CONSULTS: f64 = 0.06;
/// Colleagues who pick up when a client is handed on.
pub(crate) const COLLEAGUE_ANSWERS: f64 = 0.75;
/// Clients who hang up while the colleague, or the employee they come back to, is rung.
pub(crate) const LEAVES_IN_TRANSFER: f64 = 0.3;
/// Talks that the client ends.
pub(crate) const CLIENT_ENDS: f64 = 0.55;

/// Answered calls with a recording.
pub(crate) const RECORDED: f64 = 0.7;
/// A recording shorter than this is not kept, in seconds.
pub(crate) const SHORTEST_RECORDING: i64 = 4;

/// How long a client is rung.
pub(crate) const CLIENT_PICKS_UP: Seconds = Seconds { median: 11.0, spread: 0.6, least: 2, most: 45 };
/// How an outbound call ends at the client's phone: the weight, and the provider's code, 0 for talk.
pub(crate) const OUTBOUND_ENDS: [(f64, i64); 9] = [
    (60.0, 0),
    (19.0, 1111),
    (8.0, 1121),
    (4.0, 1122),
    (5.0, 1110),
    (2.0, 1131),
    (1.0, 1132),
    (0.5, 2240),
    (0.5, 5003),
];
/// Internal calls that are answered.
pub(crate) const COLLEAGUES_TALK: f64 = 0.65;
