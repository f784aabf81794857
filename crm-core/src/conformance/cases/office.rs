//! Cities, campaigns, lines, settings, users and their time.

use super::sample::{at, campaign, city, id, line, number, operator, setting, text};
use super::support::{assert_stale, commit, effects, insert, latest, write};
use crate::access::LineScope;
use crate::calls::Extension;
use crate::conformance::Fixture;
use crate::kernel::{OperatorId, Period, Timestamp};
use crate::operators::{OperatorStatus, WorkState, WorkStateEntry};
use crate::settings::SettingKey;
use crate::store::{Store, Write};

/// Cities and campaigns are listed by name, lines by number, settings by key, whatever order they were added in.
pub async fn reference_data_is_listed_in_order(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    for n in [3, 1, 2] {
        write(&*store, |e| {
            e.insert(city(n));
            e.insert(campaign(n));
            e.insert(line(n));
            e.insert(setting(n));
        })
        .await;
    }
    let mut archived = latest(&*store).await.cities().get(id(1)).await.unwrap().unwrap().to_changed();
    archived.archived = true;
    let read = latest(&*store).await.cities().get(id(1)).await.unwrap().unwrap();
    write(&*store, |e| e.update(&read, archived)).await;
    let mut tx = latest(&*store).await;
    let cities: Vec<_> = tx.cities().all().await.unwrap().into_iter().map(|row| row.id.get()).collect();
    let campaigns: Vec<_> = tx.campaigns().all().await.unwrap().into_iter().map(|row| row.id.get()).collect();
    let lines: Vec<_> = tx.lines().all(&LineScope::All).await.unwrap().into_iter().map(|row| row.id.get()).collect();
    let settings: Vec<_> = tx.settings().all().await.unwrap().into_iter().map(|row| row.key.clone()).collect();
    assert_eq!((cities, campaigns, lines), (vec![1, 2, 3], vec![1, 2, 3], vec![1, 2, 3]));
    assert_eq!(settings, [1, 2, 3].map(|n| setting(n).key));
}

/// A line is found by its exact number.
pub async fn a_line_is_found_by_its_number(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [line(1), line(2)]).await;
    let mut tx = latest(&*store).await;
    assert_eq!(tx.lines().by_number(&number(2)).await.unwrap().unwrap().into_inner(), line(2));
    assert_eq!(tx.lines().by_number(&number(3)).await.unwrap(), None);
}

/// A setting is written once and then changed; two admins who read one version do not both write.
pub async fn a_setting_is_changed_by_version(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let mut row = setting(1);
    row.key = SettingKey::WrapUpSeconds;
    insert(&*store, [row.clone()]).await;
    assert_stale(&commit(&*store, effects(|e| e.insert(row.clone()))).await);
    let read = latest(&*store).await.settings().all().await.unwrap().remove(0);
    row.value = "90".into();
    write(&*store, |e| e.update(&read, row.clone())).await;
    assert_stale(&commit(&*store, effects(|e| e.update(&read, row.clone()))).await);
    row.version = row.version.next();
    assert_eq!(latest(&*store).await.settings().all().await.unwrap().remove(0).into_inner(), row);
}

/// An extension finds the active user who has it, and nobody once the user is inactive or gave it up.
pub async fn an_extension_finds_its_active_user(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let found = async |store: &dyn Store, extension: &str| {
        let extension: Extension = text(extension);
        latest(store).await.operators().by_extension(&extension).await.unwrap().map(|row| row.id)
    };
    let mut row = operator(1);
    row.extension = Some(text("007"));
    insert(&*store, [row, operator(2)]).await;
    assert_eq!(found(&*store, "007").await, Some(id(1)));
    assert_eq!(found(&*store, "7").await, None);
    let read = latest(&*store).await.operators().get(id(1)).await.unwrap().unwrap();
    let mut inactive = read.to_changed();
    inactive.status = OperatorStatus::Inactive;
    write(&*store, |e| e.update(&read, inactive)).await;
    assert_eq!(found(&*store, "007").await, None);
    // The extension is still taken: it would be ambiguous when the user came back.
    let mut other = operator(3);
    other.extension = Some(text("007"));
    assert_stale(&commit(&*store, effects(|e| e.insert(other.clone()))).await);
    let read = latest(&*store).await.operators().get(id(1)).await.unwrap().unwrap();
    let mut without = read.to_changed();
    without.extension = None;
    write(&*store, |e| e.update(&read, without)).await;
    insert(&*store, [other]).await;
    assert_eq!(found(&*store, "007").await, Some(id(3)));
}

async fn log(store: &dyn Store, n: i64, from: Timestamp, to: Timestamp) -> Vec<WorkStateEntry> {
    latest(store).await.operators().work_log(id(n), Period::new(from, to).unwrap()).await.unwrap()
}

fn entry(operator: OperatorId, state: WorkState, from: u64, to: Option<u64>) -> WorkStateEntry {
    WorkStateEntry { operator, state, reason: None, from: at(from), to: to.map(at) }
}

/// A new work state ends the one before it at the same instant, of the same user only.
pub async fn work_states_follow_without_gap(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [operator(1), operator(2)]).await;
    let mut with_reason = entry(id(1), WorkState::Break, 20, None);
    with_reason.reason = Some(text("обед 🦀"));
    let later = WorkState::from_stored("later state");
    let entries = [
        entry(id(1), WorkState::Online, 10, None),
        entry(id(2), WorkState::Online, 15, None),
        with_reason.clone(),
        entry(id(1), later.clone(), 30, None),
    ];
    for entry in entries {
        write(&*store, |e| e.write(Write::WorkState(entry))).await;
    }
    with_reason.to = Some(at(30));
    let whole = [entry(id(1), WorkState::Online, 10, Some(20)), with_reason, entry(id(1), later, 30, None)];
    assert_eq!(log(&*store, 1, Timestamp::MIN, Timestamp::MAX).await, whole);
    assert_eq!(log(&*store, 2, Timestamp::MIN, Timestamp::MAX).await, [entry(id(2), WorkState::Online, 15, None)]);
    // The entries that touch a period are those that share an instant with it.
    assert_eq!(log(&*store, 1, at(20), at(30)).await, whole[1..2]);
    assert_eq!(log(&*store, 1, at(19), at(31)).await, whole);
    assert_eq!(log(&*store, 1, at(0), at(10)).await, []);
    assert_eq!(log(&*store, 1, at(1000), at(1001)).await, whole[2..]);
}
