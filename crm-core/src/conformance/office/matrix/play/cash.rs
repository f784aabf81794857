//! Campaigns with what they cost, and masters' cash.

use super::{Answer, Played, alone, ids_of, most, shown, told, tried};
use crate::access::Actor;
use crate::campaigns::{CampaignCostPatch, CampaignPatch, CostFilter, NewCampaignCost};
use crate::conformance::office::desk::text;
use crate::conformance::office::matrix::world::{World, weight};
use crate::conformance::office::shop::rubles;
use crate::kernel::{Change, Version};
use crate::money::{CashFilter, NewCashHandover};

pub(super) async fn costs(world: &World, actor: &Actor, name: &str) -> Played {
    let campaigns = world.desk.crm.campaigns();
    match name {
        "campaigns.list" => {
            let listed = campaigns.list(actor, None).await;
            assert!(listed.as_ref().is_ok_and(|all| all.iter().any(|one| one.id == world.campaign)));
            return alone(listed);
        }
        "campaigns.get" => return alone(campaigns.get(actor, world.campaign).await),
        "campaigns.create" => return alone(campaigns.create(actor, &text("Радио"), None).await),
        "campaigns.change" => {
            let patch = CampaignPatch { archived: Some(true), ..CampaignPatch::default() };
            return alone(campaigns.change(actor, world.campaign, Version::new(77), &patch).await);
        }
        "campaigns.costs" => {
            let page = campaigns.costs(actor, &CostFilter::default(), &most()).await.unwrap();
            let records = world.costs.iter().map(|(letter, cost)| (*letter, cost.id));
            return shown(records, &ids_of(page, |view| view.cost.id));
        }
        "campaigns.add_cost" => {
            let mut played = Vec::new();
            for (letter, cost) in &world.costs {
                // A day that no report of the table asks for.
                let day = "2025-06-01".parse().unwrap();
                let (campaign, city) = (world.campaign, cost.city);
                let new =
                    NewCampaignCost { campaign, city, first_day: day, last_day: day, amount: rubles(1), note: None };
                played.push((*letter, tried(world, campaigns.add_cost(actor, &new, None)).await));
            }
            return played;
        }
        _ => {}
    }
    let versions = costs_as_they_were(world).await;
    let mut played = Vec::new();
    for ((letter, cost), version) in world.costs.iter().zip(versions) {
        let answer = match name {
            "campaigns.cost" => tried(world, campaigns.cost(actor, cost.id)).await,
            "campaigns.cancel_cost" => tried(world, campaigns.cancel_cost(actor, cost.id, version)).await,
            "campaigns.change_cost" => {
                let patch =
                    CampaignCostPatch { note: Change::To(text(&actor.to_string())), ..CampaignCostPatch::default() };
                tried(world, campaigns.change_cost(actor, cost.id, version, &patch)).await
            }
            _ => panic!("{name} is not played"),
        };
        played.push((*letter, answer));
    }
    played
}

/// Costs that were cancelled count again; the versions they have now.
pub(super) async fn costs_as_they_were(world: &World) -> Vec<Version> {
    let mut versions = Vec::new();
    for (_, cost) in &world.costs {
        let now = world.desk.crm.campaigns().cost(&world.desk.system, cost.id).await.unwrap();
        versions.push(world.put_back(now, cost.clone()).await);
    }
    versions
}

pub(super) async fn play(world: &World, actor: &Actor, name: &str) -> Played {
    let money = world.desk.crm.money();
    let mut played = Vec::new();
    match name {
        "money.list" => {
            let page = money.list(actor, &CashFilter::default(), &most()).await.unwrap();
            let records = world.handovers.iter().map(|(letter, handover)| (*letter, handover.id));
            return shown(records, &ids_of(page, |view| view.handover.id));
        }
        "money.balance" => {
            for user in &world.users {
                played.push((world.letter_of(actor, user), tried(world, money.balance(actor, user.id)).await));
            }
            return played;
        }
        "money.balance:earned" => return earned(world, actor).await,
        "money.hand_over" => {
            for (letter, city) in [('h', &world.home), ('a', &world.away), ('f', &world.nowhere)] {
                let new = NewCashHandover { city: city.id, amount: rubles(1), note: None };
                played.push((letter, tried(world, money.hand_over(actor, &new, None)).await));
            }
            return played;
        }
        _ => {}
    }
    for (letter, handover) in &world.handovers {
        let id = handover.id;
        let now = money.get(&world.desk.system, id).await.unwrap();
        let version = world.put_back(now, handover.clone()).await;
        let answer = match name {
            "money.get" => tried(world, money.get(actor, id)).await,
            "money.accept" => tried(world, money.accept(actor, id, version)).await,
            "money.decline" => tried(world, money.decline(actor, id, version, &text("не та сумма"))).await,
            "money.withdraw" => tried(world, money.withdraw(actor, id, version, None)).await,
            _ => panic!("{name} is not played"),
        };
        played.push((*letter, answer));
    }
    played
}

/// Of whose closed orders the actor is told, and in which city.
async fn earned(world: &World, actor: &Actor) -> Played {
    let mut played = Vec::new();
    for (letter, order) in &world.orders {
        let balance = world.desk.crm.money().balance(actor, order.master.unwrap()).await;
        let balance = balance.unwrap_or_else(|error| {
            assert_eq!(told::<()>(Err(error)), Answer::NotFound);
            Vec::new()
        });
        let of_city = balance.iter().find(|of| of.city == order.city);
        assert!(of_city.is_none_or(|of| of.earned == weight(*letter)), "{letter}: {balance:?}");
        played.push((*letter, Answer::Shown(of_city.is_some())));
    }
    played
}
