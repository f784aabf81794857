//! The steps that adding and changing users share with adding and changing masters. Whether the actor may is decided
//! before.

use super::{
    NewOperator, Operator, OperatorError, OperatorFilter, OperatorPatch, OperatorStatus, Role, SORT_BY_ID, decide,
    follow,
};
use crate::access::{Actor, OperatorScope};
use crate::auth::{PasswordHash, PasswordPolicy};
use crate::cities::CityError;
use crate::crm::Core;
use crate::kernel::{Error, FilterDigest, OperatorId, PageRequest, Timestamp, Version};
use crate::store::idempotency::Once;
use crate::store::{Effects, IdempotencyKey, Loaded, Outcome, Tx};

/// Adds a user, or finds the one that the same request has added.
pub(crate) async fn create(
    core: &Core,
    once: Once<'_>,
    actor: &Actor,
    new: &NewOperator,
    key: Option<&IdempotencyKey>,
) -> Result<Operator, Error> {
    PasswordPolicy::default().check("password", new.login.as_str(), &new.password)?;
    let hash = &core.passwords.hash(new.password.clone()).await?;
    let id = core.ids.next().await?;
    core.unit_once(key, move |a| {
        Box::pin(async move {
            if let Some(made) = once.made(a.tx).await? {
                let operator = a.tx.operators().get(made).await?.ok_or(OperatorError::NotFound)?;
                return Ok(Outcome::unchanged(operator.into_inner()));
            }
            let (operator, mut effects) = add(a.tx, id, new, hash, actor, a.now).await?;
            once.remember(id, a.now, &mut effects);
            Ok(Outcome::done(operator, effects))
        })
    })
    .await
}

async fn add(
    tx: &mut dyn Tx,
    id: OperatorId,
    new: &NewOperator,
    hash: &PasswordHash,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Operator, Effects), Error> {
    if tx.operators().by_login(&new.login.key()).await?.is_some() {
        return Err(OperatorError::LoginTaken.into());
    }
    let (operator, mut effects) = decide::create(id, new, hash.clone(), actor, now)?;
    require_free_extension(tx, &operator).await?;
    require_open_cities(tx, &operator, None, &mut effects).await?;
    Ok((operator, effects))
}

/// Changes a user that was read.
pub(crate) async fn edit(
    core: &Core,
    tx: &mut dyn Tx,
    read: &Loaded<Operator>,
    version: Version,
    patch: &OperatorPatch,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Operator, Effects), Error> {
    let other_admin = other_admin(tx, read.id).await?;
    let (operator, mut effects) = decide::change(read, version, patch, other_admin.as_ref(), actor, now)?;
    if operator.extension != read.extension {
        require_free_extension(tx, &operator).await?;
    }
    require_open_cities(tx, &operator, Some(read), &mut effects).await?;
    follow::count(core, tx, read, &mut effects).await?;
    Ok((operator, effects))
}

async fn other_admin(tx: &mut dyn Tx, than: OperatorId) -> Result<Option<Loaded<Operator>>, Error> {
    let filter =
        OperatorFilter { role: Some(Role::Admin), status: Some(OperatorStatus::Active), ..OperatorFilter::default() };
    let two = PageRequest::first().limit(2)?.without_total().resolve(SORT_BY_ID, &FilterDigest::of(b""))?;
    let admins = tx.operators().list(&OperatorScope::All, &filter, two).await?.rows;
    Ok(admins.into_iter().find(|admin| admin.id != than).map(Loaded::new))
}

async fn require_free_extension(tx: &mut dyn Tx, operator: &Operator) -> Result<(), Error> {
    if let Some(extension) = &operator.extension {
        match tx.operators().by_extension(extension).await? {
            Some(other) if other.id != operator.id => return Err(OperatorError::ExtensionTaken.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Cities newly given to a user must be there and open, and stay so until the unit is written. Those served already may
/// have been archived meanwhile.
async fn require_open_cities(
    tx: &mut dyn Tx,
    operator: &Operator,
    before: Option<&Operator>,
    effects: &mut Effects,
) -> Result<(), Error> {
    for city in operator.cities() {
        if before.is_some_and(|before| before.cities().any(|served| served == city)) {
            continue;
        }
        let city = tx.cities().get(city).await?.ok_or(CityError::NotFound)?;
        if city.archived {
            return Err(CityError::Archived.into());
        }
        effects.depends_on(&city);
    }
    Ok(())
}
