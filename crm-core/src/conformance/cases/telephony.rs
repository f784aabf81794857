//! The ledger of provider events, the conversations they belong to, and what was refused.

use super::sample::{at, call, conversation, id, line, number, raw_event, text};
use super::support::{assert_stale, commit, effects, handle, insert, latest, race, write};
use crate::conformance::Fixture;
use crate::kernel::{LineNumber, Timestamp};
use crate::store::{Task, Write};
use crate::telephony::{Conversation, NewRawEvent, Provider};

/// Events of a conversation come back byte for byte and in the order of their arrival.
pub async fn events_come_back_in_order_and_byte_for_byte(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [conversation(1), conversation(2)]).await;
    let long = vec![b'x'; 70_000];
    let bodies: [&[u8]; 6] = [b"json=%7B%7D+&sign=1", b"", b"a\0b\0", &[0xff, 0xfe, 0x80], "Ж 🦀".as_bytes(), &long];
    let mut expected = Vec::new();
    for (n, body) in (1..).zip(bodies) {
        let mut event = raw_event(n, Some(1));
        event.body = body.to_vec();
        event.path = "/events/Ж?x=%00".into();
        event.clock_offset_seconds = if n % 2 == 0 { i64::MIN } else { i64::MAX };
        event.context = (n % 2 == 0).then(|| "{\"line\":\"Ж 🦀\"}".into());
        event.received_at = if n % 2 == 0 { Timestamp::MIN } else { Timestamp::MAX };
        event.provider = Provider::from_stored("later provider");
        write(&*store, |e| e.raw_event(event.clone())).await;
        write(&*store, |e| e.raw_event(raw_event(100 + n, Some(2)))).await;
        expected.push(event);
    }
    let mut tx = latest(&*store).await;
    let read = tx.telephony().events(id(1)).await.unwrap();
    assert!(read.iter().all(|raw| raw.seq >= 1) && read.is_sorted_by(|one, next| one.seq < next.seq));
    assert_eq!(read.into_iter().map(|raw| raw.event).collect::<Vec<_>>(), expected);
    assert_eq!(tx.telephony().events(id(2)).await.unwrap().len(), 6);
    assert!(tx.telephony().events(id(3)).await.unwrap().is_empty());
}

/// An event is stored once, however many deliver it at the same time.
pub async fn an_event_is_stored_once(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [conversation(1)]).await;
    let digest = raw_event(1, Some(1)).digest;
    assert!(!latest(&*store).await.telephony().has_event(&digest).await.unwrap());
    let answers = race(16, |_| {
        let store = handle(&store);
        async move { commit(&*store, effects(|e| e.raw_event(raw_event(1, Some(1))))).await }
    })
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    answers.iter().filter(|answer| answer.is_err()).for_each(assert_stale);
    let mut tx = latest(&*store).await;
    assert!(tx.telephony().has_event(&digest).await.unwrap());
    assert_eq!(tx.telephony().events(id(1)).await.unwrap().len(), 1);
}

/// Two events that arrive together and rely on one version of their conversation are not both decided on the same past.
pub async fn the_conversation_is_the_head_of_its_events(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [conversation(1)]).await;
    let read = latest(&*store).await.telephony().conversation(&conversation(1).key).await.unwrap().unwrap();
    let answers = race(8, |n| {
        let (store, read) = (handle(&store), read.clone());
        async move {
            let unit = effects(|e| {
                e.raw_event(raw_event(1 + i64::try_from(n).unwrap(), Some(1)));
                e.update(&read, read.to_changed());
            });
            commit(&*store, unit).await
        }
    })
    .await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(latest(&*store).await.telephony().events(id(1)).await.unwrap().len(), 1);
}

/// Conversations are told apart by provider, account and id, each in its exact letters.
pub async fn conversations_are_told_apart_by_their_whole_name(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let mut rows: Vec<Conversation> = (1..=5).map(conversation).collect();
    for row in &mut rows {
        row.key = conversation(1).key;
    }
    rows[1].key.provider = Provider::Sip;
    rows[2].key.account = text("branch");
    rows[3].key.id = "Conversation-1".into();
    rows[4].key.id = "conversation-1 ".into();
    insert(&*store, rows.clone()).await;
    let mut tx = latest(&*store).await;
    for row in rows {
        assert_eq!(tx.telephony().conversation(&row.key).await.unwrap().unwrap().into_inner(), row);
        assert_eq!(tx.telephony().conversation_by_id(row.id).await.unwrap().unwrap().into_inner(), row);
    }
    let mut unknown = conversation(1).key;
    unknown.id = "another".into();
    assert_eq!(tx.telephony().conversation(&unknown).await.unwrap(), None);
}

/// The call of a conversation is found by it.
pub async fn the_call_of_a_conversation_is_found(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [conversation(1), conversation(2)]).await;
    let mut of_conversation = call(7);
    of_conversation.conversation = Some(id(2));
    insert(&*store, [call(6), of_conversation.clone()]).await;
    let mut tx = latest(&*store).await;
    assert_eq!(tx.calls().of_conversation(id(2)).await.unwrap().unwrap().into_inner(), of_conversation);
    assert_eq!(tx.calls().of_conversation(id(1)).await.unwrap(), None);
}

/// Events with a problem are listed latest first, page by page, none twice and none left out.
pub async fn events_with_a_problem_are_listed_latest_first(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [conversation(1)]).await;
    for n in 1..=12 {
        let mut event = raw_event(n, (n % 3 == 0).then_some(1));
        if n == 9 {
            event.problem = Some(text("contradicts an earlier event 🦀"));
        }
        write(&*store, |e| e.raw_event(event)).await;
    }
    let mut tx = latest(&*store).await;
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = tx.telephony().unread(before, 4).await.unwrap();
        assert!(page.len() <= 4);
        let Some(last) = page.last() else { break };
        before = Some(last.seq);
        seen.extend(page.into_iter().map(|raw| raw.event.digest));
    }
    let expected: Vec<_> = [11, 10, 9, 8, 7, 5, 4, 2, 1].into_iter().map(|n| raw_event(n, None).digest).collect();
    assert_eq!(seen, expected);
}

/// A conversation is due when it is open and its legs have been over, or it has been silent, for long enough: the
/// instants themselves included.
pub async fn open_conversations_become_due(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let row = |n, last_event, legs_over: Option<u64>, open| Conversation {
        last_event_at: at(last_event),
        legs_over_at: legs_over.map(at),
        open,
        ..conversation(n)
    };
    insert(
        &*store,
        [
            row(1, 500, Some(100), true),
            row(2, 500, Some(101), true),
            row(3, 500, None, true),
            row(4, 50, None, true),
            row(5, 51, None, true),
            row(6, 1, Some(1), false),
            row(7, 1, Some(900), true),
        ],
    )
    .await;
    let mut tx = latest(&*store).await;
    assert_eq!(tx.telephony().due(at(100), at(50), 100).await.unwrap(), [id(7), id(4), id(1)], "oldest first");
    assert_eq!(tx.telephony().due(at(100), at(50), 2).await.unwrap(), [id(7), id(4)]);
    assert!(tx.telephony().due(at(99), at(0), 100).await.unwrap().is_empty());
}

/// Every conversation is reached by walking up the ids.
pub async fn conversations_are_walked_by_id(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [5, 1, 9, 3, 7].map(conversation)).await;
    let mut tx = latest(&*store).await;
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = tx.telephony().conversations_after(after, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        seen.extend(page);
    }
    assert_eq!(seen, [1, 3, 5, 7, 9].map(conversation));
}

/// Refused deliveries are counted by provider, reason and day, also when they arrive together.
pub async fn refusals_are_counted(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let refuse = |provider: Provider, reason, day| effects(|e| e.write(Write::Refusal { provider, reason, day }));
    let answers = race(16, |n| {
        let (store, unit) =
            (handle(&store), refuse(Provider::Mango, "wrong_signature", if n < 10 { 20_000 } else { -1 }));
        async move { commit(&*store, unit).await }
    })
    .await;
    assert!(answers.iter().all(Result::is_ok), "counting is never stale: {answers:?}");
    commit(&*store, refuse(Provider::Sip, "wrong_signature", 20_000)).await.unwrap();
    commit(&*store, refuse(Provider::Mango, "too_long", 20_001)).await.unwrap();
    let counts = latest(&*store).await.telephony().refusals().await.unwrap();
    assert!(counts.is_sorted_by(|one, next| one.day >= next.day), "latest day first: {counts:?}");
    let mut counts: Vec<_> = counts.iter().map(|c| (c.day, c.provider.code(), c.reason.as_ref(), c.count)).collect();
    counts.sort_unstable();
    assert_eq!(
        counts,
        [
            (-1, "mango", "wrong_signature", 6),
            (20_000, "mango", "wrong_signature", 10),
            (20_000, "sip", "wrong_signature", 1),
            (20_001, "mango", "too_long", 1),
        ]
    );
}

/// Numbers that are no line are counted with their first and latest call, also when those arrive together or late, and
/// vanish from the list once there is such a line.
pub async fn unknown_lines_are_counted_until_they_are_known(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let strange = LineNumber::from_stored("sip:Ж@office.example");
    let call_to = |number: &LineNumber, seconds| {
        let (number, at) = (number.clone(), at(seconds));
        effects(|e| e.write(Write::UnknownLine { number, at }))
    };
    let answers = race(16, |n| {
        let (store, unit) = (handle(&store), call_to(&number(1), 100 + n as u64));
        async move { commit(&*store, unit).await }
    })
    .await;
    assert!(answers.iter().all(Result::is_ok), "counting is never stale: {answers:?}");
    commit(&*store, call_to(&strange, 500)).await.unwrap();
    commit(&*store, call_to(&number(2), 50)).await.unwrap();
    commit(&*store, call_to(&number(1), 10)).await.unwrap();
    let mut tx = latest(&*store).await;
    let unknown = tx.lines().unknown(10).await.unwrap();
    let seen: Vec<_> = unknown.iter().map(|u| (u.number.clone(), u.first_seen, u.last_seen, u.calls)).collect();
    assert_eq!(
        seen,
        [(strange.clone(), at(500), at(500), 1), (number(1), at(10), at(115), 17), (number(2), at(50), at(50), 1),]
    );
    assert_eq!(tx.lines().unknown(2).await.unwrap().len(), 2);
    drop(tx);
    insert(&*store, [line(1)]).await;
    let left = latest(&*store).await.lines().unknown(10).await.unwrap();
    assert_eq!(left.into_iter().map(|u| u.number).collect::<Vec<_>>(), [strange, number(2)]);
}

/// Events go by the time they came: those of whole months and the rest. Their digests stay, so none is stored again, and
/// numbers go on rising.
pub async fn events_go_by_time_and_are_never_stored_again(fx: &dyn Fixture) {
    const MONTH: u64 = 31 * 86_400;
    let store = fx.fresh().await;
    insert(&*store, [conversation(1)]).await;
    assert_eq!(latest(&*store).await.telephony().sealed_before().await.unwrap(), Timestamp::MIN);
    let events: Vec<_> = (0..12)
        .zip(0..)
        .map(|(n, third)| NewRawEvent { received_at: at(third * MONTH / 3), ..raw_event(n, (n % 3 > 0).then_some(1)) })
        .collect();
    for event in &events {
        write(&*store, |e| e.raw_event(event.clone())).await;
    }
    let before = latest(&*store).await.telephony().events(id(1)).await.unwrap();
    let boundary = at(8 * MONTH / 3);
    while store.maintain(Task::PurgeRawEvents { before: boundary }).await.unwrap().more {}
    let earlier = store.maintain(Task::PurgeRawEvents { before: at(MONTH) }).await.unwrap();
    assert_eq!(earlier.rows, 0, "what was let go stays so");
    let mut tx = latest(&*store).await;
    assert_eq!(tx.telephony().sealed_before().await.unwrap(), boundary);
    let mut kept = before;
    kept.retain(|raw| raw.event.received_at >= boundary);
    assert_eq!(tx.telephony().events(id(1)).await.unwrap(), kept);
    let unread = tx.telephony().unread(None, 100).await.unwrap();
    assert!(unread.iter().all(|raw| raw.event.received_at >= boundary) && !unread.is_empty());
    for event in &events {
        assert!(tx.telephony().has_event(&event.digest).await.unwrap());
        assert_stale(&commit(&*store, effects(|e| e.raw_event(event.clone()))).await);
    }
    let mut next = raw_event(99, None);
    next.received_at = at(5 * MONTH);
    write(&*store, |e| e.raw_event(next.clone())).await;
    let unread = latest(&*store).await.telephony().unread(None, 1).await.unwrap();
    assert_eq!(unread[0].event, next);
    assert!(unread[0].seq > kept.last().unwrap().seq);
}
