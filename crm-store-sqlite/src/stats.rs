//! What statistics read beside counters: rows by the instant they count at.

use async_trait::async_trait;
use crm_core::calls::Call;
use crm_core::counters::Subject;
use crm_core::kernel::{CallId, OperatorId, OrderId, Period, Timestamp};
use crm_core::operators::WorkStateEntry;
use crm_core::orders::Order;
use crm_core::stats::{OrderInstant, StatsRepo};
use crm_core::store::StoreError;
use rusqlite::{Connection, Result, Row, params_from_iter};

use crate::statement::Statement;
use crate::tx::SqliteTx;
use crate::{calls, operators, orders};

/// Where a page of a walk begins and ends: an instant and an id after which, and how many.
#[derive(Clone, Copy)]
struct Walk {
    period: Period,
    after: Option<(i64, i64)>,
    limit: u32,
}

impl Statement {
    /// The rest of a walk along `at`, whose index is the one to use.
    fn by_instant(&mut self, at: &str, id: &str, walk: Walk) {
        let from = walk.after.map_or(walk.period.from().micros(), |(at, _)| at);
        self.push(" AND ").push(at).push(" >= ").bind(from);
        self.push(" AND ").push(at).push(" < ").bind(walk.period.to().micros());
        if let Some((last, mark)) = walk.after {
            // The pluses keep these two out of the choice of an index.
            self.push(" AND (+")
                .push(at)
                .push(" > ")
                .bind(last)
                .push(" OR +")
                .push(id)
                .push(" > ")
                .bind(mark)
                .push(")");
        }
        self.push(" ORDER BY ").push(at).push(", ").push(id).push(" LIMIT ").bind(i64::from(walk.limit));
    }

    /// Calls of a subject, each of which has an index by start; `None` for a subject that has no calls.
    fn calls_of(of: Subject, walk: Walk) -> Option<Self> {
        let mut statement = Self::default();
        statement.push(calls::SELECT).push(" WHERE 1");
        match of {
            Subject::Office => &mut statement,
            Subject::Operator(id) => statement.push(" AND c.operator_id = ").bind(id.get()),
            Subject::City(id) => statement.push(" AND c.city = ").bind(id.get()),
            Subject::Campaign(id) => statement.push(" AND c.rk = ").bind(id.get()),
            Subject::Master(_) => return None,
        };
        statement.by_instant("c.date_create", "c.id", walk);
        Some(statement)
    }

    /// Orders of a subject. They are far fewer than calls: the walk goes along the instant, and drops those of others.
    fn orders_of(of: Subject, by: OrderInstant, walk: Walk) -> Self {
        let mut statement = Self::default();
        statement.push(orders::SELECT).push(" WHERE 1");
        match of {
            Subject::Office => &mut statement,
            Subject::Operator(id) => statement.push(" AND +o.operator_name_id = ").bind(id.get()),
            Subject::City(id) => statement.push(" AND +o.city = ").bind(id.get()),
            Subject::Campaign(id) => statement.push(" AND +o.rk = ").bind(id.get()),
            Subject::Master(id) => statement.push(" AND +o.master_id = ").bind(id.get()),
        };
        let at = match by {
            OrderInstant::Written => "o.create_date",
            OrderInstant::Closed => "o.closing_data",
        };
        statement.by_instant(at, "o.id", walk);
        statement
    }

    fn rows<T>(&self, connection: &Connection, read: fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
        connection.prepare_cached(&self.sql)?.query_map(params_from_iter(&self.values), read)?.collect()
    }
}

#[async_trait]
impl StatsRepo for SqliteTx {
    async fn first_instant(&mut self) -> std::result::Result<Option<Timestamp>, StoreError> {
        const SQL: &str = "SELECT min(at) FROM (SELECT min(date_create) AS at FROM calls \
            UNION ALL SELECT min(create_date) FROM orders UNION ALL SELECT min(created_at) FROM callcentre_operator)";
        let first: Option<i64> =
            self.read("stats.first_instant", |c| c.prepare_cached(SQL)?.query_row([], |row| row.get(0))).await?;
        Ok(first.and_then(Timestamp::from_micros))
    }

    async fn calls(
        &mut self,
        of: Subject,
        period: Period,
        after: Option<(Timestamp, CallId)>,
        limit: u32,
    ) -> std::result::Result<Vec<Call>, StoreError> {
        let after = after.map(|(at, id)| (at.micros(), id.get()));
        let Some(statement) = Statement::calls_of(of, Walk { period, after, limit }) else { return Ok(Vec::new()) };
        self.read_on_thread("stats.calls", move |c| statement.rows(c, calls::read)).await
    }

    async fn orders(
        &mut self,
        of: Subject,
        by: OrderInstant,
        period: Period,
        after: Option<(Timestamp, OrderId)>,
        limit: u32,
    ) -> std::result::Result<Vec<Order>, StoreError> {
        let after = after.map(|(at, id)| (at.micros(), id.get()));
        let statement = Statement::orders_of(of, by, Walk { period, after, limit });
        self.read_on_thread("stats.orders", move |c| statement.rows(c, orders::read)).await
    }

    async fn work(
        &mut self,
        of: &[OperatorId],
        period: Period,
    ) -> std::result::Result<Vec<WorkStateEntry>, StoreError> {
        let of = of.to_vec();
        self.read_on_thread("stats.work", move |c| {
            let mut entries = Vec::new();
            for id in of {
                entries.extend(operators::work_log(c, id, period)?);
            }
            Ok(entries)
        })
        .await
    }
}

#[cfg(test)]
mod plans {
    use super::*;
    use crate::migrations;

    fn plan(connection: &Connection, statement: &Statement) -> Vec<String> {
        let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).unwrap();
        let rows = explain.query_map(params_from_iter(&statement.values), |row| row.get(3)).unwrap();
        rows.collect::<Result<_>>().unwrap()
    }

    #[test]
    fn every_walk_goes_along_the_index_of_its_instant() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations::migrate(&mut connection).unwrap();
        let at = |seconds| Timestamp::from_seconds(seconds).unwrap();
        let period = Period::new(at(1_700_000_000), at(1_700_086_400)).unwrap();
        let subjects = ["office", "operator:1", "city:1", "campaign:1", "master:1"];
        for after in [None, Some((at(1_700_000_100).micros(), 7))] {
            let walk = Walk { period, after, limit: 1000 };
            for subject in subjects.map(|code| Subject::from_code(code).unwrap()) {
                let mut walks = Vec::new();
                walks.extend(Statement::calls_of(subject, walk).map(|walk| (walk, "date_create>? AND date_create<?")));
                let written = Statement::orders_of(subject, OrderInstant::Written, walk);
                walks.push((written, "orders_by_created (create_date>? AND create_date<?)"));
                let closed = Statement::orders_of(subject, OrderInstant::Closed, walk);
                walks.push((closed, "orders_by_closed (closing_data>? AND closing_data<?)"));
                for (walk, index) in walks {
                    let plan = plan(&connection, &walk);
                    assert!(plan.len() == 1 && plan[0].contains(index), "{}: {plan:?}", walk.sql);
                }
            }
        }
    }
}
