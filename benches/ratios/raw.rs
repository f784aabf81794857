//! Reading calls as a careful program without the library would: its own SQL, cached statements, the same values built.

use std::borrow::Cow;

use crm_core::calls::{
    Call, CallDirection, CallFacts, CallStatus, CallView, Classification, EndReason, MissReason, RecordingFact,
};
use crm_core::kernel::{EntityId, LineNumber, Phone, Text, Timestamp, Version};
use crm_core::lines::Attribution;
use rusqlite::types::Value;
use rusqlite::{Connection, Error, OptionalExtension, Result, Row, ToSql, params};

macro_rules! select {
    () => {
        "SELECT c.id, c.version, c.conversation_id, c.provider_id, c.rk, c.city, c.avito_name, c.phone_client, \
         c.phone_ats, c.date_create, c.operator_id, c.final_operator_id, c.status, c.direction, c.miss_reason, \
         c.end_reason, c.operator_extension, c.final_operator_extension, c.operators_rung, c.offered_at, c.answered_at, \
         c.ended_at, c.transferred, c.disconnect_code, c.leg_count, c.recordings, c.complete, c.category, c.note, \
         c.classified_version, c.created_at, c.updated_at, ci.name, ca.name, o.name "
    };
}
macro_rules! names {
    () => {
        "LEFT JOIN cities ci ON ci.id = c.city LEFT JOIN campaigns ca ON ca.id = c.rk \
         LEFT JOIN callcentre_operator o ON o.id = c.operator_id "
    };
}
// The served cities and the own calls elsewhere, each by its index, merged: an OR would read everything.
macro_rules! of_operator {
    ($condition:literal, $own:literal) => {
        concat!(
            select!(),
            "FROM (SELECT * FROM (SELECT date_create AS at, id FROM calls WHERE city = ?1 ",
            $condition,
            "ORDER BY date_create DESC, id DESC LIMIT 20) UNION ALL \
             SELECT * FROM (SELECT date_create AS at, id FROM calls WHERE city = ?2 ",
            $condition,
            "ORDER BY date_create DESC, id DESC LIMIT 20) UNION ALL \
             SELECT * FROM (SELECT p.date_create AS at, p.call_id AS id FROM call_participants p \
             CROSS JOIN calls c ON c.id = p.call_id WHERE p.operator_id = ?3 \
             AND (c.city IS NULL OR c.city NOT IN (?1, ?2)) ",
            $own,
            "ORDER BY p.date_create DESC, p.call_id DESC LIMIT 20) ORDER BY 1 DESC, 2 DESC LIMIT 20) hit \
             CROSS JOIN calls c ON c.id = hit.id ",
            names!(),
            "ORDER BY hit.at DESC, hit.id DESC"
        )
    };
}

/// Whose eyes.
#[derive(Clone, Copy)]
pub(crate) enum Scope {
    Everything,
    /// An operator of two cities.
    Operator {
        cities: (i64, i64),
        operator: i64,
    },
}

/// Which page of 20.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    First,
    Offset(i64),
    After { date: i64, id: i64 },
}

/// One page, latest first, and if wanted how many there are, counted up to 10,001.
pub(crate) fn list(
    connection: &Connection,
    scope: Scope,
    place: Place,
    wants_total: bool,
) -> Result<(Vec<CallView>, Option<i64>)> {
    const FIRST: &str =
        concat!(select!(), "FROM calls c ", names!(), "ORDER BY c.date_create DESC, c.id DESC LIMIT 20");
    // Ids first: rows that are skipped are not read.
    const OFFSET: &str = concat!(
        select!(),
        "FROM (SELECT id FROM calls ORDER BY date_create DESC, id DESC LIMIT 20 OFFSET ?1) hit \
         CROSS JOIN calls c ON c.id = hit.id ",
        names!(),
        "ORDER BY c.date_create DESC, c.id DESC"
    );
    const AFTER: &str = concat!(
        select!(),
        "FROM calls c ",
        names!(),
        "WHERE c.date_create <= ?1 AND (c.date_create < ?1 OR c.id < ?2) \
         ORDER BY c.date_create DESC, c.id DESC LIMIT 20"
    );
    const OPERATOR_FIRST: &str = of_operator!("", "");
    const OPERATOR_AFTER: &str = of_operator!(
        "AND date_create <= ?4 AND (date_create < ?4 OR id < ?5) ",
        "AND p.date_create <= ?4 AND (p.date_create < ?4 OR p.call_id < ?5) "
    );
    const ALL: &str = "SELECT count(*) FROM (SELECT 1 FROM calls LIMIT 10001)";
    const OPERATOR: &str = "SELECT count(*) FROM (SELECT 1 FROM calls WHERE city IN (?1, ?2) UNION ALL \
        SELECT 1 FROM call_participants p CROSS JOIN calls c ON c.id = p.call_id WHERE p.operator_id = ?3 \
        AND (c.city IS NULL OR c.city NOT IN (?1, ?2)) LIMIT 10001)";
    let page = |sql: &str, values: &[&dyn ToSql]| -> Result<Vec<CallView>> {
        let mut views = Vec::with_capacity(20);
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            views.push(view(row)?);
        }
        Ok(views)
    };
    let count = |sql: &str, values: &[&dyn ToSql]| -> Result<Option<i64>> {
        if !wants_total {
            return Ok(None);
        }
        connection.prepare_cached(sql)?.query_row(values, |row| row.get(0)).map(Some)
    };
    match scope {
        Scope::Everything => {
            let views = match place {
                Place::First => page(FIRST, &[])?,
                Place::Offset(rows) => page(OFFSET, &[&rows])?,
                Place::After { date, id } => page(AFTER, &[&date, &id])?,
            };
            Ok((views, count(ALL, &[])?))
        }
        Scope::Operator { cities: (one, other), operator } => {
            let views = match place {
                Place::First => page(OPERATOR_FIRST, &[&one, &other, &operator])?,
                Place::After { date, id } => page(OPERATOR_AFTER, &[&one, &other, &operator, &date, &id])?,
                Place::Offset(_) => return Err(Error::InvalidQuery),
            };
            Ok((views, count(OPERATOR, &[&one, &other, &operator])?))
        }
    }
}

/// One call.
pub(crate) fn get(connection: &Connection, id: i64) -> Result<Option<CallView>> {
    const SQL: &str = concat!(select!(), "FROM calls c ", names!(), "WHERE c.id = ?1");
    connection.prepare_cached(SQL)?.query_row(params![id], view).optional()
}

fn unreadable(index: usize, row: &Row<'_>) -> Error {
    let kind = row.get::<_, Value>(index).map_or(rusqlite::types::Type::Null, |value| value.data_type());
    Error::InvalidColumnType(index, String::new(), kind)
}

fn id<I: EntityId>(row: &Row<'_>, index: usize) -> Result<Option<I>> {
    row.get::<_, Option<i64>>(index)?.map(|raw| I::new(raw).map_err(|_| unreadable(index, row))).transpose()
}

fn time(row: &Row<'_>, index: usize) -> Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(index)?
        .map(|micros| Timestamp::from_micros(micros).ok_or_else(|| unreadable(index, row)))
        .transpose()
}

fn text<'r>(row: &'r Row<'_>, index: usize) -> Result<Option<&'r str>> {
    Ok(row.get_ref(index)?.as_str_or_null()?)
}

fn view(row: &Row<'_>) -> Result<CallView> {
    let must_time = |index| time(row, index)?.ok_or_else(|| unreadable(index, row));
    let rung: Vec<Cow<'_, str>> = match text(row, 18)? {
        Some(json) => serde_json::from_str(json).map_err(|_| unreadable(18, row))?,
        None => Vec::new(),
    };
    let recordings: Vec<RecordingFact> = match text(row, 25)? {
        Some(json) => serde_json::from_str(json).map_err(|_| unreadable(25, row))?,
        None => Vec::new(),
    };
    let call = Call {
        id: id(row, 0)?.ok_or_else(|| unreadable(0, row))?,
        version: Version::new(row.get(1)?),
        conversation: id(row, 2)?,
        provider_id: text(row, 3)?.map(Into::into),
        facts: CallFacts {
            direction: CallDirection::from_stored(text(row, 13)?.unwrap_or_default()),
            status: CallStatus::from_stored(text(row, 12)?.unwrap_or_default()),
            miss_reason: text(row, 14)?.map(MissReason::from_stored),
            end_reason: text(row, 15)?.map(EndReason::from_stored),
            client: text(row, 7)?.map(Phone::from_stored),
            line: text(row, 8)?.map(LineNumber::from_stored),
            operator_extension: text(row, 16)?.map(Text::from_stored),
            final_operator_extension: text(row, 17)?.map(Text::from_stored),
            operators_rung: rung.iter().map(|extension| Text::from_stored(extension)).collect(),
            started_at: must_time(9)?,
            offered_at: time(row, 19)?,
            answered_at: time(row, 20)?,
            ended_at: time(row, 21)?,
            transferred: row.get(22)?,
            disconnect_code: row.get(23)?,
            leg_count: row.get(24)?,
            recordings,
            complete: row.get(26)?,
        },
        attribution: Attribution {
            campaign: id(row, 4)?,
            city: id(row, 5)?,
            advert_account: text(row, 6)?.map(Text::from_stored),
        },
        operator: id(row, 10)?,
        final_operator: id(row, 11)?,
        classification: Classification {
            category: text(row, 27)?.map(Text::from_stored),
            note: text(row, 28)?.map(Text::from_stored),
        },
        classified_version: Version::new(row.get(29)?),
        created_at: must_time(30)?,
        updated_at: must_time(31)?,
    };
    Ok(CallView {
        call,
        city: text(row, 32)?.map(Into::into),
        campaign: text(row, 33)?.map(Into::into),
        operator: text(row, 34)?.map(Into::into),
    })
}
