//! Units: whole or not at all, whatever races, fails, is dropped or cancelled.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::sample::{audit_entry, campaign, city, event, id, text};
use super::support::{StoppedClock, assert_stale, commit, effects, handle, insert, latest, race, stored, write};
use crate::cities::City;
use crate::conformance::Fixture;
use crate::kernel::{Clock, Error, ManualClock, Text, Timestamp};
use crate::store::{
    CommitError, Effects, Loaded, Outcome, Read, RowKey, Store, StoreError, StoreErrorKind, Stored, run,
};

pub(super) async fn read_city(store: &dyn Store, n: i64) -> Loaded<City> {
    latest(store).await.cities().get(id(n)).await.unwrap().unwrap()
}

fn archive(read: &Loaded<City>) -> City {
    let mut changed = read.to_changed();
    changed.archived = true;
    changed
}

/// One more kp visit fits into the city: a unit that borrows what it works with.
async fn add_capacity(store: &dyn Store, clock: &dyn Clock, name: &str, by: &u16) -> Result<u16, Error> {
    run(store, clock, Read::Each, |attempt| {
        Box::pin(async move {
            let read = attempt.tx.cities().by_name(name).await?.expect("the city is there");
            let mut changed = read.to_changed();
            changed.capacity.kp += *by;
            let capacity = changed.capacity.kp;
            Ok(Outcome::done(capacity, effects(|e| e.update(&read, changed))))
        })
    })
    .await
}

/// A unit whose last guard fails writes nothing of all it wanted.
pub async fn one_failing_guard_stops_everything(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let read = read_city(&*store, 1).await;
    write(&*store, |e| e.update(&read, read.to_changed())).await;
    let unit = effects(|e| {
        e.insert(city(2));
        e.event(event(1));
        e.audit(audit_entry(1));
        e.update(&read, archive(&read));
    });
    assert_stale(&commit(&*store, unit).await);
    let mut tx = latest(&*store).await;
    assert_eq!(tx.cities().all().await.unwrap().len(), 1);
    assert_eq!(tx.events().head().await.unwrap(), 0);
    assert!(tx.audit().after(0, 10).await.unwrap().is_empty());
    assert!(!tx.cities().get(id(1)).await.unwrap().unwrap().archived);
}

/// A write that collides inside its own unit writes nothing of it.
pub async fn a_unit_that_collides_with_itself_writes_nothing(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let mut twin = city(2);
    twin.name = city(1).name;
    let unit = effects(|e| {
        e.insert(campaign(1));
        e.insert(city(1));
        e.insert(twin);
    });
    assert!(commit(&*store, unit).await.is_err());
    let mut tx = latest(&*store).await;
    assert!(tx.cities().all().await.unwrap().is_empty());
    assert!(tx.campaigns().all().await.unwrap().is_empty());
}

/// Effects without writes commit, and their guards are looked at all the same.
pub async fn a_unit_without_writes_only_checks(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    commit(&*store, Effects::none()).await.expect("nothing to do is no failure");
    let read = read_city(&*store, 1).await;
    write(&*store, |e| e.depends_on(&read)).await;
    write(&*store, |e| e.update(&read, archive(&read))).await;
    assert_stale(&commit(&*store, effects(|e| e.depends_on(&read))).await);
}

/// A guard on a row that the unit does not write is a guard all the same: two units that each rely on what the other
/// changes cannot both commit.
pub async fn units_that_undermine_each_other_do_not_both_commit(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for round in 0..20 {
        let (one, other) = (2 * round + 1, 2 * round + 2);
        insert(&*store, [city(one), city(other)]).await;
        let (read_one, read_other) = (read_city(&*store, one).await, read_city(&*store, other).await);
        let answers = race(2, |n| {
            let (store, read_one, read_other) = (handle(&store), read_one.clone(), read_other.clone());
            let (relied_on, changed) = if n == 0 { (read_one, read_other) } else { (read_other, read_one) };
            async move {
                let unit = effects(|e| {
                    e.depends_on(&relied_on);
                    e.update(&changed, archive(&changed));
                });
                commit(&*store, unit).await
            }
        })
        .await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    }
}

/// Of 16 commits that rely on one version of a row exactly one succeeds, and the others are stale.
pub async fn of_sixteen_updates_of_one_version_one_wins(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    for round in 1..=10 {
        let read = read_city(&*store, 1).await;
        let answers = race(16, |n| {
            let (store, read) = (handle(&store), read.clone());
            async move {
                let mut changed = read.to_changed();
                changed.name = text(format!("{round}-{n}"));
                commit(&*store, effects(|e| e.update(&read, changed))).await
            }
        })
        .await;
        let winner = answers.iter().position(Result::is_ok).expect("one wins");
        answers.iter().filter(|answer| answer.is_err()).for_each(assert_stale);
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        let now = read_city(&*store, 1).await;
        assert_eq!((now.name.as_str(), now.version()), (&*format!("{round}-{winner}"), read.version().next()));
    }
}

/// Of 16 units that insert one unique key exactly one succeeds.
pub async fn of_sixteen_inserts_of_one_key_one_wins(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for round in 0..10_i64 {
        let answers = race(16, |n| {
            let store = handle(&store);
            async move {
                let mut twin = city(1 + round * 16 + i64::try_from(n).unwrap());
                twin.name = text(format!("Тверь {round}"));
                commit(&*store, effects(|e| e.insert(twin))).await
            }
        })
        .await;
        answers.iter().filter(|answer| answer.is_err()).for_each(assert_stale);
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    }
    assert_eq!(latest(&*store).await.cities().all().await.unwrap().len(), 10);
}

/// 16 racing units that each add to one row all land, each exactly once.
pub async fn sixteen_racing_units_all_land_once(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let answers = race(16, |_| {
        let store = handle(&store);
        async move { add_capacity(&*store, &StoppedClock, "ГОРОД 00001", &10).await }
    })
    .await;
    let mut seen: Vec<u16> = answers.into_iter().map(|answer| answer.unwrap()).collect();
    seen.sort_unstable();
    assert_eq!(seen, (1..=16).map(|n| 3 + 10 * n).collect::<Vec<_>>());
    let now = read_city(&*store, 1).await;
    assert_eq!((now.capacity.kp, now.version().get()), (163, 17));
}

/// Units that race without touching each other all commit, beside others that fail.
pub async fn a_failing_unit_does_not_hurt_its_neighbours(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [campaign(1)]).await;
    let answers = race(64, |n| {
        let store = handle(&store);
        async move {
            let unit = effects(|e| {
                e.insert(city(1 + i64::try_from(n).unwrap()));
                if n % 2 == 1 {
                    e.insert(campaign(1));
                }
            });
            commit(&*store, unit).await
        }
    })
    .await;
    for (n, answer) in answers.iter().enumerate() {
        if n % 2 == 1 { assert_stale(answer) } else { assert!(answer.is_ok(), "{answer:?}") }
    }
    let there: Vec<_> = latest(&*store).await.cities().all().await.unwrap().into_iter().map(|c| c.id.get()).collect();
    assert_eq!(there, (1..=64).filter(|n| n % 2 == 1).collect::<Vec<_>>());
}

fn refusal() -> Error {
    StoreError::new(StoreErrorKind::Timeout, "suite.refusal").into()
}

/// What a refusal leaves behind is committed; the caller gets the refusal.
pub async fn a_refusal_leaves_its_trace(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let answer: Result<(), Error> = run(&*store, &StoppedClock, Read::Each, |_| {
        Box::pin(async { Ok(Outcome::refused(refusal(), effects(|e| e.audit(audit_entry(1))))) })
    })
    .await;
    assert_eq!(answer.unwrap_err().code(), "store.timeout");
    assert_eq!(latest(&*store).await.audit().after(0, 10).await.unwrap().len(), 1);
}

/// A body that fails commits nothing, and its unit leaves nothing locked.
pub async fn a_plain_error_commits_nothing(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let answer: Result<(), Error> = run(&*store, &StoppedClock, Read::Each, |attempt| {
        Box::pin(async move {
            let _ = attempt.tx.cities().all().await?;
            Err(refusal())
        })
    })
    .await;
    assert_eq!(answer.unwrap_err().code(), "store.timeout");
    assert!(latest(&*store).await.audit().after(0, 10).await.unwrap().is_empty());
    insert(&*store, [city(1)]).await;
}

/// A unit whose state keeps changing tries again until 5 s of its clock have passed, then says so.
pub async fn a_unit_that_never_wins_gives_up_at_its_deadline(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let clock = ManualClock::at(Timestamp::EPOCH);
    let attempts = AtomicU32::new(0);
    let answer: Result<(), Error> = run(&*store, &clock, Read::Each, |attempt| {
        let (store, clock, attempts) = (&store, &clock, &attempts);
        Box::pin(async move {
            attempts.fetch_add(1, Ordering::SeqCst);
            let read = attempt.tx.cities().get(id(1)).await?.expect("the city is there");
            write(&**store, |e| e.update(&read, read.to_changed())).await;
            clock.advance(Duration::from_secs(1));
            Ok(Outcome::done((), effects(|e| e.update(&read, archive(&read)))))
        })
    })
    .await;
    assert_eq!(answer.unwrap_err().code(), "store.contended");
    assert_eq!(attempts.into_inner(), 6);
    assert!(!read_city(&*store, 1).await.archived);
}

/// A unit inside a unit is a defect, and told as one.
pub async fn a_unit_inside_a_unit_is_refused(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let answer = run(&*store, &StoppedClock, Read::Each, |_| {
        let store = &store;
        Box::pin(async move { add_capacity(&**store, &StoppedClock, "город 00001", &1).await.map(Outcome::unchanged) })
    })
    .await;
    assert_eq!(answer.unwrap_err().code(), "store.nested");
    assert_eq!(add_capacity(&*store, &StoppedClock, "город 00001", &1).await.unwrap(), 4);
}

/// When COMMIT fails nothing is written and the caller is told; the next commit works.
pub async fn a_failing_commit_writes_nothing_and_the_next_one_works(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    if !fx.fail_next_commit() {
        return;
    }
    let read = read_city(&*store, 1).await;
    let unit = effects(|e| {
        e.insert(city(2));
        e.update(&read, archive(&read));
        e.event(event(1));
    });
    let failed = commit(&*store, unit.clone()).await;
    assert!(matches!(failed, Err(CommitError::Unavailable(_))), "{failed:?}");
    let mut tx = latest(&*store).await;
    assert_eq!(stored(&mut *tx, &RowKey::City(id(2))).await, None);
    assert_eq!(tx.events().head().await.unwrap(), 0);
    drop(tx);
    commit(&*store, unit).await.expect("the same unit succeeds afterwards");
    assert!(read_city(&*store, 1).await.archived);
}

/// When COMMIT fails under several racing units, those told so wrote nothing and every other one is whole.
pub async fn a_failing_commit_under_racing_units_tells_each_the_truth(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    if !fx.fail_next_commit() {
        return;
    }
    let answers = race(32, |n| {
        let store = handle(&store);
        let n = 1 + i64::try_from(n).unwrap();
        async move {
            let unit = effects(|e| {
                e.insert(city(n));
                e.insert(campaign(n));
            });
            commit(&*store, unit).await
        }
    })
    .await;
    assert!(answers.iter().any(Result::is_err), "the failure was told to nobody");
    let mut tx = latest(&*store).await;
    for (n, answer) in (1..).zip(&answers) {
        let there = stored(&mut *tx, &city(n).row_key()).await.is_some();
        assert_eq!(there, stored(&mut *tx, &campaign(n).row_key()).await.is_some(), "half a unit");
        assert_eq!(there, answer.is_ok(), "{answer:?}");
    }
}

/// The bodies of units may borrow text, slices and structures of their caller, and the unit's future may be spawned.
pub async fn a_unit_borrows_its_callers_arguments(fx: &dyn Fixture) {
    async fn rename(store: &dyn Store, names: &[Text<100>], template: &City, prefix: &str) -> Result<usize, Error> {
        run(store, &StoppedClock, Read::Snapshot, |attempt| {
            Box::pin(async move {
                let mut writes = Effects::none();
                for (n, name) in (1..).zip(names) {
                    if attempt.tx.cities().by_name(name.as_str()).await?.is_none() {
                        let mut added = City { id: id(n), ..template.clone() };
                        added.name = text(format!("{prefix}{name}"));
                        writes.insert(added);
                    }
                }
                Ok(Outcome::done(names.len(), writes))
            })
        })
        .await
    }
    let store = fx.fresh().await;
    let spawned = tokio::spawn({
        let store = Arc::clone(&store);
        async move {
            let names = vec![text("Тверь"), text("Омск")];
            rename(&*store, &names, &city(1), "г. ").await
        }
    });
    assert_eq!(spawned.await.unwrap().unwrap(), 2);
    assert!(latest(&*store).await.cities().by_name("Г. омск").await.unwrap().is_some());
}
