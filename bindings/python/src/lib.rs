//! The call-centre CRM for Python: the module `crm_core._crm`.
//!
//! **A thin face.** Every rule is the core's. Here arguments become the core's types, answers become frozen Python objects, and
//! refusals become exceptions; nothing is decided. The typed, documented surface is `python/crm_core/_crm.pyi`, which
//! is written from this crate (`make stubs`).
//!
//! | file | what it holds |
//! |---|---|
//! | `office.rs` | an opened database, and the one place where the interpreter is let go of and a future is run |
//! | `rest.rs` | what happens to opened databases at `fork` and at the interpreter's exit |
//! | `values.rs` | Python's times, amounts and zones against the core's |
//! | `codes.rs` | enums |
//! | `errors.rs` | exceptions |
//! | `record.rs` | the macro that declares a frozen class |
//! | `arrow.rs` | calls and orders as columns |
//! | `listing.rs` | lists that page by themselves |
//! | a file a domain | its records and its use cases |

mod arrow;
mod codes;
mod errors;
mod listing;
mod office;
mod record;
mod rest;
mod session;
mod values;

mod audit;
mod auth;
mod backup;
mod callbacks;
mod calls;
mod campaigns;
mod check;
mod cities;
mod clients;
mod counters;
mod crm;
mod events;
mod exports;
mod jobs;
mod lines;
mod masters;
mod money;
mod operators;
mod orders;
mod past;
mod settings;
mod shifts;
mod stats;
mod telephony;

use pyo3::prelude::*;

/// The compiled half of `crm_core`; import that one.
#[pymodule]
mod _crm {
    use pyo3::prelude::*;

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "as Python has it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    #[pymodule_export]
    use super::audit::{Audit, AuditBreak, AuditEntry, AuditReport, verify_audit};
    #[pymodule_export]
    use super::auth::{Actor, Auth, SessionAuth, SessionInfo, SignedIn};
    #[pymodule_export]
    use super::backup::{
        Backlog, ChangeMark, PostgresReport, Pressure, Restored, SqliteReport, StandbyReport, StatementReport,
        TableSize, WholeCopy, restore_backup, verify_backup,
    };
    #[pymodule_export]
    use super::callbacks::{
        Callback, CallbackCheck, CallbackClosed, CallbackDifference, CallbackList, CallbackPage, Callbacks, Episode,
        OpenCallbacks,
    };
    #[pymodule_export]
    use super::calls::{
        Call, CallDetails, CallFact, CallList, CallPage, CallSummary, Calls, LegEvent, Party, Recording,
    };
    #[pymodule_export]
    use super::campaigns::{Campaign, CampaignCost, CampaignCostList, CampaignCostPage, CampaignCostView, Campaigns};
    #[pymodule_export]
    use super::check::{CheckedPart, OfficeCheck, OfficeDifference};
    #[pymodule_export]
    use super::cities::{Cities, City};
    #[pymodule_export]
    use super::clients::{ClientCard, Clients};
    #[pymodule_export]
    use super::codes::_codes;
    #[pymodule_export]
    use super::counters::{CounterCheck, CounterDifference, Counters, Tally};
    #[pymodule_export]
    use super::crm::{Crm, Health, MangoAccount, Migrated, Progress, SipSource, open};
    #[pymodule_export]
    use super::events::{Events, FeedEvent, FeedPage};
    #[pymodule_export]
    use super::exports::{Export, Exports, safe_text};
    #[pymodule_export]
    use super::jobs::{Claim, Job, Jobs};
    #[pymodule_export]
    use super::lines::{Line, Lines, UnknownLine};
    #[pymodule_export]
    use super::listing::Rows;
    #[pymodule_export]
    use super::masters::{Master, MasterList, MasterPage, Masters};
    #[pymodule_export]
    use super::money::{CashBalance, CashDesk, CashHandover, CashList, CashPage, LedgerEntry};
    #[pymodule_export]
    use super::operators::{Operator, OperatorList, OperatorPage, Operators, Spent, WorkDay, WorkStateEntry, WorkTime};
    #[pymodule_export]
    use super::orders::{HistoryEntry, Order, OrderCheck, OrderList, OrderPage, OrderWritten, Orders, SlotRoom};
    #[pymodule_export]
    use super::past::{Fate, Past, PastCall, PastOrder, PastUser};
    #[pymodule_export]
    use super::session::Session;
    #[pymodule_export]
    use super::settings::{Settings, SettingsDesk};
    #[pymodule_export]
    use super::shifts::{Attendance, Shift, ShiftList, ShiftPage, Shifts};
    #[pymodule_export]
    use super::stats::{
        CallFigures, CallsNow, CampaignStats, CityStats, ClosingFigures, CostFigures, DailyStats, DayRow, Expected,
        FigureNote, HandlingFigures, MasterStats, OfficeStats, OperatorStats, OrderFigures, PersonNow, PersonalStats,
        QueueFigures, ServiceLevels, ServiceTarget, StaffingRow, Stats, WaitCounts, Wallboard,
    };
    #[pymodule_export]
    use super::telephony::{CallCheck, CallFacts, Ingest, RawEvent, Receipt, RefusalCount, Telephony, Underivable};
    #[pymodule_export]
    use super::values::{Period, Total};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        super::rest::install(module.py())
    }
}
