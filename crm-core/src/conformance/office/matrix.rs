//! Who may do what, to which records: one table, and a test that plays every cell of it.
//!
//! A line is a use case, a column somebody who asks. A cell names the records, by letters, for which the answer is a success,
//! or which a list, a count, a search or a file shows; after a `!` those for which it is `access.*`; for all others it is
//! "not found". `+` is a success without a record, `x` a refusal whatever the record.
//!
//! | letter | an order, a call, a call-back, a hand-over | a line, a cost, a city | a user, a shift |
//! |---|---|---|---|
//! | `o` | of the own city and own | | oneself |
//! | `h` | of the own city, a colleague's | of the own city | of the own city |
//! | `a` | of the other city, yet own | the other city, with own money in it | |
//! | `f` | of the other city, of people there | of the other city; without own money | of the other city |
//! | `u`, `n` | without a city | without a city | without a city |
//! | `m`, `b`, `e` | | | a master of the own city, of both, of the other |
//!
//! Own is an order that the operator wrote or the master was given, a call that rang the operator's phone, a call-back that
//! who asks looks after, cash that the master handed over.
//!
//! A figure shows a record when it counts it. Figures of closed orders tell whose money is in them.

mod play;
mod world;

use std::collections::BTreeSet;

use play::{Answer, play};
use world::World;

use crate::conformance::Fixture;

/// The columns: an admin, and an operator, a director and a master of one city; an operator and a director who serve no city;
/// a user whose role only a later version knows.
pub(super) const WHO: [&str; 7] =
    ["admin", "operator", "director", "master", "idle_operator", "idle_director", "stranger"];

/// The table. A use case is named by its handle and method; what follows a colon tells several lines of one apart.
const TABLE: &str = "
    audit.latest                 +       x        x        x        x        x        x
    audit.purge                  +       x        x        x        x        x        x
    audit.seal                   +       x        x        x        x        x        x
    audit.verify                 +       x        x        x        x        x        x
    audit.walk                   +       x        x        x        x        x        x
    auth.change_password         +       +        +        +        +        +        +
    auth.logout                  +       +        +        +        +        +        +
    auth.revoke_session          f       -        -        -        -        -        -
    auth.seen                    +       +        +        +        +        +        +
    auth.sessions                ohmbefn o!hmbefn o!hmbefn o!hmbefn o!hmbefn o!hmbefn o!hmbefn
    auth.set_password            +       x        x        x        x        x        x
    callbacks.check              +       x        x        x        x        x        x
    callbacks.close              ohafu   ohu      oh       x        u        -        x
    callbacks.count_open         ohafu   ohu      oh       -        u        -        -
    callbacks.get                ohafu   ohu      oh       -        u        -        -
    callbacks.list               ohafu   ohu      oh       -        u        -        -
    callbacks.release            ohafu   ou!h     x        x        u        x        x
    callbacks.take               ohafu   ohu      x        x        u        x        x
    calls.classify               ohafu   oha      x        x        -        x        x
    calls.details                ohafu   oha      oh       -        -        -        -
    calls.get                    ohafu   oha      oh       -        -        -        -
    calls.list                   ohafu   oha      oh       -        -        -        -
    calls.list:of_other_city     af      a        -        -        -        -        -
    calls.list:of_client         ohafu   oha      oh       -        -        -        -
    calls.record                 +       +        x        x        +        x        x
    calls.record_for             +       x        x        x        x        x        x
    campaigns.add_cost           hfu     x        x        x        x        x        x
    campaigns.cancel_cost        hfu     x        x        x        x        x        x
    campaigns.change             +       x        x        x        x        x        x
    campaigns.change_cost        hfu     x        x        x        x        x        x
    campaigns.cost               hfu     -        h        -        -        -        -
    campaigns.costs              hfu     -        h        -        -        -        -
    campaigns.create             +       x        x        x        x        x        x
    campaigns.get                +       +        +        +        +        +        +
    campaigns.list               +       +        +        +        +        +        +
    cities.by_name               +       +        +        +        +        +        +
    cities.change                +       x        x        x        x        x        x
    cities.create                +       x        x        x        x        x        x
    cities.get                   +       +        +        +        +        +        +
    cities.list                  +       +        +        +        +        +        +
    clients.card:calls           ohafu   oha      oh       -        -        -        -
    clients.card:orders          ohaf    oha      oh       oa       -        -        -
    counters.check               +       x        x        x        x        x        x
    counters.recount             +       x        x        x        x        x        x
    events.after:calls           ohafu   oha      oh       -        -        -        -
    events.after:orders          ohaf    oha      oh       oa       -        -        -
    events.resume                ohafu   oha      oh       -        -        -        -
    events.purge                 +       x        x        x        x        x        x
    events.renew_epoch           +       x        x        x        x        x        x
    exports.calls                ohafu   oha      oh       x        -        -        x
    exports.orders               ohaf    oha      oh       x        -        -        x
    exports.table                +       +        +        x        +        +        x
    jobs.claim                   +       x        x        x        x        x        x
    jobs.enqueue                 +       x        x        x        x        x        x
    jobs.list                    +       x        x        x        x        x        x
    jobs.retry                   +       x        x        x        x        x        x
    lines.by_number              hfu     h        h        -        -        -        -
    lines.change                 +       x        x        x        x        x        x
    lines.create                 +       x        x        x        x        x        x
    lines.get                    hfu     h        h        -        -        -        -
    lines.list                   hfu     h        h        -        -        -        -
    lines.unknown                +       x        x        x        x        x        x
    masters.change               mbe     !mb      m!b      !o       -        -        -
    masters.create               mbe     x        m!be     x        x        x        x
    masters.get                  mbe     mb       mb       o        -        -        -
    masters.list                 mbe     mb       mb       o        -        -        -
    money.accept                 ohaf    -        oh       !oa      -        -        -
    money.balance                ohmbefn -        ohmb     o        -        -        -
    money.balance:earned         ohaf    -        oh       oa       -        -        -
    money.decline                ohaf    -        oh       !oa      -        -        -
    money.get                    ohaf    -        oh       oa       -        -        -
    money.hand_over              x       x        x        ha!f     x        x        x
    money.list                   ohaf    -        oh       oa       -        -        -
    money.withdraw               !ohaf   -        !oh      oa       -        -        -
    operators.change             +       x        x        x        x        x        x
    operators.create             +       x        x        x        x        x        x
    operators.get                ohmbefn ohmb     ohmb     o        o        o        o
    operators.list               ohmbefn ohmb     ohmb     o        o        o        o
    operators.set_work_state     ohmbefn o!hmbefn om!hbefn o!hmbefn o!hmbefn o!hmbefn o!hmbefn
    operators.sweep              +       x        x        x        x        x        x
    operators.time               ohmbefn o!hmb    ohmb     o        o        o        o
    operators.work_log           ohmbefn o!hmb    ohmb     o        o        o        o
    orders.assign                ohaf    oha      oh       !oa      -        -        -
    orders.change                ohaf    oha      oh       !oa      -        -        -
    orders.change_status         ohaf    oha      oh       oa       -        -        -
    orders.check                 +       x        x        x        x        x        x
    orders.create:in_city        hf      h!f      h!f      x        x        x        x
    orders.create:from_call      ohafu   oha      oh       -        -        -        -
    orders.get                   ohaf    oha      oh       oa       -        -        -
    orders.history               ohaf    oha      oh       oa       -        -        -
    orders.ledger                ohaf    oha      oh       oa       -        -        -
    orders.list                  ohaf    oha      oh       oa       -        -        -
    orders.list:of_other_city    af      a        -        a        -        -        -
    orders.list:of_client        ohaf    oha      oh       oa       -        -        -
    orders.list:search           ohaf    oha      oh       oa       -        -        -
    orders.list:of_a_day         ohaf    oha      oh       oa       -        -        -
    orders.of_call               ohaf    oha      oh       oa       -        -        -
    orders.slots                 +       +        +        +        +        +        +
    past.calls                   +       x        x        x        x        x        x
    past.made                    +       x        x        x        x        x        x
    past.orders                  +       x        x        x        x        x        x
    past.users                   +       x        x        x        x        x        x
    settings.get                 +       +        +        +        +        +        +
    settings.set                 +       x        x        x        x        x        x
    shifts.add                   ohmbefn x        ohmb     x        x        -        x
    shifts.attendance            ohmbefn o        ohmb     o        o        o        o
    shifts.cancel                ohmbefn x        ohmb     x        x        -        x
    shifts.change                ohmbefn x        ohmb     x        x        -        x
    shifts.get                   ohmbefn o        ohmb     o        o        o        o
    shifts.list                  ohmbefn o        ohmb     o        o        o        o
    stats.by_campaign:calls      ohaf    x        oh       x        x        -        x
    stats.by_campaign:orders     ohaf    x        oh       x        x        -        x
    stats.by_campaign:turnover   ohaf    x        oh       x        x        -        x
    stats.by_campaign:costs      hfu     x        h        x        x        -        x
    stats.by_campaign:of_city    hf      x        h!f      x        x        x        x
    stats.by_city:calls          ohaf    x        oh       x        x        -        x
    stats.by_city:orders         ohaf    x        oh       x        x        -        x
    stats.by_city:turnover       ohaf    x        oh       x        x        -        x
    stats.by_city:rows           hf      x        h        x        x        -        x
    stats.by_city:of_city        hf      x        h!f      x        x        x        x
    stats.by_master:orders       ohaf    x        oh       x        x        -        x
    stats.by_master:turnover     ohaf    x        oh       x        x        -        x
    stats.by_master:rows         mbe     x        mb       x        x        -        x
    stats.by_master:of_city      hf      x        h!f      x        x        x        x
    stats.by_operator:calls      ohaf    x        oh       x        x        -        x
    stats.by_operator:orders     ohaf    x        oh       x        x        -        x
    stats.by_operator:turnover   ohaf    x        oh       x        x        -        x
    stats.by_operator:rows       hfn     x        h        x        x        -        x
    stats.by_operator:of_city    hf      x        h!f      x        x        x        x
    stats.daily:calls            ohafu   x        oh       x        x        -        x
    stats.daily:orders           ohaf    x        oh       x        x        -        x
    stats.daily:of_city          hf      x        h!f      x        x        x        x
    stats.my:calls               -       oa       -        -        -        -        -
    stats.my:orders              -       oa       -        oa       -        -        -
    stats.my:turnover            -       oa       -        oa       -        -        -
    stats.operator               ohmbefn o        ohmb     o        o        o        o
    stats.overall:calls          ohafu   x        oh       x        x        -        x
    stats.overall:orders         ohaf    x        oh       x        x        -        x
    stats.overall:turnover       ohaf    x        oh       x        x        -        x
    stats.overall:work_time      ohmbefn x        ohmb     x        x        -        x
    stats.overall:of_city        hf      x        h!f      x        x        x        x
    stats.service_level:calls    ohafu   x        oh       x        x        -        x
    stats.service_level:of_city  hf      x        h!f      x        x        x        x
    stats.staffing:calls         ohafu   x        oh       x        x        -        x
    stats.staffing:of_city       hf      x        h!f      x        x        x        x
    stats.wallboard:calls        ohafu   oh       oh       x        -        -        x
    stats.wallboard:orders       hf      h        h        x        -        -        x
    stats.wallboard:callbacks    ohafu   ohu      oh       x        u        -        x
    stats.wallboard:people       ohmbefn ohmb     ohmb     x        -        -        x
    stats.wallboard:of_city      hf      h!f      h!f      x        x        x        x
    telephony.check              +       x        x        x        x        x        x
    telephony.refusals           +       x        x        x        x        x        x
    telephony.purge              +       x        x        x        x        x        x
    telephony.sweep              +       x        x        x        x        x        x
    telephony.unread             +       x        x        x        x        x        x
";

/// A line of the table, read.
struct Line {
    name: &'static str,
    cells: Vec<&'static str>,
}

fn lines() -> Vec<Line> {
    let read = |line: &'static str| {
        let mut words = line.split_whitespace();
        let name = words.next()?;
        Some(Line { name, cells: words.collect() })
    };
    let lines: Vec<_> = TABLE.lines().filter_map(read).collect();
    for line in &lines {
        assert_eq!(line.cells.len(), WHO.len(), "{} has a cell for each column", line.name);
    }
    lines
}

/// What a cell says of one record.
fn of_record(cell: &str, letter: char) -> Answer {
    let (may, refused) = cell.split_once('!').unwrap_or((cell, ""));
    match cell {
        "+" => Answer::Done,
        "x" => Answer::Refused,
        _ if may.contains(letter) => Answer::Done,
        _ if refused.contains(letter) => Answer::Refused,
        _ => Answer::NotFound,
    }
}

/// Every cell of the table, in a world and in its mirror.
pub async fn every_cell_of_the_table_holds(fx: &dyn Fixture) {
    for mirrored in [false, true] {
        let world = World::build(fx, mirrored).await;
        let mut wrong = Vec::new();
        for line in lines() {
            let mut letters = BTreeSet::new();
            for (who, cell) in WHO.iter().zip(&line.cells) {
                let before = world.trace().await;
                let played = play(&world, who, line.name).await;
                if played.iter().all(|(_, answer)| *answer == Answer::Refused) {
                    assert_eq!(world.trace().await, before, "{who} is refused {}: nothing is written", line.name);
                }
                for (record, answer) in played {
                    letters.insert(record);
                    let expected = match answer {
                        Answer::Shown(_) if *cell == "x" => Answer::Refused,
                        Answer::Shown(_) => Answer::Shown(cell.contains(record)),
                        _ => of_record(cell, record),
                    };
                    if answer != expected {
                        wrong.push(format!("{who}: {} of {record:?}: {answer:?}, the table says {cell:?}", line.name));
                    }
                }
            }
            let named: BTreeSet<char> = line.cells.concat().chars().filter(char::is_ascii_lowercase).collect();
            let named: BTreeSet<char> = named.into_iter().filter(|letter| *letter != 'x').collect();
            assert!(named.is_subset(&letters), "{} is played with every record the table names", line.name);
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::lines;

    /// Use cases that know no actor: their callers are the embedder's own code, or prove themselves by other means.
    const WITHOUT_ACTOR: &[&str] = &[
        // Whoever signs in is nobody yet.
        "auth.authenticate",
        "auth.login",
        "auth.redeem",
        "auth.refresh",
        // Says that there is something new, not what.
        "events.epoch",
        "events.grown_past",
        "events.head",
        // Holds what it was given when it began.
        "exports.next",
        "exports.next_batch",
        // Claims are handed out to who may.
        "jobs.complete",
        "jobs.fail",
        // The embedder's own, trusted code.
        "operators.actor",
        // Deliveries are signed.
        "telephony.mango",
        "telephony.sip",
    ];

    /// Every public async method of a handle: those of a file that holds `impl<'c> …<'c>` or `impl Auth<'_>`.
    fn written(folder: &Path, room: &str, found: &mut BTreeSet<(String, bool)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                written(&path, room, found);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            if !source.contains("\nimpl<'c> ") && !source.contains("<'_> {\n") {
                continue;
            }
            for method in source.split("\n    pub async fn ").skip(1) {
                let name: String = method.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let signature = method.split('{').next().unwrap();
                found.insert((format!("{room}.{name}"), signature.contains("actor: &Actor")));
            }
        }
    }

    #[test]
    fn every_use_case_has_its_line() {
        let mut found = BTreeSet::new();
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for entry in std::fs::read_dir(sources).unwrap() {
            let path = entry.unwrap().path();
            let room = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && !["kernel", "store", "conformance"].contains(&room.as_str()) {
                written(&path, &room, &mut found);
            }
        }
        assert!(found.len() > 60, "the sources are read");
        let names = |with_actor| {
            let chosen = found.iter().filter(move |(_, actor)| *actor == with_actor);
            chosen.map(|(name, _)| name.as_str()).collect::<BTreeSet<_>>()
        };
        let listed: BTreeSet<_> = lines().iter().map(|line| line.name.split(':').next().unwrap()).collect();
        assert_eq!(listed, names(true), "the table and the use cases that take an actor");
        assert_eq!(WITHOUT_ACTOR.iter().copied().collect::<BTreeSet<_>>(), names(false), "use cases without an actor");
    }

    #[test]
    fn no_line_is_there_twice() {
        let names: Vec<_> = lines().iter().map(|line| line.name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }
}
