//! The columns of a table, each with the expression that gives it as text.

use sqlx::Row;
use sqlx::postgres::PgConnection;

use super::known::{LegacyKind, plain};
use super::quoted;

/// A column that is taken over.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The name the documentation of the earlier system gives it.
    pub(super) known: &'static str,
    /// The name it has.
    pub(super) name: String,
    /// Its type, as a cast writes it.
    pub(super) type_name: String,
}

impl Column {
    /// It as text that says the same whatever the server's settings are.
    pub(super) fn as_text(&self) -> String {
        let name = quoted(&self.name);
        match self.type_name.as_str() {
            "timestamp without time zone" => format!("to_char({name}, 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"),
            "timestamp with time zone" => {
                format!("to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
            }
            "money" => format!("{name}::numeric::text"),
            array if array.ends_with("[]") => format!("to_json({name})::text"),
            _ => format!("{name}::text"),
        }
    }
}

/// The columns of a table that are taken over, the names of those that are known and not taken over, and of those that are
/// not known.
pub(super) async fn of(
    connection: &mut PgConnection,
    kind: LegacyKind,
    schema: &str,
    table: &str,
) -> Result<(Vec<Column>, Vec<String>, Vec<String>), sqlx::Error> {
    // The base type of a domain or of a type with a length: what a cast to text depends on.
    const SQL: &str = "SELECT a.attname::text, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL) \
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid \
        WHERE a.attrelid = to_regclass(quote_ident($1) || '.' || quote_ident($2)) \
        AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
    let (mut taken, mut ignored, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for row in sqlx::query(SQL).bind(schema).bind(table).fetch_all(connection).await? {
        let (name, type_name): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let is = |known: &&&'static str| plain(known) == plain(&name);
        if let Some(known) = kind.taken().iter().find(is) {
            taken.push(Column { known, name, type_name });
        } else if kind.ignored().iter().any(|known| is(&known)) {
            ignored.push(name);
        } else {
            unknown.push(name);
        }
    }
    Ok((taken, ignored, unknown))
}
