//! What a copy of an office takes.

use crm_core::store::Store;
use crm_core::store::copy::{Kind, TABLES};
use crm_store_postgres::PostgresStore;
use crm_store_postgres::testing::{Database, Template};
use sqlx::{Connection, PgConnection, Row};

/// A column that a copy of the office leaves out is lost without a word.
#[tokio::test]
async fn a_copy_takes_every_column_of_every_table() {
    let database = Database::fresh(&Template::EMPTY).await.unwrap();
    PostgresStore::connect(&database.url()).await.unwrap().migrate().await.unwrap();
    let mut connection = PgConnection::connect(&database.url()).await.unwrap();
    // The others are this store's own: what waits for its place or to be added up, and what follows from the rows.
    let columns = "SELECT c.relname::text, a.attname::text, a.atttypid::regtype::text FROM pg_class c \
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
        WHERE c.relnamespace = current_schema()::text::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition \
        AND c.relname NOT IN ('schema_version', 'feed', 'units', 'counter_deltas', 'events_waiting', 'audit_waiting', \
            'telephony_digests')";
    let rows = sqlx::query(columns).fetch_all(&mut connection).await.unwrap();
    let mut found: Vec<(String, String, String)> =
        rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    let kind = |kind| match kind {
        Kind::Int => "bigint",
        Kind::Flag => "boolean",
        Kind::Text => "text",
        Kind::Bytes => "bytea",
    };
    let copied = TABLES.iter().flat_map(|table| table.columns.iter().map(move |column| (table.name, column)));
    let mut copied: Vec<_> = copied
        .map(|(table, column)| (table.to_owned(), column.name.to_owned(), kind(column.kind).to_owned()))
        .collect();
    found.sort();
    copied.sort();
    assert_eq!(found, copied);
}
