//! Rows and facts to store, told apart by a number.

use std::fmt::Debug;
use std::time::Duration;

use chrono::{Days, NaiveDate};

use crate::audit::{AuditActor, AuditPayload, NewAuditEntry};
use crate::auth::{Session, Throttle, ThrottleKey, TokenId};
use crate::callbacks::{Callback, CallbackState, ClientHead, Closing, Episode};
use crate::calls::{Call, CallDirection, CallFacts, CallStatus, Classification};
use crate::campaigns::{Campaign, CampaignCost};
use crate::cities::{City, SlotCapacity, VisitHours};
use crate::events::{EventKind, EventScope, NewEvent};
use crate::jobs::{Job, JobState};
use crate::kernel::{EntityId, LineNumber, Money, Phone, Text, Timestamp, Version, Zone};
use crate::lines::{Attribution, Line};
use crate::money::{CashHandover, CashState, LedgerEntry, LedgerKind};
use crate::operators::{Login, Operator, OperatorStatus, Role, WorkState};
use crate::orders::{Equipment, HistoryEntry, HistoryKind, Meeting, Order, OrderStatus, OrderType};
use crate::settings::{Setting, SettingKey};
use crate::shifts::Shift;
use crate::telephony::{Conversation, ConversationKey, NewRawEvent, Provider};

/// The largest id.
pub(super) const LARGEST: i64 = (1 << 53) - 1;

/// The id with this number.
pub(super) fn id<I: EntityId>(raw: i64) -> I {
    I::new(raw).expect("an id from 1 to 2^53 - 1")
}

/// An instant, `seconds` after the one most samples use.
pub(super) fn at(seconds: u64) -> Timestamp {
    Timestamp::EPOCH.plus(Duration::from_micros(1_737_450_000_000_001)).plus(Duration::from_secs(seconds))
}

/// Bounded text.
pub(super) fn text<const MAX: usize>(text: impl AsRef<str>) -> Text<MAX> {
    Text::new(text.as_ref()).expect("text that fits")
}

/// 32 bytes that depend on what is given.
pub(super) fn digest(of: impl Debug) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(format!("{of:?}").as_bytes()).into()
}

pub(super) fn city(n: i64) -> City {
    City {
        id: id(n),
        version: Version::FIRST,
        name: text(format!("Город {n:05}")),
        zone: Zone::MOSCOW,
        visit_hours: VisitHours::DEFAULT,
        capacity: SlotCapacity::DEFAULT,
        archived: false,
        created_at: at(0),
        updated_at: at(0),
    }
}

pub(super) fn campaign(n: i64) -> Campaign {
    Campaign {
        id: id(n),
        version: Version::FIRST,
        name: text(format!("Листовки {n:05}")),
        archived: false,
        created_at: at(0),
    }
}

/// A day, `days` after the one most samples use.
pub(super) fn day(days: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 21).expect("a day").checked_add_days(Days::new(days)).expect("a day")
}

/// A cost of one day of the campaign 1, which must be there.
pub(super) fn cost(n: i64) -> CampaignCost {
    CampaignCost {
        id: id(n),
        version: Version::FIRST,
        campaign: id(1),
        city: None,
        first_day: day(0),
        last_day: day(0),
        amount: Money::from_kopecks(100 * n % 1_000_000 + 1).expect("an amount in range"),
        note: None,
        cancelled: false,
        created_at: at(0),
        updated_at: at(0),
    }
}

/// A hand-over of the user 1 in the city 1, both of which must be there.
pub(super) fn handover(n: i64) -> CashHandover {
    CashHandover {
        id: id(n),
        version: Version::FIRST,
        master: id(1),
        city: id(1),
        amount: Money::from_kopecks(100 * n % 1_000_000 + 1).expect("an amount in range"),
        note: None,
        state: CashState::Handed,
        handed_at: at(0),
        decided: None,
    }
}

pub(super) fn setting(n: i64) -> Setting {
    Setting { key: SettingKey::from_stored(&format!("setting_{n:05}")), value: "60".into(), version: Version::FIRST }
}

pub(super) fn operator(n: i64) -> Operator {
    Operator {
        id: id(n),
        version: Version::FIRST,
        profile_version: Version::FIRST,
        name: text(format!("Оператор {n}")),
        login: Login::new(&format!("operator{n}")).expect("a login"),
        role: Role::Operator,
        city: None,
        more_cities: Vec::new(),
        status: OperatorStatus::Active,
        work_state: WorkState::Offline,
        work_state_since: at(0),
        sip_address: None,
        extension: None,
        created_at: at(0),
        updated_at: at(0),
    }
}

pub(super) fn line(n: i64) -> Line {
    Line {
        id: id(n),
        version: Version::FIRST,
        number: number(n),
        attribution: Attribution::default(),
        archived: false,
        created_at: at(0),
        updated_at: at(0),
    }
}

/// A line's number.
pub(super) fn number(n: i64) -> LineNumber {
    LineNumber::from_stored(&format!("+7495{n:07}"))
}

pub(super) fn conversation(n: i64) -> Conversation {
    Conversation {
        id: id(n),
        version: Version::FIRST,
        key: ConversationKey {
            provider: Provider::Mango,
            account: text("office"),
            id: format!("conversation-{n}").into(),
        },
        first_event_at: at(0),
        last_event_at: at(0),
        legs_over_at: None,
        open: true,
    }
}

pub(super) fn call(n: i64) -> Call {
    Call {
        id: id(n),
        version: Version::FIRST,
        conversation: None,
        provider_id: None,
        facts: CallFacts {
            direction: CallDirection::In,
            status: CallStatus::New,
            miss_reason: None,
            end_reason: None,
            client: None,
            line: None,
            operator_extension: None,
            final_operator_extension: None,
            operators_rung: Vec::new(),
            started_at: at(0),
            offered_at: None,
            answered_at: None,
            ended_at: None,
            transferred: false,
            disconnect_code: None,
            leg_count: 0,
            recordings: Vec::new(),
            complete: false,
        },
        attribution: Attribution::default(),
        operator: None,
        final_operator: None,
        classification: Classification::default(),
        classified_version: Version::FIRST,
        created_at: at(0),
        updated_at: at(0),
    }
}

/// An order of the city 1, which must be there.
pub(super) fn order(n: i64) -> Order {
    Order {
        id: id(n),
        version: Version::FIRST,
        phone: Phone::from_stored("+79000000101"),
        order_type: OrderType::FirstTime,
        equipment: Equipment::Computers,
        city: id(1),
        campaign: None,
        advert_account: None,
        call: None,
        client_name: text(format!("Клиент {n}")),
        address: text("ул. Ленина, 12"),
        problem: text("Не включается"),
        meeting: Meeting { at: at(0), zone: Zone::MOSCOW },
        status: OrderStatus::New,
        master: None,
        result: None,
        expenditure: None,
        promised: None,
        closing: 0,
        closed_at: None,
        operator: None,
        created_at: at(0),
        updated_at: at(0),
    }
}

/// A call-back of the call 1, which must be there.
pub(super) fn callback(n: i64) -> Callback {
    Callback {
        id: id(n),
        version: Version::FIRST,
        phone: Phone::from_stored("+79000000101"),
        state: CallbackState::Open,
        episode: Episode {
            first_call: id(1),
            first_at: at(0),
            opened_at: at(0),
            last_call: id(1),
            last_at: at(0),
            missed: 1,
            city: None,
            campaign: None,
            line: None,
            closed: None,
        },
        taken: None,
        created_at: at(0),
        updated_at: at(0),
    }
}

pub(super) fn client_head(n: i64) -> ClientHead {
    ClientHead { phone: Phone::from_stored(&format!("+7900000{n:04}")), version: Version::FIRST }
}

/// A closing by hand of a call-back, which must be there.
pub(super) fn closing(callback: i64, phone: &Phone, at: Timestamp) -> Closing {
    Closing { callback: id(callback), phone: phone.clone(), at, by: None, reason: text("написал сам") }
}

/// A row of the history of an order, which must be there.
pub(super) fn history(order: i64, version: i64) -> HistoryEntry {
    HistoryEntry {
        order: id(order),
        version: Version::new(version),
        kind: HistoryKind::Created,
        from: None,
        to: OrderStatus::New,
        master: None,
        reason: None,
        at: at(0),
        by: AuditActor::System(text("suite")),
    }
}

/// An entry of the ledger of an order of city 1, both of which must be there.
pub(super) fn posting(order: i64, closing: u32, kind: LedgerKind, kopecks: i64) -> LedgerEntry {
    LedgerEntry {
        order: id(order),
        closing,
        kind,
        amount: Money::from_kopecks(kopecks).expect("an amount in range"),
        master: None,
        city: id(1),
        at: at(0),
        by: AuditActor::System(text("suite")),
    }
}

/// A session of the user `operator`, who must be there.
pub(super) fn session(n: i64, operator: i64) -> Session {
    Session {
        id: id(n),
        version: Version::FIRST,
        operator: id(operator),
        refresh_id: token(n),
        refresh_issued_at: at(0),
        previous_refresh_id: None,
        rotated_at: None,
        created_at: at(0),
        expires_at: at(3600),
        last_seen_at: at(0),
        revoked: None,
        address: None,
        agent: None,
    }
}

/// A shift of an hour of the user `operator`, who must be there.
pub(super) fn shift(n: i64, operator: i64) -> Shift {
    Shift {
        id: id(n),
        version: Version::FIRST,
        operator: id(operator),
        from: at(0),
        to: at(3600),
        note: None,
        cancelled: false,
        created_at: at(0),
        updated_at: at(0),
    }
}

/// A token's name.
pub(super) fn token(n: i64) -> TokenId {
    TokenId::from_bytes(i128::from(n).to_be_bytes())
}

pub(super) fn throttle(n: i64) -> Throttle {
    Throttle {
        key: ThrottleKey::from_stored(&format!("pair:{n:032x}")),
        version: Version::FIRST,
        failures: 1,
        first_at: at(0),
        last_at: at(0),
        blocked_until: None,
    }
}

pub(super) fn job(n: i64) -> Job {
    Job {
        id: id(n),
        version: Version::FIRST,
        queue: text("recordings"),
        subject: text(format!("call:{n}")),
        payload: "{}".into(),
        state: JobState::Queued,
        run_at: at(0),
        attempts: 0,
        lease_until: None,
        last_error: None,
        created_at: at(0),
    }
}

/// A provider event of a conversation that must be there, or of none.
pub(super) fn raw_event(n: i64, conversation: Option<i64>) -> NewRawEvent {
    NewRawEvent {
        provider: Provider::Mango,
        account: text("office"),
        conversation: conversation.map(id),
        path: "/events/call".into(),
        body: format!("vpbx_api_key=k&json={n}").into_bytes(),
        digest: digest(("raw event", n)),
        clock_offset_seconds: 0,
        context: None,
        received_at: at(0),
        problem: conversation.is_none().then(|| text("not understood")),
    }
}

pub(super) fn event(n: i64) -> NewEvent {
    NewEvent {
        at: at(0),
        kind: EventKind::CallChanged,
        subject: text(format!("call:{n}")),
        scope: EventScope::default(),
        payload: format!("{{\"n\":{n}}}").into(),
    }
}

pub(super) fn audit_entry(n: i64) -> NewAuditEntry {
    NewAuditEntry {
        at: at(0),
        actor: AuditActor::System(text("suite")),
        action: text("city.changed"),
        subject: text(format!("city:{n}")),
        payload: AuditPayload::new(&serde_json::json!({ "n": n }), [7; 16]),
    }
}
