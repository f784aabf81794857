//! `crm export`.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{BoolishValueParser, PossibleValue};
use clap::{Args, ValueEnum};
use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::calls::{CallDirection, CallFilter, CallSort, CallStatus};
use crm_core::exports::Export;
use crm_core::kernel::{CampaignId, CityId, FieldError, Lang, NotACode, OperatorId, Period, Phone, Zone};
use crm_core::orders::{OrderFilter, OrderStatus};
use crm_core::stats::StatsQuery;
use crm_core::store::DatabaseUrl;
use futures_util::TryStreamExt;
use serde_json::json;

use super::failure::Failure;
use super::office;
use super::progress::Progress;
use crate::sheet::{self, Report, Separator, SheetFormat, SheetOptions};

pub(super) const EXAMPLES: &str = "\
Examples:
  crm export calls --from 2026-01-01 --to 2026-01-31 --output january.csv
  crm export orders --city Саратов --status completed --output done.xlsx
  crm export stats --by operators --from 2026-01-01 --output operators.xlsx
  crm export calls --for-scripts | head

For people a CSV file is what Excel opens in Russia: `;`, byte order mark, local times of the office, Russian words.
--for-scripts gives wire names, codes, RFC 3339 and `,` instead. Dates are days of the office; --to includes its day.";

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Calls, latest first
    Calls,
    /// Orders, as they were written
    Orders,
    /// A report; see --by
    Stats,
}

#[derive(Debug, Args)]
pub(super) struct Options {
    /// What to export
    what: What,
    /// The file, which must not be there yet; without it, CSV goes to the standard output
    #[arg(long, short, env = "CRM_OUTPUT")]
    output: Option<PathBuf>,
    /// The kind of file; by the ending of its name when left out, else CSV
    #[arg(long, env = "CRM_FORMAT")]
    format: Option<SheetFormat>,
    /// Only what began, was written or happened from then on: a date, or a time such as 2026-01-12T09:00:00+03:00
    #[arg(long, value_name = "TIME", env = "CRM_FROM")]
    from: Option<String>,
    /// Only what did so until then; of a date the whole day
    #[arg(long, value_name = "TIME", env = "CRM_TO")]
    to: Option<String>,
    /// Only this city, by name
    #[arg(long, env = "CRM_CITY")]
    city: Option<String>,
    /// Only this campaign, by name
    #[arg(long, env = "CRM_RK")]
    rk: Option<String>,
    /// Only this operator, by the number of the user
    #[arg(long, value_name = "ID", env = "CRM_OPERATOR_ID")]
    operator_id: Option<i64>,
    /// Only this status
    #[arg(long, env = "CRM_STATUS")]
    status: Option<String>,
    /// Only calls in this direction: in, out
    #[arg(long, env = "CRM_DIRECTION")]
    direction: Option<String>,
    /// Only this client
    #[arg(long, env = "CRM_PHONE")]
    phone: Option<String>,
    /// What the report has a row for
    #[arg(long, env = "CRM_BY", default_value = "days")]
    by: Report,
    /// Wire names and codes instead of words, in plain CSV
    #[arg(long, env = "CRM_FOR_SCRIPTS", value_parser = BoolishValueParser::new())]
    for_scripts: bool,
    /// The language of headings and words
    #[arg(long, env = "CRM_LANG", default_value = "ru", value_parser = ["ru", "en"])]
    lang: String,
    /// What separates the values of a CSV file [default: `;`, for scripts `,`]
    #[arg(long, env = "CRM_SEPARATOR", value_parser = [",", ";"])]
    separator: Option<String>,
    /// Leave the byte order mark of a CSV file out
    #[arg(long, env = "CRM_NO_BOM", value_parser = BoolishValueParser::new())]
    no_bom: bool,
}

impl ValueEnum for SheetFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Csv, Self::Xlsx]
    }
    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.extension()))
    }
}

impl ValueEnum for Report {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }
    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// Writes the file.
pub(super) async fn run(url: &DatabaseUrl, options: &Options) -> Result<ExitCode, Failure> {
    let crm = office::existing(url).await?;
    let written = write(&crm, options).await;
    let closed = crm.close().await;
    written?;
    closed?;
    Ok(ExitCode::SUCCESS)
}

async fn write(crm: &Crm, options: &Options) -> Result<(), Failure> {
    let actor = Actor::system("export");
    let zone = crm.settings().get(&actor).await?.office_zone;
    let export = begin(crm, &actor, zone, options).await?;
    let style = options.style(zone);
    let Some(path) = &options.output else {
        if options.format() == SheetFormat::Xlsx {
            return Err(Failure::new("cli.output", "an XLSX file needs --output FILE"));
        }
        let mut out = io::stdout().lock();
        let mut pieces = std::pin::pin!(sheet::stream(export, SheetFormat::Csv, style));
        while let Some(piece) = pieces.try_next().await? {
            out.write_all(&piece)?;
        }
        return Ok(out.flush()?);
    };
    to_file(export, path, options.format(), style).await
}

/// The file appears under its name only when it is whole.
async fn to_file(export: Export, path: &Path, format: SheetFormat, style: SheetOptions) -> Result<(), Failure> {
    let failed = |error: &io::Error| Failure::file(path, error);
    if path.exists() {
        return Err(Failure::new("cli.file_exists", format!("{} is there already: give another name", path.display())));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".crm-export-").tempfile_in(folder).map_err(|e| failed(&e))?;
    let progress = Progress::new("bytes", None);
    let mut bytes = 0;
    let mut pieces = std::pin::pin!(sheet::stream(export, format, style));
    while let Some(piece) = pieces.try_next().await? {
        file.write_all(&piece).map_err(|error| failed(&error))?;
        bytes += piece.len() as u64;
        progress.at(bytes);
    }
    progress.end();
    let file: File = file.persist_noclobber(path).map_err(|error| failed(&error.error))?;
    file.sync_all().map_err(|error| failed(&error))?;
    writeln!(io::stdout().lock(), "{}: {bytes} bytes", path.display())?;
    Ok(())
}

impl Options {
    fn format(&self) -> SheetFormat {
        let ending = self.output.as_deref().and_then(Path::extension);
        let by_name = if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
            SheetFormat::Xlsx
        } else {
            SheetFormat::Csv
        };
        self.format.unwrap_or(by_name)
    }

    fn style(&self, zone: Zone) -> SheetOptions {
        let lang = if self.lang == "en" { Lang::En } else { Lang::Ru };
        let mut style =
            if self.for_scripts { SheetOptions::for_scripts(zone) } else { SheetOptions::for_people(lang, zone) };
        if let Some(separator) = self.separator.as_deref() {
            style.separator = if separator == ";" { Separator::Semicolon } else { Separator::Comma };
        }
        style.byte_order_mark &= !self.no_bom;
        style
    }

    /// The period, if one is given.
    fn period(&self, zone: Zone) -> Result<Option<Period>, Failure> {
        if self.from.is_none() && self.to.is_none() {
            return Ok(None);
        }
        let period = Period::from_input(zone, self.from.as_deref(), self.to.as_deref());
        period.map(Some).map_err(|error| refused(error.at("from", "to")))
    }

    /// A filter that this export does not know is an error: leaving it out would export more than was asked for.
    fn only(&self, known: &[&str]) -> Result<(), Failure> {
        let given = [
            ("rk", self.rk.is_some()),
            ("operator-id", self.operator_id.is_some()),
            ("status", self.status.is_some()),
            ("direction", self.direction.is_some()),
            ("phone", self.phone.is_some()),
        ];
        match given.into_iter().find(|(name, is_given)| *is_given && !known.contains(name)) {
            None => Ok(()),
            Some((name, _)) => Err(Failure::new("cli.filter", format!("--{name} does not go with this export"))),
        }
    }
}

async fn begin(crm: &Crm, actor: &Actor, zone: Zone, options: &Options) -> Result<Export, Failure> {
    let period = options.period(zone)?;
    let city = match &options.city {
        Some(name) => Some(crm.cities().by_name(actor, name).await?.id),
        None => None,
    };
    match options.what {
        What::Calls => {
            options.only(&["rk", "operator-id", "status", "direction", "phone"])?;
            let filter = CallFilter {
                period,
                city,
                operator: operator(options)?,
                status: code(options.status.as_deref(), CallStatus::parse, "status")?,
                campaign: campaign(crm, actor, options).await?,
                direction: code(options.direction.as_deref(), CallDirection::parse, "direction")?,
                client: phone(options)?,
                complete: None,
            };
            Ok(crm.exports().calls(actor, &filter, CallSort::Latest).await?)
        }
        What::Orders => {
            options.only(&["rk", "operator-id", "status", "phone"])?;
            let filter = OrderFilter {
                created: period,
                city,
                operator: operator(options)?,
                status: code(options.status.as_deref(), OrderStatus::parse, "status")?,
                campaign: campaign(crm, actor, options).await?,
                phone: phone(options)?,
                ..OrderFilter::default()
            };
            Ok(crm.exports().orders(actor, &filter).await?)
        }
        What::Stats => {
            options.only(&[])?;
            report(crm, actor, options, period.unwrap_or(Period::everything()), city).await
        }
    }
}

async fn report(
    crm: &Crm,
    actor: &Actor,
    options: &Options,
    period: Period,
    city: Option<CityId>,
) -> Result<Export, Failure> {
    let query = StatsQuery { city, ..StatsQuery::new(period) };
    let table = sheet::report(crm, actor, options.by, &query).await?;
    let said = json!({ "by": options.by.name(), "from": period.from(), "to": period.to(), "city": city });
    Ok(crm.exports().table(actor, "stats", &said, table).await?)
}

fn refused(finding: FieldError) -> Failure {
    crm_core::Error::from(finding).into()
}

fn operator(options: &Options) -> Result<Option<OperatorId>, Failure> {
    let read = |id| OperatorId::new(id).map_err(|error| Failure::new("cli.filter", format!("--operator-id: {error}")));
    options.operator_id.map(read).transpose()
}

fn phone(options: &Options) -> Result<Option<Phone>, Failure> {
    options.phone.as_deref().map(Phone::parse).transpose().map_err(|error| refused(error.at("phone")))
}

fn code<T>(
    given: Option<&str>,
    parse: fn(&str) -> Result<T, NotACode>,
    field: &'static str,
) -> Result<Option<T>, Failure> {
    given.map(parse).transpose().map_err(|error| refused(error.at(field)))
}

async fn campaign(crm: &Crm, actor: &Actor, options: &Options) -> Result<Option<CampaignId>, Failure> {
    let Some(name) = &options.rk else { return Ok(None) };
    let wanted = name.trim().to_lowercase();
    let mut all = crm.campaigns().list(actor, None).await?.into_iter();
    let found = all.find(|campaign| campaign.name.as_str().to_lowercase() == wanted);
    let missing = || Failure::new("campaign.not_found", format!("there is no campaign {name}"));
    found.map(|campaign| Some(campaign.id)).ok_or_else(missing)
}
