//! `crm import`: the earlier system's database as the past ([`legacy`]), or rows of CSV files through the core's use cases, each on its own.
//!
//! A row is read by the core's types and written by the use case that a screen would call, so nothing gets in that could
//! not be typed in. A dry run does the same on a copy that is thrown away, so it finds exactly what a real one would.

mod calls;
mod desk;
mod fields;
pub(super) mod legacy;
mod lines;
mod orders;
mod people;
mod report;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::BoolishValueParser;
use clap::{Args, Subcommand, ValueEnum};
use crm_core::Crm;
use crm_core::kernel::{Error, ErrorKind, FieldError, Text, Timestamp, Zone};
use crm_core::lines::NewLine;
use crm_core::operators::{NewOperator, Role};
use crm_core::orders::NewOrder;
use crm_core::store::{DatabaseUrl, IdempotencyKey, Store, copy};
use crm_store_sqlite::{Options as StoreOptions, SqliteStore, Synchronous};
use futures_util::future::join_all;
use sha2::{Digest, Sha256};

use super::failure::Failure;
use super::office::{self, Opened};
use super::progress::Progress;
use desk::Desk;
use report::Report;
use table::{Known, Row, Table, Unreadable};

pub(super) const EXAMPLES: &str = "\
Examples:
  crm import lines lines.csv --dry-run         what would come of it, line by line; nothing is written
  crm import operators callcentre_operator.csv
  crm import calls call.csv --operators callcentre_operator.csv --zone Europe/Moscow
  crm import orders order.csv
  crm import legacy --from postgresql://crm@old/callcentre --dry-run    everything at once; `crm import legacy --help`

Files are CSV in UTF-8, with or without byte order mark, with `,` or `;`. The first line names the columns, as on the
wire (phoneClient) or as in the tables of the requirements (phone_client). A faulty line is told and left out, the rest
goes in; then the exit status is 1. Correct the file and import it again: nothing comes twice, also after a crash.

Order: cities by the screens, then lines, operators, masters, calls, orders. What a file cannot bring:
  ids        every row gets a new one; users of the other system are found by --operators, or by login or unique name
  calls      campaign, city and advert account are those of the line; missed calls open call-backs; internal calls and
             those that go on are refused; without direction a call came in; why it was missed is not taken over
  orders     only those that wait for a master, written now; closed ones and their money come by `crm import legacy`
  operators  only active ones; without a password nobody can sign in until an admin sets one; hashes are refused";

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Calls of the past
    Calls,
    /// Orders that wait for a master
    Orders,
    /// The company's own numbers
    Lines,
    /// Users of every role, operators unless the column role says otherwise
    Operators,
    /// Masters
    Masters,
}

#[derive(Debug, Subcommand)]
pub(super) enum Source {
    /// Take everything over from the earlier system's PostgreSQL database, the past with its money
    #[command(after_help = legacy::EXAMPLES)]
    Legacy(legacy::Options),
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Options {
    #[command(subcommand)]
    source: Option<Source>,
    #[command(flatten)]
    file: FileOptions,
}

#[derive(Debug, Args)]
struct FileOptions {
    /// What the file holds
    #[arg(required = true)]
    what: Option<What>,
    /// The file
    #[arg(required = true)]
    file: Option<PathBuf>,
    /// Tell what would come of it and write nothing
    #[arg(long, env = "CRM_DRY_RUN", value_parser = BoolishValueParser::new())]
    dry_run: bool,
    /// The users of the other system, as CSV with id and login: whom an operator's number means
    #[arg(long, value_name = "FILE", env = "CRM_OPERATORS")]
    operators: Option<PathBuf>,
    /// By whose clocks times without offset are told [default: the office's; visits: their city's]
    #[arg(long, env = "CRM_ZONE", value_parser = Zone::parse)]
    zone: Option<Zone>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Created,
    Present,
}

impl Done {
    /// A repeated request gives what the first one made.
    fn since(begun: Timestamp, created_at: Timestamp) -> Self {
        if created_at < begun { Self::Present } else { Self::Created }
    }
}

/// Why a row was not written.
#[derive(Debug)]
enum Fault {
    /// It is the row's fault: the next one may be right.
    Row(Vec<FieldError>),
    /// Nothing can be written any more.
    Broken(Failure),
}

impl From<Vec<FieldError>> for Fault {
    fn from(findings: Vec<FieldError>) -> Self {
        Self::Row(findings)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error.kind() {
            ErrorKind::Unavailable | ErrorKind::Internal => Self::Broken(error.into()),
            _ if error.fields().is_empty() => {
                Self::Row(vec![FieldError { field: "", code: error.code(), message: error.to_string() }])
            }
            _ => Self::Row(error.fields().to_vec()),
        }
    }
}

/// A row that was read.
#[derive(Debug)]
enum Item {
    Call(calls::Item),
    Order(Box<NewOrder>),
    Line(NewLine),
    User(Box<NewOperator>),
}

impl What {
    const fn columns(self) -> &'static [Known] {
        match self {
            Self::Calls => calls::COLUMNS,
            Self::Orders => orders::COLUMNS,
            Self::Lines => lines::COLUMNS,
            Self::Operators => people::OPERATORS,
            Self::Masters => people::MASTERS,
        }
    }
    /// How many rows are written at a time: together they cost one flush of the disk. Where rows compete, as orders do for
    /// a slot, one after the other, so that the file decides.
    const fn at_a_time(self) -> usize {
        match self {
            Self::Calls => 64,
            Self::Orders | Self::Lines | Self::Operators | Self::Masters => 1,
        }
    }
    fn read(self, desk: &Desk<'_>, row: &Row) -> Result<Item, Fault> {
        Ok(match self {
            Self::Calls => Item::Call(calls::read(desk, row)?),
            Self::Orders => Item::Order(orders::read(desk, row)?),
            Self::Lines => Item::Line(lines::read(desk, row)?),
            Self::Operators => Item::User(people::read(desk, row, None)?),
            Self::Masters => Item::User(people::read(desk, row, Some(Role::Master))?),
        })
    }
}

impl Item {
    /// What two rows of one and the same thing have in common, where names do not tell.
    fn natural_key(&self) -> Option<String> {
        match self {
            Self::Call(call) => Some(call.natural_key()),
            Self::Order(order) => Some(orders::natural_key(order)),
            Self::Line(_) | Self::User(_) => None,
        }
    }
    async fn write(&self, desk: &Desk<'_>, nth: u64, key: &IdempotencyKey) -> Result<Done, Fault> {
        match self {
            Self::Call(call) => Ok(call.write(desk, nth, key).await?),
            Self::Order(order) => Ok(orders::write(desk, order, nth, key).await?),
            Self::Line(line) => lines::write(desk, line).await,
            Self::User(user) => people::write(desk, user).await,
        }
    }
}

/// Imports a file, or the earlier system's database.
pub(super) async fn run(url: &DatabaseUrl, options: &Options) -> Result<ExitCode, Failure> {
    if let Some(Source::Legacy(options)) = &options.source {
        return legacy::run(url, options).await;
    }
    let options = &options.file;
    let (Some(what), Some(file)) = (options.what, &options.file) else {
        return Err(Failure::new("cli.usage", "say what the file holds, and which file"));
    };
    let mut table = Table::open(file, what.columns())?;
    let logins = options.operators.as_deref().map(logins).transpose()?;
    let opened = office::current_store(url).await?;
    // Thrown away at the end, with the copy in it.
    let folder = if options.dry_run { Some(private_folder()?) } else { None };
    let store = match &folder {
        Some(folder) => copy_of(&opened, &folder.path().join("copy.db")).await?,
        None => opened.store(),
    };
    let crm = Crm::builder_shared(store).build()?;
    let imported = import(&crm, what, options, logins, &mut table).await;
    let closed = crm.close().await;
    let report = imported?;
    closed?;
    report.sum_up(&table)?;
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn private_folder() -> Result<tempfile::TempDir, Failure> {
    tempfile::tempdir().map_err(|error| Failure::new("cli.file", format!("no folder for the dry run: {error}")))
}

async fn copy_of(opened: &Opened, path: &Path) -> Result<Arc<dyn Store>, Failure> {
    let options = StoreOptions::default().synchronous(Synchronous::Off);
    let file = match opened {
        Opened::Sqlite(store) => {
            store.backup(path, |_| {}).await?;
            SqliteStore::open_with(path, options)?
        }
        Opened::Postgres(store) => {
            let file = SqliteStore::open_with(path, options)?;
            copy::copy(store.as_ref(), &file, copy::Start::Resume, |_| {}).await.map_err(Error::from)?;
            file
        }
    };
    opened.store().close().await?;
    Ok(Arc::new(file))
}

/// Rows on their way into the office.
struct Import<'a> {
    what: What,
    desk: Desk<'a>,
    report: Report,
    // How often the file has had each thing.
    seen: BTreeMap<[u8; 32], u64>,
    batch: Vec<Pending>,
    // Things of the batch: of two rows of one thing the first must be written before the second is looked at.
    in_batch: BTreeSet<[u8; 32]>,
}

struct Pending {
    line: u64,
    work: Result<(Item, u64, IdempotencyKey), Vec<FieldError>>,
}

async fn import(
    crm: &Crm,
    what: What,
    options: &FileOptions,
    logins: Option<BTreeMap<String, String>>,
    table: &mut Table,
) -> Result<Report, Failure> {
    let mut import = Import {
        what,
        desk: Desk::open(crm, options.zone, logins).await?,
        report: Report::new(options.dry_run),
        seen: BTreeMap::new(),
        batch: Vec::new(),
        in_batch: BTreeSet::new(),
    };
    let progress = Progress::new("bytes", Some(table.bytes()));
    while let Some(row) = table.next()? {
        import.add(row, table, &progress).await?;
        progress.at(table.position());
    }
    import.flush(table, &progress).await?;
    progress.end();
    Ok(import.report)
}

impl Import<'_> {
    async fn add(&mut self, row: Result<Row, Unreadable>, table: &Table, progress: &Progress) -> Result<(), Failure> {
        let pending = match row {
            Err(Unreadable { line, code, sentence }) => {
                Pending { line, work: Err(vec![desk::missing("", code, sentence)]) }
            }
            Ok(row) => {
                let work = match self.what.read(&self.desk, &row) {
                    Ok(item) => Ok(self.place(&row, item, table, progress).await?),
                    Err(Fault::Row(findings)) => Err(findings),
                    Err(Fault::Broken(failure)) => return Err(failure),
                };
                Pending { line: row.line, work }
            }
        };
        self.batch.push(pending);
        if self.batch.len() >= self.what.at_a_time() {
            self.flush(table, progress).await?;
        }
        Ok(())
    }

    /// Which of its like the row is in the file, and the key that makes its writing repeatable. The key follows from what
    /// the row says and not from its line, so that a corrected file repeats what was right.
    async fn place(
        &mut self,
        row: &Row,
        item: Item,
        table: &Table,
        progress: &Progress,
    ) -> Result<(Item, u64, IdempotencyKey), Failure> {
        let mut values: Vec<_> = row.values().iter().collect();
        values.sort_unstable();
        let content = digest(&format!("{:?} {values:?}", self.what));
        let natural = item.natural_key().map_or(content, |key| digest(&key));
        if self.in_batch.contains(&natural) {
            self.flush(table, progress).await?;
        }
        self.in_batch.insert(natural);
        let nth = self.seen.entry(natural).and_modify(|seen| *seen += 1).or_insert(1);
        let key = format!("import-{}-{nth}", hex::encode(content));
        Ok((item, *nth, Text::from_stored(&key)))
    }

    async fn flush(&mut self, table: &Table, progress: &Progress) -> Result<(), Failure> {
        let batch = std::mem::take(&mut self.batch);
        self.in_batch.clear();
        let desk = &self.desk;
        let written = join_all(batch.iter().map(async |pending| match &pending.work {
            Ok((item, nth, key)) => item.write(desk, *nth, key).await,
            Err(findings) => Err(Fault::Row(findings.clone())),
        }))
        .await;
        for (pending, written) in batch.iter().zip(written) {
            match written {
                Ok(done) => self.report.done(done),
                Err(Fault::Row(findings)) => {
                    progress.aside(|| self.report.faulty(pending.line, &findings, table))?;
                }
                Err(Fault::Broken(failure)) => return Err(failure),
            }
        }
        Ok(())
    }
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

const LOGINS: &[Known] = &[
    Known::required("id", &[]),
    Known::required("login", &[]),
    Known::ignored("name", &[]),
    Known::ignored("role", &[]),
    Known::ignored("city", &[]),
    Known::ignored("password", &[]),
    Known::ignored("status", &[]),
    Known::ignored("statusWork", &["status_work"]),
    Known::ignored("sipAddress", &["sip_address"]),
    Known::ignored("extension", &[]),
    Known::ignored("createdAt", &["created_at"]),
    Known::ignored("updatedAt", &["updated_at"]),
];

/// Logins by the numbers that another system gave its users.
fn logins(path: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut table = Table::open(path, LOGINS)?;
    let mut logins = BTreeMap::new();
    while let Some(row) = table.next()? {
        let row = row.map_err(|Unreadable { line, code, sentence }| {
            Failure::new(code, format!("{}, line {line}: {sentence}", path.display()))
        })?;
        if let (Some(id), Some(login)) = (row.get("id"), row.get("login")) {
            logins.insert(id.to_owned(), login.to_owned());
        }
    }
    Ok(logins)
}
