//! What statistics read beside counters: rows by the instant they count at.

use async_trait::async_trait;
use crm_core::calls::Call;
use crm_core::counters::Subject;
use crm_core::kernel::{CallId, OperatorId, OrderId, Period, Timestamp};
use crm_core::operators::WorkStateEntry;
use crm_core::orders::Order;
use crm_core::stats::{OrderInstant, StatsRepo};
use crm_core::store::StoreError;

use crate::statement::Statement;
use crate::tx::PostgresTx;
use crate::{calls, column, operators, orders};

/// Where a page of a walk begins and ends: an instant and an id after which, and how many.
#[derive(Clone, Copy)]
struct Walk {
    period: Period,
    after: Option<(i64, i64)>,
    limit: u32,
}

impl Statement {
    /// The rest of a walk along `at`.
    fn by_instant(&mut self, at: &str, id: &str, walk: Walk) {
        self.push(" AND ").push(at).push(" >= ").bind(walk.period.from().micros());
        self.push(" AND ").push(at).push(" < ").bind(walk.period.to().micros());
        if let Some((last, mark)) = walk.after {
            self.push(" AND (").push(at).push(", ").push(id).push(") > (").bind(last).push(", ").bind(mark).push(")");
        }
        self.push(" ORDER BY ").push(at).push(", ").push(id).limit(i64::from(walk.limit));
    }

    /// Calls of a subject, each of which has an index by start; `None` for a subject that has no calls.
    fn calls_of(of: Subject, walk: Walk) -> Option<Self> {
        let mut statement = Self::new(calls::SELECT);
        match of {
            Subject::Office => statement.push(" WHERE true"),
            Subject::Operator(id) => statement.push(" WHERE c.operator_id = ").bind(id.get()),
            Subject::City(id) => statement.push(" WHERE c.city = ").bind(id.get()),
            Subject::Campaign(id) => statement.push(" WHERE c.rk = ").bind(id.get()),
            Subject::Master(_) => return None,
        };
        statement.by_instant("c.date_create", "c.id", walk);
        Some(statement)
    }

    fn orders_of(of: Subject, by: OrderInstant, walk: Walk) -> Self {
        let mut statement = Self::new(orders::SELECT);
        match of {
            Subject::Office => statement.push(" WHERE true"),
            Subject::Operator(id) => statement.push(" WHERE o.operator_name_id = ").bind(id.get()),
            Subject::City(id) => statement.push(" WHERE o.city = ").bind(id.get()),
            Subject::Campaign(id) => statement.push(" WHERE o.rk = ").bind(id.get()),
            Subject::Master(id) => statement.push(" WHERE o.master_id = ").bind(id.get()),
        };
        let at = match by {
            OrderInstant::Written => "o.create_date",
            OrderInstant::Closed => "o.closing_data",
        };
        statement.by_instant(at, "o.id", walk);
        statement
    }

    /// The stretches of work time of these users that touch a period.
    fn work_of(of: &[OperatorId], period: Period) -> Self {
        let of: Vec<i64> = of.iter().map(|id| id.get()).collect();
        let mut statement = Self::default();
        statement.push("SELECT stretch.* FROM unnest(").bind(of).push("::bigint[]) AS worker (id)");
        // Stretches tile the time, so the first that touches the period is the last that begins before it.
        statement.push(" CROSS JOIN LATERAL (SELECT coalesce(max(from_at), ").bind(period.from().micros());
        statement.push(") AS at FROM work_state_log WHERE operator_id = worker.id AND from_at <= ");
        statement.bind(period.from().micros()).push(") begun");
        statement.push(" CROSS JOIN LATERAL (").push(operators::STRETCHES);
        statement.push(" WHERE w.operator_id = worker.id AND w.from_at >= begun.at AND w.from_at < ");
        statement.bind(period.to().micros()).push(" AND (w.to_at IS NULL OR w.to_at > ");
        statement.bind(period.from().micros()).push(")) stretch");
        statement
    }
}

#[async_trait]
impl StatsRepo for PostgresTx {
    async fn first_instant(&mut self) -> Result<Option<Timestamp>, StoreError> {
        const SQL: &str = "SELECT min(at) FROM (SELECT min(date_create) AS at FROM calls \
            UNION ALL SELECT min(create_date) FROM orders UNION ALL SELECT min(created_at) FROM callcentre_operator) firsts";
        self.fetch_one("stats.first_instant", Statement::new(SQL), |row| column::optional_time(row, 0)).await
    }

    async fn calls(
        &mut self,
        of: Subject,
        period: Period,
        after: Option<(Timestamp, CallId)>,
        limit: u32,
    ) -> Result<Vec<Call>, StoreError> {
        let after = after.map(|(at, id)| (at.micros(), id.get()));
        match Statement::calls_of(of, Walk { period, after, limit }) {
            Some(statement) => self.fetch_all("stats.calls", statement, calls::read).await,
            None => Ok(Vec::new()),
        }
    }

    async fn orders(
        &mut self,
        of: Subject,
        by: OrderInstant,
        period: Period,
        after: Option<(Timestamp, OrderId)>,
        limit: u32,
    ) -> Result<Vec<Order>, StoreError> {
        let after = after.map(|(at, id)| (at.micros(), id.get()));
        let statement = Statement::orders_of(of, by, Walk { period, after, limit });
        self.fetch_all("stats.orders", statement, orders::read).await
    }

    async fn work(&mut self, of: &[OperatorId], period: Period) -> Result<Vec<WorkStateEntry>, StoreError> {
        let statement = Statement::work_of(of, period);
        self.fetch_all("stats.work", statement, |row| operators::read_stretch(row).map(|(_, entry)| entry)).await
    }
}
