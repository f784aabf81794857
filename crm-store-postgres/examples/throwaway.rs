//! An empty database for tests that are not written in Rust: prints its address, and drops it when standard input ends.
//!
//! `cargo run -p crm-store-postgres --features testing --example throwaway`

use std::io::{Read as _, Write as _};

use crm_store_postgres::testing::{Database, Template};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = Database::fresh(&Template::EMPTY).await?;
    let mut out = std::io::stdout();
    writeln!(out, "{}", database.url())?;
    out.flush()?;
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    Ok(())
}
