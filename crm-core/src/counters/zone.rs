//! The zone whose days are counted, known without asking each time.

use std::sync::{Mutex, PoisonError};

use crate::kernel::Zone;
use crate::settings::{SettingKey, Settings};
use crate::store::{Effects, Guard, RowKey, StoreError, Stored, Tx, UniqueKey};

/// The office's zone as it was last read, with the fact a unit relies on when it counts by it. Another node may change the
/// setting: then the guard fails, and the next attempt reads it anew.
#[derive(Debug, Default)]
pub(crate) struct OfficeZone(Mutex<Option<(Zone, Guard)>>);

impl OfficeZone {
    /// The zone to count by; the unit that counts is guarded with it.
    pub(crate) async fn counted_by(&self, tx: &mut dyn Tx, effects: &mut Effects) -> Result<Zone, StoreError> {
        let known = self.lock().clone();
        let (zone, guard) = match known {
            Some(known) => known,
            None => self.read(tx).await?,
        };
        if !effects.guards.contains(&guard) {
            effects.guards.push(guard);
        }
        Ok(zone)
    }
    /// Forgets it: it may have changed.
    pub(crate) fn forget(&self) {
        *self.lock() = None;
    }

    async fn read(&self, tx: &mut dyn Tx) -> Result<(Zone, Guard), StoreError> {
        let rows = tx.settings().all().await?;
        let zone = Settings::from_rows(rows.iter().map(|row| &**row)).office_zone;
        let guard = rows.iter().find(|row| row.key == SettingKey::OfficeZone).map_or_else(
            || Guard::Absent(UniqueKey::Setting(SettingKey::OfficeZone)),
            |row| Guard::Version(RowKey::Setting(SettingKey::OfficeZone), row.version()),
        );
        *self.lock() = Some((zone, guard.clone()));
        Ok((zone, guard))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(Zone, Guard)>> {
        // Nothing inside can be left half-changed by a panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
