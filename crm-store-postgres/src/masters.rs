//! Masters with what they have to do.

use async_trait::async_trait;
use crm_core::access::OperatorScope;
use crm_core::kernel::{OperatorId, Slice};
use crm_core::masters::{MasterFilter, MasterRepo, MasterView};
use crm_core::orders::ListKey;
use crm_core::store::{Listed, StoreError};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::operators::{COLUMNS, list, read};
use crate::statement::Statement;
use crate::tx::PostgresTx;

/// Counts the open orders of each master by a range of an index: however many are closed, none of those is read.
fn open_orders() -> String {
    let closed = ListKey::FIRST_CLOSED.get();
    format!(", (SELECT count(*) FROM orders r WHERE r.master_id = o.id AND r.list_key < {closed})")
}

fn read_view(row: &PgRow) -> Result<MasterView> {
    Ok(MasterView { master: read(row)?, open_orders: column::int(row, COLUMNS.1)?.unsigned_abs() })
}

#[async_trait]
impl MasterRepo for PostgresTx {
    async fn view(&mut self, id: OperatorId, scope: &OperatorScope) -> Result<Option<MasterView>, StoreError> {
        let mut one = Statement::default();
        one.push("SELECT ").push(COLUMNS.0).push(&open_orders());
        one.push(" FROM callcentre_operator o WHERE o.role = 'master' AND o.id = ").bind(id.get());
        let found = self.fetch_optional("masters.view", one, read_view).await?;
        Ok(found.filter(|view| scope.includes(&view.master)))
    }

    async fn list(
        &mut self,
        scope: &OperatorScope,
        filter: &MasterFilter,
        slice: Slice,
    ) -> Result<Listed<MasterView>, StoreError> {
        let page = list(scope, &filter.among_users(), &slice, &open_orders());
        self.fetch_list("masters.list", page, &slice, read_view).await
    }
}
