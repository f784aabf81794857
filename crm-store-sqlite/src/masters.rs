//! Masters with what they have to do.

use async_trait::async_trait;
use crm_core::access::OperatorScope;
use crm_core::kernel::{OperatorId, Slice};
use crm_core::masters::{MasterFilter, MasterRepo, MasterView};
use crm_core::orders::ListKey;
use crm_core::store::{Listed, StoreError};
use rusqlite::{OptionalExtension, Result, Row};

use crate::operators::{COLUMNS, Wanted, read};
use crate::tx::SqliteTx;

/// Counts the open orders of each master by a range of an index: however many are closed, none of those is read.
fn open_orders() -> String {
    let closed = ListKey::FIRST_CLOSED.get();
    format!(", (SELECT count(*) FROM orders r WHERE r.master_id = o.id AND r.list_key < {closed})")
}

fn read_view(row: &Row<'_>) -> Result<MasterView> {
    Ok(MasterView { master: read(row)?, open_orders: row.get::<_, i64>(COLUMNS.1)?.unsigned_abs() })
}

#[async_trait]
impl MasterRepo for SqliteTx {
    async fn view(&mut self, id: OperatorId, scope: &OperatorScope) -> Result<Option<MasterView>, StoreError> {
        let (columns, open_orders) = (COLUMNS.0, open_orders());
        let sql =
            format!("SELECT {columns}{open_orders} FROM callcentre_operator o WHERE o.id = ?1 AND +o.role = 'master'");
        let find = move |c: &rusqlite::Connection| c.prepare_cached(&sql)?.query_row([id.get()], read_view).optional();
        Ok(self.read("masters.view", find).await?.filter(|view| scope.includes(&view.master)))
    }

    async fn list(
        &mut self,
        scope: &OperatorScope,
        filter: &MasterFilter,
        slice: Slice,
    ) -> Result<Listed<MasterView>, StoreError> {
        let wanted = Wanted::new(scope, &filter.among_users());
        self.read_on_thread("masters.list", move |c| wanted.list_with(c, &slice, &open_orders(), read_view)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::plans::{office, plan};
    use crate::statement::Statement;

    #[test]
    fn open_orders_are_counted_by_a_range_of_an_index() {
        let sql =
            format!("SELECT o.id{} FROM callcentre_operator o WHERE o.role = 'master' ORDER BY o.id", open_orders());
        let steps = plan(&office(), &Statement { sql, values: Vec::new() });
        assert!(
            steps.contains(&"SEARCH o USING COVERING INDEX callcentre_operator_by_role (role=?)".to_owned()),
            "{steps:#?}"
        );
        let counted = "SEARCH r USING COVERING INDEX orders_by_master (master_id=? AND list_key<?)";
        assert!(steps.contains(&counted.to_owned()), "{steps:#?}");
    }
}
