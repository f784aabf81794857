//! Cities, lines, campaigns and settings.

use super::desk::{Desk, LINE, code, count, line_number, race, text};
use crate::cities::{CityPatch, NewCity};
use crate::conformance::Fixture;
use crate::kernel::{Change, CityId, ErrorKind, Zone};
use crate::lines::{LinePatch, NewLine};
use crate::settings::{SettingChange, Settings};
use crate::store::Read;

/// A city's name is one city's in any case, Cyrillic too, also when several add it at once, and a city may write its own
/// name another way.
pub async fn a_city_s_name_is_taken_once_in_any_case(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let cities = desk.crm.cities();
    let answers = race(6, |n| {
        let desk = desk.clone();
        let new = NewCity::new(text(["Ростов-на-Дону", "РОСТОВ-НА-ДОНУ", "ростов-на-дону"][n % 3]), Zone::MOSCOW);
        async move { desk.crm.cities().create(&desk.system, &new, None).await.map(|_| ()) }
    })
    .await;
    assert_eq!(count(&answers, Result::is_ok), 1);
    for refused in answers.into_iter().filter(Result::is_err) {
        assert_eq!(code(refused), "city.name_taken");
    }
    let city = cities.by_name(&desk.system, " ростов-НА-дону ").await.unwrap();
    let other = desk.city("Ёлкино").await;
    let name = |name| CityPatch { name: Some(text(name)), ..CityPatch::default() };
    assert_eq!(
        code(cities.change(&desk.system, other.id, other.version, &name("РОСТОВ-на-Дону")).await),
        "city.name_taken"
    );
    let renamed = cities.change(&desk.system, city.id, city.version, &name("Ростов-На-Дону")).await.unwrap();
    assert_eq!(cities.by_name(&desk.system, "ростов-на-дону").await.unwrap(), renamed);
    let moved = cities.change(&desk.system, other.id, other.version, &name("ёлки")).await.unwrap();
    assert_eq!(code(cities.by_name(&desk.system, "ёлкино").await), "city.not_found");
    assert_eq!(cities.list(&desk.system).await.unwrap().len(), 2);
    assert_eq!(cities.get(&desk.system, moved.id).await.unwrap(), moved);
}

/// Two who rename two cities to one name at the same moment: one of them learns that it is taken.
pub async fn two_cities_cannot_race_to_one_name(fx: &dyn Fixture) {
    for _ in 0..6 {
        let desk = Desk::open(fx).await;
        let pair = [desk.city("Первый").await, desk.city("Второй").await];
        let answers = race(2, |n| {
            let (desk, city) = (desk.clone(), pair[n].clone());
            let patch = CityPatch { name: Some(text("Общий")), ..CityPatch::default() };
            async move { desk.crm.cities().change(&desk.system, city.id, city.version, &patch).await.map(|_| ()) }
        })
        .await;
        assert_eq!(count(&answers, Result::is_ok), 1);
        assert_eq!(code(answers.into_iter().find(Result::is_err).unwrap()), "city.name_taken");
    }
}

/// A form saved over a colleague's change is refused with the version that holds now.
pub async fn a_stale_form_is_refused(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (city, line) = (desk.city("Саратов").await, desk.line(LINE, None, None).await);
    let archive = CityPatch { archived: Some(true), ..CityPatch::default() };
    let zone = CityPatch { zone: Some(Zone::UTC), ..CityPatch::default() };
    let changed = desk.crm.cities().change(&desk.system, city.id, city.version, &zone).await.unwrap();
    let error = desk.crm.cities().change(&desk.system, city.id, city.version, &archive).await.unwrap_err();
    assert_eq!((error.code(), error.current_version()), ("city.version_conflict", Some(changed.version)));
    let archive = LinePatch { archived: Some(true), ..LinePatch::default() };
    let campaign = LinePatch { campaign: Change::To(text("Авито")), ..LinePatch::default() };
    let changed = desk.crm.lines().change(&desk.system, line.id, line.version, &archive).await.unwrap();
    let error = desk.crm.lines().change(&desk.system, line.id, line.version, &campaign).await.unwrap_err();
    assert_eq!((error.code(), error.current_version()), ("line.version_conflict", Some(changed.version)));
    let mut tx = desk.crm.store().begin(Read::Each).await.unwrap();
    assert!(tx.campaigns().all().await.unwrap().is_empty(), "a refused change creates no campaign");
}

/// A number is one line, however it is written and however many add it at once; its fields are set, kept and emptied.
pub async fn a_number_is_one_line(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let answers = race(4, |n| {
        let desk = desk.clone();
        let number = line_number(["+7 495 000-00-01", "84950000001", "74950000001", "8 (495) 000-00-01"][n]);
        let new =
            NewLine {
                number, campaign: Some(text("Авито")), city: Some(city.id), advert_account: Some(text("a1"))
            };
        async move { desk.crm.lines().create(&desk.system, &new, None).await.map(|_| ()) }
    })
    .await;
    assert_eq!(count(&answers, Result::is_ok), 1);
    assert_eq!(code(answers.into_iter().find(Result::is_err).unwrap()), "line.number_taken");
    let lines = desk.crm.lines();
    let line = lines.by_number(&desk.system, &line_number(LINE)).await.unwrap();
    let patch = LinePatch { campaign: Change::Clear, ..LinePatch::default() };
    let changed = lines.change(&desk.system, line.id, line.version, &patch).await.unwrap();
    assert_eq!((changed.attribution.campaign, changed.attribution.city), (None, Some(city.id)));
    assert_eq!(changed.attribution.advert_account, line.attribution.advert_account);
    assert_eq!(lines.get(&desk.system, line.id).await.unwrap(), changed);
}

/// A line of an unknown or archived city is refused.
pub async fn a_line_belongs_to_an_open_city(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let city = desk.city("Саратов").await;
    let archive = CityPatch { archived: Some(true), ..CityPatch::default() };
    desk.crm.cities().change(&desk.system, city.id, city.version, &archive).await.unwrap();
    let of = |city| NewLine { number: line_number(LINE), campaign: None, city: Some(city), advert_account: None };
    let nowhere = CityId::new(999_999).unwrap();
    for (city, refusal) in [(city.id, "city.archived"), (nowhere, "city.not_found")] {
        let error = desk.crm.lines().create(&desk.system, &of(city), None).await.unwrap_err();
        assert_eq!((error.code(), error.kind()), (refusal, ErrorKind::Invalid));
    }
    assert!(desk.crm.lines().list(&desk.system).await.unwrap().is_empty());
}

/// Lines that name a new campaign at the same moment, in any case, share the one that is created.
pub async fn racing_lines_create_a_campaign_once(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let lines = race(6, |n| {
        let desk = desk.clone();
        let campaign = if n % 2 == 0 { "Листовки" } else { "ЛИСТОВКИ" };
        async move { desk.line(&format!("7495000000{n}"), None, Some(campaign)).await }
    })
    .await;
    let campaigns = desk.crm.store().begin(Read::Each).await.unwrap().campaigns().all().await.unwrap();
    assert_eq!(campaigns.len(), 1);
    assert!(lines.iter().all(|line| line.attribution.campaign == Some(campaigns[0].id)));
    let subject = format!("campaign:{}", campaigns[0].id);
    assert_eq!(desk.trail(&subject).await.len(), 1);
}

/// Settings start at their defaults and keep what was set; several who set several at once lose nothing.
pub async fn settings_are_kept_and_none_is_lost(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let settings = desk.crm.settings();
    assert_eq!(settings.get(&desk.system).await.unwrap(), Settings::defaults());
    race(8, |n| {
        let desk = desk.clone();
        let change = match n % 4 {
            0 => SettingChange::OfficeZone(Zone::UTC),
            1 => SettingChange::WrapUp(5),
            2 => SettingChange::CloseAfterLegs(31),
            _ => SettingChange::CloseAfterSilence(3600),
        };
        async move { desk.crm.settings().set(&desk.system, change).await.unwrap() }
    })
    .await;
    let kept = settings.get(&desk.system).await.unwrap();
    assert_eq!(kept.office_zone, Zone::UTC);
    let seconds = [kept.wrap_up, kept.close_after_legs, kept.close_after_silence].map(|it| it.as_secs());
    assert_eq!(seconds, [5, 31, 3600]);
    assert_eq!(desk.trail("setting:wrap_up_seconds").await.len(), 1, "setting the same again is no change");
    assert_eq!(settings.set(&desk.system, SettingChange::WrapUp(6)).await.unwrap().wrap_up.as_secs(), 6);
}
