//! Statements and what is bound to them.

use std::borrow::Cow;

use crm_core::kernel::CityId;
use sqlx::postgres::{PgArguments, Postgres};
use sqlx::query::Query;
use sqlx::{Arguments, AssertSqlSafe};

/// A value that is bound.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bool(bool),
    Bytes(Vec<u8>),
    Ints(Vec<i64>),
    Texts(Vec<String>),
}

macro_rules! values {
    ($( $type:ty, $value:ident => $made:expr; )+) => { $(
        impl From<$type> for Value {
            fn from($value: $type) -> Self { $made }
        }
    )+ };
}

values! {
    i64, value => Self::Int(Some(value));
    i32, value => Self::Int(Some(value.into()));
    u32, value => Self::Int(Some(value.into()));
    Option<i64>, value => Self::Int(value);
    &str, value => Self::Text(Some(value.to_owned()));
    String, value => Self::Text(Some(value));
    Option<&str>, value => Self::Text(value.map(str::to_owned));
    Option<String>, value => Self::Text(value);
    bool, value => Self::Bool(value);
    &[u8], value => Self::Bytes(value.to_vec());
    Vec<u8>, value => Self::Bytes(value);
    Vec<i64>, value => Self::Ints(value);
    Vec<String>, value => Self::Texts(value);
    serde_json::Value, value => Self::Text(Some(value.to_string()));
}

impl From<&[CityId]> for Value {
    fn from(cities: &[CityId]) -> Self {
        Self::Ints(cities.iter().map(|city| city.get()).collect())
    }
}

/// A statement: written as a whole with `$1`, `$2` …, or put together piece by piece. It can be sent more than once.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) sql: Cow<'static, str>,
    pub(crate) values: Vec<Value>,
}

impl Statement {
    pub(crate) const fn new(sql: &'static str) -> Self {
        Self { sql: Cow::Borrowed(sql), values: Vec::new() }
    }

    /// Binds the next value of a statement that is written as a whole.
    #[must_use]
    pub(crate) fn with(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Adds a piece.
    pub(crate) fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.to_mut().push_str(sql);
        self
    }

    /// Adds a value, and its name to the text.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        let name = format!("${}", self.values.len());
        self.push(&name)
    }

    pub(crate) fn to_query(&self) -> Result<Query<'static, Postgres, PgArguments>, sqlx::Error> {
        let mut arguments = PgArguments::default();
        for value in &self.values {
            let bound = match value {
                Value::Int(value) => arguments.add(*value),
                Value::Text(value) => arguments.add(value.as_deref()),
                Value::Bool(value) => arguments.add(*value),
                Value::Bytes(value) => arguments.add(value.as_slice()),
                Value::Ints(values) => arguments.add(values.as_slice()),
                Value::Texts(values) => arguments.add(values.as_slice()),
            };
            bound.map_err(sqlx::Error::Encode)?;
        }
        Ok(match &self.sql {
            Cow::Borrowed(sql) => sqlx::query_with(*sql, arguments),
            // What is put together is put together of the store's own pieces; values are bound.
            Cow::Owned(sql) => sqlx::query_with(AssertSqlSafe(sql.clone()), arguments),
        })
    }
}

impl Default for Statement {
    fn default() -> Self {
        Self::new("")
    }
}
