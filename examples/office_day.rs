//! A day of an office: replays recorded provider deliveries into a database, lets the office work on the calls and shows
//! what became of them.
//!
//! `cargo run --example office_day -- examples/office_day`

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use crm_core::store::{DatabaseUrl, Store};
use crm_examples::{deliveries, replay, report};
use crm_store_sqlite::SqliteStore;
use indicatif::{ProgressBar, ProgressStyle};

const USAGE: &str = "usage: office_day [--json] [--database sqlite://FILE] FOLDER

Replays every delivery file (*.json) of FOLDER, lets a sample office write, visit and
close an order for each answered call, and prints the calls, what was refused, the orders
and the day's report. Without --database the office is a new file of its own.

  --json                     one line of JSON per call, and nothing else, on standard output
  --database sqlite://FILE   keep the office in FILE; a second replay changes nothing in it";

struct Arguments {
    json: bool,
    database: Option<DatabaseUrl>,
    folder: PathBuf,
}

enum Wanted {
    Help,
    Replay(Arguments),
}

fn read_arguments(given: impl IntoIterator<Item = String>) -> Result<Wanted, String> {
    let mut given = given.into_iter();
    let (mut json, mut database, mut folder) = (false, None, None);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "-h" | "--help" => return Ok(Wanted::Help),
            "--json" => json = true,
            "--database" => {
                let url = given.next().ok_or("--database needs an address, such as sqlite://office.db")?;
                database = Some(DatabaseUrl::parse(&url).map_err(|error| error.to_string())?);
            }
            option if option.starts_with('-') => return Err(format!("there is no option {option}")),
            path if folder.is_none() => folder = Some(PathBuf::from(path)),
            _ => return Err("one folder at a time".to_owned()),
        }
    }
    let folder = folder.ok_or("which folder of delivery files?")?;
    Ok(Wanted::Replay(Arguments { json, database, folder }))
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match read_arguments(std::env::args().skip(1)) {
        Ok(Wanted::Replay(arguments)) => arguments,
        Ok(Wanted::Help) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("office_day: {message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("office_day: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether audit, calls, counters and call-backs hold.
async fn run(arguments: &Arguments) -> Result<bool, Box<dyn std::error::Error>> {
    let files = deliveries::read_folder(&arguments.folder)?;
    let store = open_store(arguments.database.as_ref())?;
    let progress = ProgressBar::new(files.iter().map(|file| file.deliveries.len() as u64).sum())
        .with_style(ProgressStyle::with_template("{bar:40} {pos}/{len} deliveries")?);
    let day = replay::replay(store, &files, |done| progress.set_position(done)).await?;
    progress.finish_and_clear();
    let replay::Taken { new, repeated } = day.taken;
    eprintln!("Принято событий: {new}, повторов: {repeated}");
    let report = if arguments.json { report::json_lines(&day)? } else { day.to_string() };
    match io::stdout().lock().write_all(report.as_bytes()) {
        // Whoever reads the output, such as `head`, has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    Ok(day.is_sound())
}

fn open_store(database: Option<&DatabaseUrl>) -> Result<Arc<dyn Store>, Box<dyn std::error::Error>> {
    if let Some(url) = database {
        return Ok(Arc::new(SqliteStore::from_url(url)?));
    }
    let file = tempfile::Builder::new().prefix("office-day-").suffix(".db").tempfile()?;
    let (_, path) = file.keep()?;
    eprintln!("База офиса: {}", path.display());
    Ok(Arc::new(SqliteStore::open(path)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Wanted, String> {
        read_arguments(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_may_stand_anywhere() {
        let Ok(Wanted::Replay(arguments)) = read("day --database sqlite://office.db --json") else { panic!() };
        assert!(arguments.json);
        assert_eq!(arguments.folder, PathBuf::from("day"));
        assert_eq!(arguments.database, Some(DatabaseUrl::SqliteFile("office.db".into())));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let message = |line| read(line).err().unwrap();
        assert!(message("").contains("which folder"));
        assert!(message("a b").contains("one folder"));
        assert!(message("--fast a").contains("--fast"));
        assert!(message("a --database").contains("needs an address"));
        assert!(message("a --database office.db").contains("sqlite://"));
    }
}
