//! Calls and orders as Arrow columns, handed over without copies by the PyCapsule interface: what pandas, polars, pyarrow and
//! DuckDB read.
//!
//! A stream is an export: the actor needs that right and the audit keeps that it was begun. Batches are read as the reader
//! asks for them, each on the reader's own thread and without the interpreter.

#![expect(clippy::redundant_closure_for_method_calls, reason = "the columns read alike")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, ListBuilder, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use chrono::NaiveDate;
use crm_core::calls::CallView;
use crm_core::exports::{Export, ExportBatch};
use crm_core::kernel::{Money, Timestamp};
use crm_core::orders::OrderView;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::office::Office;

/// How many rows are read at a time, and make a batch.
const BATCH: u32 = 8_192;

/// How a kind of value becomes a column.
trait Kind {
    type Builder: ArrayBuilder;
    fn data_type() -> DataType;
    fn builder() -> Self::Builder;
}

/// A value, or none, on its way into a column.
trait Cell<B> {
    fn put(self, column: &mut B);
}

macro_rules! kinds {
    ($($kind:ident => $builder:ty, $data_type:expr, $make:expr;)+) => { $(
        struct $kind;
        impl Kind for $kind {
            type Builder = $builder;
            fn data_type() -> DataType {
                $data_type
            }
            fn builder() -> $builder {
                $make
            }
        }
    )+ };
}
kinds! {
    Words => StringBuilder, DataType::Utf8, StringBuilder::new();
    WordList => ListBuilder<StringBuilder>, DataType::new_list(DataType::Utf8, true), ListBuilder::new(StringBuilder::new());
    Whole => Int64Builder, DataType::Int64, Int64Builder::new();
    // Signed: readers subtract one from another.
    Count => Int64Builder, DataType::Int64, Int64Builder::new();
    Truth => BooleanBuilder, DataType::Boolean, BooleanBuilder::new();
    Day => Date32Builder, DataType::Date32, Date32Builder::new();
    Instant => TimestampMicrosecondBuilder, instant(), TimestampMicrosecondBuilder::new().with_data_type(instant());
    // Kopecks: two places.
    Roubles => Decimal128Builder, DataType::Decimal128(18, 2), Decimal128Builder::new().with_data_type(DataType::Decimal128(18, 2));
}

fn instant() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

macro_rules! cells {
    ($($value:ty => $builder:ty: |$given:ident| $plain:expr;)+) => { $(
        impl Cell<$builder> for Option<$value> {
            fn put(self, column: &mut $builder) {
                column.append_option(self.map(|$given| $plain));
            }
        }
    )+ };
}
cells! {
    &str => StringBuilder: |text| text;
    i64 => Int64Builder: |number| number;
    u64 => Int64Builder: |count| i64::try_from(count).unwrap_or(i64::MAX);
    bool => BooleanBuilder: |truth| truth;
    NaiveDate => Date32Builder: |day| arrow_array::types::Date32Type::from_naive_date(day);
    Timestamp => TimestampMicrosecondBuilder: |at| at.micros();
    Money => Decimal128Builder: |money| i128::from(money.kopecks());
}

impl Cell<ListBuilder<StringBuilder>> for Option<Vec<&str>> {
    fn put(self, column: &mut ListBuilder<StringBuilder>) {
        match self {
            Some(words) => column.append_value(words.into_iter().map(Some)),
            None => column.append_null(),
        }
    }
}

/// Declares the columns of a view: names, kinds, and how each is read. One pass over the rows a column: a column's builder
/// stays warm.
macro_rules! columns {
    ($schema:ident, $batch:ident of $view:ty as $row:ident { $($name:ident: $kind:ident = $value:expr,)+ }) => {
        fn $schema() -> Schema {
            Schema::new(vec![$(Field::new(stringify!($name), $kind::data_type(), true)),+])
        }

        fn $batch(schema: SchemaRef, rows: &[$view]) -> Result<RecordBatch, ArrowError> {
            let columns: Vec<ArrayRef> = vec![$({
                let mut column = $kind::builder();
                for $row in rows {
                    Cell::put($value, &mut column);
                }
                Arc::new(column.finish())
            }),+];
            RecordBatch::try_new(schema, columns)
        }
    };
}

columns! {
    calls_schema, calls_batch of CallView as row {
        id: Whole = Some(row.call.id.get()),
        direction: Words = Some(row.call.facts.direction.code()),
        status: Words = Some(row.call.facts.status.code()),
        miss_reason: Words = row.call.facts.miss_reason.as_ref().map(|reason| reason.code()),
        end_reason: Words = row.call.facts.end_reason.as_ref().map(|reason| reason.code()),
        client: Words = row.call.facts.client.as_ref().map(|phone| phone.as_str()),
        line: Words = row.call.facts.line.as_ref().map(|line| line.as_str()),
        operators_rung: WordList = Some(row.call.facts.operators_rung.iter().map(|one| one.as_str()).collect::<Vec<_>>()),
        started_at: Instant = Some(row.call.facts.started_at),
        offered_at: Instant = row.call.facts.offered_at,
        answered_at: Instant = row.call.facts.answered_at,
        ended_at: Instant = row.call.facts.ended_at,
        wait_seconds: Count = row.call.facts.wait_seconds(),
        talk_seconds: Count = row.call.facts.talk_seconds(),
        transferred: Truth = Some(row.call.facts.transferred),
        complete: Truth = Some(row.call.facts.complete),
        city_id: Whole = row.call.attribution.city.map(|id| id.get()),
        city: Words = row.city.as_deref(),
        campaign_id: Whole = row.call.attribution.campaign.map(|id| id.get()),
        campaign: Words = row.campaign.as_deref(),
        advert_account: Words = row.call.attribution.advert_account.as_ref().map(|account| account.as_str()),
        operator_id: Whole = row.call.operator.map(|id| id.get()),
        operator: Words = row.operator.as_deref(),
        final_operator_id: Whole = row.call.final_operator.map(|id| id.get()),
        category: Words = row.call.classification.category.as_ref().map(|category| category.as_str()),
        note: Words = row.call.classification.note.as_ref().map(|note| note.as_str()),
        created_at: Instant = Some(row.call.created_at),
        updated_at: Instant = Some(row.call.updated_at),
    }
}

columns! {
    orders_schema, orders_batch of OrderView as row {
        id: Whole = Some(row.order.id.get()),
        status: Words = Some(row.order.status.code()),
        order_type: Words = Some(row.order.order_type.code()),
        equipment: Words = Some(row.order.equipment.code()),
        phone: Words = Some(row.order.phone.as_str()),
        client_name: Words = Some(row.order.client_name.as_str()),
        address: Words = Some(row.order.address.as_str()),
        problem: Words = Some(row.order.problem.as_str()),
        city_id: Whole = Some(row.order.city.get()),
        city: Words = Some(&*row.city),
        campaign_id: Whole = row.order.campaign.map(|id| id.get()),
        campaign: Words = row.campaign.as_deref(),
        advert_account: Words = row.order.advert_account.as_ref().map(|account| account.as_str()),
        call_id: Whole = row.order.call.map(|id| id.get()),
        operator_id: Whole = row.order.operator.map(|id| id.get()),
        operator: Words = row.operator.as_deref(),
        master_id: Whole = row.order.master.map(|id| id.get()),
        master: Words = row.master.as_deref(),
        meeting: Instant = Some(row.order.meeting.at),
        meeting_zone: Words = Some(row.order.meeting.zone.name()),
        result: Roubles = row.order.result,
        expenditure: Roubles = row.order.expenditure,
        clean: Roubles = row.order.clean(),
        promised: Day = row.order.promised,
        closed_at: Instant = row.order.closed_at,
        created_at: Instant = Some(row.order.created_at),
        updated_at: Instant = Some(row.order.updated_at),
    }
}

/// What is streamed.
pub(crate) enum Table {
    Calls,
    Orders,
}

/// An export on its way into columns.
struct Stream {
    office: Arc<Office>,
    export: Export,
    schema: SchemaRef,
}

/// Hands an export over as an `arrow_array_stream` capsule.
pub(crate) fn capsule<'py>(
    py: Python<'py>,
    office: &Arc<Office>,
    export: Export,
    table: &Table,
) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = Arc::new(match table {
        Table::Calls => calls_schema(),
        Table::Orders => orders_schema(),
    });
    let stream = Stream { office: Arc::clone(office), export: export.page(BATCH), schema };
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(stream)), c"arrow_array_stream")
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    /// Its reader is of another language: no panic may get there.
    fn next(&mut self) -> Option<Self::Item> {
        let read = catch_unwind(AssertUnwindSafe(|| self.batch()));
        read.unwrap_or_else(|_| Some(Err(ArrowError::ComputeError("reading panicked: this is a defect".to_owned()))))
    }
}

impl Stream {
    fn batch(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        let export = &mut self.export;
        let read = self.office.with_detached(async |_| export.next_batch().await);
        let schema = Arc::clone(&self.schema);
        match read {
            Ok(None) => None,
            Ok(Some(ExportBatch::Calls(rows))) => Some(calls_batch(schema, &rows)),
            Ok(Some(ExportBatch::Orders(rows))) => Some(orders_batch(schema, &rows)),
            Ok(Some(ExportBatch::Rows(_))) => Some(Err(ArrowError::NotYetImplemented("a table of cells".to_owned()))),
            Err(error) => Some(Err(ArrowError::ExternalError(Box::new(error)))),
        }
    }
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
