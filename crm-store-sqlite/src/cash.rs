//! Masters' hand-overs of cash, and what they hold.

use async_trait::async_trait;
use crm_core::access::CashScope;
use crm_core::audit::AuditActor;
use crm_core::kernel::{CashHandoverId, CityId, OperatorId};
use crm_core::money::{
    CashBalance, CashDecision, CashFilter, CashHandover, CashHandoverView, CashQuery, CashRepo, CashState,
};
use crm_core::store::{Listed, Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result, Row, params, params_from_iter};

use crate::column;
use crate::listing::{Branch, Condition, Listing, MOST_BRANCHES, is_bounded};
use crate::statement::Statement;
use crate::tx::SqliteTx;

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

fn read(row: &Row<'_>) -> Result<CashHandover> {
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

fn read_view(row: &Row<'_>) -> Result<CashHandoverView> {
    Ok(CashHandoverView {
        handover: read(row)?,
        master: column::text(row, 11)?.into(),
        city: column::text(row, 12)?.into(),
    })
}

fn branches(scope: &CashScope, filter: &CashFilter) -> Vec<Branch> {
    let mut branches = Vec::new();
    let mut branch = |city: Option<CityId>, master: Option<OperatorId>, beside: Option<Condition>| {
        let by_master = master.is_some();
        let mut branch = Vec::new();
        branch.extend(master.map(|master| Condition::equal(true, "master_id", master.get())));
        branch.extend(city.map(|city| Condition::equal(!by_master, "city", city.get())));
        let state = filter.state.as_ref().map(|state| state.code().to_owned());
        branch.extend(state.map(|state| Condition::equal(!by_master, "state", state)));
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
impl CashRepo for SqliteTx {
    async fn get(&mut self, id: CashHandoverId, scope: &CashScope) -> Result<Option<Loaded<CashHandover>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM cash_handovers r WHERE r.id = ?1");
        let found =
            self.read("cash.get", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read).optional()).await?;
        Ok(found.filter(|row| scope.holds(row.master, row.city)).map(Loaded::new))
    }

    async fn list(&mut self, query: &CashQuery) -> Result<Listed<CashHandoverView>, StoreError> {
        let (branches, slice) = (branches(&query.scope, &query.filter), query.slice);
        let bounded = is_bounded(&branches);
        let work = move |c: &Connection| LISTING.list(c, &branches, &slice, read_view);
        if bounded { self.read("cash.list", work).await } else { self.read_on_thread("cash.list", work).await }
    }

    async fn balance(&mut self, master: OperatorId, scope: &CashScope) -> Result<Vec<CashBalance>, StoreError> {
        let statement = sums(master, scope);
        self.read_on_thread("cash.balance", move |c| {
            let balance =
                |row: &Row<'_>| Ok(CashBalance::of(column::id(row, 0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            c.prepare_cached(&statement.sql)?.query_map(params_from_iter(&statement.values), balance)?.collect()
        })
        .await
    }
}

/// The sums of a master, each table read by an index that holds them.
fn sums(master: OperatorId, scope: &CashScope) -> Statement {
    let mut statement = Statement::default();
    statement.push("SELECT city, sum(earned), sum(accepted), sum(pending) FROM (");
    statement.push("SELECT r.city AS city, sum(r.amount) AS earned, 0 AS accepted, 0 AS pending FROM ledger r");
    statement.push(" WHERE r.master_id = ").bind(master.get());
    within(&mut statement, master, scope);
    statement.push(" GROUP BY r.city UNION ALL SELECT r.city, 0, sum(iif(r.state = 'accepted', r.amount, 0)),");
    statement.push(" sum(iif(r.state = 'handed', r.amount, 0)) FROM cash_handovers r");
    statement.push(" WHERE r.master_id = ").bind(master.get());
    statement.push(" AND +r.state IN ('accepted', 'handed')");
    within(&mut statement, master, scope);
    statement.push(" GROUP BY r.city) GROUP BY city ORDER BY city");
    statement
}

fn within(statement: &mut Statement, master: OperatorId, scope: &CashScope) {
    if let CashScope::Some { cities, master: own } = scope
        && *own != Some(master)
    {
        statement.push(" AND +r.city IN (").bind_list(cities).push(")");
    }
}

pub(crate) fn insert(connection: &Connection, handover: &CashHandover) -> Result<usize> {
    const SQL: &str = "INSERT INTO cash_handovers (id, version, master_id, city, amount, note, state, handed_at, \
        decided_by, decided_at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    put(connection, SQL, handover)
}

pub(crate) fn update(connection: &Connection, handover: &CashHandover) -> Result<usize> {
    const SQL: &str = "UPDATE cash_handovers SET version = ?2, master_id = ?3, city = ?4, amount = ?5, note = ?6, \
        state = ?7, handed_at = ?8, decided_by = ?9, decided_at = ?10, reason = ?11 WHERE id = ?1";
    put(connection, SQL, handover)
}

fn put(connection: &Connection, sql: &str, handover: &CashHandover) -> Result<usize> {
    let decided = handover.decided.as_ref();
    connection.prepare_cached(sql)?.execute(params![
        handover.id.get(),
        handover.version.get(),
        handover.master.get(),
        handover.city.get(),
        handover.amount.kopecks(),
        handover.note.as_ref().map(AsRef::<str>::as_ref),
        handover.state.code(),
        handover.handed_at.micros(),
        decided.map(|decided| decided.by.to_string()),
        decided.map(|decided| decided.at.micros()),
        decided.and_then(|decided| decided.reason.as_ref()).map(AsRef::<str>::as_ref),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::plans::{check, office, plan};

    fn cities(count: i64) -> Vec<CityId> {
        (1..=count).map(|id| CityId::new(id).unwrap()).collect()
    }

    fn scopes() -> Vec<CashScope> {
        let some = |count, master| CashScope::Some { cities: cities(count), master };
        vec![
            CashScope::All,
            some(1, None),
            some(3, None),
            some(0, OperatorId::new(1).ok()),
            some(2, OperatorId::new(2).ok()),
        ]
    }

    fn every_list() -> Vec<Vec<Branch>> {
        let filters = [None, CityId::new(2).ok()].into_iter().flat_map(|city| {
            let masters = [None, OperatorId::new(2).ok()].into_iter();
            masters.flat_map(move |master| {
                [None, Some(CashState::Handed)].into_iter().map(move |state| CashFilter { master, city, state })
            })
        });
        filters.flat_map(|filter| scopes().into_iter().map(move |scope| branches(&scope, &filter))).collect()
    }

    #[test]
    fn every_list_walks_an_index_with_and_without_statistics() {
        let connection = office();
        check(&connection, LISTING, every_list());
        let series = "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 3000)";
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        connection
            .execute_batch(&format!(
                "{series} INSERT INTO cash_handovers (id, version, master_id, city, amount, state, handed_at)
                 SELECT value, 1, 1 + value % 5, 1 + value % 3, 1, CASE WHEN value % 50 THEN 'accepted' ELSE 'handed' END,
                 value * 1000 FROM n; ANALYZE;"
            ))
            .unwrap();
        check(&connection, LISTING, every_list());
    }

    #[test]
    fn sums_are_read_from_their_indexes_alone() {
        let connection = office();
        for scope in scopes() {
            let steps = plan(&connection, &sums(OperatorId::new(1).unwrap(), &scope));
            for index in ["ledger_sums", "cash_handovers_sums"] {
                let by = format!("SEARCH r USING COVERING INDEX {index} (master_id=?)");
                assert!(steps.contains(&by), "{steps:#?}");
            }
        }
    }
}
