//! Pages: by number near the start of a list, by cursor anywhere in it.
//!
//! A use case resolves the [`PageRequest`] it was given to a [`Slice`], a store executes the slice, and
//! [`Page::assemble`] makes the page from what it read.

use super::{BadCursor, Cursor, Direction, FilterDigest, Invalid};

/// Which page of a list is wanted, of how many rows, and whether to count the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    at: At,
    limit: u32,
    total: TotalMode,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum At {
    Page(u32),
    Cursor(String),
}

/// Whether a list is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TotalMode {
    /// Count up to [`Total::EXACT_UP_TO`] rows.
    Bounded,
    /// Do not count.
    Skip,
}

/// How many rows a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Total {
    /// The number of rows; at least so many where it is a bound.
    pub count: u64,
    /// Whether there are more rows than `count` says.
    pub is_bound: bool,
}

impl Total {
    /// How far a list is counted when nothing tells its length sooner. Counting a long list costs more than reading a page
    /// of it.
    pub const EXACT_UP_TO: u64 = 10_000;

    /// The total of a list of which a store counted `counted` rows: all of them, or at least one more than
    /// [`Total::EXACT_UP_TO`].
    pub fn of(counted: u64) -> Self {
        Self { count: counted.min(Self::EXACT_UP_TO), is_bound: counted > Self::EXACT_UP_TO }
    }
}

impl Default for PageRequest {
    fn default() -> Self {
        Self::first()
    }
}

impl PageRequest {
    /// How many rows a page has unless asked otherwise.
    pub const DEFAULT_LIMIT: u32 = 20;
    /// The most rows of a page.
    pub const MAX_LIMIT: u32 = 100;
    /// The most rows that are skipped to reach a numbered page. Skipped rows are read, so deep pages are reached by cursor.
    pub const MAX_OFFSET: u64 = 10_000;

    /// The first page, of 20 rows, with a total.
    pub const fn first() -> Self {
        Self { at: At::Page(1), limit: Self::DEFAULT_LIMIT, total: TotalMode::Bounded }
    }
    /// A page by its number, from 1.
    ///
    /// # Errors
    /// [`Invalid`]: `page.not_a_page` for page 0, `page.bad_limit` unless the limit is 1 to 100, `page.too_deep` when more
    /// than 10 000 rows would be skipped.
    pub fn page(page: u32, limit: u32) -> Result<Self, Invalid> {
        Self { at: At::Page(page), ..Self::first() }.limit(limit)
    }
    /// The page a cursor of an earlier page leads to. The text is read by [`PageRequest::resolve`].
    ///
    /// # Errors
    /// [`Invalid`]: `page.bad_limit` unless the limit is 1 to 100.
    pub fn cursor(text: impl Into<String>, limit: u32) -> Result<Self, Invalid> {
        Self { at: At::Cursor(text.into()), ..Self::first() }.limit(limit)
    }
    /// The same page start with another number of rows.
    ///
    /// # Errors
    /// As [`PageRequest::page`].
    pub fn limit(self, limit: u32) -> Result<Self, Invalid> {
        if !(1..=Self::MAX_LIMIT).contains(&limit) {
            let message = format!("must be 1 to {}, not {limit}", Self::MAX_LIMIT);
            return Err(Invalid::field("limit", "page.bad_limit", message));
        }
        if let At::Page(page) = self.at {
            if page == 0 {
                return Err(Invalid::field("page", "page.not_a_page", "pages are numbered from 1"));
            }
            if offset(page, limit) > Self::MAX_OFFSET {
                let message = format!(
                    "page {page} lies more than {} rows deep; follow the cursor of an earlier page instead",
                    Self::MAX_OFFSET
                );
                return Err(Invalid::field("page", "page.too_deep", message));
            }
        }
        Ok(Self { limit, ..self })
    }
    /// The same page without counting the list.
    #[must_use]
    pub fn without_total(self) -> Self {
        Self { total: TotalMode::Skip, ..self }
    }

    /// What a store has to read, for a list with this sort order and filter.
    ///
    /// # Errors
    /// [`BadCursor`] when the cursor was not made for this list.
    pub fn resolve(&self, sort: u8, filter: &FilterDigest) -> Result<Slice, BadCursor> {
        let (seek, page) = match &self.at {
            At::Page(page) => (Seek::Offset(offset(*page, self.limit)), Some(*page)),
            At::Cursor(text) => {
                let Cursor { direction, key, id, .. } = Cursor::decode(text, sort, filter)?;
                let seek = match direction {
                    Direction::Next => Seek::After { key, id },
                    Direction::Prev => Seek::Before { key, id },
                };
                (seek, None)
            }
        };
        Ok(Slice { seek, limit: self.limit, total: self.total, page, sort, filter: *filter })
    }
}

fn offset(page: u32, limit: u32) -> u64 {
    u64::from(page.saturating_sub(1)) * u64::from(limit)
}

/// Where a slice begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seek {
    /// After this many rows from the start.
    Offset(u64),
    /// With the row after this one, in the list's order.
    After {
        /// The row's sort key.
        key: i64,
        /// The row's id.
        id: i64,
    },
    /// With the row before this one, walking backwards.
    Before {
        /// The row's sort key.
        key: i64,
        /// The row's id.
        id: i64,
    },
}

/// What a store reads for one page.
///
/// It answers up to [`Slice::fetch`] rows in walking order, which for [`Seek::Before`] is the reverse of the list's:
/// nearest first. With [`TotalMode::Bounded`] it also counts the list, stopping one row after [`Total::EXACT_UP_TO`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// Where to begin.
    pub seek: Seek,
    /// The rows of the page: 1 to 100, for an export 500.
    pub limit: u32,
    /// Whether to count the list.
    pub total: TotalMode,
    page: Option<u32>,
    sort: u8,
    filter: FilterDigest,
}

impl Slice {
    /// How many rows to read: one more than the page has, to see whether the list goes on.
    pub const fn fetch(&self) -> u32 {
        self.limit + 1
    }

    fn cursor(&self, direction: Direction, (key, id): (i64, i64)) -> String {
        Cursor { sort: self.sort, direction, key, id, filter: self.filter }.encode()
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// The most rows a page of this size has.
    pub limit: u32,
    /// The page's number, when it was asked for by number.
    pub page: Option<u32>,
    /// How many rows the list has, when it was counted.
    pub total: Option<Total>,
    /// The cursor of the rows after, when there are any. An empty page has no cursors.
    pub next: Option<String>,
    /// The cursor of the rows before, when there are any.
    pub prev: Option<String>,
}

impl<T> Page<T> {
    /// Makes the page from what a store read for the slice. `key_of` gives a row's sort key and id.
    pub fn assemble(slice: &Slice, mut rows: Vec<T>, total: Option<Total>, key_of: impl Fn(&T) -> (i64, i64)) -> Self {
        let limit = usize::try_from(slice.limit).unwrap_or(usize::MAX);
        let goes_on = rows.len() > limit;
        rows.truncate(limit);
        let (has_before, has_after) = match slice.seek {
            Seek::Offset(offset) => (offset > 0, goes_on),
            Seek::After { .. } => (true, goes_on),
            Seek::Before { .. } => {
                rows.reverse();
                (goes_on, true)
            }
        };
        let cursor = |wanted: bool, row: Option<&T>, direction| {
            row.filter(|_| wanted).map(|row| slice.cursor(direction, key_of(row)))
        };
        let next = cursor(has_after, rows.last(), Direction::Next);
        let prev = cursor(has_before, rows.first(), Direction::Prev);
        Self { items: rows, limit: slice.limit, page: slice.page, total, next, prev }
    }

    /// How many pages of this size the list has, when it was counted; at least so many when the total is a bound.
    pub fn total_pages(&self) -> Option<u64> {
        self.total.map(|total| total.count.div_ceil(u64::from(self.limit.max(1))))
    }

    /// The same page of other things.
    pub fn map<U>(self, convert: impl FnMut(T) -> U) -> Page<U> {
        let Self { items, limit, page, total, next, prev } = self;
        Page { items: items.into_iter().map(convert).collect(), limit, page, total, next, prev }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Page, PageRequest, Seek, Slice, Total, TotalMode};
    use crate::kernel::FilterDigest;

    type Row = (i64, i64);

    /// What a store does with a slice, over a sorted list.
    fn execute(list: &[Row], slice: &Slice) -> (Vec<Row>, Option<Total>) {
        let fetch = slice.fetch() as usize;
        let rows = match slice.seek {
            Seek::Offset(offset) => list.iter().skip(usize::try_from(offset).unwrap()).take(fetch).copied().collect(),
            Seek::After { key, id } => list.iter().filter(|row| **row > (key, id)).take(fetch).copied().collect(),
            Seek::Before { key, id } => {
                list.iter().rev().filter(|row| **row < (key, id)).take(fetch).copied().collect()
            }
        };
        let total = (slice.total == TotalMode::Bounded).then(|| Total::of(list.len() as u64));
        (rows, total)
    }

    fn read(list: &[Row], request: &PageRequest) -> Page<Row> {
        let slice = request.resolve(1, &FilterDigest::of(b"filter")).unwrap();
        let (rows, total) = execute(list, &slice);
        Page::assemble(&slice, rows, total, |row| *row)
    }

    fn list_of(length: i64) -> Vec<Row> {
        (0..length).map(|n| (n / 3, n)).collect()
    }

    fn code(result: Result<PageRequest, crate::kernel::Invalid>) -> &'static str {
        use crate::kernel::Refusal;
        result.unwrap_err().fields()[0].code
    }

    #[test]
    fn limits_and_page_numbers_out_of_range_are_named() {
        assert_eq!(code(PageRequest::page(1, 0)), "page.bad_limit");
        assert_eq!(code(PageRequest::page(1, 101)), "page.bad_limit");
        assert_eq!(code(PageRequest::cursor("00", 101)), "page.bad_limit");
        assert_eq!(code(PageRequest::page(0, 20)), "page.not_a_page");
    }

    #[test]
    fn a_numbered_page_may_skip_ten_thousand_rows_and_no_more() {
        assert!(PageRequest::page(501, 20).is_ok());
        assert_eq!(code(PageRequest::page(502, 20)), "page.too_deep");
        assert_eq!(code(PageRequest::page(u32::MAX, 100)), "page.too_deep");
        assert_eq!(code(PageRequest::page(501, 20).unwrap().limit(100)), "page.too_deep");
        let message = PageRequest::page(502, 20).unwrap_err().to_string();
        assert!(message.contains("cursor"), "{message}");
    }

    #[test]
    fn a_page_past_the_end_is_empty_and_keeps_the_total() {
        let page = read(&list_of(45), &PageRequest::page(9, 20).unwrap());
        assert!(page.items.is_empty());
        assert_eq!((page.page, page.total), (Some(9), Some(Total { count: 45, is_bound: false })));
        assert_eq!((page.total_pages(), page.next, page.prev), (Some(3), None, None));
    }

    #[test]
    fn a_long_list_is_counted_up_to_the_bound() {
        assert_eq!(Total::of(10_000), Total { count: 10_000, is_bound: false });
        assert_eq!(Total::of(10_001), Total { count: 10_000, is_bound: true });
        assert_eq!(read(&list_of(5), &PageRequest::first().without_total()).total_pages(), None);
    }

    #[test]
    fn a_cursor_is_refused_by_a_list_with_another_filter() {
        let next = read(&list_of(30), &PageRequest::first()).next.unwrap();
        let request = PageRequest::cursor(next, 20).unwrap();
        assert!(request.resolve(1, &FilterDigest::of(b"filter")).is_ok());
        assert!(request.resolve(1, &FilterDigest::of(b"another")).is_err());
        assert!(request.resolve(2, &FilterDigest::of(b"filter")).is_err());
    }

    #[test]
    fn mapping_a_page_keeps_everything_around_the_rows() {
        let page = read(&list_of(30), &PageRequest::page(1, 5).unwrap());
        let mapped = page.clone().map(|(_, id)| id);
        assert_eq!(mapped.items, [0, 1, 2, 3, 4]);
        assert_eq!((mapped.next, mapped.total, mapped.page), (page.next, page.total, page.page));
    }

    proptest! {
        #[test]
        fn walking_to_the_end_and_back_visits_every_row_once_in_order(
            rows in prop::collection::btree_set((-4i64..4, any::<i64>()), 0..60),
            limit in 1u32..=20,
        ) {
            let list: Vec<Row> = rows.into_iter().collect();
            let mut page = read(&list, &PageRequest::first().limit(limit).unwrap());
            prop_assert_eq!(&page.prev, &None);

            let (mut forward, mut number) = (page.items.clone(), 1);
            while let Some(next) = page.next {
                page = read(&list, &PageRequest::cursor(next, limit).unwrap());
                number += 1;
                forward.extend(&page.items);
                let numbered = read(&list, &PageRequest::page(number, limit).unwrap());
                prop_assert_eq!(&page.items, &numbered.items);
                prop_assert_eq!((&page.next, &page.prev), (&numbered.next, &numbered.prev));
            }
            prop_assert_eq!(&forward, &list);
            prop_assert_eq!(page.total_pages(), Some(u64::from(if list.is_empty() { 0 } else { number })));

            let mut backward = page.items;
            while let Some(prev) = page.prev {
                page = read(&list, &PageRequest::cursor(prev, limit).unwrap());
                backward.splice(0..0, page.items);
            }
            prop_assert_eq!(backward, list);
        }
    }
}
