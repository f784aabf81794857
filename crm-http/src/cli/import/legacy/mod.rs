//! `crm import legacy`: the earlier system's PostgreSQL tables, taken over as the past.
//!
//! Rows are read in one state of the old database, mapped by the core's types and written in batches. What the old rows leave
//! open is guessed by one rule each, and told; what cannot be is left out, and told. A dry run does the same on a copy that is
//! thrown away, so it finds exactly what a real one would.

mod calls;
mod orders;
mod people;
mod places;
mod report;
mod values;

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;
use clap::builder::BoolishValueParser;
use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::kernel::{CityId, OperatorId, Secret, Timestamp, Zone};
use crm_core::past::{Fate, Source};
use crm_core::store::DatabaseUrl;
use crm_store_postgres::legacy::{LegacyDatabase, LegacyKind, LegacyRow};

use super::{copy_of, private_folder};
use crate::cli::failure::Failure;
use crate::cli::office;
use crate::cli::progress::Progress;
use places::Places;
use report::Report;
use values::{Note, note};

/// How many rows are one unit: more makes a guard's search longer, less makes more flushes of the disk.
const BATCH: u32 = 250;

pub(in crate::cli) const EXAMPLES: &str = "\
Examples:
  crm import legacy --from postgresql://crm@old/callcentre --dry-run   what would become of each row; nothing is written
  crm import legacy --from postgresql://crm@old/callcentre --zone Europe/Moscow
  PGPASSWORD=... crm import legacy --from postgresql://crm@old/callcentre

Reads callcentre_admin, callcentre_operator, master, phones, mango, call and order, singular or plural, in one state; the old
database is not changed. It may be repeated, and goes on where it broke off: no row comes twice. Exit status 1 when rows were
left out.

  users      sign in with their old passwords (bcrypt); masters come without one
  calls      missed more than a week ago: nobody is asked to call back
  orders     in every status, with their money; cash counts as settled, so masters owe nothing for it
  times      without offset are told by --zone; one that its clocks left out is an hour later
  guesses    are listed with the ids they were made for; look at them in a dry run first";

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// The old database.
    #[arg(
        long,
        value_name = "URL",
        env = "CRM_FROM",
        hide_env_values = true,
        help = "The old database: postgresql://USER@HOST/NAME; its password is better in the environment, as PGPASSWORD"
    )]
    from: Secret,
    /// By whose clocks times without offset are told [default: the office's]
    #[arg(long, env = "CRM_ZONE", value_parser = Zone::parse)]
    zone: Option<Zone>,
    /// What the old system is called here: rows of another name are other rows
    #[arg(long, value_name = "NAME", env = "CRM_SOURCE", default_value = "legacy", value_parser = |name: &str| Source::new(name))]
    source: Source,
    /// Tell what would become of each row and write nothing
    #[arg(long, env = "CRM_DRY_RUN", value_parser = BoolishValueParser::new())]
    dry_run: bool,
}

/// Takes everything over.
pub(in crate::cli) async fn run(url: &DatabaseUrl, options: &Options) -> Result<ExitCode, Failure> {
    if !matches!(DatabaseUrl::parse(options.from.expose()), Ok(DatabaseUrl::Postgres(_))) {
        return Err(Failure::new(
            "store.bad_url",
            "--from is no address of a PostgreSQL database: postgresql://USER@HOST/NAME",
        ));
    }
    let opened = office::current_store(url).await?;
    let old = LegacyDatabase::open(&options.from).await?;
    if old.tables().is_empty() {
        return Err(Failure::new(
            "import.no_legacy",
            "the old database has none of the tables that are known: is it the right one?",
        ));
    }
    // Thrown away at the end, with the copy in it.
    let folder = if options.dry_run { Some(private_folder()?) } else { None };
    let store = match &folder {
        Some(folder) => copy_of(&opened, &folder.path().join("copy.db")).await?,
        None => opened.store(),
    };
    let crm = Crm::builder_shared(store).build()?;
    let imported = import(&crm, options, old).await;
    let closed = crm.close().await;
    let report = imported?;
    closed?;
    report.print(&mut std::io::stdout().lock(), options.dry_run)?;
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// An import under way.
struct Import<'c> {
    crm: &'c Crm,
    actor: Actor,
    source: Source,
    zone: Zone,
    now: Timestamp,
    old: LegacyDatabase,
    places: Places,
    people: People,
    report: Report,
    progress: Progress,
    done: u64,
}

/// A row on its way: its id there, and what was guessed of it.
#[derive(Debug)]
struct Mapped {
    id: String,
    guesses: Vec<Note>,
}

/// Whom the old system's numbers mean here.
#[derive(Debug, Default)]
struct People {
    operators: BTreeMap<String, OperatorId>,
    masters: BTreeMap<String, OperatorId>,
    homes: BTreeMap<OperatorId, CityId>,
}

async fn import(crm: &Crm, options: &Options, old: LegacyDatabase) -> Result<Report, Failure> {
    let actor = Actor::system("import");
    let zone = match options.zone {
        Some(zone) => zone,
        None => crm.settings().get(&actor).await?.office_zone,
    };
    let total = old.tables().iter().filter(|table| table.kind != LegacyKind::Mango).map(|table| table.rows).sum();
    let mut import = Import {
        places: Places::open(crm, &actor, zone).await?,
        people: People::default(),
        report: Report::new(&old),
        progress: Progress::new("rows", Some(total)),
        source: options.source.clone(),
        now: crm.now(),
        done: 0,
        crm,
        actor,
        zone,
        old,
    };
    people::take_over(&mut import).await?;
    import.lines().await?;
    calls::take_over(&mut import).await?;
    orders::take_over(&mut import).await?;
    import.progress.end();
    let Import { mut report, places, old, actor, .. } = import;
    old.close().await?;
    report.added(&places, zone);
    report.waiting(crm.callbacks().count_open(&actor).await?.count);
    Ok(report)
}

impl Import<'_> {
    /// Begins to read a table. `false` when there is none, or its rows cannot be told apart: then all are left out.
    async fn begin(&mut self, kind: LegacyKind, key: &'static str) -> Result<bool, Failure> {
        let Some(table) = self.old.table(kind) else { return Ok(false) };
        if !table.has(key) {
            self.report.left_out_whole(
                kind,
                table.rows,
                &note("table.no_key", "the table has no column that tells its rows apart"),
            );
            return Ok(false);
        }
        self.old.read(kind).await?;
        Ok(true)
    }

    async fn next(&mut self) -> Result<Vec<LegacyRow>, Failure> {
        let rows = self.old.next(BATCH).await?;
        self.done += rows.len() as u64;
        self.progress.at(self.done);
        Ok(rows)
    }

    /// Books the fates of a batch. What was guessed matters only where it was written.
    fn book<I: Copy>(&mut self, kind: LegacyKind, rows: &[Mapped], fates: &[Fate<I>]) {
        for (Mapped { id, guesses }, fate) in rows.iter().zip(fates) {
            match fate {
                Fate::Written(_) => {
                    self.report.written(kind);
                    for guess in guesses {
                        self.report.guessed(kind, id, guess);
                    }
                }
                Fate::Present(_) => self.report.present(kind),
                Fate::Joined(_) => {
                    self.report.present(kind);
                    self.report.guessed(kind, id, &note("user.joined", "a user with this login is here already"));
                }
                Fate::LeftOut(findings) => {
                    let told = findings
                        .first()
                        .map(|finding| Note { code: finding.code, sentence: finding.message.clone().into() });
                    self.report.left_out(kind, id, &told.unwrap_or_else(|| note("invalid", "the row does not hold")));
                }
            }
        }
    }

    /// The office's own numbers become lines.
    async fn lines(&mut self) -> Result<(), Failure> {
        let kind = LegacyKind::Phones;
        if !self.begin(kind, "number").await? {
            return Ok(());
        }
        loop {
            let rows = self.next().await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in rows {
                let id = row.get("id").or(row.get("number")).unwrap_or("-").to_owned();
                self.report.read(kind);
                match self.places.line(self.crm, &self.actor, &row).await? {
                    Ok(true) => self.report.written(kind),
                    Ok(false) => self.report.present(kind),
                    Err(note) => self.report.left_out(kind, &id, &note),
                }
            }
        }
    }
}
