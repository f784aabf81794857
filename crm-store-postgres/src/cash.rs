//! Masters' hand-overs of cash, and what they hold.

use async_trait::async_trait;
use crm_core::access::CashScope;
use crm_core::audit::AuditActor;
use crm_core::kernel::{CashHandoverId, CityId, OperatorId};
use crm_core::money::{
    CashBalance, CashDecision, CashFilter, CashHandover, CashHandoverView, CashQuery, CashRepo, CashState,
};
use crm_core::store::{Listed, Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::listing::{Branch, Condition, Listing, MOST_BRANCHES};
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! columns {
    () => {
        "r.id, r.version, r.master_id, r.city, r.amount, r.note, r.state, r.handed_at, r.decided_by, r.decided_at, r.reason"
    };
}

const LISTING: Listing = Listing {
    table: "cash_handovers",
    key: "handed_at",
    columns: concat!(columns!(), ", master.name, city.name"),
    names: " JOIN callcentre_operator master ON master.id = r.master_id JOIN cities city ON city.id = r.city",
};

fn read(row: &PgRow) -> Result<CashHandover> {
    let decided = match (column::optional_text(row, 8)?, column::optional_time(row, 9)?) {
        (Some(by), Some(at)) => {
            Some(CashDecision { by: AuditActor::from_stored(by), at, reason: column::optional_bounded(row, 10)? })
        }
        _ => None,
    };
    Ok(CashHandover {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        master: column::id(row, 2)?,
        city: column::id(row, 3)?,
        amount: column::money(row, 4)?,
        note: column::optional_bounded(row, 5)?,
        state: CashState::from_stored(column::text(row, 6)?),
        handed_at: column::time(row, 7)?,
        decided,
    })
}

fn read_view(row: &PgRow) -> Result<CashHandoverView> {
    Ok(CashHandoverView {
        handover: read(row)?,
        master: column::text(row, 11)?.into(),
        city: column::text(row, 12)?.into(),
    })
}

fn branches(scope: &CashScope, filter: &CashFilter) -> Vec<Branch> {
    let mut branches = Vec::new();
    let mut branch = |city: Option<CityId>, master: Option<OperatorId>, beside: Option<Condition>| {
        let mut branch = Vec::new();
        branch.extend(master.map(|master| Condition::equal("master_id", master.get())));
        branch.extend(city.map(|city| Condition::equal("city", city.get())));
        branch.extend(filter.state.as_ref().map(|state| Condition::equal("state", state.code())));
        branch.extend(beside);
        branches.push(branch);
    };
    match scope {
        CashScope::All => branch(filter.city, filter.master, None),
        CashScope::Some { cities, master } => {
            match filter.city {
                Some(city) if cities.contains(&city) => branch(Some(city), filter.master, None),
                Some(_) => {}
                None if cities.len() > MOST_BRANCHES => {
                    branch(None, filter.master, Some(Condition::In("city", cities.clone())));
                }
                None => cities.iter().for_each(|city| branch(Some(*city), filter.master, None)),
            }
            // Those of the cities are in their branches already.
            let in_branches = filter.city.is_some_and(|city| cities.contains(&city));
            if let Some(own) = *master
                && filter.master.is_none_or(|wanted| wanted == own)
                && !in_branches
            {
                let others = (!cities.is_empty()).then(|| Condition::NotIn("city", cities.clone()));
                branch(filter.city, Some(own), others);
            }
        }
    }
    branches
}

#[async_trait]
impl CashRepo for PostgresTx {
    async fn get(&mut self, id: CashHandoverId, scope: &CashScope) -> Result<Option<Loaded<CashHandover>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM cash_handovers r WHERE r.id = $1");
        let found = self.fetch_optional("cash.get", Statement::new(SQL).with(id.get()), read).await?;
        Ok(found.filter(|row| scope.holds(row.master, row.city)).map(Loaded::new))
    }

    async fn list(&mut self, query: &CashQuery) -> Result<Listed<CashHandoverView>, StoreError> {
        let branches = branches(&query.scope, &query.filter);
        LISTING.list(self, "cash.list", &branches, &query.slice, read_view).await
    }

    async fn balance(&mut self, master: OperatorId, scope: &CashScope) -> Result<Vec<CashBalance>, StoreError> {
        let read = |row: &PgRow| {
            Ok(CashBalance::of(column::id(row, 0)?, column::int(row, 1)?, column::int(row, 2)?, column::int(row, 3)?))
        };
        self.fetch_all("cash.balance", sums(master, scope), read).await
    }
}

/// The sums of a master, each table read by an index that holds them.
fn sums(master: OperatorId, scope: &CashScope) -> Statement {
    let mut statement = Statement::default();
    statement.push("SELECT city, sum(earned)::bigint, sum(accepted)::bigint, sum(pending)::bigint FROM (");
    statement.push("SELECT r.city, sum(r.amount) AS earned, 0 AS accepted, 0 AS pending FROM ledger r");
    of_master(&mut statement, master, scope);
    statement.push(" GROUP BY r.city UNION ALL SELECT r.city, 0,");
    statement.push(" coalesce(sum(r.amount) FILTER (WHERE r.state = 'accepted'), 0),");
    statement.push(" coalesce(sum(r.amount) FILTER (WHERE r.state = 'handed'), 0) FROM cash_handovers r");
    of_master(&mut statement, master, scope);
    statement.push(" AND r.state IN ('accepted', 'handed') GROUP BY r.city) both_tables GROUP BY city ORDER BY city");
    statement
}

fn of_master(statement: &mut Statement, master: OperatorId, scope: &CashScope) {
    statement.push(" WHERE r.master_id = ").bind(master.get());
    if let CashScope::Some { cities, master: own } = scope
        && *own != Some(master)
    {
        statement.push(" AND r.city = ANY (").bind(cities.as_slice()).push(")");
    }
}

pub(crate) fn row(handover: &CashHandover) -> Value {
    let decided = handover.decided.as_ref();
    json!({
        "id": handover.id.get(),
        "version": handover.version.get(),
        "master_id": handover.master.get(),
        "city": handover.city.get(),
        "amount": handover.amount.kopecks(),
        "note": handover.note.as_ref().map(AsRef::<str>::as_ref),
        "state": handover.state.code(),
        "handed_at": handover.handed_at.micros(),
        "decided_by": decided.map(|decided| decided.by.to_string()),
        "decided_at": decided.map(|decided| decided.at.micros()),
        "reason": decided.and_then(|decided| decided.reason.as_ref()).map(AsRef::<str>::as_ref),
    })
}
