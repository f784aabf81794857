//! Lists inside a column: a JSON array, NULL when empty, so that the common row costs nothing.

use rusqlite::{Error, Result, Row};
use serde_json as json;

use crate::column;

pub(crate) fn list<T: serde::Serialize>(items: &[T]) -> Result<Option<String>> {
    if items.is_empty() {
        return Ok(None);
    }
    json::to_string(items).map(Some).map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

pub(crate) fn read_list<'r, R: serde::Deserialize<'r>, T>(
    row: &'r Row<'_>,
    index: usize,
    convert: impl Fn(R) -> T,
) -> Result<Vec<T>> {
    let Some(text) = column::optional_text(row, index)? else { return Ok(Vec::new()) };
    let items: Vec<R> = json::from_str(text).map_err(|error| column::unreadable(index, error))?;
    Ok(items.into_iter().map(convert).collect())
}
