//! Campaigns, and what they cost.

use chrono::NaiveDate;

use super::desk::{Desk, code, count, line_number, race, text};
use super::shop::{Shop, rubles};
use crate::campaigns::{CampaignCost, CampaignCostPatch, CampaignPatch, CostFilter, NewCampaignCost};
use crate::conformance::Fixture;
use crate::counters::Days;
use crate::kernel::{CampaignId, Change, CityId, ErrorKind, Money, PageRequest, Version};
use crate::lines::NewLine;
use crate::operators::Role;
use crate::store::Read;

/// A day counted from the first of January as 1.
fn day(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 12, 31).unwrap() + chrono::Days::new(day)
}

fn spent(campaign: CampaignId, city: Option<CityId>) -> NewCampaignCost {
    NewCampaignCost { campaign, city, first_day: day(1), last_day: day(31), amount: rubles(3100), note: None }
}

fn renamed(name: &str) -> CampaignPatch {
    CampaignPatch { name: Some(text(name)), ..CampaignPatch::default() }
}

const PUT_AWAY: CampaignPatch = CampaignPatch { name: None, archived: Some(true) };

/// A campaign is added once for a key, renamed, put away and listed accordingly; named on a line, one that was put away is
/// used as it is.
pub async fn a_campaign_is_added_renamed_and_put_away(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (campaigns, key) = (desk.crm.campaigns(), text("k"));
    let added = campaigns.create(&desk.system, &text("Авито"), Some(&key)).await.unwrap();
    assert_eq!(campaigns.create(&desk.system, &text("Авито"), Some(&key)).await.unwrap(), added);
    let other = campaigns.create(&desk.system, &text("Авито 2"), Some(&key)).await;
    assert_eq!(code(other), "idempotency.reused");
    campaigns.create(&desk.system, &text("Листовки"), None).await.unwrap();

    let now = campaigns.change(&desk.system, added.id, added.version, &renamed("Авито-Про")).await.unwrap();
    let gone = campaigns.change(&desk.system, now.id, now.version, &PUT_AWAY).await.unwrap();
    assert_eq!(campaigns.get(&desk.system, added.id).await.unwrap(), gone);
    let listed = async |archived| {
        let all = campaigns.list(&desk.system, archived).await.unwrap();
        all.into_iter().map(|campaign| campaign.name.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed(None).await, ["Авито-Про", "Листовки"]);
    assert_eq!(
        (listed(Some(true)).await, listed(Some(false)).await),
        (vec!["Авито-Про".into()], vec!["Листовки".into()])
    );

    let new = NewLine {
        number: line_number("74950000001"),
        campaign: Some(text("авито-про")),
        city: None,
        advert_account: None,
    };
    let line = desk.crm.lines().create(&desk.system, &new, None).await.unwrap();
    assert_eq!(line.attribution.campaign, Some(gone.id));
    assert_eq!(campaigns.get(&desk.system, gone.id).await.unwrap(), gone, "it is still put away");
    let said = desk.trail(&format!("campaign:{}", gone.id)).await;
    let actions: Vec<_> = said.iter().map(|(_, action)| action.as_str()).collect();
    assert_eq!(actions, ["campaign.changed", "campaign.changed", "campaign.created"]);
}

/// A name is one campaign's in any case, put away or not, also when several take it at the same moment.
pub async fn a_campaign_s_name_is_one_campaign_s(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let campaigns = desk.crm.campaigns();
    let first = campaigns.create(&desk.system, &text("Авито"), None).await.unwrap();
    campaigns.change(&desk.system, first.id, first.version, &PUT_AWAY).await.unwrap();
    assert_eq!(code(campaigns.create(&desk.system, &text("АВИТО"), None).await), "campaign.name_taken");
    let stale = campaigns.change(&desk.system, first.id, first.version, &renamed("Б")).await.unwrap_err();
    assert_eq!((stale.code(), stale.current_version()), ("campaign.version_conflict", Some(first.version.next())));
    let nobody = CampaignId::new(999_999).unwrap();
    let missing = campaigns.change(&desk.system, nobody, Version::FIRST, &renamed("Б")).await;
    assert_eq!(code(missing), "campaign.not_found");

    let mut several = Vec::new();
    for n in 0..6 {
        several.push(campaigns.create(&desk.system, &text(&format!("Кампания {n}")), None).await.unwrap());
    }
    let answers = race(6, |n| {
        let (desk, one) = (desk.clone(), several[n].clone());
        let name = if n % 2 == 0 { "Общая" } else { "ОБЩАЯ" };
        async move { desk.crm.campaigns().change(&desk.system, one.id, one.version, &renamed(name)).await }
    })
    .await;
    assert_eq!(count(&answers, Result::is_ok), 1);
    answers.into_iter().filter(Result::is_err).for_each(|refused| assert_eq!(code(refused), "campaign.name_taken"));
    let recased = campaigns.list(&desk.system, None).await.unwrap().into_iter().find(|it| it.id == first.id).unwrap();
    let recased = campaigns.change(&desk.system, first.id, recased.version, &renamed("авито")).await.unwrap();
    assert_eq!(recased.name.as_str(), "авито", "a campaign may change the case of its own name");
}

async fn of_days(shop: &Shop, first: u64, next: u64) -> Money {
    let days = Days { first: day(first), next: day(next) };
    let mut tx = shop.desk.crm.store().begin(Read::Each).await.unwrap();
    let costs: Vec<CampaignCost> = tx.campaigns().costs(days).await.unwrap();
    Money::from_kopecks(costs.iter().map(|cost| cost.share(days).kopecks()).sum()).unwrap()
}

/// Costs add up over the days they share, follow a change, and count for nothing when they are taken back.
pub async fn a_cost_is_entered_changed_and_taken_back(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (campaigns, system, key) = (shop.desk.crm.campaigns(), &shop.desk.system, text("k"));
    let campaign = campaigns.create(system, &text("Авито"), None).await.unwrap().id;
    let whole = campaigns.add_cost(system, &spent(campaign, None), Some(&key)).await.unwrap();
    assert_eq!(campaigns.add_cost(system, &spent(campaign, None), Some(&key)).await.unwrap(), whole);
    let leaflets = NewCampaignCost { first_day: day(31), amount: rubles(50), ..spent(campaign, Some(shop.city.id)) };
    campaigns.add_cost(system, &leaflets, None).await.unwrap();
    assert_eq!((of_days(&shop, 1, 11).await, of_days(&shop, 31, 32).await), (rubles(1000), rubles(150)));

    let patch = CampaignCostPatch {
        last_day: Some(day(10)),
        city: Change::To(shop.other.id),
        note: Change::To(text("десять дней")),
        ..CampaignCostPatch::default()
    };
    let changed = campaigns.change_cost(system, whole.id, whole.version, &patch).await.unwrap();
    assert_eq!(campaigns.cost(system, whole.id).await.unwrap(), changed);
    assert_eq!((of_days(&shop, 1, 11).await, of_days(&shop, 31, 32).await), (rubles(3100), rubles(50)));
    let same = campaigns.change_cost(system, whole.id, changed.version, &patch).await.unwrap();
    assert_eq!(same, changed, "what changes nothing is no change");

    let gone = campaigns.cancel_cost(system, whole.id, changed.version).await.unwrap();
    assert_eq!(of_days(&shop, 1, 11).await, Money::ZERO);
    assert_eq!(code(campaigns.cancel_cost(system, gone.id, gone.version).await), "campaign.cost_cancelled");
    let late = campaigns.change_cost(system, gone.id, gone.version, &patch).await;
    assert_eq!(code(late), "campaign.cost_cancelled");
    let said = shop.desk.trail(&format!("campaign_cost:{}", whole.id)).await;
    let actions: Vec<_> = said.iter().map(|(_, action)| action.as_str()).collect();
    assert_eq!(actions, ["campaign.cost_cancelled", "campaign.cost_changed", "campaign.cost_added"]);
}

/// A cost without days, without money, of nothing or nowhere is refused.
pub async fn a_cost_that_cannot_be_is_refused(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (campaigns, system) = (shop.desk.crm.campaigns(), &shop.desk.system);
    let campaign = campaigns.create(system, &text("Авито"), None).await.unwrap().id;
    let good = spent(campaign, None);
    let add = async |new: NewCampaignCost| campaigns.add_cost(system, &new, None).await.unwrap_err();
    let fields = |error: &crate::kernel::Error| {
        error.fields().iter().map(|finding| (finding.field, finding.code)).collect::<Vec<_>>()
    };
    let backwards = add(NewCampaignCost { first_day: day(2), last_day: day(1), amount: Money::ZERO, ..good.clone() });
    let expected = [("lastDay", "campaign.bad_days"), ("amount", "money.not_positive")];
    assert_eq!(fields(&backwards.await), expected);
    let endless = NewCampaignCost { last_day: NaiveDate::from_ymd_opt(2206, 1, 1).unwrap(), ..good.clone() };
    assert_eq!(fields(&add(endless).await), expected[..1]);
    let unknown = NewCampaignCost { campaign: CampaignId::new(999_999).unwrap(), ..good.clone() };
    assert_eq!(add(unknown).await.code(), "campaign.not_found");
    let nowhere = NewCampaignCost { city: CityId::new(999_999).ok(), ..good.clone() };
    assert_eq!(add(nowhere).await.code(), "city.not_found");
    let cost = campaigns.add_cost(system, &good, None).await.unwrap();
    let free = CampaignCostPatch { amount: Some(-rubles(1)), ..CampaignCostPatch::default() };
    let refused = campaigns.change_cost(system, cost.id, cost.version, &free).await.unwrap_err();
    assert_eq!((refused.kind(), fields(&refused)), (ErrorKind::Invalid, expected[1..].to_vec()));
    assert_eq!(campaigns.cost(system, cost.id).await.unwrap(), cost);
}

/// An admin sees every cost, a director those of own cities, others none; and only admins write.
pub async fn costs_are_seen_where_they_were_spent(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (campaigns, system) = (shop.desk.crm.campaigns(), &shop.desk.system);
    let campaign = campaigns.create(system, &text("Авито"), None).await.unwrap();
    let mut all = Vec::new();
    for city in [None, Some(shop.city.id), Some(shop.other.id)] {
        all.push(campaigns.add_cost(system, &spent(campaign.id, city), None).await.unwrap());
    }
    let ids: Vec<_> = all.iter().rev().map(|cost| cost.id).collect();
    let admin = shop.desk.actor(&shop.desk.person("admin", Role::Admin, None).await).await;
    for (actor, sees) in [
        (&admin, ids.clone()),
        (&shop.director, vec![all[1].id]),
        (&shop.other_director, vec![all[2].id]),
        (&shop.operator, vec![]),
        (&shop.master, vec![]),
    ] {
        let page = campaigns.costs(actor, &CostFilter::default(), &PageRequest::first()).await.unwrap();
        assert_eq!(page.items.iter().map(|view| view.cost.id).collect::<Vec<_>>(), sees, "{actor}");
        assert_eq!(page.total.unwrap().count, sees.len() as u64);
        for cost in &all {
            let read = campaigns.cost(actor, cost.id).await;
            if sees.contains(&cost.id) {
                assert_eq!(read.unwrap(), *cost);
            } else {
                assert_eq!(code(read), "campaign.cost_not_found", "{actor}");
            }
        }
        if actor != &admin {
            let patch = CampaignCostPatch::default();
            for refused in [
                campaigns.add_cost(actor, &spent(campaign.id, Some(shop.city.id)), None).await.map(drop),
                campaigns.change_cost(actor, all[1].id, all[1].version, &patch).await.map(drop),
                campaigns.cancel_cost(actor, all[1].id, all[1].version).await.map(drop),
                campaigns.create(actor, &text("Своя"), None).await.map(drop),
                campaigns.change(actor, campaign.id, campaign.version, &PUT_AWAY).await.map(drop),
            ] {
                assert_eq!(code(refused), "access.forbidden", "{actor}");
            }
        }
    }
}

/// Of sixteen changes of one cost one is taken; the others learn the version that holds now.
pub async fn racing_changes_of_a_cost_lose_none(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let campaign = desk.crm.campaigns().create(&desk.system, &text("Авито"), None).await.unwrap().id;
    let cost = desk.crm.campaigns().add_cost(&desk.system, &spent(campaign, None), None).await.unwrap();
    let answers = race(16, |n| {
        let (desk, cost) = (desk.clone(), cost.clone());
        let patch =
            CampaignCostPatch { amount: Some(rubles(1 + i64::try_from(n).unwrap())), ..CampaignCostPatch::default() };
        async move { desk.crm.campaigns().change_cost(&desk.system, cost.id, cost.version, &patch).await }
    })
    .await;
    let taken = desk.crm.campaigns().cost(&desk.system, cost.id).await.unwrap();
    assert_eq!(count(&answers, |answer| answer.as_ref().is_ok_and(|it| *it == taken)), 1);
    for refused in answers.into_iter().filter_map(Result::err) {
        assert_eq!(
            (refused.code(), refused.current_version()),
            ("campaign.cost_version_conflict", Some(taken.version))
        );
    }
}
