//! Watchers that are quick, slow, cut off, or not welcome any more.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::auth::{GRACE, Passwords, SignInRequest};
use crm_core::cities::NewCity;
use crm_core::events::FeedCursor;
use crm_core::kernel::{CityId, Clock, ManualClock, Text, Timestamp, Zone};
use crm_core::operators::{Login, NewOperator, OperatorPatch, OperatorStatus, Role};
use crm_store_sqlite::SqliteStore;
use futures_util::{Stream, StreamExt as _};

use super::feed::Feed;
use super::frame::Frame;
use super::watch::{BUFFER, Watcher};
use super::{Listener, Pace};
use crate::Shutdown;

const PASSWORD: &str = "correct horse battery";
/// More than anything here takes; a test that waits so long has failed.
const DEADLINE: Duration = Duration::from_secs(30);

struct Office {
    crm: Crm,
    clock: Arc<ManualClock>,
    feed: Arc<Feed>,
    stopping: Shutdown,
}

type Frames = Pin<Box<dyn Stream<Item = Frame> + Send>>;

impl Office {
    async fn open() -> Self {
        let clock = Arc::new(ManualClock::at(Timestamp::EPOCH.plus(Duration::from_secs(1_700_000_000))));
        let crm = Crm::builder(SqliteStore::open_in_memory().unwrap())
            .clock(Arc::clone(&clock) as Arc<dyn Clock>)
            .passwords(Passwords::weak_for_tests())
            .open()
            .await
            .unwrap();
        let admin = NewOperator::admin(Text::new("Admin").unwrap(), Login::new("admin").unwrap(), PASSWORD.into());
        crm.operators().create(&Actor::system("setup"), &admin, None).await.unwrap();
        Self { feed: Arc::new(Feed::new(crm.clone())), crm, clock, stopping: Shutdown::new() }
    }

    async fn listener(&self) -> Listener {
        self.listener_named("admin").await
    }

    async fn listener_named(&self, login: &str) -> Listener {
        let signed = self.crm.auth().login(&SignInRequest::new(login, PASSWORD)).await.unwrap();
        let token = signed.access_token.expose().into();
        Listener { actor: self.crm.auth().authenticate(signed.access_token.expose()).await.unwrap(), token }
    }

    async fn watch(&self, listener: Listener, pace: Pace, last_id: Option<&str>) -> Frames {
        let (crm, feed) = (self.crm.clone(), Arc::clone(&self.feed));
        let (watcher, opening) = Watcher::begin(crm, feed, listener, pace, last_id).await.unwrap();
        Box::pin(watcher.start(opening, self.stopping.clone()))
    }

    /// The id of an event at this position.
    async fn id(&self, position: i64) -> String {
        FeedCursor { epoch: self.crm.events().epoch().await.unwrap(), position }.to_string()
    }

    /// Something that everybody may see.
    async fn happen(&self, times: usize) {
        for _ in 0..times {
            let head = self.crm.events().head().await.unwrap();
            self.city(&format!("city {head}")).await;
        }
    }

    async fn city(&self, name: &str) -> CityId {
        let city = NewCity::new(Text::new(name).unwrap(), Zone::MOSCOW);
        self.crm.cities().create(&Actor::system("setup"), &city, None).await.unwrap().id
    }

    async fn until_nobody_watches(&self) {
        let gone = async {
            while self.feed.watchers() > 0 {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(DEADLINE, gone).await.expect("the watcher is given up in time");
    }

    async fn positions(&self) -> Vec<i64> {
        let everything = Actor::system("setup");
        let mut positions: Vec<i64> = Vec::new();
        loop {
            let page = self.crm.events().after(&everything, positions.last().copied().unwrap_or(0)).await.unwrap();
            if page.events.is_empty() {
                return positions;
            }
            positions.extend(page.events.iter().map(|event| event.position));
        }
    }
}

async fn next(frames: &mut Frames) -> Option<Frame> {
    tokio::time::timeout(DEADLINE, frames.next()).await.expect("a frame or the end in time")
}

/// The positions of the next events, until there are so many or the stream ends.
async fn events(frames: &mut Frames, most: usize) -> Vec<i64> {
    let mut positions = Vec::new();
    while positions.len() < most {
        match next(frames).await {
            Some(Frame::Happened(cursor, ..)) => positions.push(cursor.position),
            Some(_) => {}
            None => break,
        }
    }
    positions
}

fn patient() -> Pace {
    Pace { patience: DEADLINE, ..Pace::default() }
}

#[tokio::test]
async fn a_watcher_that_does_not_take_its_events_is_dropped_and_goes_on_from_its_last_id() {
    let office = Office::open().await;
    let start = office.crm.events().head().await.unwrap();
    let impatient = Pace { patience: Duration::from_millis(20), ..Pace::default() };
    let mut slow = office.watch(office.listener().await, impatient, None).await;
    office.happen(BUFFER + 50).await;
    office.until_nobody_watches().await;
    let mut got = events(&mut slow, usize::MAX).await;
    assert!(!got.is_empty() && got.len() < BUFFER, "what was buffered for it, and then the end: {}", got.len());
    let all: Vec<i64> = office.positions().await.into_iter().filter(|position| *position > start).collect();
    let left_at = office.id(got.last().copied().unwrap()).await;
    let mut again = office.watch(office.listener().await, patient(), Some(&left_at)).await;
    got.extend(events(&mut again, all.len() - got.len()).await);
    assert_eq!(got, all);
}

#[tokio::test]
async fn a_watcher_far_behind_gets_every_event_once_while_more_come() {
    let office = Office::open().await;
    office.happen(600).await;
    let watching = async {
        let start = office.id(0).await;
        let mut frames = office.watch(office.listener().await, patient(), Some(&start)).await;
        let mut got = events(&mut frames, 600).await;
        let missing = office.positions().await.len() - got.len();
        got.extend(events(&mut frames, missing).await);
        got
    };
    let (got, ()) = tokio::join!(watching, office.happen(50));
    assert_eq!(got, office.positions().await.into_iter().take(got.len()).collect::<Vec<_>>());
}

/// Streams that look at their sessions only when the feed tells them to.
fn only_told() -> Pace {
    Pace { recheck: 100 * DEADLINE, ..patient() }
}

#[tokio::test]
async fn the_stream_of_a_session_ends_with_it_and_those_of_others_go_on() {
    let office = Office::open().await;
    let admin = Actor::system("setup");
    let clerk = NewOperator::admin(Text::new("Clerk").unwrap(), Login::new("clerk").unwrap(), PASSWORD.into());
    let clerk = office.crm.operators().create(&admin, &clerk, None).await.unwrap();
    let auth = office.crm.auth();
    for way in ["logout", "revoked", "new password", "token used twice", "locked out"] {
        let signed = auth.login(&SignInRequest::new("clerk", PASSWORD)).await.unwrap();
        let actor = signed.actor();
        let listener = Listener { actor: actor.clone(), token: signed.access_token.clone() };
        let mut frames = office.watch(listener, only_told(), None).await;
        let mut other = office.watch(office.listener().await, only_told(), None).await;
        assert!(matches!(next(&mut frames).await, Some(Frame::Opened(_))), "{way}");
        match way {
            "logout" => auth.logout(&actor).await.unwrap(),
            "revoked" => auth.revoke_session(&admin, signed.session).await.unwrap(),
            "new password" => auth.set_password(&admin, clerk.id, &PASSWORD.into()).await.unwrap(),
            "token used twice" => {
                auth.refresh(signed.refresh_token.expose()).await.unwrap();
                office.clock.advance(GRACE);
                auth.refresh(signed.refresh_token.expose()).await.unwrap_err();
            }
            _ => {
                let version = office.crm.operators().get(&admin, clerk.id).await.unwrap().version;
                let patch = OperatorPatch { status: Some(OperatorStatus::Inactive), ..OperatorPatch::default() };
                office.crm.operators().change(&admin, clerk.id, version, &patch).await.unwrap();
            }
        }
        while next(&mut frames).await.is_some() {}
        assert!(auth.authenticate(signed.access_token.expose()).await.is_err(), "{way}");
        office.happen(1).await;
        let (head, mut seen) = (office.crm.events().head().await.unwrap(), 0);
        while seen < head {
            seen = events(&mut other, 1).await.pop().unwrap_or_else(|| panic!("{way}: a colleague's stream goes on"));
        }
    }
}

#[tokio::test]
async fn the_stream_of_a_session_that_ended_while_it_was_opened_ends() {
    let office = Office::open().await;
    let listener = office.listener().await;
    office.crm.auth().logout(&listener.actor).await.unwrap();
    let mut frames = office.watch(listener, only_told(), None).await;
    while next(&mut frames).await.is_some() {}
}

#[tokio::test]
async fn another_session_s_end_leaves_a_stream_open() {
    let office = Office::open().await;
    let (own, other) = (office.listener().await, office.listener().await);
    let mut frames = office.watch(own, only_told(), None).await;
    office.crm.auth().logout(&other.actor).await.unwrap();
    office.happen(1).await;
    assert_eq!(events(&mut frames, 2).await.len(), 2, "its end, and what came after");
}

#[tokio::test]
async fn a_stream_ends_when_its_access_token_has_run_out_though_nothing_happens() {
    let office = Office::open().await;
    let listener = office.listener().await;
    let pace = Pace { recheck: Duration::from_millis(5), ..patient() };
    let mut frames = office.watch(listener, pace, None).await;
    assert!(matches!(next(&mut frames).await, Some(Frame::Opened(_))));
    office.clock.advance(Duration::from_hours(1));
    while next(&mut frames).await.is_some() {}
    office.until_nobody_watches().await;
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let office = Office::open().await;
    let mut frames = office.watch(office.listener().await, patient(), None).await;
    assert!(matches!(next(&mut frames).await, Some(Frame::Opened(_))));
    office.stopping.begin();
    assert!(next(&mut frames).await.is_none());
    office.until_nobody_watches().await;
}

#[tokio::test]
async fn the_cursor_moves_past_what_a_watcher_may_not_see() {
    let office = Office::open().await;
    let (own, elsewhere) = (office.city("own").await, office.city("elsewhere").await);
    let clerk = NewOperator {
        role: Role::Operator,
        city: Some(own),
        ..NewOperator::admin(Text::new("Clerk").unwrap(), Login::new("clerk").unwrap(), PASSWORD.into())
    };
    office.crm.operators().create(&Actor::system("setup"), &clerk, None).await.unwrap();
    let pace = Pace { heartbeat: Duration::from_millis(5), ..patient() };
    let mut frames = office.watch(office.listener_named("clerk").await, pace, None).await;
    let other = NewOperator { login: Login::new("other").unwrap(), city: Some(elsewhere), ..clerk };
    office.crm.operators().create(&Actor::system("setup"), &other, None).await.unwrap();
    let head = office.crm.events().head().await.unwrap();
    loop {
        match next(&mut frames).await {
            Some(Frame::Quiet(Some(cursor))) if cursor.position == head => return,
            Some(Frame::Opened(_) | Frame::Quiet(_)) => {}
            other => panic!("not for the clerk: {other:?}"),
        }
    }
}

#[tokio::test]
async fn an_id_that_is_not_of_this_feed_is_told_to_read_everything_again() {
    let office = Office::open().await;
    office.happen(3).await;
    let head = office.crm.events().head().await.unwrap();
    for foreign in ["0123456789abcdef.1".to_owned(), office.id(head + 1).await, "nonsense".to_owned()] {
        let mut frames = office.watch(office.listener().await, patient(), Some(&foreign)).await;
        let first = next(&mut frames).await;
        assert!(matches!(&first, Some(Frame::Reset(cursor)) if cursor.position == head), "{foreign}: {first:?}");
    }
}

#[tokio::test]
async fn who_watches_while_the_feed_is_renewed_is_told_to_read_everything_again() {
    let office = Office::open().await;
    let mut frames = office.watch(office.listener().await, patient(), None).await;
    assert!(matches!(next(&mut frames).await, Some(Frame::Opened(_))));
    let epoch = office.crm.events().renew_epoch(&Actor::system("setup")).await.unwrap();
    office.happen(1).await;
    let told = next(&mut frames).await;
    assert!(matches!(&told, Some(Frame::Reset(cursor)) if cursor.epoch == epoch), "{told:?}");
}
