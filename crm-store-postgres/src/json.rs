//! Lists inside a column: a JSON array, NULL when empty.

use serde_json as json;
use sqlx::postgres::PgRow;

use crate::column::{self, Result};

/// The text of a list.
pub(crate) fn list<T: serde::Serialize>(items: &[T]) -> json::Value {
    if items.is_empty() { json::Value::Null } else { json::Value::String(json::json!(items).to_string()) }
}

pub(crate) fn read_list<'r, R: serde::Deserialize<'r>, T>(
    row: &'r PgRow,
    index: usize,
    convert: impl Fn(R) -> T,
) -> Result<Vec<T>> {
    let Some(text) = column::optional_text(row, index)? else { return Ok(Vec::new()) };
    let items: Vec<R> = json::from_str(text).map_err(|error| column::unreadable(index, error))?;
    Ok(items.into_iter().map(convert).collect())
}

/// Bytes as the text that PostgreSQL reads as bytes.
pub(crate) fn bytes(bytes: &[u8]) -> json::Value {
    json::Value::String(format!("\\x{}", hex::encode(bytes)))
}
