//! What a shift is.

use std::time::Duration;

use crate::kernel::{Change, OperatorId, Period, ShiftId, Text, Timestamp, Version};

/// The planned working time of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Its id.
    pub id: ShiftId,
    /// How often the row has been written.
    pub version: Version,
    /// Who is to work.
    pub operator: OperatorId,
    /// When it begins.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
    /// A note.
    pub note: Option<Text<500>>,
    /// Whether it was called off. It is kept, and stands in nobody's way.
    pub cancelled: bool,
    /// When it was planned.
    pub created_at: Timestamp,
    /// When the row last changed.
    pub updated_at: Timestamp,
}

impl Shift {
    /// The shortest shift.
    pub const SHORTEST: Duration = Duration::from_mins(15);
    /// The longest shift. Backends rely on it: whatever overlaps a period began at most this long before it.
    pub const LONGEST: Duration = Duration::from_hours(24);

    /// Whether an instant of it lies in the period.
    pub fn touches(&self, period: Period) -> bool {
        self.from < period.to() && self.to > period.from()
    }
}

/// Time of a user that no other shift may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Whose.
    pub operator: OperatorId,
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after.
    pub to: Timestamp,
    /// The shift it is taken for, if that one is planned already.
    pub except: Option<ShiftId>,
}

impl Span {
    /// Whether a shift stands in its way.
    pub fn is_taken_by(&self, shift: &Shift) -> bool {
        shift.operator == self.operator
            && !shift.cancelled
            && Some(shift.id) != self.except
            && shift.from < self.to
            && shift.to > self.from
    }
}

/// A shift to plan.
#[derive(Debug, Clone)]
pub struct NewShift {
    /// Who is to work.
    pub operator: OperatorId,
    /// When it begins.
    pub from: Timestamp,
    /// The first instant after it, 15 min to 24 h later.
    pub to: Timestamp,
    /// A note.
    pub note: Option<Text<500>>,
}

/// Changes to a shift; what is left at its default stays.
#[derive(Debug, Clone, Default)]
pub struct ShiftPatch {
    /// Another beginning.
    pub from: Option<Timestamp>,
    /// Another end.
    pub to: Option<Timestamp>,
    /// Another note.
    pub note: Change<Text<500>>,
}
