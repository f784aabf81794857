//! Cities.

use async_trait::async_trait;
use crm_core::cities::{City, CityRepo, SlotCapacity, VisitHours};
use crm_core::kernel::{CityId, Zone};
use crm_core::store::{Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::column;
use crate::tx::SqliteTx;

macro_rules! columns {
    () => {
        "id, version, name, zone, visit_from, visit_to, capacity_kp, capacity_bt, capacity_mnch, archived, \
         created_at, updated_at"
    };
}

fn read(row: &Row<'_>) -> Result<City> {
    let hours = VisitHours::new(row.get(4)?, row.get(5)?);
    Ok(City {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        name: column::bounded(row, 2)?,
        zone: Zone::parse(column::text(row, 3)?).map_err(|error| column::unreadable(3, error))?,
        visit_hours: hours.ok_or_else(|| column::unreadable(4, "not visit hours"))?,
        capacity: SlotCapacity { kp: row.get(6)?, bt: row.get(7)?, mnch: row.get(8)? },
        archived: row.get(9)?,
        created_at: column::time(row, 10)?,
        updated_at: column::time(row, 11)?,
    })
}

#[async_trait]
impl CityRepo for SqliteTx {
    async fn get(&mut self, id: CityId) -> Result<Option<Loaded<City>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM cities WHERE id = ?1");
        self.read("cities.get", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_name(&mut self, name: &str) -> Result<Option<Loaded<City>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM cities WHERE name_key = ?1");
        let key = name.to_lowercase();
        self.read("cities.by_name", move |c| c.prepare_cached(SQL)?.query_row([&key], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn all(&mut self) -> Result<Vec<City>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM cities ORDER BY name_key");
        self.read("cities.all", move |c| c.prepare_cached(SQL)?.query_map([], read)?.collect()).await
    }
}

pub(crate) fn insert(connection: &Connection, city: &City) -> Result<usize> {
    const SQL: &str = "INSERT INTO cities (id, version, name, name_key, zone, visit_from, visit_to, capacity_kp, \
        capacity_bt, capacity_mnch, archived, created_at, updated_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    put(connection, SQL, city)
}

pub(crate) fn update(connection: &Connection, city: &City) -> Result<usize> {
    const SQL: &str = "UPDATE cities SET version = ?2, name = ?3, name_key = ?4, zone = ?5, visit_from = ?6, \
        visit_to = ?7, capacity_kp = ?8, capacity_bt = ?9, capacity_mnch = ?10, archived = ?11, created_at = ?12, \
        updated_at = ?13 WHERE id = ?1";
    put(connection, SQL, city)
}

fn put(connection: &Connection, sql: &str, city: &City) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        city.id.get(),
        city.version.get(),
        city.name.as_str(),
        city.name.as_str().to_lowercase(),
        city.zone.name(),
        city.visit_hours.from(),
        city.visit_hours.to(),
        city.capacity.kp,
        city.capacity.bt,
        city.capacity.mnch,
        city.archived,
        city.created_at.micros(),
        city.updated_at.micros(),
    ])
}
