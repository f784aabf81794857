//! How orders move: the one table of transitions.

use super::OrderStatus::{self, Accepted, Cancelled, Completed, Deferred, EnRoute, InProgress, New, Void};
use super::{Order, OrderError};
use crate::access::Actor;
use crate::operators::Role;

/// In which capacity somebody moves an order. The scope of the actor has already decided that the order is seen at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Party {
    /// An admin, or the program itself.
    Admin,
    /// An operator who sees the order.
    Operator,
    /// A director of the order's city.
    Director,
    /// The master the order is assigned to.
    AssignedMaster,
}

impl Party {
    /// Every capacity.
    pub const ALL: [Self; 4] = [Self::Admin, Self::Operator, Self::Director, Self::AssignedMaster];

    /// The actor's capacity with this order; `None` for a master it is not assigned to and for a role this version does
    /// not know.
    pub fn of(actor: &Actor, order: &Order) -> Option<Self> {
        match actor.role() {
            None | Some(Role::Admin) => Some(Self::Admin),
            Some(Role::Operator) => Some(Self::Operator),
            Some(Role::Director) => Some(Self::Director),
            Some(Role::Master) => (actor.id().is_some() && actor.id() == order.master).then_some(Self::AssignedMaster),
            Some(Role::Unknown(_)) => None,
        }
    }
}

/// What must be said for a transition, beside where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A master of the order's city.
    Master,
    /// A reason.
    Reason,
    /// A reason; a promised date may be given.
    ReasonMaybePromise,
    /// The result, 0 or more; the expenditure is 0 unless given.
    Result,
}

impl Needs {
    /// The fields of a move that have to be given, by their wire names.
    pub fn must(self) -> &'static [&'static str] {
        match self {
            Self::Nothing => &[],
            Self::Master => &["masterId"],
            Self::Reason | Self::ReasonMaybePromise => &["reason"],
            Self::Result => &["result"],
        }
    }

    /// The fields that may be given beside them; a reason always may.
    pub fn may(self) -> &'static [&'static str] {
        match self {
            Self::Nothing | Self::Master | Self::Reason => &[],
            Self::ReasonMaybePromise => &["promisedDate"],
            Self::Result => &["expenditure"],
        }
    }
}

/// One way an order can move.
#[derive(Debug, PartialEq, Eq)]
pub struct Transition {
    /// From here.
    pub from: OrderStatus,
    /// To there.
    pub to: OrderStatus,
    /// Who may.
    pub who: &'static [Party],
    /// What must be said.
    pub needs: Needs,
}

const A: &[Party] = &[Party::Admin];
const AOD: &[Party] = &[Party::Admin, Party::Operator, Party::Director];
const ADM: &[Party] = &[Party::Admin, Party::Director, Party::AssignedMaster];
const AODM: &[Party] = &Party::ALL;

const fn row(from: OrderStatus, to: OrderStatus, who: &'static [Party], needs: Needs) -> Transition {
    Transition { from, to, who, needs }
}

/// Every way an order can move. What is not here is refused.
pub const TRANSITIONS: &[Transition] = &[
    row(New, Accepted, AOD, Needs::Master),
    row(New, Cancelled, AODM, Needs::Reason),
    row(New, Void, AOD, Needs::Reason),
    row(Accepted, New, AOD, Needs::Reason),
    row(Accepted, EnRoute, AODM, Needs::Nothing),
    row(Accepted, InProgress, AODM, Needs::Nothing),
    row(Accepted, Cancelled, AODM, Needs::Reason),
    row(Accepted, Void, AOD, Needs::Reason),
    row(EnRoute, InProgress, AODM, Needs::Nothing),
    row(EnRoute, Cancelled, AODM, Needs::Reason),
    row(EnRoute, Void, AOD, Needs::Reason),
    row(InProgress, Deferred, AODM, Needs::ReasonMaybePromise),
    row(InProgress, Completed, ADM, Needs::Result),
    row(InProgress, Cancelled, AODM, Needs::Reason),
    row(InProgress, Void, AOD, Needs::Reason),
    row(Deferred, InProgress, AODM, Needs::Nothing),
    row(Deferred, Completed, ADM, Needs::Result),
    row(Deferred, Cancelled, AODM, Needs::Reason),
    row(Deferred, Void, AOD, Needs::Reason),
    row(Completed, InProgress, A, Needs::Reason),
    row(Cancelled, InProgress, A, Needs::Reason),
    row(Void, InProgress, A, Needs::Reason),
];

/// Where somebody in this capacity may take an order that stands at `status`, in the order of the table.
pub fn allowed_from(status: &OrderStatus, party: Party) -> impl Iterator<Item = &'static Transition> {
    TRANSITIONS.iter().filter(move |row| row.from == *status && row.who.contains(&party))
}

/// The moves that this actor can make with this order, in the order of the table.
pub fn moves(actor: &Actor, order: &Order) -> impl Iterator<Item = &'static Transition> {
    Party::of(actor, order).into_iter().flat_map(|party| allowed_from(&order.status, party))
}

/// The row of the table that lets this party make the move.
///
/// # Errors
/// [`OrderError::TransitionNotAllowed`] with what the party may do instead; nobody may do anything.
pub(super) fn find(
    from: &OrderStatus,
    to: &OrderStatus,
    party: Option<Party>,
) -> Result<&'static Transition, OrderError> {
    let open = || party.into_iter().flat_map(|party| allowed_from(from, party));
    open().find(|row| row.to == *to).ok_or_else(|| OrderError::TransitionNotAllowed {
        from: from.clone(),
        to: to.clone(),
        allowed: open().map(|row| row.to.clone()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Needs, OrderStatus, Party, TRANSITIONS, find};
    use crate::orders::OrderError;

    /// The rules as people wrote them down, a line a row: from, to, who, what must be said.
    const WRITTEN: &str = "
        new         accepted    AOD   master
        accepted    new         AOD   reason
        accepted    en_route    AODM  nothing
        accepted    in_progress AODM  nothing
        en_route    in_progress AODM  nothing
        in_progress deferred    AODM  promise
        deferred    in_progress AODM  nothing
        in_progress completed   ADM   result
        deferred    completed   ADM   result
        new         cancelled   AODM  reason
        accepted    cancelled   AODM  reason
        en_route    cancelled   AODM  reason
        in_progress cancelled   AODM  reason
        deferred    cancelled   AODM  reason
        new         void        AOD   reason
        accepted    void        AOD   reason
        en_route    void        AOD   reason
        in_progress void        AOD   reason
        deferred    void        AOD   reason
        completed   in_progress A     reason
        cancelled   in_progress A     reason
        void        in_progress A     reason
    ";

    fn written(from: &OrderStatus, to: &OrderStatus) -> Option<(&'static str, &'static str)> {
        let rows = WRITTEN.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        rows.filter(|row| row.len() == 4).find(|row| row[0] == from.code() && row[1] == to.code()).map(|r| (r[2], r[3]))
    }

    fn letter(party: Party) -> char {
        match party {
            Party::Admin => 'A',
            Party::Operator => 'O',
            Party::Director => 'D',
            Party::AssignedMaster => 'M',
        }
    }

    #[test]
    fn every_pair_of_statuses_is_open_to_exactly_whom_the_rules_name() {
        let mut legal = 0;
        for from in OrderStatus::ALL {
            for to in OrderStatus::ALL {
                for party in Party::ALL {
                    let expected = written(from, to).filter(|(who, _)| who.contains(letter(party)));
                    match (find(from, to, Some(party)), expected) {
                        (Ok(row), Some((_, needs))) => {
                            legal += 1;
                            let said = match row.needs {
                                Needs::Nothing => "nothing",
                                Needs::Master => "master",
                                Needs::Reason => "reason",
                                Needs::ReasonMaybePromise => "promise",
                                Needs::Result => "result",
                            };
                            assert_eq!(said, needs, "{from} -> {to}");
                        }
                        (Err(OrderError::TransitionNotAllowed { allowed, .. }), None) => {
                            let open: Vec<_> = OrderStatus::ALL
                                .iter()
                                .filter(|to| written(from, to).is_some_and(|(who, _)| who.contains(letter(party))))
                                .collect();
                            let mut allowed: Vec<_> = allowed.iter().collect();
                            allowed.sort();
                            assert_eq!(allowed, open, "{from} by {party:?}");
                        }
                        (found, expected) => panic!("{from} -> {to} by {party:?}: {found:?}, not {expected:?}"),
                    }
                }
                assert!(find(from, to, None).is_err());
            }
        }
        assert_eq!(legal, TRANSITIONS.iter().map(|row| row.who.len()).sum::<usize>());
    }

    #[test]
    fn no_pair_stands_in_the_table_twice() {
        for (n, row) in TRANSITIONS.iter().enumerate() {
            assert!(TRANSITIONS.iter().skip(n + 1).all(|other| (&other.from, &other.to) != (&row.from, &row.to)));
        }
    }

    #[test]
    fn from_a_status_this_version_does_not_know_nobody_moves_an_order() {
        let unknown = OrderStatus::from_stored("on_hold");
        for to in OrderStatus::ALL {
            assert!(Party::ALL.iter().all(|party| find(&unknown, to, Some(*party)).is_err()));
            assert!(Party::ALL.iter().all(|party| find(to, &unknown, Some(*party)).is_err()));
        }
    }
}
