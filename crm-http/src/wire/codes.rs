//! The sets of codes in the API document: their words come from the core.

use crm_core::calls::{EndReason, MissReason};
use crm_core::events::EventKind;
use crm_core::kernel::Lang;
use serde_json::{Map, Value, json};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};

fn code<'c>(codes: impl IntoIterator<Item = &'c str>) -> RefOr<Schema> {
    let words: Vec<String> = codes.into_iter().map(str::to_owned).collect();
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
}

/// The same or `null`.
fn code_or_null<'c>(codes: impl IntoIterator<Item = &'c str>) -> RefOr<Schema> {
    let words: Vec<Option<String>> = codes.into_iter().map(|word| Some(word.to_owned())).chain([None]).collect();
    let either = SchemaType::from_iter([Type::String, Type::Null]);
    ObjectBuilder::new().schema_type(either).enum_values(Some(words)).into()
}

/// Why an inbound call was missed, if it was.
pub(crate) fn miss_reason() -> RefOr<Schema> {
    code_or_null(crm_core::calls::MissReason::ALL.iter().map(crm_core::calls::MissReason::code))
}

/// Why an outbound call ended without talk, if it did.
pub(crate) fn end_reason() -> RefOr<Schema> {
    code_or_null(crm_core::calls::EndReason::ALL.iter().map(crm_core::calls::EndReason::code))
}

macro_rules! sets {
    ($( $(#[$meta:meta])* $name:ident: $set:ty; )+) => { $(
        $(#[$meta])*
        pub(crate) fn $name() -> RefOr<Schema> {
            code(<$set>::ALL.iter().map(<$set>::code))
        }
    )+

        /// What people read in place of each code, by set, language and code.
        pub(crate) fn labels() -> Value {
            let mut sets = Map::new();
            $( sets.insert(camel(stringify!($name)), spoken(<$set>::ALL, <$set>::code, <$set>::label)); )+
            sets.insert("eventKind".to_owned(), spoken(EventKind::ALL, EventKind::code, EventKind::label));
            sets.insert("missReason".to_owned(), spoken(MissReason::ALL, MissReason::code, MissReason::label));
            sets.insert("endReason".to_owned(), spoken(EndReason::ALL, EndReason::code, EndReason::label));
            Value::Object(sets)
        }
    };
}

fn spoken<T>(all: &[T], code: fn(&T) -> &str, label: fn(&T, Lang) -> &str) -> Value {
    let labels = |lang| all.iter().map(|one| (code(one).to_owned(), label(one, lang).into())).collect::<Map<_, _>>();
    json!({ "ru": labels(Lang::Ru), "en": labels(Lang::En) })
}

/// `call_status` as `callStatus`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        name + &initial.to_ascii_uppercase() + rest
    })
}

sets! {
    call_status: crm_core::calls::CallStatus;
    call_direction: crm_core::calls::CallDirection;
    order_status: crm_core::orders::OrderStatus;
    order_type: crm_core::orders::OrderType;
    equipment: crm_core::orders::Equipment;
    history_kind: crm_core::orders::HistoryKind;
    ledger_kind: crm_core::money::LedgerKind;
    callback_state: crm_core::callbacks::CallbackState;
    role: crm_core::operators::Role;
    operator_status: crm_core::operators::OperatorStatus;
    work_state: crm_core::operators::WorkState;
    cash_state: crm_core::money::CashState;
    service_level_variant: crm_core::stats::ServiceLevelVariant;
    formula: crm_core::stats::Formula;
    job_state: crm_core::jobs::JobState;
    provider: crm_core::telephony::Provider;
}
