//! Versioned rows, in the order they were added: every look-up is a scan.

use std::sync::Arc;

use crate::auth::{Session, Throttle};
use crate::callbacks::{Callback, ClientHead};
use crate::calls::Call;
use crate::campaigns::{Campaign, CampaignCost};
use crate::cities::City;
use crate::jobs::Job;
use crate::kernel::Version;
use crate::lines::Line;
use crate::money::CashHandover;
use crate::operators::Operator;
use crate::orders::Order;
use crate::settings::Setting;
use crate::shifts::Shift;
use crate::store::{Loaded, Row, RowKey, Stored, UniqueKey};
use crate::telephony::Conversation;

/// A kind of row, told apart from the others.
pub(super) trait Kind: Stored + 'static {
    /// The row, if it is of this kind.
    fn of(row: &Row) -> Option<&Self>;
}

/// A row with what names it.
#[derive(Debug)]
struct Entry {
    key: RowKey,
    version: Version,
    unique: Vec<UniqueKey>,
    row: Row,
}

macro_rules! kinds {
    ($($kind:ident),+ $(,)?) => {
        $(
            impl Kind for $kind {
                fn of(row: &Row) -> Option<&Self> {
                    if let Row::$kind(row) = row { Some(row) } else { None }
                }
            }
        )+

        impl From<Row> for Entry {
            fn from(row: Row) -> Self {
                let (key, version, unique) = match &row {
                    $( Row::$kind(row) => (row.row_key(), row.version(), row.unique_keys()), )+
                };
                Self { key, version, unique, row }
            }
        }
    };
}

kinds!(
    City,
    Campaign,
    Setting,
    Operator,
    Line,
    Conversation,
    Call,
    Session,
    Throttle,
    Job,
    Order,
    CampaignCost,
    CashHandover,
    Shift,
    Callback,
    ClientHead
);

/// Every versioned row of the office.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows(Arc<Vec<Arc<Entry>>>);

/// Why a row was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotWritten {
    /// Another row has one of its unique keys.
    Taken,
    /// Another row has its id.
    SameKey,
    /// There is no row to replace.
    Missing,
}

impl Rows {
    /// The rows of one kind.
    pub(super) fn all<T: Kind>(&self) -> impl Iterator<Item = &T> {
        self.0.iter().filter_map(|entry| T::of(&entry.row))
    }
    /// The first row of a kind that fits, as a unit reads it.
    pub(super) fn find<T: Kind>(&self, fits: impl Fn(&T) -> bool) -> Option<Loaded<T>> {
        self.all::<T>().find(|row| fits(row)).cloned().map(Loaded::new)
    }
    /// The version of the row with this key.
    pub(super) fn version_of(&self, key: &RowKey) -> Option<Version> {
        self.0.iter().find(|entry| entry.key == *key).map(|entry| entry.version)
    }
    /// Whether a row has this unique key.
    pub(super) fn has_unique(&self, key: &UniqueKey) -> bool {
        self.0.iter().any(|entry| entry.unique.contains(key))
    }

    /// Adds a row.
    pub(super) fn insert(&mut self, row: Row) -> Result<(), NotWritten> {
        let added = Entry::from(row);
        if added.unique.iter().any(|key| self.has_unique(key)) {
            return Err(NotWritten::Taken);
        }
        if self.version_of(&added.key).is_some() {
            return Err(NotWritten::SameKey);
        }
        Arc::make_mut(&mut self.0).push(Arc::new(added));
        Ok(())
    }
    /// Replaces the row with the same key.
    pub(super) fn update(&mut self, row: Row) -> Result<(), NotWritten> {
        let changed = Entry::from(row);
        let mut others = self.0.iter().filter(|other| other.key != changed.key);
        if others.any(|other| changed.unique.iter().any(|key| other.unique.contains(key))) {
            return Err(NotWritten::Taken);
        }
        let place = Arc::make_mut(&mut self.0).iter_mut().find(|entry| entry.key == changed.key);
        *place.ok_or(NotWritten::Missing)? = Arc::new(changed);
        Ok(())
    }
    /// Changes every row of a kind that fits; each gets its next version.
    pub(super) fn change<T: Kind>(&mut self, fits: impl Fn(&T) -> bool, change: impl Fn(&mut T)) {
        for entry in Arc::make_mut(&mut self.0) {
            let Some(found) = T::of(&entry.row).filter(|found| fits(found)) else { continue };
            let mut changed = found.clone();
            changed.set_version(found.version().next());
            change(&mut changed);
            *entry = Arc::new(Entry::from(changed.into()));
        }
    }
    /// Takes out every row of a kind that fits, and tells how many.
    pub(super) fn remove<T: Kind>(&mut self, fits: impl Fn(&T) -> bool) -> u64 {
        let before = self.0.len();
        Arc::make_mut(&mut self.0).retain(|entry| !T::of(&entry.row).is_some_and(&fits));
        (before - self.0.len()) as u64
    }
}
