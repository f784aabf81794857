//! Closed sets of words: `(str, Enum)` classes of `crm_core.codes`, whose members print their code.

use crm_core::kernel::Lang;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};
use pyo3::{type_hint_identifier, type_hint_union};

use crate::errors;

/// A set of words that is an enum in Python.
pub(crate) trait Words: Clone + PartialEq + std::fmt::Debug + Send + Sync + 'static {
    /// The name of the class.
    const NAME: &'static str;
    fn all() -> Vec<Self>;
    fn word(&self) -> &str;
    fn label(&self, lang: Lang) -> String;
    fn read(word: &str) -> Result<Self, String>;
}

/// One of a set, on its way in or out. The word itself is read too.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Code<W>(pub(crate) W);

/// By class and word: its member, as `crm_core.codes` keeps them.
static MEMBERS: PyOnceLock<Py<PyDict>> = PyOnceLock::new();

impl<'py, W: Words> IntoPyObject<'py> for Code<W> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("crm_core.codes", W::NAME);

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let members = MEMBERS.get_or_try_init(py, || {
            let all = py.import("crm_core.codes")?.getattr("_MEMBERS")?;
            PyResult::Ok(all.cast_into::<PyDict>()?.unbind())
        })?;
        let class = members.bind(py).as_any().get_item(PyString::intern(py, W::NAME))?;
        class.get_item(self.0.word())
    }
}

impl<'py, W: Words> FromPyObject<'_, 'py> for Code<W> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("crm_core.codes", W::NAME), type_hint_identifier!("builtins", "str"));

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let word = given.cast::<PyString>()?;
        W::read(&word.to_cow()?).map(Self).map_err(|message| {
            let finding = crm_core::kernel::FieldError { field: "code", code: "code.unknown", message };
            errors::bad(given.py(), finding)
        })
    }
}

/// Declares the core's sets, whose codes and labels it knows, and sets of ours over its plain enums.
macro_rules! sets {
    (core { $($path:path as $name:ident,)+ } ours { $($plain:path as $plain_name:ident { $($variant:ident = $word:literal,)+ })+ }) => {
        $(
            impl Words for $path {
                const NAME: &'static str = stringify!($name);
                fn all() -> Vec<Self> {
                    Self::ALL.to_vec()
                }
                fn word(&self) -> &str {
                    self.code()
                }
                fn label(&self, lang: Lang) -> String {
                    Self::label(self, lang).to_owned()
                }
                fn read(word: &str) -> Result<Self, String> {
                    Self::parse(word).map_err(|error| error.to_string())
                }
            }
            impl crate::values::Out for $path {
                type Out = Code<$path>;
                fn out(self) -> Code<$path> {
                    Code(self)
                }
            }
        )+
        $(
            impl Words for $plain {
                const NAME: &'static str = stringify!($plain_name);
                fn all() -> Vec<Self> {
                    vec![$(Self::$variant),+]
                }
                fn word(&self) -> &str {
                    match self { $(Self::$variant => $word,)+ }
                }
                fn label(&self, _lang: Lang) -> String {
                    self.word().replace('_', " ")
                }
                fn read(word: &str) -> Result<Self, String> {
                    match word {
                        $($word => Ok(Self::$variant),)+
                        other => Err(format!("{other:?} is none of {}", [$($word),+].join(", "))),
                    }
                }
            }
            impl crate::values::Out for $plain {
                type Out = Code<$plain>;
                fn out(self) -> Code<$plain> {
                    Code(self)
                }
            }
        )+

        /// Every set by the name of its class: its words, each with its labels in Russian and in English.
        #[pyfunction]
        pub(crate) fn _codes() -> Vec<(&'static str, Vec<(String, String, String)>)> {
            vec![
                $((stringify!($name), words::<$path>()),)+
                $((stringify!($plain_name), words::<$plain>()),)+
                ("ErrorCode", crm_core::codes::ERRORS.iter().map(|code| plain(code)).collect()),
                ("FieldCode", crm_core::codes::FIELDS.iter().map(|code| plain(code)).collect()),
            ]
        }
    };
}

fn words<W: Words>() -> Vec<(String, String, String)> {
    W::all().iter().map(|one| (one.word().to_owned(), one.label(Lang::Ru), one.label(Lang::En))).collect()
}

fn plain(code: &str) -> (String, String, String) {
    (code.to_owned(), code.to_owned(), code.to_owned())
}

sets! {
    core {
        crm_core::auth::RevokeReason as RevokeReason,
        crm_core::callbacks::CallbackState as CallbackState,
        crm_core::calls::CallDirection as CallDirection,
        crm_core::calls::CallStatus as CallStatus,
        crm_core::calls::EndReason as EndReason,
        crm_core::calls::MissReason as MissReason,
        crm_core::events::EventKind as EventKind,
        crm_core::jobs::JobState as JobState,
        crm_core::money::CashState as CashState,
        crm_core::money::LedgerKind as LedgerKind,
        crm_core::operators::OperatorStatus as OperatorStatus,
        crm_core::operators::Role as Role,
        crm_core::operators::WorkState as WorkState,
        crm_core::orders::Equipment as Equipment,
        crm_core::orders::HistoryKind as HistoryKind,
        crm_core::orders::OrderStatus as OrderStatus,
        crm_core::orders::OrderType as OrderType,
        crm_core::settings::SettingKey as SettingKey,
        crm_core::stats::Exclusion as Exclusion,
        crm_core::stats::Formula as Formula,
        crm_core::stats::ServiceLevelVariant as ServiceLevelVariant,
        crm_core::telephony::Provider as Provider,
    }
    ours {
        crm_core::audit::Signed as AnchorSigned {
            ByKnownKey = "by_known_key", ByUnknownKey = "by_unknown_key", Falsely = "falsely",
        }
        crate::audit::BreakKind as AuditBreakKind {
            MissingBlock = "missing_block", MisplacedBlock = "misplaced_block", ChangedBlock = "changed_block",
            BrokenLink = "broken_link", MissingRow = "missing_row", ForeignRow = "foreign_row",
            ReorderedRow = "reordered_row", ChangedRow = "changed_row", ChangedPayload = "changed_payload",
            ForgedAnchor = "forged_anchor", UnknownSigner = "unknown_signer", WrongAnchor = "wrong_anchor",
            WrongHead = "wrong_head",
        }
        crm_core::callbacks::CallbackSort as CallbackSort { Oldest = "oldest", Latest = "latest", }
        crm_core::calls::CallSort as CallSort { Latest = "latest", Earliest = "earliest", }
        crm_core::CheckPart as CheckPart {
            Calls = "calls", Orders = "orders", Callbacks = "callbacks", Counters = "counters", Audit = "audit",
        }
        crate::telephony::ReceiptKind as ReceiptKind {
            Probe = "probe", Duplicate = "duplicate", Taken = "taken", Unread = "unread",
        }
        Lang as Lang { Ru = "ru", En = "en", }
        crm_core::orders::OrderFlaw as OrderFlaw {
            History = "history", Money = "money", Closings = "closings", ClosingDate = "closing_date",
        }
        crm_core::past::PastKind as PastKind { User = "user", Call = "call", Order = "order", }
        crm_core::telephony::EndedBy as EndedBy {
            Caller = "caller", Callee = "callee", Timeout = "timeout", Unknown = "unknown",
        }
        crm_core::telephony::LegState as LegState {
            Appeared = "appeared", Connected = "connected", OnHold = "on_hold", Disconnected = "disconnected",
        }
        crm_core::telephony::Place as LegPlace { Menu = "menu", Queue = "queue", Phone = "phone", }
        crm_core::telephony::RecordingState as RecordingState {
            Started = "started", Continued = "continued", Completed = "completed",
        }
        crm_core::telephony::Transfer as Transfer {
            Consultative = "consultative", Blind = "blind", ReturnBlind = "return_blind",
        }
        crate::calls::FactKind as FactKind {
            Leg = "leg", Summary = "summary", Ended = "ended", Recording = "recording", RecordReady = "record_ready",
            Dtmf = "dtmf", Closed = "closed",
        }
        crate::past::FateKind as FateKind {
            Written = "written", Present = "present", Joined = "joined", LeftOut = "left_out",
        }
    }
}
