//! Rows to write and short ways to write them.

use crm_core::access::CallScope;
use crm_core::calls::{
    Call, CallDirection, CallFacts, CallFilter, CallQuery, CallSort, CallStatus, Classification, RecordingFact,
};
use crm_core::cities::{City, SlotCapacity, VisitHours};
use crm_core::kernel::{
    CallId, CityId, FilterDigest, LineNumber, OperatorId, PageRequest, Phone, Text, Timestamp, Version, Zone,
};
use crm_core::lines::Attribution;
use crm_core::operators::{Login, Operator, OperatorStatus, Role, WorkState};
use crm_core::store::{CommitError, Effects, Read, Store, Write};
use crm_store_sqlite::{Options, SqliteStore};

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(1_700_000_000 + seconds).unwrap()
}

pub(crate) fn city(id: i64) -> City {
    City {
        id: CityId::new(id).unwrap(),
        version: Version::FIRST,
        name: Text::new(&format!("Город {id}")).unwrap(),
        zone: Zone::MOSCOW,
        visit_hours: VisitHours::DEFAULT,
        capacity: SlotCapacity::DEFAULT,
        archived: false,
        created_at: at(0),
        updated_at: at(0),
    }
}

pub(crate) fn operator(id: i64) -> Operator {
    Operator {
        id: OperatorId::new(id).unwrap(),
        version: Version::FIRST,
        profile_version: Version::FIRST,
        name: Text::new(&format!("Анна {id} 🙂")).unwrap(),
        login: Login::new(&format!("Anna{id}")).unwrap(),
        role: Role::Operator,
        city: None,
        more_cities: Vec::new(),
        status: OperatorStatus::Active,
        work_state: WorkState::Offline,
        work_state_since: at(0),
        sip_address: None,
        extension: Some(Text::new(&format!("{}", 100 + id)).unwrap()),
        created_at: at(0),
        updated_at: at(0),
    }
}

pub(crate) fn call(id: i64, city: Option<i64>, operator: Option<i64>) -> Call {
    Call {
        id: CallId::new(id).unwrap(),
        version: Version::FIRST,
        conversation: None,
        provider_id: None,
        facts: CallFacts {
            direction: CallDirection::In,
            status: if id % 3 == 0 { CallStatus::Missed } else { CallStatus::Answered },
            miss_reason: None,
            end_reason: None,
            client: Some(Phone::parse("+79000000101").unwrap()),
            line: Some(LineNumber::parse("74950000001").unwrap()),
            operator_extension: Some(Text::new("101").unwrap()),
            final_operator_extension: None,
            operators_rung: vec![Text::new("101").unwrap(), Text::new("0\"02").unwrap()],
            // Two calls a second, so that the id has to decide.
            started_at: at(id / 2),
            offered_at: None,
            answered_at: Some(at(id / 2 + 5)),
            ended_at: Some(at(id / 2 + 65)),
            transferred: false,
            disconnect_code: Some(1100),
            leg_count: 2,
            recordings: vec![RecordingFact { id: "r/1".into(), leg: Some("leg".into()), ready: true }],
            complete: id % 5 != 0,
        },
        attribution: Attribution {
            campaign: None,
            city: city.map(|id| CityId::new(id).unwrap()),
            advert_account: Some(Text::new("авито").unwrap()),
        },
        operator: operator.map(|id| OperatorId::new(id).unwrap()),
        final_operator: None,
        classification: Classification::default(),
        classified_version: Version::FIRST,
        created_at: at(id),
        updated_at: at(id),
    }
}

pub(crate) fn participants(call: &Call, operators: &[i64]) -> Write {
    Write::CallParticipants {
        call: call.id,
        started_at: call.facts.started_at,
        operators: operators.iter().map(|id| OperatorId::new(*id).unwrap()).collect(),
    }
}

pub(crate) fn query(scope: CallScope, filter: CallFilter, sort: CallSort, page: &PageRequest) -> CallQuery {
    CallQuery { scope, filter, sort, slice: page.resolve(1, &FilterDigest::of(b"test")).unwrap() }
}

pub(crate) async fn commit(store: &dyn Store, build: impl FnOnce(&mut Effects)) -> Result<(), CommitError> {
    let mut effects = Effects::none();
    build(&mut effects);
    store.begin(Read::Each).await.unwrap().commit(effects).await
}

pub(crate) async fn in_memory(options: Options) -> SqliteStore {
    let store = SqliteStore::open_in_memory_with(options).unwrap();
    store.migrate().await.unwrap();
    store
}
