//! Reading columns by their place.

use std::error::Error as StdError;

use chrono::NaiveDate;
use crm_core::kernel::{EntityId, Money, Text, Timestamp, Version};
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Error, Result, Row};

/// The error of a column that holds what cannot be.
pub(crate) fn unreadable(index: usize, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
    Error::FromSqlConversionFailure(index, Type::Null, source.into())
}

pub(crate) fn text<'r>(row: &'r Row<'_>, index: usize) -> Result<&'r str> {
    row.get_ref(index)?.as_str().map_err(|error| unreadable(index, error))
}

pub(crate) fn optional_text<'r>(row: &'r Row<'_>, index: usize) -> Result<Option<&'r str>> {
    row.get_ref(index)?.as_str_or_null().map_err(|error| unreadable(index, error))
}

pub(crate) fn bounded<const MAX: usize>(row: &Row<'_>, index: usize) -> Result<Text<MAX>> {
    text(row, index).map(Text::from_stored)
}

pub(crate) fn optional_bounded<const MAX: usize>(row: &Row<'_>, index: usize) -> Result<Option<Text<MAX>>> {
    Ok(optional_text(row, index)?.map(Text::from_stored))
}

pub(crate) fn id<I: EntityId>(row: &Row<'_>, index: usize) -> Result<I> {
    I::new(row.get(index)?).map_err(|error| unreadable(index, error.to_string()))
}

pub(crate) fn optional_id<I: EntityId>(row: &Row<'_>, index: usize) -> Result<Option<I>> {
    row.get::<_, Option<i64>>(index)?
        .map(|raw| I::new(raw).map_err(|error| unreadable(index, error.to_string())))
        .transpose()
}

pub(crate) fn version(row: &Row<'_>, index: usize) -> Result<Version> {
    row.get(index).map(Version::new)
}

pub(crate) fn time(row: &Row<'_>, index: usize) -> Result<Timestamp> {
    let micros = row.get(index)?;
    Timestamp::from_micros(micros).ok_or(Error::IntegralValueOutOfRange(index, micros))
}

pub(crate) fn optional_time(row: &Row<'_>, index: usize) -> Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(index)?
        .map(|micros| Timestamp::from_micros(micros).ok_or(Error::IntegralValueOutOfRange(index, micros)))
        .transpose()
}

/// A day, stored as days since 1970-01-01.
pub(crate) fn day(row: &Row<'_>, index: usize) -> Result<NaiveDate> {
    let number: i32 = row.get(index)?;
    NaiveDate::from_epoch_days(number).ok_or(Error::IntegralValueOutOfRange(index, i64::from(number)))
}

pub(crate) fn bytes<const N: usize>(row: &Row<'_>, index: usize) -> Result<[u8; N]> {
    let blob = row.get_ref(index)?.as_blob().map_err(|error| unreadable(index, error))?;
    blob.try_into()
        .map_err(|_| unreadable(index, FromSqlError::InvalidBlobSize { expected_size: N, blob_size: blob.len() }))
}

pub(crate) fn money(row: &Row<'_>, index: usize) -> Result<Money> {
    let kopecks = row.get(index)?;
    Money::from_kopecks(kopecks).ok_or(Error::IntegralValueOutOfRange(index, kopecks))
}

pub(crate) fn optional_money(row: &Row<'_>, index: usize) -> Result<Option<Money>> {
    row.get::<_, Option<i64>>(index)?
        .map(|kopecks| Money::from_kopecks(kopecks).ok_or(Error::IntegralValueOutOfRange(index, kopecks)))
        .transpose()
}
