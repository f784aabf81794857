//! One view for several statements.

use rusqlite::{Connection, Result};

/// A read transaction over the statements of one read, unless the unit has one already.
pub(crate) struct View<'c> {
    connection: &'c Connection,
    own: bool,
}

impl<'c> View<'c> {
    pub(crate) fn begin(connection: &'c Connection) -> Result<Self> {
        let own = connection.is_autocommit();
        if own {
            connection.prepare_cached("BEGIN DEFERRED")?.execute([])?;
        }
        Ok(Self { connection, own })
    }

    /// Ends it. Where an error skips this, the connection is rolled back when it is given back.
    pub(crate) fn end(self) -> Result<()> {
        if self.own {
            self.connection.prepare_cached("COMMIT")?.execute([])?;
        }
        Ok(())
    }
}
