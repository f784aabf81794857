//! Exports: calls, orders and reports as rows of typed cells, for the encoders of faces.
//!
//! An [`Export`] gives its [columns](Column) once and then its rows, page by page, so a file of any length is written from
//! little memory. A face chooses the format; what a cell says, who may export, and that no cell is taken for a formula, is
//! decided here.

mod calls;
mod cell;
mod orders;
mod safe_text;
mod service;

pub use cell::{Cell, CellText, Clocks, Column, Row, Table};
pub use safe_text::safe_text;
pub use service::{Export, ExportBatch, Exports};
