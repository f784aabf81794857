//! Call-backs.

use super::{Answer, Played, ids_of, most, shown, tried};
use crate::access::Actor;
use crate::callbacks::{Callback, CallbackFilter, CallbackSort, CallbackState, Closed, Taken};
use crate::conformance::office::desk::text;
use crate::conformance::office::matrix::world::World;
use crate::kernel::{OperatorId, Version};

pub(super) async fn play(world: &World, actor: &Actor, name: &str) -> Played {
    let callbacks = world.desk.crm.callbacks();
    if name == "callbacks.count_open" {
        let mut played = Vec::new();
        for (letter, callback) in &world.callbacks {
            only(world, callback).await;
            let open = callbacks.count_open(actor).await.unwrap();
            assert_eq!(open.oldest.is_some(), open.count > 0);
            played.push((*letter, Answer::Shown(open.count == 1)));
        }
        return played;
    }
    if name == "callbacks.list" {
        let filter = CallbackFilter::default();
        let seen = ids_of(callbacks.list(actor, &filter, CallbackSort::Oldest, &most()).await.unwrap(), |view| {
            view.callback.id
        });
        return shown(world.callbacks.iter().map(|(letter, callback)| (*letter, callback.id)), &seen);
    }
    let mut played = Vec::new();
    for (letter, callback) in &world.callbacks {
        let (id, version) = (callback.id, waiting(world, callback, looks_after(world, actor, *letter)).await);
        let answer = match name {
            "callbacks.get" => tried(world, callbacks.get(actor, id)).await,
            "callbacks.take" => tried(world, callbacks.take(actor, id, version)).await,
            "callbacks.release" => tried(world, callbacks.release(actor, id, version)).await,
            "callbacks.close" => tried(world, callbacks.close(actor, id, version, &text("написал"))).await,
            _ => panic!("{name} is not played"),
        };
        played.push((*letter, answer));
    }
    played
}

/// Who looks after a call-back: who asks, a colleague, somebody elsewhere, nobody.
fn looks_after(world: &World, actor: &Actor, letter: char) -> Option<OperatorId> {
    match letter {
        'o' | 'a' => actor.id(),
        'h' => Some(world.users[2].id),
        'f' => Some(world.users[3].id),
        _ => None,
    }
}

/// The client waits, and so somebody looks after it; the version it has now.
async fn waiting(world: &World, callback: &Callback, by: Option<OperatorId>) -> Version {
    let now = world.desk.crm.callbacks().get(&world.desk.system, callback.id).await.unwrap().callback;
    let taken = by.map(|by| Taken { by, at: callback.created_at });
    world.put_back(now, Callback { taken, ..callback.clone() }).await
}

/// Of all clients only this one waits.
pub(super) async fn only(world: &World, callback: &Callback) {
    for (_, other) in &world.callbacks {
        let mut same = Callback { taken: None, ..other.clone() };
        if other.id != callback.id {
            let reason = Some(text("написал"));
            same.state = CallbackState::Closed;
            same.episode.closed = Some(Closed { at: world.desk.crm.now(), by_call: None, by: None, reason });
        }
        let now = world.desk.crm.callbacks().get(&world.desk.system, other.id).await.unwrap().callback;
        world.put_back(now, same).await;
    }
}
