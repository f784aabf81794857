//! `crm database`, and how the server asks a database to tell of itself.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use clap::builder::BoolishValueParser;
use crm_core::store::{DatabaseUrl, StoreError};

use super::failure::Failure;
use super::office::{self, Opened};
use crate::{
    DatabaseBacklog, DatabaseConnections, DatabaseFile, DatabaseReport, DatabaseSessions, DatabaseStandby,
    DatabaseStatement, DatabaseTable,
};

pub(super) const EXAMPLES: &str = "\
Examples:
  crm database
  crm database --database postgresql://crm@db/office --json | jq .statements

Changes nothing and may run beside the server, which shows the same to admins at
/api/admin/database. The statements come from PostgreSQL's extension pg_stat_statements;
without it the last line says what to do.";

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Print it as JSON
    #[arg(long, env = "CRM_JSON", value_parser = BoolishValueParser::new())]
    json: bool,
}

/// Prints what the database tells of itself.
pub(super) async fn run(url: &DatabaseUrl, options: Options) -> Result<ExitCode, Failure> {
    let opened = office::current_store(url).await?;
    let told = report(&opened).await;
    let closed = opened.store().close().await;
    let report = told?;
    closed?;
    let mut out = io::stdout().lock();
    if options.json {
        serde_json::to_writer_pretty(&mut out, &report).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        print(&mut out, &report)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What the database tells of itself.
///
/// # Errors
/// Storage errors.
pub(super) async fn report(opened: &Opened) -> Result<DatabaseReport, StoreError> {
    Ok(match opened {
        Opened::Sqlite(store) => of_sqlite(store.report().await?),
        Opened::Postgres(store) => of_postgres(store.report().await?),
    })
}

fn of_sqlite(report: crm_store_sqlite::Report) -> DatabaseReport {
    DatabaseReport {
        kind: "sqlite".to_owned(),
        engine_version: report.sqlite,
        schema: report.schema,
        bytes: report.bytes,
        file: Some(DatabaseFile {
            page_bytes: report.page_bytes,
            pages: report.pages,
            free_pages: report.free_pages,
            log_bytes: report.log_bytes,
        }),
        tables: None,
        connections: None,
        oldest_transaction_ms: None,
        standby: None,
        backlog: None,
        statements: None,
        no_statements: Some("SQLite keeps no statistics of statements; PostgreSQL does".to_owned()),
    }
}

fn of_postgres(report: crm_store_postgres::Report) -> DatabaseReport {
    let tables = report.tables.into_iter();
    let sessions = report.sessions.into_iter();
    let (statements, no_statements) = match report.statements {
        Ok(statements) => (Some(statements), None),
        Err(why) => (None, Some(why.advice().to_owned())),
    };
    DatabaseReport {
        kind: "postgresql".to_owned(),
        engine_version: report.server,
        schema: report.schema,
        bytes: report.bytes,
        file: None,
        tables: Some(
            tables.map(|table| DatabaseTable { name: table.name, bytes: table.bytes, rows: table.rows }).collect(),
        ),
        connections: Some(DatabaseConnections {
            own: sessions.map(|(state, count)| DatabaseSessions { state, count }).collect(),
            of_server: report.server_sessions,
            server_limit: report.server_sessions_limit,
        }),
        oldest_transaction_ms: report.oldest_transaction.map(millis),
        standby: report.standby.map(|standby| DatabaseStandby { lag_ms: standby.lag.map(millis) }),
        backlog: Some(DatabaseBacklog {
            deltas: report.backlog.deltas,
            events: report.backlog.events,
            audit: report.backlog.audit,
        }),
        statements: statements.map(|statements| statements.into_iter().map(statement).collect()),
        no_statements,
    }
}

fn statement(told: crm_store_postgres::StatementReport) -> DatabaseStatement {
    DatabaseStatement {
        text: told.text,
        calls: told.calls,
        total_ms: told.total_millis,
        mean_ms: told.mean_millis,
        rows: told.rows,
        blocks_hit: told.blocks_hit,
        blocks_read: told.blocks_read,
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn print(out: &mut impl Write, report: &DatabaseReport) -> io::Result<()> {
    let mut line = |name: &str, told: String| writeln!(out, "{name:<22}{told}");
    line(&report.kind, format!("{}, schema {}", report.engine_version, report.schema))?;
    line("size", sized(report.bytes))?;
    if let Some(file) = report.file {
        line("pages", format!("{} of {} bytes, {} of them free", file.pages, file.page_bytes, file.free_pages))?;
        line("log", sized(file.log_bytes))?;
    }
    if let Some(connections) = &report.connections {
        let own: Vec<String> = connections.own.iter().map(|own| format!("{} {}", own.count, own.state)).collect();
        let all = format!("the server has {} of {} at most", connections.of_server, connections.server_limit);
        line("connections", format!("{}; {all}", own.join(", ")))?;
    }
    if let Some(age) = report.oldest_transaction_ms {
        line("oldest transaction", timed(age))?;
    }
    if let Some(standby) = report.standby {
        let unknown = || "does not answer or cannot tell; reports are read from the primary".to_owned();
        line("standby", standby.lag_ms.map_or_else(unknown, |lag| format!("at most {} behind", timed(lag))))?;
    }
    if let Some(backlog) = report.backlog {
        let DatabaseBacklog { deltas, events, audit } = backlog;
        line("waiting", format!("{deltas} counter deltas, {events} events, {audit} entries of the audit"))?;
    }
    if let Some(tables) = &report.tables {
        writeln!(out, "\n{:<28}{:>12}{:>14}", "table", "size", "rows, about")?;
        for table in tables {
            writeln!(out, "{:<28}{:>12}{:>14}", table.name, sized(table.bytes), table.rows)?;
        }
    }
    if let Some(statements) = &report.statements {
        writeln!(
            out,
            "\n{:>11}{:>11}{:>11}{:>11}{:>11}  statement",
            "calls", "total ms", "mean ms", "rows", "read, %"
        )?;
        for told in statements {
            let DatabaseStatement { text, calls, total_ms, mean_ms, rows, blocks_hit, blocks_read } = told;
            let blocks = blocks_hit.saturating_add(*blocks_read).max(1);
            let read = blocks_read.saturating_mul(100) / blocks;
            let text: String = text.chars().take(120).collect();
            writeln!(out, "{calls:>11}{total_ms:>11.0}{mean_ms:>11.3}{rows:>11}{read:>11}  {text}")?;
        }
    }
    if let Some(why) = &report.no_statements {
        writeln!(out, "\n{why}")?;
    }
    Ok(())
}

/// Bytes as people read them.
fn sized(bytes: u64) -> String {
    const KIB: u64 = 1 << 10;
    const MIB: u64 = 1 << 20;
    const GIB: u64 = 1 << 30;
    let tenths = |unit: u64| {
        let tenths = u128::from(bytes) * 10 / u128::from(unit);
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        GIB.. => format!("{} GiB", tenths(GIB)),
        MIB.. => format!("{} MiB", tenths(MIB)),
        KIB.. => format!("{} KiB", tenths(KIB)),
        _ => format!("{bytes} B"),
    }
}

/// A time as people read it.
fn timed(millis: u64) -> String {
    match millis {
        60_000.. => format!("{} min {} s", millis / 60_000, millis / 1_000 % 60),
        1_000.. => format!("{}.{} s", millis / 1_000, millis / 100 % 10),
        _ => format!("{millis} ms"),
    }
}

#[cfg(test)]
mod tests {
    use super::{sized, timed};

    #[test]
    fn sizes_and_times_are_for_people() {
        assert_eq!(
            [0, 1023, 1536, 5 << 20, u64::MAX].map(sized),
            ["0 B", "1023 B", "1.5 KiB", "5.0 MiB", "17179869183.9 GiB"]
        );
        assert_eq!([7, 1_250, 61_000].map(timed), ["7 ms", "1.2 s", "1 min 1 s"]);
    }
}
