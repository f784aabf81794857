//! The envelope of every success.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use crm_core::kernel::Page;
use serde::Serialize;
use utoipa::ToSchema;

/// One thing.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the wire's own name")]
pub(crate) struct Data<T> {
    /// Always `true`.
    #[schema(default = true)]
    success: bool,
    /// The thing.
    data: T,
    #[serde(skip)]
    version: Option<i64>,
}

impl<T> Data<T> {
    pub(crate) const fn new(data: T) -> Self {
        Self { success: true, data, version: None }
    }
    /// A record with its version, which also goes into `ETag` for a later `If-Match`.
    pub(crate) const fn versioned(data: T, version: i64) -> Self {
        Self { success: true, data, version: Some(version) }
    }
}

impl<T: Serialize> IntoResponse for Data<T> {
    fn into_response(self) -> Response {
        let tag = self.version.and_then(|version| HeaderValue::try_from(format!("\"{version}\"")).ok());
        let mut response = axum::Json(self).into_response();
        if let Some(tag) = tag {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// What was created: 201, with its address in `Location`.
#[derive(Debug)]
pub(crate) struct Created<T> {
    location: String,
    data: Data<T>,
}

impl<T> Created<T> {
    /// What was created at this path, which is given without the base.
    pub(crate) fn at(path: impl std::fmt::Display, data: Data<T>) -> Self {
        Self { location: format!("{}{path}", crate::BASE), data }
    }
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, [(header::LOCATION, self.location)], self.data).into_response()
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListOf<T> {
    /// Always `true`.
    #[schema(default = true)]
    success: bool,
    /// The rows, in the list's order.
    data: Vec<T>,
    /// Where the page lies in the list.
    pagination: Pagination,
}

/// Where a page lies in its list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Pagination {
    /// The page's number from 1; absent when it was asked for by cursor.
    #[schema(required = false)]
    page: Option<u32>,
    /// The most rows of a page.
    limit: u32,
    /// How many rows the list has; at least so many where `totalIsBound`.
    total: Option<u64>,
    /// How many pages, or at least so many. By number one gets as far as row 10,000; further on by cursor.
    total_pages: Option<u64>,
    /// Whether there may be more rows than `total` says: a long list is not always counted to its end.
    total_is_bound: bool,
    /// The cursor of the next page; `null` on the last one.
    next_cursor: Option<String>,
    /// The cursor of the page before; `null` on the first one.
    prev_cursor: Option<String>,
}

impl<T> ListOf<T> {
    /// The page, with its rows as the wire has them.
    pub(crate) fn of<U>(page: Page<U>, row: impl FnMut(U) -> T) -> Self {
        let total_pages = page.total_pages();
        let pagination = Pagination {
            page: page.page,
            limit: page.limit,
            total: page.total.map(|total| total.count),
            total_pages,
            total_is_bound: page.total.is_some_and(|total| total.is_bound),
            next_cursor: page.next,
            prev_cursor: page.prev,
        };
        Self { success: true, data: page.items.into_iter().map(row).collect(), pagination }
    }
}

impl<T> ListOf<T> {
    /// A short list that is given as a whole: one page holds all of it.
    pub(crate) fn whole(rows: impl IntoIterator<Item = T>) -> Self {
        let data: Vec<T> = rows.into_iter().collect();
        let pagination = Pagination {
            page: Some(1),
            limit: u32::try_from(data.len().max(1)).unwrap_or(u32::MAX),
            total: Some(data.len() as u64),
            total_pages: Some(u64::from(!data.is_empty())),
            total_is_bound: false,
            next_cursor: None,
            prev_cursor: None,
        };
        Self { success: true, data, pagination }
    }
}

impl<T: Serialize> IntoResponse for ListOf<T> {
    fn into_response(self) -> Response {
        axum::Json(self).into_response()
    }
}
