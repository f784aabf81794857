//! Use cases of exports.

use std::sync::Arc;
use std::vec;

use serde_json::{Value, json};

use super::cell::{Column, Row, Table};
use super::{calls, orders};
use crate::access::{Actor, Policy, Right};
use crate::audit;
use crate::calls::{CallFilter, CallQuery, CallSort, CallView};
use crate::crm::Core;
use crate::kernel::{Error, PageRequest, Period, Seek, Slice, Timestamp};
use crate::orders::{OrderFilter, OrderView, OrderWalk};
use crate::store::{Effects, Outcome, Read};

/// How many rows are read at a time.
const PAGE: u32 = 500;

/// Exports. Who sees a list may take what it shows along, save masters. Each export leaves an entry in the audit before its
/// first row is read.
#[derive(Clone, Copy)]
pub struct Exports<'c> {
    core: &'c Arc<Core>,
}

/// Rows on their way into a file.
///
/// Every page is read in a unit of its own, so an export holds nothing while its reader is slow, and may be dropped at any
/// moment. The scope of the actor, as it was when the export began, is part of each reading. A page shows what its rows say
/// when it is read, and is never older than the beginning of the export.
///
/// What is in it is bounded by the place of the last row there was when it began. Every row that existed then, passes the
/// filter and keeps its place comes exactly once. A row that is added meanwhile comes only if it belongs before that place
/// and the reading is not past it, as when a provider tells late of an earlier call.
pub struct Export {
    core: Arc<Core>,
    begun: Timestamp,
    columns: Vec<Column>,
    source: Source,
    page: u32,
}

/// Some rows of an export, before they are cells.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportBatch {
    /// Of [`Exports::calls`].
    Calls(Vec<CallView>),
    /// Of [`Exports::orders`].
    Orders(Vec<OrderView>),
    /// Of [`Exports::table`].
    Rows(Vec<Row>),
}

impl ExportBatch {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Calls(views) => views.len(),
            Self::Orders(views) => views.len(),
            Self::Rows(rows) => rows.len(),
        }
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The rows as cells, in the order of [`Export::columns`].
    pub fn into_rows(self) -> Vec<Row> {
        match self {
            Self::Calls(views) => views.iter().map(calls::row).collect(),
            Self::Orders(views) => views.iter().map(orders::row).collect(),
            Self::Rows(rows) => rows,
        }
    }
}

enum Source {
    Calls { query: CallQuery, last: (i64, i64) },
    Orders(OrderWalk),
    Rows(vec::IntoIter<Row>),
    End,
}

impl<'c> Exports<'c> {
    pub(crate) fn new(core: &'c Arc<Core>) -> Self {
        Self { core }
    }

    /// Calls in the actor's scope that pass the filter, in the order of the sort. A call keeps its place unless an event
    /// comes late that tells of an earlier start.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "exports.calls", level = "debug", skip_all)]
    pub async fn calls(&self, actor: &Actor, filter: &CallFilter, sort: CallSort) -> Result<Export, Error> {
        let begun = self.begin(actor, "calls", &said_of_calls(filter, sort)).await?;
        let query = |sort, seek, limit| -> Result<CallQuery, Error> {
            Ok(CallQuery { scope: Policy::calls(actor), filter: filter.clone(), sort, slice: stretch(seek, limit)? })
        };
        let latest = query(CallSort::Latest, Seek::Offset(0), 1)?;
        let mark = self.core.read(Read::Each).await?.calls().list(&latest).await?.rows.into_iter().next();
        let source = match mark.map(|view| (view.call.facts.started_at.micros(), view.call.id.get())) {
            None => Source::End,
            Some(last @ (key, id)) => {
                let seek = match sort {
                    CallSort::Earliest => Seek::Offset(0),
                    // The last one is the first here.
                    CallSort::Latest => Seek::After { key, id: id.saturating_add(1) },
                };
                Source::Calls { query: query(sort, seek, PAGE)?, last }
            }
        };
        Ok(self.export(begun, calls::COLUMNS.to_vec(), source))
    }

    /// Orders in the actor's scope that pass the filter, in the order they were written in, then by id. That place never
    /// changes, unlike the one in the default list, so no change of an order makes it come twice or not at all; an order
    /// that a change takes out of the filter or the scope before it is reached is left out.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "exports.orders", level = "debug", skip_all)]
    pub async fn orders(&self, actor: &Actor, filter: &OrderFilter) -> Result<Export, Error> {
        let begun = self.begin(actor, "orders", &said_of_orders(filter)).await?;
        let source = match self.core.read(Read::Each).await?.orders().last_written().await? {
            None => Source::End,
            Some(until) => Source::Orders(OrderWalk {
                scope: Policy::orders(actor),
                filter: filter.clone(),
                after: None,
                until,
                limit: PAGE,
            }),
        };
        Ok(self.export(begun, orders::COLUMNS.to_vec(), source))
    }

    /// The rows of a table, such as a report, which says for itself what the actor may see. `name` and `filter` are what the
    /// audit keeps of it.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "exports.table", level = "debug", skip_all)]
    pub async fn table(&self, actor: &Actor, name: &str, filter: &Value, table: Table) -> Result<Export, Error> {
        let begun = self.begin(actor, name, filter).await?;
        let (columns, rows) = table.into_parts();
        Ok(self.export(begun, columns, Source::Rows(rows.into_iter())))
    }

    fn export(self, begun: Timestamp, columns: Vec<Column>, source: Source) -> Export {
        Export { core: Arc::clone(self.core), begun, columns, source, page: PAGE }
    }

    /// Tells the audit before anything is handed out: how many rows it will be, nobody knows yet.
    async fn begin(&self, actor: &Actor, what: &str, filter: &Value) -> Result<Timestamp, Error> {
        Policy::require(actor, Right::Export)?;
        let subject = &format!("export:{what}");
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let mut effects = Effects::none();
                    effects.audit(audit::entry(actor, a.now, "export.begun", subject, filter));
                    Ok(Outcome::done(a.now, effects))
                })
            })
            .await
    }
}

impl Export {
    /// The columns, in the order of the cells of each row.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Another number of rows to be read at a time than 500: 1 to 10 000. Larger ones are quicker and take more memory.
    #[must_use]
    pub fn page(mut self, rows: u32) -> Self {
        self.page = rows.clamp(1, 10_000);
        self
    }

    /// The next rows, some hundreds at most; `None` when there are no more. After an error the same rows may be asked for
    /// again.
    ///
    /// # Errors
    /// Storage errors.
    pub async fn next(&mut self) -> Result<Option<Vec<Row>>, Error> {
        Ok(self.next_batch().await?.map(ExportBatch::into_rows))
    }

    /// As [`Export::next`], for whoever makes something else of the rows than cells.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "exports.next", level = "debug", skip_all)]
    pub async fn next_batch(&mut self) -> Result<Option<ExportBatch>, Error> {
        let read = Read::MayLag(self.core.now().since(self.begun));
        let page = usize::try_from(self.page).unwrap_or(usize::MAX);
        let (batch, is_last) = match &mut self.source {
            Source::End => return Ok(None),
            Source::Calls { query, last } => {
                query.slice.limit = self.page;
                let views = self.core.read(read).await?.calls().list(query).await?.rows;
                let is_full = views.len() > page;
                let place = |view: &CallView| (view.call.facts.started_at.micros(), view.call.id.get());
                let within = |place: (i64, i64)| query.sort == CallSort::Latest || place <= *last;
                let views: Vec<_> = views.into_iter().take(page).take_while(|view| within(place(view))).collect();
                let end = views.last().map(place);
                if let Some((key, id)) = end {
                    query.slice.seek = Seek::After { key, id };
                }
                let is_last = !is_full || views.len() < page;
                (ExportBatch::Calls(views), is_last)
            }
            Source::Orders(walk) => {
                walk.limit = self.page;
                let views = self.core.read(read).await?.orders().walk(walk).await?;
                walk.after = views.last().map(|view| (view.order.created_at, view.order.id)).or(walk.after);
                let is_last = views.len() < page;
                (ExportBatch::Orders(views), is_last)
            }
            Source::Rows(rows) => {
                let some: Vec<Row> = rows.take(page).collect();
                let is_last = some.len() < page;
                (ExportBatch::Rows(some), is_last)
            }
        };
        if is_last {
            self.source = Source::End;
        }
        Ok((!batch.is_empty()).then_some(batch))
    }
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").field("begun", &self.begun).field("columns", &self.columns).finish_non_exhaustive()
    }
}

fn stretch(seek: Seek, limit: u32) -> Result<Slice, Error> {
    let mut slice = PageRequest::first().without_total().resolve(0, &CallFilter::default().digest())?;
    (slice.seek, slice.limit) = (seek, limit);
    Ok(slice)
}

fn said_of_period(period: Option<Period>) -> Value {
    period.map_or(Value::Null, |period| json!({ "from": period.from(), "to": period.to() }))
}

fn said_of_calls(filter: &CallFilter, sort: CallSort) -> Value {
    let CallFilter { period, operator, status, city, campaign, direction, client, complete } = filter;
    json!({
        "period": said_of_period(*period),
        "operator": operator,
        "status": status,
        "city": city,
        "campaign": campaign,
        "direction": direction,
        "phoneClient": client.as_ref().map(AsRef::<str>::as_ref),
        "complete": complete,
        "latestFirst": sort == CallSort::Latest,
    })
}

fn said_of_orders(filter: &OrderFilter) -> Value {
    let OrderFilter {
        created,
        closed,
        meeting,
        status,
        city,
        operator,
        master,
        campaign,
        equipment,
        order_type,
        phone,
        search,
    } = filter;
    json!({
        "created": said_of_period(*created),
        "closed": said_of_period(*closed),
        "meeting": said_of_period(*meeting),
        "status": status,
        "city": city,
        "operator": operator,
        "master": master,
        "campaign": campaign,
        "typeEquipment": equipment,
        "typeOrder": order_type,
        "phone": phone.as_ref().map(crate::kernel::Phone::as_str),
        "search": search.as_ref().map(crate::orders::OrderSearch::prefixes),
    })
}
