//! What every answer and every request share: the envelope, the problem, the strict readers, the words of the wire.

pub(crate) mod codes;
mod date;
mod envelope;
mod findings;
mod json;
mod key;
mod money;
mod parameters;
mod patch;
mod path;
mod problem;
mod query;
mod secret;
mod version;

pub(crate) use date::date;
pub(crate) use envelope::{Created, Data, ListOf};
pub(crate) use findings::Findings;
pub(crate) use json::{Json, MaybeJson, unread};
pub(crate) use key::OnceKey;
pub(crate) use money::MoneyInput;
pub(crate) use parameters::header;
pub(crate) use patch::{patched, present};
pub(crate) use path::{Id, Ids, Rest};
pub(crate) use problem::OneOfMany;
pub use problem::{Problem, ProblemField, ProblemKind};
pub(crate) use query::{Paging, Query, flag, read as read_query};
pub(crate) use secret::secret;
pub(crate) use version::{AtVersion, IfMatch, VersionBody};
