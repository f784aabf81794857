//! Users: administrators, operators and masters.

use std::collections::BTreeSet;

use crm_core::auth::PasswordHash;
use crm_core::kernel::{CityId, Text, Timestamp};
use crm_core::operators::{Login, OperatorStatus, Role};
use crm_core::past::{PastId, PastUser};
use crm_store_postgres::legacy::{LegacyKind, LegacyRow};

use super::values::{Note, Reading, note};
use super::{Import, Mapped};
use crate::cli::failure::Failure;

/// Every table of users, so that calls and orders find whom they name.
pub(super) async fn take_over(import: &mut Import<'_>) -> Result<(), Failure> {
    let mut logins = BTreeSet::new();
    for kind in [LegacyKind::Admins, LegacyKind::Operators, LegacyKind::Masters] {
        let key = if kind == LegacyKind::Masters { "id" } else { "login" };
        if !import.begin(kind, key).await? {
            continue;
        }
        loop {
            let rows = import.next().await?;
            if rows.is_empty() {
                break;
            }
            batch(import, kind, &rows, &mut logins).await?;
        }
    }
    Ok(())
}

async fn batch(
    import: &mut Import<'_>,
    kind: LegacyKind,
    rows: &[LegacyRow],
    logins: &mut BTreeSet<String>,
) -> Result<(), Failure> {
    let (mut users, mut mapped) = (Vec::new(), Vec::new());
    for row in rows {
        import.report.read(kind);
        let id = row.get("id").or(row.get("login")).unwrap_or("-").to_owned();
        let mut read = Reading::of(row, import.zone);
        let cities = cities(import, &mut read).await?;
        match user(kind, &id, &mut read, &cities, import.now, logins) {
            Ok(user) => {
                users.push(user);
                mapped.push(Mapped { id, guesses: read.guesses });
            }
            Err(fault) => import.report.left_out(kind, &id, &fault),
        }
    }
    let fates = import.crm.past().users(&import.actor, &import.source, &users).await?;
    for ((user, Mapped { id, .. }), fate) in users.iter().zip(&mapped).zip(&fates) {
        let Some(made) = fate.id() else { continue };
        match kind {
            LegacyKind::Operators => drop(import.people.operators.insert(id.clone(), made)),
            LegacyKind::Masters => drop(import.people.masters.insert(id.clone(), made)),
            _ => {}
        }
        import.people.homes.extend(user.city.map(|city| (made, city)));
    }
    import.book(kind, &mapped, &fates);
    Ok(())
}

/// The cities of a row: of a master an array, or a text with commas.
async fn cities(import: &mut Import<'_>, read: &mut Reading<'_>) -> Result<Vec<CityId>, Failure> {
    let many = read.get("cities").unwrap_or_default();
    let many: Vec<Option<String>> =
        serde_json::from_str(many).unwrap_or_else(|_| many.split(',').map(|name| Some(name.to_owned())).collect());
    let mut found = Vec::new();
    for name in read.get("city").map(str::to_owned).into_iter().chain(many.into_iter().flatten()) {
        if let Ok(name) = Text::new(&name) {
            found.push(import.places.city(import.crm, &import.actor, &name).await?);
        }
    }
    Ok(found)
}

fn user(
    kind: LegacyKind,
    id: &str,
    read: &mut Reading<'_>,
    cities: &[CityId],
    now: Timestamp,
    logins: &mut BTreeSet<String>,
) -> Result<PastUser, Note> {
    let (role, prefix) = match kind {
        LegacyKind::Admins => (Role::Admin, "admin"),
        LegacyKind::Masters => (Role::Master, "master"),
        _ => (Role::Operator, "operator"),
    };
    let login = login(read, prefix, id, logins)?;
    let name = read.text("name").or_else(|| read.text("note")).unwrap_or_else(|| Text::from_stored(login.as_str()));
    let password = read.get("password").map(PasswordHash::from_stored).filter(PasswordHash::is_readable);
    if password.is_none() {
        read.guess("user.no_password", "no readable hash of a password: cannot sign in until an admin sets one");
    }
    let status = match read.get(if kind == LegacyKind::Masters { "status_work" } else { "status" }) {
        None => OperatorStatus::Active,
        Some(word) => OperatorStatus::parse(word).unwrap_or_else(|_| of_unknown_status(kind, read)),
    };
    let created_at = read.instant("created_at").unwrap_or_default().unwrap_or(now);
    Ok(PastUser {
        id: PastId::new(&format!("{prefix}:{id}")).map_err(|_| note("id.bad", "an id that cannot be kept"))?,
        name,
        login,
        password,
        city: cities.first().copied(),
        more_cities: cities.iter().skip(1).copied().collect(),
        status,
        sip_address: read.text("sip_address"),
        created_at,
        role,
    })
}

/// The login, or one that is nobody's: masters had none, and two operators may differ in case only.
fn login(read: &mut Reading<'_>, prefix: &str, id: &str, logins: &mut BTreeSet<String>) -> Result<Login, Note> {
    let bad = || note("user.bad_login", "a login that nobody can sign in with");
    let mut login = if let Some(text) = read.get("login") {
        Login::new(text).map_err(|_| bad())?
    } else {
        read.guess("user.no_login", "no login: one was made of the id");
        Login::new(&format!("{prefix}-{id}")).map_err(|_| bad())?
    };
    if !logins.insert(login.key()) {
        read.guess("user.login_renamed", "another user has this login: the id was put behind it");
        login = Login::new(&format!("{login}-{id}")).map_err(|_| bad())?;
        logins.insert(login.key());
    }
    Ok(login)
}

/// The word for a master is about work today; that for others is about who may sign in, and who is not known to may not.
fn of_unknown_status(kind: LegacyKind, read: &mut Reading<'_>) -> OperatorStatus {
    if kind == LegacyKind::Masters {
        return OperatorStatus::Active;
    }
    read.guess("user.unknown_status", "a status that is not known: inactive");
    OperatorStatus::Inactive
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";

    fn read(
        kind: LegacyKind,
        values: &[(&'static str, &str)],
        logins: &mut BTreeSet<String>,
    ) -> (Result<PastUser, Note>, Vec<&'static str>) {
        let row = LegacyRow::of(values);
        let mut read = Reading::of(&row, crm_core::kernel::Zone::UTC);
        let city = CityId::new(1).unwrap();
        let user = user(kind, "7", &mut read, &[city], Timestamp::EPOCH, logins);
        (user, read.guesses.iter().map(|note| note.code).collect())
    }

    #[test]
    fn an_operator_keeps_login_and_hash() {
        let values = [("login", "Anna"), ("name", "Анна"), ("password", HASH), ("status", "активен")];
        let (user, guesses) = read(LegacyKind::Operators, &values, &mut BTreeSet::new());
        let user = user.unwrap();
        assert_eq!((user.id.as_str(), user.login.as_str(), user.role), ("operator:7", "Anna", Role::Operator));
        assert!(user.password.is_some() && guesses.is_empty());
    }

    #[test]
    fn what_is_not_known_of_a_user_is_guessed_to_the_safe_side() {
        let mut logins = BTreeSet::from(["anna".to_owned()]);
        let (user, guesses) =
            read(LegacyKind::Operators, &[("login", "ANNA"), ("password", "qwerty"), ("status", "?")], &mut logins);
        let user = user.unwrap();
        assert_eq!(
            (user.login.as_str(), user.name.as_str(), user.status),
            ("ANNA-7", "ANNA-7", OperatorStatus::Inactive)
        );
        assert!(user.password.is_none());
        assert_eq!(guesses, ["user.login_renamed", "user.no_password", "user.unknown_status"]);
        let (master, guesses) =
            read(LegacyKind::Masters, &[("name", "Пётр"), ("status_work", "на выезде")], &mut logins);
        let master = master.unwrap();
        assert_eq!(
            (master.login.as_str(), master.status, master.role),
            ("master-7", OperatorStatus::Active, Role::Master)
        );
        assert_eq!(guesses, ["user.no_login", "user.no_password"]);
    }
}
