//! Lines, and numbers that are no line yet.

use async_trait::async_trait;
use crm_core::access::LineScope;
use crm_core::kernel::{LineId, LineNumber};
use crm_core::lines::{Attribution, Line, LineRepo, UnknownLine};
use crm_core::store::{Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! columns {
    () => {
        "id, version, number, rk, city, avito_name, archived, created_at, updated_at"
    };
}

fn read(row: &PgRow) -> Result<Line> {
    Ok(Line {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        number: LineNumber::from_stored(column::text(row, 2)?),
        attribution: Attribution {
            campaign: column::optional_id(row, 3)?,
            city: column::optional_id(row, 4)?,
            advert_account: column::optional_bounded(row, 5)?,
        },
        archived: column::flag(row, 6)?,
        created_at: column::time(row, 7)?,
        updated_at: column::time(row, 8)?,
    })
}

fn read_unknown(row: &PgRow) -> Result<UnknownLine> {
    Ok(UnknownLine {
        number: LineNumber::from_stored(column::text(row, 0)?),
        first_seen: column::time(row, 1)?,
        last_seen: column::time(row, 2)?,
        calls: column::int(row, 3)?.unsigned_abs(),
    })
}

#[async_trait]
impl LineRepo for PostgresTx {
    async fn get(&mut self, id: LineId) -> Result<Option<Loaded<Line>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM lines WHERE id = $1");
        self.fetch_optional("lines.get", Statement::new(SQL).with(id.get()), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_number(&mut self, number: &LineNumber) -> Result<Option<Loaded<Line>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM lines WHERE number = $1");
        let number = number.clone();
        self.fetch_optional("lines.by_number", Statement::new(SQL).with(number.as_str()), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn all(&mut self, scope: &LineScope) -> Result<Vec<Line>, StoreError> {
        let mut statement = Statement::default();
        statement.push(concat!("SELECT ", columns!(), " FROM lines"));
        if let LineScope::Cities(cities) = scope {
            statement.push(" WHERE city = ANY (").bind(cities.as_slice()).push(")");
        }
        statement.push(" ORDER BY number");
        self.fetch_all("lines.all", statement, read).await
    }

    async fn unknown(&mut self, limit: u32) -> Result<Vec<UnknownLine>, StoreError> {
        const SQL: &str = "SELECT number, first_seen, last_seen, calls FROM unknown_lines u \
            WHERE NOT EXISTS (SELECT 1 FROM lines l WHERE l.number = u.number) \
            ORDER BY last_seen DESC, number LIMIT $1";
        self.fetch_all("lines.unknown", Statement::new(SQL).with(limit), read_unknown).await
    }
}

pub(crate) fn row(line: &Line) -> Value {
    json!({
        "id": line.id.get(),
        "version": line.version.get(),
        "number": line.number.as_str(),
        "rk": line.attribution.campaign.map(i64::from),
        "city": line.attribution.city.map(i64::from),
        "avito_name": line.attribution.advert_account.as_ref().map(AsRef::<str>::as_ref),
        "archived": line.archived,
        "created_at": line.created_at.micros(),
        "updated_at": line.updated_at.micros(),
    })
}
