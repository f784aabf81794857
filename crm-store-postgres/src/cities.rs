//! Cities.

use async_trait::async_trait;
use crm_core::cities::{City, CityRepo, SlotCapacity, VisitHours};
use crm_core::kernel::{CityId, Zone};
use crm_core::store::{Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! columns {
    () => {
        "id, version, name, zone, visit_from, visit_to, capacity_kp, capacity_bt, capacity_mnch, archived, \
         created_at, updated_at"
    };
}

fn read(row: &PgRow) -> Result<City> {
    let hours = VisitHours::new(column::number(row, 4)?, column::number(row, 5)?);
    Ok(City {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        name: column::bounded(row, 2)?,
        zone: Zone::parse(column::text(row, 3)?).map_err(|error| column::unreadable(3, error))?,
        visit_hours: hours.ok_or_else(|| column::unreadable(4, "not visit hours"))?,
        capacity: SlotCapacity {
            kp: column::number(row, 6)?,
            bt: column::number(row, 7)?,
            mnch: column::number(row, 8)?,
        },
        archived: column::flag(row, 9)?,
        created_at: column::time(row, 10)?,
        updated_at: column::time(row, 11)?,
    })
}

#[async_trait]
impl CityRepo for PostgresTx {
    async fn get(&mut self, id: CityId) -> Result<Option<Loaded<City>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM cities WHERE id = $1");
        self.fetch_optional("cities.get", Statement::new(SQL).with(id.get()), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<City>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM cities WHERE name_key = $1");
        let key = name.to_lowercase();
        self.fetch_optional("cities.by_name", Statement::new(SQL).with(key), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn all(&mut self) -> Result<Vec<City>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM cities ORDER BY name_key");
        self.fetch_all("cities.all", Statement::new(SQL), read).await
    }
}

pub(crate) fn row(city: &City) -> Value {
    json!({
        "id": city.id.get(),
        "version": city.version.get(),
        "name": city.name.as_str(),
        "name_key": city.name.as_str().to_lowercase(),
        "zone": city.zone.name(),
        "visit_from": city.visit_hours.from(),
        "visit_to": city.visit_hours.to(),
        "capacity_kp": city.capacity.kp,
        "capacity_bt": city.capacity.bt,
        "capacity_mnch": city.capacity.mnch,
        "archived": city.archived,
        "created_at": city.created_at.micros(),
        "updated_at": city.updated_at.micros(),
    })
}
