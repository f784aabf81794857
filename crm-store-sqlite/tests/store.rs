//! What the store promises beyond the shared suite: groups, failures, processes, closing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crm_core::Crm;
use crm_core::access::{Actor, CallScope};
use crm_core::calls::{CallFilter, CallSort};
use crm_core::cities::NewCity;
use crm_core::kernel::{CallId, CityId, IdKind, PageRequest, Period, Text, Zone};
use crm_core::store::{CommitError, DatabaseUrl, Loaded, Read, Store, StoreErrorKind, Task};
use crm_store_sqlite::{Options, SqliteStore};
use support::{at, call, city, commit, in_memory, operator, participants, query};

async fn city_names(store: &dyn Store) -> Vec<String> {
    let cities = store.begin(Read::Each).await.unwrap().cities().all().await.unwrap();
    cities.into_iter().map(|city| city.name.as_str().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_comes_back_as_it_went_in() {
    let store = in_memory(Options::default()).await;
    let written = call(7, Some(1), Some(2));
    commit(&store, |effects| {
        effects.insert(city(1));
        effects.insert(operator(2));
        effects.insert(written.clone());
        effects.write(participants(&written, &[2]));
    })
    .await
    .unwrap();
    let mut tx = store.begin(Read::Snapshot).await.unwrap();
    let view = tx.calls().view(written.id, &CallScope::All).await.unwrap().unwrap();
    assert_eq!(view.call, written);
    assert_eq!((view.city.as_deref(), view.operator.as_deref()), (Some("Город 1"), Some("Анна 2 🙂")));
    assert_eq!(tx.calls().participants(written.id).await.unwrap(), [written.operator.unwrap()]);
    assert_eq!(tx.operators().by_login("anna2").await.unwrap().unwrap().into_inner(), operator(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_unit_inside_a_group_leaves_the_others() {
    let store = Arc::new(in_memory(Options::default()).await);
    commit(&*store, |effects| effects.insert(city(1000))).await.unwrap();
    // Whoever comes first waits in the queue for the next, so most of these share a group.
    let units = (1..=200).map(|id| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            commit(&*store, |effects| {
                effects.insert(city(id));
                if id % 3 == 0 {
                    // Not guarded: the constraint itself has to find it, after the first write of the unit.
                    let mut duplicate = city(id + 10_000);
                    duplicate.name = city(1000).name;
                    effects.write(crm_core::store::Write::Insert(duplicate.into()));
                }
            })
            .await
        })
    });
    let units: Vec<_> = units.collect();
    let mut written = 1;
    for (place, unit) in units.into_iter().enumerate() {
        match (unit.await.unwrap(), (place + 1) % 3) {
            (Err(CommitError::Stale), 0) => {}
            (Ok(()), 1 | 2) => written += 1,
            (other, _) => panic!("unit {place}: {other:?}"),
        }
    }
    assert_eq!(city_names(&*store).await.len(), written);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_defect_in_one_unit_is_told_to_it_alone() {
    let store = in_memory(Options::default()).await;
    let orphan = commit(&store, |effects| effects.insert(call(1, Some(404), None))).await;
    assert!(matches!(orphan, Err(CommitError::Corrupt(_))), "{orphan:?}");
    let missing = commit(&store, |effects| effects.write(crm_core::store::Write::Update(city(404).into()))).await;
    assert!(matches!(missing, Err(CommitError::Corrupt(_))), "{missing:?}");
    commit(&store, |effects| effects.insert(city(1))).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn when_commit_fails_everybody_in_the_group_hears_it_and_nothing_is_written() {
    let fail = Arc::new(AtomicUsize::new(0));
    let store = Arc::new(in_memory(Options::default().fail_commits(Arc::clone(&fail))).await);
    fail.store(usize::MAX, Ordering::SeqCst);
    let units: Vec<_> = (1..=50)
        .map(|id| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { commit(&*store, |effects| effects.insert(city(id))).await })
        })
        .collect();
    for unit in units {
        let answer = unit.await.unwrap();
        assert!(matches!(answer, Err(CommitError::Unavailable(_))), "{answer:?}");
    }
    let lease = store.lease_ids(IdKind::City, 5).await.unwrap_err();
    assert_eq!(lease.store_kind(), StoreErrorKind::Unavailable);
    fail.store(0, Ordering::SeqCst);
    assert_eq!(city_names(&*store).await, [""; 0]);
    commit(&*store, |effects| effects.insert(city(1))).await.unwrap();
    assert_eq!(store.lease_ids(IdKind::City, 5).await.unwrap().first, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_loses_nothing_acknowledged_and_passes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let mut acknowledged = Vec::new();
    {
        let store = SqliteStore::open_with(&path, Options::default().max_pages(400)).unwrap();
        store.migrate().await.unwrap();
        let refused = loop {
            let id = i64::try_from(acknowledged.len()).unwrap() + 1;
            assert!(id < 100_000, "the quota was never met");
            let mut row = call(id, None, None);
            row.classification.note = Some(crm_core::kernel::Text::new(&"x".repeat(2000)).unwrap());
            match commit(&store, |effects| effects.insert(row.clone())).await {
                Ok(()) => acknowledged.push(row),
                Err(error) => break error,
            }
        };
        assert!(matches!(refused, CommitError::Unavailable(_)), "{refused:?}");
        let again = commit(&store, |effects| effects.insert(call(90_000, None, None))).await;
        assert!(matches!(again, Ok(()) | Err(CommitError::Unavailable(_))), "{again:?}");
        store.close().await.unwrap();
    }
    let store = SqliteStore::open(&path).unwrap();
    for row in &acknowledged {
        let found = store.begin(Read::Each).await.unwrap().calls().get(row.id, &CallScope::All).await.unwrap();
        assert_eq!(found.map(Loaded::into_inner).as_ref(), Some(row));
    }
    commit(&store, |effects| effects.insert(call(99_999, None, None))).await.unwrap();
}

#[test]
fn a_unit_may_be_dropped_and_used_where_there_is_no_runtime() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = runtime.block_on(in_memory(Options::default().readers(1)));
    let mut held = runtime.block_on(store.begin(Read::Snapshot)).unwrap();
    assert_eq!(runtime.block_on(held.cities().all()).unwrap(), []);
    drop(runtime);
    std::thread::spawn(move || drop(held)).join().unwrap();
    // The only connection came back clean: another view can be begun with it, here without any runtime.
    let mut tx = block_on(store.begin(Read::MayLag(std::time::Duration::ZERO))).unwrap();
    assert_eq!(block_on(tx.cities().all()).unwrap(), []);
    drop(tx);
    block_on(commit(&store, |effects| effects.insert(city(1)))).unwrap();
    assert_eq!(block_on(city_names(&store)), ["Город 1"]);
    block_on(store.close()).unwrap();
}

/// The least that runs a future.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Arc::new(Unpark(std::thread::current())).into();
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut std::task::Context::from_waker(&waker)) {
            std::task::Poll::Ready(output) => return output,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_stores_on_one_file_see_each_other_and_never_share_an_id() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let open = || async {
        let store = SqliteStore::open(&path).unwrap();
        let migrated = store.migrate().await.unwrap();
        (Arc::new(store), migrated)
    };
    let ((one, first), (other, second)) = tokio::join!(open(), open());
    assert_eq!(first.to, second.to);
    assert_eq!(first.from + second.from, first.to, "exactly one of them made the schema");

    let tasks: Vec<_> = [one, other]
        .into_iter()
        .map(|store| {
            tokio::spawn(async move {
                let mut ids = Vec::new();
                for _ in 0..40 {
                    let block = store.lease_ids(IdKind::City, 3).await.unwrap();
                    commit(&*store, |effects| effects.insert(city(block.first))).await.unwrap();
                    ids.extend(block.first..block.first + i64::from(block.count));
                }
                (store, ids)
            })
        })
        .collect();
    let mut all = Vec::new();
    let mut stores = Vec::new();
    for task in tasks {
        let (store, ids) = task.await.unwrap();
        all.extend(ids);
        stores.push(store);
    }
    all.sort_unstable();
    assert_eq!(all, (1..=240).collect::<Vec<_>>());
    for store in stores {
        assert_eq!(city_names(&*store).await.len(), 80);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_store_says_so_and_its_file_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let store = SqliteStore::open(&path).unwrap();
    let empty = store.health().await.unwrap_err();
    assert_eq!(empty.store_kind(), StoreErrorKind::NotMigrated);
    store.migrate().await.unwrap();
    commit(&store, |effects| effects.insert(city(1))).await.unwrap();
    let mut begun = store.begin(Read::Each).await.unwrap();
    store.close().await.unwrap();
    store.close().await.unwrap();
    assert_eq!(begun.cities().all().await.unwrap_err().store_kind(), StoreErrorKind::Closed);
    let refused = begun.commit({
        let mut effects = crm_core::store::Effects::none();
        effects.insert(city(2));
        effects
    });
    assert!(
        matches!(refused.await, Err(CommitError::Unavailable(error)) if error.store_kind() == StoreErrorKind::Closed)
    );
    assert_eq!(store.begin(Read::Each).await.err().map(|error| error.store_kind()), Some(StoreErrorKind::Closed));
    assert_eq!(store.health().await.unwrap_err().store_kind(), StoreErrorKind::Closed);
    assert!(!folder.path().join("office.db-wal").exists(), "the log was moved into the file");
}

#[tokio::test(flavor = "multi_thread")]
async fn dropping_a_store_writes_what_was_enqueued() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let store = SqliteStore::open(&path).unwrap();
    store.migrate().await.unwrap();
    let mut pending: Vec<_> = Vec::new();
    for id in 1..=100 {
        let tx = store.begin(Read::Each).await.unwrap();
        let mut effects = crm_core::store::Effects::none();
        effects.insert(city(id));
        pending.push(tokio::spawn(tx.commit(effects)));
    }
    tokio::task::yield_now().await;
    drop(store);
    let mut acknowledged = 0;
    for commit in pending {
        match commit.await.unwrap() {
            Ok(()) => acknowledged += 1,
            Err(CommitError::Unavailable(error)) if error.store_kind() == StoreErrorKind::Closed => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(city_names(&SqliteStore::open(&path).unwrap()).await.len(), acknowledged);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_whole_and_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_memory(Options::default()).await;
    commit(&store, |effects| effects.insert(city(1))).await.unwrap();
    let to = folder.path().join("copy.db");
    let (seen, progress) = std::sync::mpsc::channel();
    store.backup(&to, move |progress| seen.send(progress).unwrap()).await.unwrap();
    let last = progress.iter().last().unwrap();
    assert_eq!(last.copied, last.total);
    commit(&store, |effects| effects.insert(city(2))).await.unwrap();
    let again = store.backup(&to, |_| {}).await.unwrap_err();
    assert_eq!(again.store_kind(), StoreErrorKind::Unavailable);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half-made is left");
    assert_eq!(city_names(&SqliteStore::open(&to).unwrap()).await, ["Город 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_refuses_and_keeps_nothing() {
    let store = Arc::new(in_memory(Options::default().queue_limit(1)).await);
    let units: Vec<_> = (1..=300)
        .map(|id| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { commit(&*store, |effects| effects.insert(city(id))).await })
        })
        .collect();
    let mut written = 0;
    for unit in units {
        match unit.await.unwrap() {
            Ok(()) => written += 1,
            Err(CommitError::Busy(_)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(city_names(&*store).await.len(), written);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_program_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE notes (text)").unwrap();
    let before = std::fs::read(&path).unwrap();
    let refused = SqliteStore::from_url(&DatabaseUrl::SqliteFile(path.clone())).unwrap_err();
    assert_eq!(refused.store_kind(), StoreErrorKind::Foreign);
    assert!(refused.to_string().contains("other.db"), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_every_scope_and_sort_are_the_slices_of_one_list() {
    let store = in_memory(Options::default()).await;
    commit(&store, |effects| {
        (1..=3).for_each(|id| effects.insert(city(id)));
        (1..=2).for_each(|id| effects.insert(operator(id)));
        for id in 1..=60 {
            let row = call(id, [None, Some(1), Some(2), Some(3)][usize::try_from(id % 4).unwrap()], None);
            effects.insert(row.clone());
            if id % 5 < 2 {
                effects.write(participants(&row, &[1]));
            }
        }
    })
    .await
    .unwrap();
    let cities = |ids: &[i64]| ids.iter().map(|id| CityId::new(*id).unwrap()).collect::<Vec<_>>();
    let own = Some(operator(1).id);
    let sees = |scope: &CallScope, id: i64| match scope {
        CallScope::All => true,
        CallScope::Some { cities, own } => {
            cities.iter().any(|city| id % 4 == city.get()) || (own.is_some() && id % 5 < 2)
        }
    };
    let scopes = [
        CallScope::All,
        CallScope::NOTHING,
        CallScope::Some { cities: cities(&[2]), own: None },
        CallScope::Some { cities: cities(&[1, 3]), own },
        CallScope::Some { cities: Vec::new(), own },
        CallScope::Some { cities: (1..=100).map(|id| CityId::new(id).unwrap()).collect(), own },
    ];
    for scope in &scopes {
        for sort in [CallSort::Latest, CallSort::Earliest] {
            let mut expected: Vec<i64> = (1..=60).filter(|id| sees(scope, *id)).collect();
            if sort == CallSort::Latest {
                expected.reverse();
            }
            let mut tx = store.begin(Read::Each).await.unwrap();
            for page in 1..=12 {
                let request = PageRequest::page(page, 7).unwrap();
                let wanted = query(scope.clone(), CallFilter::default(), sort, &request);
                let listed = tx.calls().list(&wanted).await.unwrap();
                let ids: Vec<i64> = listed.rows.iter().map(|view| view.call.id.get()).collect();
                let from = (page as usize - 1) * 7;
                let slice: Vec<i64> = expected.iter().skip(from).take(8).copied().collect();
                assert_eq!(ids, slice, "{scope:?} {sort:?} page {page}");
                assert_eq!(listed.total.unwrap().count, expected.len() as u64, "{scope:?} page {page}");
            }
        }
        for id in 1..=60 {
            let found = store.begin(Read::Each).await.unwrap().calls().view(CallId::new(id).unwrap(), scope).await;
            assert_eq!(found.unwrap().is_some(), sees(scope, id), "{scope:?} {id}");
        }
    }
}

/// 50,000 finished calls of one city, which its operator took, and as many entries of his work-state log.
async fn busy_office(folder: &std::path::Path, options: Options) -> SqliteStore {
    let path = folder.join("office.db");
    let store = SqliteStore::open_with(&path, options).unwrap();
    store.migrate().await.unwrap();
    commit(&store, |effects| {
        effects.insert(city(1));
        effects.insert(operator(1));
    })
    .await
    .unwrap();
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
             INSERT INTO calls (id, version, city, phone_client, date_create, operator_id, status, direction, transferred,
                 leg_count, complete, classified_version, created_at, updated_at)
             SELECT i, 1, 1, '+7900' || (1000000 + i), i * 1000000, 1, 'answered', 'in', 0, 1, 1, 1, 0, 0 FROM n;
             INSERT INTO call_participants (operator_id, date_create, call_id)
             SELECT operator_id, date_create, id FROM calls;
             INSERT INTO work_state_log (operator_id, state, from_at, to_at)
             SELECT 1, 'online', date_create, date_create + 1000000 FROM calls;",
        )
        .unwrap();
    store
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_its_index_does_not_bound_is_stopped_after_a_while() {
    use crm_core::calls::{CallDirection, CallStatus};
    let folder = tempfile::tempdir().unwrap();
    let store = busy_office(folder.path(), Options::default().report_timeout(std::time::Duration::ZERO)).await;
    let (here, anna) = (CityId::new(1).unwrap(), operator(1).id);
    let list = async |scope: &CallScope, filter: &CallFilter| {
        let wanted = query(scope.clone(), filter.clone(), CallSort::Latest, &PageRequest::first());
        let mut tx = store.begin(Read::Each).await.unwrap();
        tx.calls().list(&wanted).await.map(|listed| listed.rows.len()).map_err(|error| error.store_kind())
    };
    let none = CallFilter::default();
    let in_city = CallScope::Some { cities: vec![here], own: None };
    let own = CallScope::Some { cities: Vec::new(), own: Some(anna) };
    let outgoing = CallFilter { direction: Some(CallDirection::Out), ..none.clone() };
    let missed = CallFilter { status: Some(CallStatus::Missed), ..none.clone() };
    let bounded = [(&CallScope::All, &outgoing), (&CallScope::All, &missed), (&in_city, &missed)];
    for (scope, filter) in bounded {
        assert_eq!(list(scope, filter).await, Ok(0), "{scope:?} {filter:?}");
    }
    for scope in [&CallScope::All, &in_city, &own] {
        assert!(list(scope, &none).await.is_ok_and(|rows| rows > 0), "{scope:?}");
    }
    let unfinished_here = CallFilter { city: Some(here), complete: Some(false), ..none.clone() };
    let unbounded = [(&in_city, &outgoing), (&own, &outgoing), (&own, &missed), (&CallScope::All, &unfinished_here)];
    for (scope, filter) in unbounded {
        assert_eq!(list(scope, filter).await, Err(StoreErrorKind::Timeout), "{scope:?} {filter:?}");
    }
    let log = async |days: u64| {
        let from = crm_core::kernel::Timestamp::EPOCH;
        let period = Period::new(from, from.plus(std::time::Duration::from_secs(days * 24 * 60 * 60))).unwrap();
        let mut tx = store.begin(Read::Each).await.unwrap();
        tx.operators().work_log(anna, period).await.map(|log| log.len()).map_err(|error| error.store_kind())
    };
    assert_eq!((log(31).await, log(32).await), (Ok(50_000), Err(StoreErrorKind::Timeout)));
}

#[tokio::test(flavor = "multi_thread")]
async fn housekeeping_deletes_what_ran_out_and_nothing_else() {
    use crm_core::store::IdempotencyRecord;
    let store = in_memory(Options::default()).await;
    for n in 0..600 {
        commit(&store, |effects| {
            effects.idempotency(IdempotencyRecord {
                actor: "system:test".into(),
                operation: "test",
                key: crm_core::kernel::Text::new(&n.to_string()).unwrap(),
                fingerprint: [0; 32],
                result: n,
                expires_at: at(n),
            });
        })
        .await
        .unwrap();
    }
    let first = store.maintain(Task::Purge { before: at(550) }).await.unwrap();
    let second = store.maintain(Task::Purge { before: at(550) }).await.unwrap();
    assert_eq!((first.rows + second.rows, first.more, second.more), (550, true, false));
    let mut tx = store.begin(Read::Each).await.unwrap();
    let mut find = async |n: i64| {
        let key = crm_core::kernel::Text::new(&n.to_string()).unwrap();
        tx.idempotency().find("system:test", "test", &key).await.unwrap()
    };
    assert_eq!((find(549).await, find(550).await), (None, Some(([0; 32], 550))));
    store.maintain(Task::Tidy).await.unwrap();
}

#[tokio::test]
async fn a_place_before_what_was_purged_is_none_to_go_on_from() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.db");
    let crm = Crm::builder(SqliteStore::open(&path).unwrap()).open().await.unwrap();
    let admin = Actor::system("suite");
    for name in ["Омск", "Тула", "Орёл"] {
        let new = NewCity::new(Text::new(name).unwrap(), Zone::MOSCOW);
        crm.cities().create(&admin, &new, None).await.unwrap();
    }
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("DELETE FROM events WHERE position <= 2; UPDATE feed SET purged_to = 2").unwrap();
    for (asked, reset, told) in [(0, true, 0), (1, true, 0), (2, false, 1), (3, false, 0), (4, true, 0)] {
        let page = crm.events().after(&admin, asked).await.unwrap();
        assert_eq!((page.reset, page.events.len(), page.position), (reset, told, 3), "after {asked}");
    }
    crm.close().await.unwrap();
}

#[tokio::test]
async fn a_copy_has_its_own_feed_once_it_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("office.db"), folder.path().join("copy.db"));
    let store = Arc::new(SqliteStore::open(&path).unwrap());
    let crm = Crm::builder_shared(Arc::<SqliteStore>::clone(&store)).open().await.unwrap();
    let admin = Actor::system("suite");
    let kept = crm.events().after(&admin, 0).await.unwrap().cursor();
    store.backup(&copy, |_| ()).await.unwrap();
    let restored = Crm::builder(SqliteStore::open(&copy).unwrap()).open().await.unwrap();
    assert!(!restored.events().resume(&admin, kept).await.unwrap().reset);
    restored.events().renew_epoch(&admin).await.unwrap();
    assert!(restored.events().resume(&admin, kept).await.unwrap().reset);
    assert!(!crm.events().resume(&admin, kept).await.unwrap().reset, "the original goes on");
    restored.close().await.unwrap();
    crm.close().await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_file_and_those_beside_it_are_their_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("office.db")).unwrap();
    store.migrate().await.unwrap();
    let modes: Vec<u32> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().permissions().mode() & 0o777)
        .collect();
    assert_eq!(modes, [0o600; 3], "the database, its log and the log's index");
    store.close().await.unwrap();
}
