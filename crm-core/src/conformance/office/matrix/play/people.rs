//! Users, masters and their shifts.

use super::{Played, alone, ids_of, most, shown, tried};
use crate::access::Actor;
use crate::conformance::office::desk::{PASSWORD, new_person, text};
use crate::conformance::office::matrix::world::World;
use crate::kernel::{Change, OperatorId, Period, ShiftId, Timestamp, Version, Zone};
use crate::masters::{MasterFilter, MasterPatch, NewMaster};
use crate::operators::{Login, OperatorFilter, OperatorPatch, Role, WorkState};
use crate::shifts::{Shift, ShiftFilter, ShiftPatch};

/// The users, by what they are to who asks.
fn users_of(world: &World, actor: &Actor) -> Vec<(char, OperatorId)> {
    world.users.iter().map(|user| (world.letter_of(actor, user), user.id)).collect()
}

pub(super) async fn users(world: &World, actor: &Actor, name: &str) -> Played {
    let users = world.desk.crm.operators();
    let mut played = Vec::new();
    match name {
        "operators.create" => {
            return alone(users.create(actor, &new_person("another", Role::Admin, None), None).await);
        }
        "operators.change" => {
            let patch = OperatorPatch::default();
            return alone(users.change(actor, world.users[2].id, Version::new(77), &patch).await);
        }
        "operators.list" => {
            let page = users.list(actor, &OperatorFilter::default(), &most()).await.unwrap();
            return shown(users_of(world, actor), &ids_of(page, |user| user.id));
        }
        _ => {}
    }
    for (letter, id) in users_of(world, actor) {
        let answer = match name {
            "operators.get" => tried(world, users.get(actor, id)).await,
            "operators.work_log" => tried(world, users.work_log(actor, id, Period::everything())).await,
            "operators.time" => tried(world, users.time(actor, id, shift_days(), Zone::MOSCOW)).await,
            "operators.set_work_state" => {
                tried(world, users.set_work_state(actor, id, &WorkState::Break, Some(&text("обед")))).await
            }
            _ => panic!("{name} is not played"),
        };
        played.push((letter, answer));
    }
    played
}

pub(super) async fn masters(world: &World, actor: &Actor, name: &str) -> Played {
    let masters = world.desk.crm.masters();
    let mut played = Vec::new();
    match name {
        "masters.list" => {
            let page = masters.list(actor, &MasterFilter::default(), &most()).await.unwrap();
            return shown(users_of(world, actor), &ids_of(page, |view| view.master.id));
        }
        "masters.create" => {
            let (home, away) = (world.home.id, world.away.id);
            for (letter, city, more_cities) in [('m', home, vec![]), ('b', home, vec![away]), ('e', away, vec![])] {
                let login = Login::new(&format!("master{}", world.slot().seconds())).unwrap();
                let new = NewMaster { more_cities, ..NewMaster::new(text("Новый"), login, PASSWORD.into(), city) };
                played.push((letter, tried(world, masters.create(actor, &new, None)).await));
            }
            return played;
        }
        _ => {}
    }
    for (letter, id) in users_of(world, actor) {
        let answer = match name {
            "masters.get" => tried(world, masters.get(actor, id)).await,
            "masters.change" => {
                let version = world.desk.crm.operators().get(&world.desk.system, id).await.unwrap().version;
                let name = text(&format!("Мастер {}", world.slot().seconds()));
                let patch = MasterPatch { name: Some(name), ..MasterPatch::default() };
                tried(world, masters.change(actor, id, version, &patch)).await
            }
            _ => panic!("{name} is not played"),
        };
        played.push((letter, answer));
    }
    played
}

/// Days that hold every shift there is.
fn shift_days() -> Period {
    let from = Timestamp::parse("2026-01-12T00:00:00Z").unwrap();
    Period::new(from, from.plus(std::time::Duration::from_hours(60 * 24))).unwrap()
}

pub(super) async fn shifts(world: &World, actor: &Actor, name: &str) -> Played {
    let shifts = world.desk.crm.shifts();
    let letter_of = |(user, shift): &(OperatorId, Shift)| {
        let user = world.users.iter().find(|one| one.id == *user).unwrap();
        (world.letter_of(actor, user), shift.id)
    };
    let records: Vec<(char, ShiftId)> = world.shifts.iter().map(letter_of).collect();
    match name {
        "shifts.list" => {
            let page = shifts.list(actor, &ShiftFilter::default(), &most()).await.unwrap();
            return shown(records, &ids_of(page, |shift| shift.id));
        }
        "shifts.attendance" => {
            let kept = shifts.attendance(actor, shift_days(), None).await.unwrap();
            let seen: Vec<_> = kept.into_iter().map(|kept| kept.shift.id).collect();
            return shown(records, &seen);
        }
        _ => {}
    }
    let mut played = Vec::new();
    for ((letter, id), (user, shift)) in records.into_iter().zip(&world.shifts) {
        let now = shifts.get(&world.desk.system, id).await.unwrap();
        let version = world.put_back(now, shift.clone()).await;
        let answer = match name {
            "shifts.get" => tried(world, shifts.get(actor, id)).await,
            "shifts.add" => tried(world, shifts.add(actor, &world.new_shift(*user), None)).await,
            "shifts.cancel" => tried(world, shifts.cancel(actor, id, version)).await,
            "shifts.change" => {
                let patch = ShiftPatch { note: Change::To(text(&actor.to_string())), ..ShiftPatch::default() };
                tried(world, shifts.change(actor, id, version, &patch)).await
            }
            _ => panic!("{name} is not played"),
        };
        played.push((letter, answer));
    }
    played
}
