//! Reading columns by their place.

use std::error::Error as StdError;

use chrono::NaiveDate;
use crm_core::kernel::{EntityId, Money, Text, Timestamp, Version};
use sqlx::postgres::PgRow;
use sqlx::{Error, Row};

/// What reading a row gives.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// The error of a column that holds what cannot be.
pub(crate) fn unreadable(index: usize, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
    Error::ColumnDecode { index: index.to_string(), source: source.into() }
}

pub(crate) fn int(row: &PgRow, index: usize) -> Result<i64> {
    row.try_get(index)
}

pub(crate) fn optional_int(row: &PgRow, index: usize) -> Result<Option<i64>> {
    row.try_get(index)
}

/// A whole number of a narrower type.
pub(crate) fn number<N: TryFrom<i64>>(row: &PgRow, index: usize) -> Result<N> {
    let raw = int(row, index)?;
    N::try_from(raw).map_err(|_| unreadable(index, format!("{raw} is out of range")))
}

pub(crate) fn optional_number<N: TryFrom<i64>>(row: &PgRow, index: usize) -> Result<Option<N>> {
    optional_int(row, index)?
        .map(|raw| N::try_from(raw).map_err(|_| unreadable(index, format!("{raw} is out of range"))))
        .transpose()
}

pub(crate) fn flag(row: &PgRow, index: usize) -> Result<bool> {
    row.try_get(index)
}

pub(crate) fn text(row: &PgRow, index: usize) -> Result<&str> {
    row.try_get(index)
}

pub(crate) fn optional_text(row: &PgRow, index: usize) -> Result<Option<&str>> {
    row.try_get(index)
}

pub(crate) fn bounded<const MAX: usize>(row: &PgRow, index: usize) -> Result<Text<MAX>> {
    text(row, index).map(Text::from_stored)
}

pub(crate) fn optional_bounded<const MAX: usize>(row: &PgRow, index: usize) -> Result<Option<Text<MAX>>> {
    Ok(optional_text(row, index)?.map(Text::from_stored))
}

pub(crate) fn id<I: EntityId>(row: &PgRow, index: usize) -> Result<I> {
    I::new(int(row, index)?).map_err(|error| unreadable(index, error.to_string()))
}

pub(crate) fn optional_id<I: EntityId>(row: &PgRow, index: usize) -> Result<Option<I>> {
    optional_int(row, index)?.map(|raw| I::new(raw).map_err(|error| unreadable(index, error.to_string()))).transpose()
}

pub(crate) fn version(row: &PgRow, index: usize) -> Result<Version> {
    int(row, index).map(Version::new)
}

pub(crate) fn time(row: &PgRow, index: usize) -> Result<Timestamp> {
    let micros = int(row, index)?;
    Timestamp::from_micros(micros).ok_or_else(|| unreadable(index, format!("{micros} is no instant")))
}

pub(crate) fn optional_time(row: &PgRow, index: usize) -> Result<Option<Timestamp>> {
    optional_int(row, index)?
        .map(|micros| {
            Timestamp::from_micros(micros).ok_or_else(|| unreadable(index, format!("{micros} is no instant")))
        })
        .transpose()
}

/// A day, stored as days since 1970-01-01.
pub(crate) fn day(row: &PgRow, index: usize) -> Result<NaiveDate> {
    let number: i32 = number(row, index)?;
    NaiveDate::from_epoch_days(number).ok_or_else(|| unreadable(index, format!("{number} is no day")))
}

pub(crate) fn bytes<const N: usize>(row: &PgRow, index: usize) -> Result<[u8; N]> {
    let bytes: &[u8] = row.try_get(index)?;
    bytes.try_into().map_err(|_| unreadable(index, format!("{} bytes and not {N}", bytes.len())))
}

pub(crate) fn money(row: &PgRow, index: usize) -> Result<Money> {
    let kopecks = int(row, index)?;
    Money::from_kopecks(kopecks).ok_or_else(|| unreadable(index, format!("{kopecks} is no amount")))
}

pub(crate) fn optional_money(row: &PgRow, index: usize) -> Result<Option<Money>> {
    optional_int(row, index)?
        .map(|kopecks| Money::from_kopecks(kopecks).ok_or_else(|| unreadable(index, format!("{kopecks} is no amount"))))
        .transpose()
}
