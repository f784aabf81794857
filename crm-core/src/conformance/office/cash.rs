//! Masters' cash: handed over, accepted, declined, withdrawn.

use super::desk::{code, count, race, text};
use super::shop::{Shop, rubles};
use crate::access::Actor;
use crate::audit::AuditActor;
use crate::conformance::Fixture;
use crate::events::EventKind;
use crate::kernel::{CityId, Money, OperatorId, PageRequest, Version};
use crate::masters::MasterPatch;
use crate::money::{CashBalance, CashFilter, CashHandover, CashState, NewCashHandover};
use crate::operators::{Operator, OperatorPatch, Role};
use crate::orders::OrderStatus;

fn cash(city: CityId, amount: Money) -> NewCashHandover {
    NewCashHandover { city, amount, note: None }
}

async fn handed(shop: &Shop, roubles: i64) -> CashHandover {
    shop.desk.crm.money().hand_over(&shop.master, &cash(shop.city.id, rubles(roubles)), None).await.unwrap()
}

/// The one balance the actor is told of.
async fn balance(shop: &Shop, actor: &Actor) -> CashBalance {
    let mut told = shop.desk.crm.money().balance(actor, shop.master.id().unwrap()).await.unwrap();
    assert_eq!(told.len(), 1);
    told.remove(0)
}

async fn listed(shop: &Shop, actor: &Actor, filter: CashFilter) -> Vec<CashHandover> {
    let page = shop.desk.crm.money().list(actor, &filter, &PageRequest::first()).await.unwrap();
    assert_eq!(page.total.unwrap().count, page.items.len() as u64);
    page.items.into_iter().map(|view| view.handover).collect()
}

/// What the orders brought is held by the master until a hand-over of it is accepted. Each step leaves its entry.
pub async fn cash_is_handed_over_and_accepted(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let money = shop.desk.crm.money();
    shop.order_in(&OrderStatus::Completed).await;
    let first = handed(&shop, 1000).await;
    assert_eq!(first.state, CashState::Handed);
    let told = balance(&shop, &shop.master).await;
    assert_eq!(
        (told.earned, told.accepted, told.pending, told.held()),
        (rubles(1500), Money::ZERO, rubles(1000), rubles(1500))
    );
    shop.desk.later(60);
    let accepted = money.accept(&shop.director, first.id, first.version).await.unwrap();
    assert_eq!(money.get(&shop.master, first.id).await.unwrap(), accepted);
    let decided = accepted.decided.as_ref().unwrap();
    assert_eq!((&decided.by, decided.at), (&shop.director.audit_name(), shop.desk.crm.now()));
    let told = balance(&shop, &shop.director).await;
    assert_eq!((told.accepted, told.pending, told.held()), (rubles(1000), Money::ZERO, rubles(500)));

    let second = handed(&shop, 500).await;
    let declined = money.decline(&shop.director, second.id, second.version, &text("Нет 200 рублей")).await.unwrap();
    assert_eq!(declined.decided.unwrap().reason, Some(text("Нет 200 рублей")));
    let third = handed(&shop, 300).await;
    let withdrawn = money.withdraw(&shop.master, third.id, third.version, None).await.unwrap();
    assert_eq!((&withdrawn.state, &withdrawn.decided.unwrap().by), (&CashState::Declined, &shop.master.audit_name()));
    let told = balance(&shop, &shop.master).await;
    assert_eq!((told.accepted, told.pending, told.held()), (rubles(1000), Money::ZERO, rubles(500)));

    for (handover, said) in [(first, "cash.accepted"), (second, "cash.declined"), (third, "cash.withdrawn")] {
        let trail = shop.desk.trail(&format!("cash_handover:{}", handover.id)).await;
        let actions: Vec<_> = trail.iter().map(|(_, action)| action.as_str()).collect();
        assert_eq!(actions, [said, "cash.handed"]);
    }
}

/// What was accepted, declined or withdrawn is not decided again, and a stale decision learns the present version.
pub async fn a_handover_that_was_decided_stays_so(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (money, why) = (shop.desk.crm.money(), text("Ошибка"));
    for way in 0..3 {
        let made = handed(&shop, 100).await;
        let now = match way {
            0 => money.accept(&shop.director, made.id, made.version).await.unwrap(),
            1 => money.decline(&shop.director, made.id, made.version, &why).await.unwrap(),
            _ => money.withdraw(&shop.master, made.id, made.version, Some(&why)).await.unwrap(),
        };
        for (version, expected) in [(made.version, "cash.version_conflict"), (now.version, "cash.already_decided")] {
            for refused in [
                money.accept(&shop.director, made.id, version).await,
                money.decline(&shop.director, made.id, version, &why).await,
                money.withdraw(&shop.master, made.id, version, None).await,
            ] {
                let refused = refused.unwrap_err();
                assert_eq!(refused.code(), expected);
                let told = (expected == "cash.version_conflict").then_some(now.version);
                assert_eq!(refused.current_version(), told);
            }
        }
        assert_eq!(money.get(&shop.director, made.id).await.unwrap(), now);
    }
}

/// Of sixteen who accept, decline and withdraw at the same moment one is heard, and the money is counted once.
pub async fn of_sixteen_acceptances_one_is_taken(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    for acceptances_only in [true, false] {
        let before = shop.desk.crm.money().balance(&shop.master, shop.master.id().unwrap()).await.unwrap();
        let made = handed(&shop, 100).await;
        let answers = race(16, |n| {
            let (shop, made) = (shop.clone(), made.clone());
            async move {
                let (money, why) = (shop.desk.crm.money(), text("Ошибка"));
                match n % 3 {
                    1 if !acceptances_only => money.decline(&shop.director, made.id, made.version, &why).await,
                    2 if !acceptances_only => money.withdraw(&shop.master, made.id, made.version, None).await,
                    _ => money.accept(&shop.director, made.id, made.version).await,
                }
            }
        })
        .await;
        let now = shop.desk.crm.money().get(&shop.master, made.id).await.unwrap();
        assert_eq!(count(&answers, |answer| answer.as_ref().is_ok_and(|it| *it == now)), 1);
        assert_eq!(now.version, Version::FIRST.next());
        for refused in answers.into_iter().filter(Result::is_err) {
            assert_eq!(code(refused), "cash.version_conflict");
        }
        let counted = before.first().map_or(0, |told| told.accepted.kopecks())
            + if now.state == CashState::Accepted { 10_000 } else { 0 };
        let after = shop.desk.crm.money().balance(&shop.master, shop.master.id().unwrap()).await.unwrap();
        assert_eq!(after.first().map_or(0, |told| told.accepted.kopecks()), counted);
    }
}

/// A master hands over in a served city, or in one where there is money of the master still; only masters do, and only what
/// is above zero.
pub async fn cash_is_handed_over_where_the_master_has_any(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (money, city, other) = (shop.desk.crm.money(), shop.city.id, shop.other.id);
    let hand = async |actor: &Actor, city, amount| money.hand_over(actor, &cash(city, amount), None).await;
    assert_eq!(code(hand(&shop.master, other, rubles(1)).await), "access.other_city");
    assert_eq!(code(hand(&shop.master, CityId::new(999_999).unwrap(), rubles(1)).await), "access.other_city");
    for amount in [Money::ZERO, -rubles(1)] {
        let refused = hand(&shop.master, city, amount).await.unwrap_err();
        assert_eq!(refused.fields().first().map(|finding| finding.code), Some("money.not_positive"));
    }
    for actor in [&shop.operator, &shop.director, &shop.desk.system] {
        assert_eq!(code(hand(actor, city, rubles(1)).await), "access.forbidden", "{actor}");
    }
    // The master moves to the other city, with money of the first one.
    shop.order_in(&OrderStatus::Completed).await;
    let id = shop.master.id().unwrap();
    let read = shop.desk.crm.masters().get(&shop.desk.system, id).await.unwrap().master;
    let moved = MasterPatch { city: Some(other), ..MasterPatch::default() };
    shop.desk.crm.masters().change(&shop.desk.system, id, read.version, &moved).await.unwrap();
    hand(&shop.master, city, rubles(1500)).await.unwrap();
    hand(&shop.master, other, rubles(1)).await.unwrap();
}

struct Sight {
    shop: Shop,
    here: CashHandover,
    away: CashHandover,
    /// Who sees and decides what.
    actors: Vec<(Actor, Vec<CashHandover>)>,
}

impl Sight {
    async fn build(fx: &dyn Fixture) -> Self {
        let shop = Shop::open(fx).await;
        let here = handed(&shop, 100).await;
        let new = cash(shop.other.id, rubles(200));
        let away = shop.desk.crm.money().hand_over(&shop.other_master, &new, None).await.unwrap();
        let admin = shop.desk.actor(&shop.desk.person("admin", Role::Admin, None).await).await;
        let colleague = shop.desk.actor(&shop.desk.person("colleague", Role::Master, Some(shop.city.id)).await).await;
        let both = vec![away.clone(), here.clone()];
        let actors = vec![
            (shop.desk.system.clone(), both.clone()),
            (admin, both),
            (shop.director.clone(), vec![here.clone()]),
            (shop.other_director.clone(), vec![away.clone()]),
            (shop.master.clone(), vec![here.clone()]),
            (shop.other_master.clone(), vec![away.clone()]),
            (colleague, vec![]),
            (shop.operator.clone(), vec![]),
            (shop.other_operator.clone(), vec![]),
        ];
        Self { shop, here, away, actors }
    }
}

/// Lists, single hand-overs and the feed agree on who sees one; of those who see it, admins and directors of the city decide
/// and the master withdraws.
pub async fn cash_is_decided_by_who_may_and_seen_by_who_must(fx: &dyn Fixture) {
    let Sight { shop, here, away, actors } = Sight::build(fx).await;
    let (money, why) = (shop.desk.crm.money(), text("Ошибка"));
    for (actor, sees) in &actors {
        assert_eq!(listed(&shop, actor, CashFilter::default()).await, *sees, "{actor}");
        let of_city = CashFilter { city: Some(shop.city.id), state: Some(CashState::Handed), ..CashFilter::default() };
        let expected: Vec<_> = sees.iter().filter(|it| **it == here).cloned().collect();
        assert_eq!(listed(&shop, actor, of_city).await, expected, "a filter never widens the scope");
        let of_master = CashFilter { master: shop.other_master.id(), ..CashFilter::default() };
        let expected: Vec<_> = sees.iter().filter(|it| **it == away).cloned().collect();
        assert_eq!(listed(&shop, actor, of_master).await, expected);
        let feed = shop.desk.feed(actor).await;
        let told = count(&feed, |event| event.event.kind == EventKind::CashHanded);
        assert_eq!(told, sees.len(), "{actor}");
        // A version that never was: whoever may decide hears of a conflict, and nothing is decided.
        for one in [&here, &away] {
            let never = Version::new(77);
            let decided = [
                money.accept(actor, one.id, never).await,
                money.decline(actor, one.id, never, &why).await,
                money.withdraw(actor, one.id, never, None).await,
            ]
            .map(code);
            let is_master = actor.role() == Some(&Role::Master);
            let expected = match (sees.contains(one), is_master) {
                (false, _) => ["cash.not_found"; 3],
                (true, true) => ["access.forbidden", "access.forbidden", "cash.version_conflict"],
                (true, false) => ["cash.version_conflict", "cash.version_conflict", "access.forbidden"],
            };
            assert_eq!(decided, expected, "{actor}");
            assert_eq!(money.get(actor, one.id).await.is_ok(), sees.contains(one));
        }
    }
    money.accept(&shop.director, here.id, here.version).await.unwrap();
    for (actor, sees) in &actors {
        let feed = shop.desk.feed(actor).await;
        let told = count(&feed, |event| event.event.kind == EventKind::CashDecided);
        assert_eq!(told == 1, sees.contains(&here), "{actor}");
    }
}

/// Whoever was a master and directs the city now neither accepts nor declines what they handed over themselves.
pub async fn nobody_accepts_what_they_handed_over(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let made = handed(&shop, 100).await;
    let users = shop.desk.crm.operators();
    for role in [Role::Director, Role::Admin] {
        let read = users.get(&shop.desk.system, made.master).await.unwrap();
        let patch = OperatorPatch { role: Some(role), ..OperatorPatch::default() };
        let promoted = users.change(&shop.desk.system, read.id, read.version, &patch).await.unwrap();
        let actor = shop.desk.actor(&promoted).await;
        let money = shop.desk.crm.money();
        assert_eq!(code(money.accept(&actor, made.id, made.version).await), "access.forbidden", "{actor}");
        let declined = money.decline(&actor, made.id, made.version, &text("Ошибка")).await;
        assert_eq!(code(declined), "access.forbidden", "{actor}");
    }
    shop.desk.crm.money().accept(&shop.director, made.id, made.version).await.unwrap();
}

/// A balance is told to the master, to admins, and of their own cities to directors; to others the master is unknown.
pub async fn a_balance_is_told_to_who_may_know_it(fx: &dyn Fixture) {
    let Sight { shop, actors, .. } = Sight::build(fx).await;
    let master = shop.master.id().unwrap();
    let money = shop.desk.crm.money();
    let waits = [CashBalance::of(shop.city.id, 0, 0, 10_000)];
    for (actor, sees) in &actors {
        let told = money.balance(actor, master).await;
        if sees.iter().any(|it| it.master == master) {
            assert_eq!(told.unwrap(), waits, "{actor}");
        } else {
            assert_eq!(code(told), "operator.not_found", "{actor}");
        }
    }
    let newcomer: Operator = shop.desk.person("newcomer", Role::Master, Some(shop.city.id)).await;
    assert_eq!(money.balance(&shop.director, newcomer.id).await.unwrap(), [], "known, and without money yet");
    assert_eq!(code(money.balance(&shop.other_director, newcomer.id).await), "operator.not_found");
    let nobody = OperatorId::new(999_999).unwrap();
    assert_eq!(code(money.balance(&shop.desk.system, nobody).await), "operator.not_found");
}

/// Reopening an order whose money was accepted leaves the master's balance below zero; nothing is in its way.
pub async fn a_reopened_order_leaves_a_debt_of_the_office(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let order = shop.order_in(&OrderStatus::Completed).await;
    let all = handed(&shop, 1500).await;
    shop.desk.crm.money().accept(&shop.director, all.id, all.version).await.unwrap();
    assert_eq!(balance(&shop, &shop.master).await.held(), Money::ZERO);
    let reopened = shop.moved(&order, &OrderStatus::InProgress).await;
    assert_eq!(balance(&shop, &shop.master).await.held(), -rubles(1500));
    shop.moved(&reopened, &OrderStatus::Completed).await;
    assert_eq!(balance(&shop, &shop.master).await.held(), Money::ZERO);
}

/// The same key hands over once, however often and at how many places it is sent; another request with it is refused.
pub async fn one_key_hands_over_once(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let answers = race(12, |_| {
        let shop = shop.clone();
        async move {
            let new = cash(shop.city.id, rubles(700));
            shop.desk.crm.money().hand_over(&shop.master, &new, Some(&text("k"))).await.unwrap()
        }
    })
    .await;
    assert_eq!(listed(&shop, &shop.desk.system, CashFilter::default()).await, answers[..1]);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let other = cash(shop.city.id, rubles(701));
    let reused = shop.desk.crm.money().hand_over(&shop.master, &other, Some(&text("k"))).await;
    assert_eq!(code(reused), "idempotency.reused");
    assert_eq!(answers[0].master, shop.master.id().unwrap());
    assert!(matches!(shop.master.audit_name(), AuditActor::Operator(_)));
}
