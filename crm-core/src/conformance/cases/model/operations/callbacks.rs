//! Operations on call-backs.

use super::{Operation, Pitch, What};
use crate::access::CallbackScope;
use crate::callbacks::{Callback, CallbackState, Closed, Taken};
use crate::conformance::cases::sample::{callback, client_head, closing, id};
use crate::store::{Tx, Write};

impl Operation {
    fn callback(&self, row: &mut Callback) {
        row.state = CallbackState::ALL[usize::try_from(self.m % 3).unwrap()].clone();
        row.phone = client_head(self.known()).phone;
        row.taken = (self.m % 4 == 0).then(|| Taken { by: id(self.known()), at: self.instant() });
        let episode = &mut row.episode;
        (episode.first_at, episode.opened_at) = (self.instant(), self.instant());
        episode.city = (self.m % 5 > 0).then(|| id(self.known()));
        episode.closed = (row.state == CallbackState::Closed).then(|| Closed {
            at: self.instant(),
            by_call: (self.m % 2 == 0).then(|| id(self.known())),
            by: Some(id(self.known())),
            reason: None,
        });
    }
}

pub(super) async fn decide(operation: &Operation, tx: &mut dyn Tx, pitch: &mut Pitch) {
    let n = operation.n;
    match operation.what {
        What::AddCallback => {
            let mut row = callback(n);
            operation.callback(&mut row);
            pitch.insert(row, true);
        }
        What::ChangeCallback => {
            let read = tx.callbacks().get(id(n), &CallbackScope::All).await.unwrap();
            pitch.update(read, operation.careless, |row| operation.callback(row));
        }
        What::CallbackClosing => {
            let phone = client_head(operation.known()).phone;
            pitch.effects.write(Write::CallbackClosing(closing(n, &phone, operation.instant())));
        }
        What::AddHead => pitch.insert(client_head(n), !operation.careless),
        _ => {
            let read = tx.callbacks().head(&client_head(n).phone).await.unwrap();
            pitch.update(read, operation.careless, |_| ());
        }
    }
}
