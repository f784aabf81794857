//! The copy itself, once for all stores.

use super::digest::Rows;
use super::{Cell, CopyError, CopyRow, CopyView, Copyable, Mark, TABLES, Table, TableDigest, Target};
use crate::events::{FeedEpoch, FeedOrigin};
use crate::store::StoreError;

/// Rows that are read, and written, at a time.
const BATCH: u32 = 4_000;

/// What to do with an unfinished copy in the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Go on with it.
    Resume,
    /// Take everything out of it and begin again. Never an office: that one is refused either way.
    Over,
}

/// What is done at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyPart {
    /// Rows are copied.
    Copy,
    /// The target is read back.
    Verify,
}

/// How far a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyProgress {
    /// What is done.
    pub part: CopyPart,
    /// In which table.
    pub table: &'static str,
    /// Rows of all tables that this part has seen.
    pub rows: u64,
    /// Rows there are.
    pub total: u64,
}

/// A table that was copied, or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopiedTable {
    /// Its name.
    pub table: &'static str,
    /// Its rows.
    pub rows: u64,
    /// Their digest: equal in every store that holds the same rows.
    pub digest: TableDigest,
}

/// Copies one snapshot of the source into the target, which is an empty database, perhaps without a schema, or this source's
/// unfinished copy. It answers each table with its rows and their digest, which the target was read back for.
///
/// Dropping it, or any error, leaves an unfinished copy to go on with.
///
/// # Errors
/// See [`CopyError`]: `copy.occupied`, `copy.other_source`, `copy.source_changed`, `copy.differs`; storage errors.
pub async fn copy(
    source: &dyn Copyable,
    target: &dyn Copyable,
    start: Start,
    mut progress: impl FnMut(CopyProgress) + Send,
) -> Result<Vec<CopiedTable>, CopyError> {
    // What is somebody's office is refused before the source is touched.
    let found = target.target().await?;
    if found == Target::Occupied {
        return Err(CopyError::Occupied);
    }
    let mut view = source.view().await?;
    let feed = view.feed().await?;
    let marks = prepare(target, found, feed.epoch, start).await?;
    let mut total = 0;
    for table in TABLES {
        total += view.count(table).await?;
    }

    let mut seen = 0;
    let mut tell = |part, table, rows| progress(CopyProgress { part, table, rows, total });
    let mut copied = Vec::with_capacity(TABLES.len());
    for (table, mark) in TABLES.iter().zip(marks) {
        let done = copy_table(view.as_mut(), target, table, mark, |rows| tell(CopyPart::Copy, table.name, seen + rows))
            .await?;
        seen += done.rows;
        copied.push(CopiedTable { table: table.name, rows: done.rows, digest: done.digest });
    }
    drop(view);

    seen = 0;
    let mut view = target.view().await?;
    for (table, copied) in TABLES.iter().zip(&copied) {
        let found = read_table(view.as_mut(), table, |rows| tell(CopyPart::Verify, table.name, seen + rows)).await?;
        if found != (Mark { rows: copied.rows, digest: copied.digest }) {
            return Err(CopyError::Differs(table.name));
        }
        seen += found.rows;
    }
    drop(view);
    target.finish_copy(FeedOrigin { epoch: FeedEpoch::random()?, purged_to: feed.purged_to }).await?;
    Ok(copied)
}

/// Every table of a store with its rows and their digest, of one snapshot.
///
/// # Errors
/// Storage errors.
pub async fn checksums(store: &dyn Copyable) -> Result<Vec<CopiedTable>, StoreError> {
    let mut view = store.view().await?;
    let mut all = Vec::with_capacity(TABLES.len());
    for table in TABLES {
        let Mark { rows, digest } = read_table(view.as_mut(), table, |_| {}).await?;
        all.push(CopiedTable { table: table.name, rows, digest });
    }
    Ok(all)
}

/// The marks to go on from.
async fn prepare(
    target: &dyn Copyable,
    found: Target,
    source: FeedEpoch,
    start: Start,
) -> Result<Vec<Mark>, CopyError> {
    let none = vec![Mark { rows: 0, digest: TableDigest::empty() }; TABLES.len()];
    match (found, start) {
        (Target::Occupied, _) => Err(CopyError::Occupied),
        (Target::Empty, _) => {
            target.migrate().await?;
            target.begin_copy(source).await?;
            Ok(none)
        }
        (Target::Unfinished(..), Start::Over) => {
            target.empty_copy(source).await?;
            Ok(none)
        }
        (Target::Unfinished(of, marks), Start::Resume) if of == source => Ok(marks),
        (Target::Unfinished(..), Start::Resume) => Err(CopyError::OtherSource),
    }
}

/// Brings a table of the target from its mark to the whole, and answers what it has then.
async fn copy_table(
    view: &mut dyn CopyView,
    target: &dyn Copyable,
    table: &'static Table,
    mark: Mark,
    mut tell: impl FnMut(u64) + Send,
) -> Result<Mark, CopyError> {
    let mut all = Rows::default();
    let mut done = Mark { rows: 0, digest: all.digest() };
    let mut page = view.rows_after(table, None, BATCH).await?;
    while !page.is_empty() {
        let key = page.last().map(|last| key_of(table, last));
        let there = usize::try_from(mark.rows - done.rows.min(mark.rows)).unwrap_or(usize::MAX).min(page.len());
        let new = page.split_off(there);
        add(&mut all, &mut done, &page);
        if there > 0 && done.rows == mark.rows && done != mark {
            return Err(CopyError::SourceChanged(table.name));
        }
        let before = done;
        add(&mut all, &mut done, &new);
        let write = async { if new.is_empty() { Ok(()) } else { target.add_rows(table, new, before, done).await } };
        let (next, written) = tokio::join!(view.rows_after(table, key, BATCH), write);
        written?;
        page = next?;
        tell(done.rows);
    }
    if done.rows < mark.rows { Err(CopyError::SourceChanged(table.name)) } else { Ok(done) }
}

/// What a table has.
async fn read_table(
    view: &mut dyn CopyView,
    table: &'static Table,
    mut tell: impl FnMut(u64) + Send,
) -> Result<Mark, StoreError> {
    let mut all = Rows::default();
    let mut done = Mark { rows: 0, digest: all.digest() };
    let mut key = None;
    loop {
        let page = view.rows_after(table, key, BATCH).await?;
        let Some(last) = page.last() else { return Ok(done) };
        key = Some(key_of(table, last));
        add(&mut all, &mut done, &page);
        tell(done.rows);
    }
}

fn add(all: &mut Rows, done: &mut Mark, rows: &[CopyRow]) {
    for row in rows {
        all.add(row);
    }
    *done = Mark { rows: done.rows + rows.len() as u64, digest: all.digest() };
}

fn key_of(table: &Table, row: &[Cell]) -> Vec<Cell> {
    row.iter().take(table.key().len()).cloned().collect()
}
