//! The flags of `crm simulate`, and the account and the calls that they stand for.

use std::path::PathBuf;

use clap::Args;
use crm_core::kernel::{Secret, Text, Timestamp};
use crm_core::telephony::MangoAccount;

use super::super::options::documented;
use super::{HOUR, SimulateError};
use crate::simulate::habits;
use crate::simulate::plan::{Faults, PlanOptions};
use crate::simulate::send::Speed;

/// A server takes events of the last month; some of it is kept back for clocks.
const OLDEST: i64 = 30 * 24 * HOUR;

/// What people read below the flags.
pub(in crate::cli) const EXAMPLES: &str = "\
Examples:
  crm simulate --setup --verify --login admin --calls 1000
      sets the office up, plays a thousand calls and compares; asks for the password
  crm simulate --calls 10000 --duplicate 0.1 --reorder 0.1 --delay 0.05 --bad-signature 0.02 --forge 0.02 --resend
      with faults, sending again what is not acknowledged
  crm simulate --calls 200 --speed 60 --busiest-hour 30
      an hour of the office in a minute

The same --seed and --start, which is printed, play the same calls: played twice, the second time changes nothing.";

/// Flags of `crm simulate`.
#[derive(Debug, Args)]
pub(crate) struct SimulateArgs {
    /// The server's address
    #[arg(long, env = "CRM_URL", default_value = "http://127.0.0.1:5000")]
    pub(super) url: String,
    /// The key that the server expects.
    #[arg(
        long,
        value_name = "KEY",
        env = "CRM_MANGO_API_KEY",
        hide_env_values = true,
        help = "The vpbx_api_key that the server expects; better in the environment, unseen by others [also: MANGO_API_KEY]"
    )]
    mango_api_key: Option<Secret>,
    /// The salt that the server expects.
    #[arg(
        long,
        value_name = "SALT",
        env = "CRM_MANGO_API_SALT",
        hide_env_values = true,
        help = "The vpbx_api_salt that the server expects [also: MANGO_API_SALT]"
    )]
    mango_api_salt: Option<Secret>,
    /// The seconds that the server is configured to add to this account's times: the simulated clock is wrong by as much
    #[arg(
        long,
        value_name = "SECONDS",
        env = "CRM_MANGO_CLOCK_OFFSET",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    mango_clock_offset: i64,

    /// Which calls: the same seed and start play the same ones
    #[arg(long, env = "CRM_SEED", default_value_t = 1)]
    seed: u64,
    /// How many conversations
    #[arg(long, env = "CRM_CALLS", default_value_t = 100)]
    calls: usize,
    /// Calls in the busiest hour of a day; the other hours have their share of it
    #[arg(long, value_name = "CALLS", env = "CRM_BUSIEST_HOUR", default_value_t = 90.0, value_parser = rate)]
    busiest_hour: f64,
    /// When the first call may begin, RFC 3339 [default: so that the last one ends about now; now with a speed of 1]
    #[arg(long, value_name = "TIME", env = "CRM_START", value_parser = Timestamp::parse)]
    start: Option<Timestamp>,
    /// Simulated seconds in a second, or max: without pauses
    #[arg(long, env = "CRM_SPEED", default_value = "max", value_parser = speed)]
    pub(super) speed: Speed,
    /// Requests under way at the same time
    #[arg(long, env = "CRM_CONNECTIONS", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) connections: u16,
    /// Send again what is not acknowledged, for at most this long; the provider itself never does
    #[arg(long, value_name = "SECONDS", env = "CRM_RESEND", num_args = 0..=1, default_missing_value = "300")]
    pub(super) resend: Option<u64>,

    /// Share of deliveries that are never sent, 0 to 1
    #[arg(long, value_name = "SHARE", env = "CRM_DROP", default_value_t = 0.0, value_parser = share)]
    drop: f64,
    /// Share of deliveries that are sent again
    #[arg(long, value_name = "SHARE", env = "CRM_DUPLICATE", default_value_t = 0.0, value_parser = share)]
    duplicate: f64,
    /// Share of deliveries that come after their successor
    #[arg(long, value_name = "SHARE", env = "CRM_REORDER", default_value_t = 0.0, value_parser = share)]
    reorder: f64,
    /// Share of deliveries that come seconds or minutes late
    #[arg(long, value_name = "SHARE", env = "CRM_DELAY", default_value_t = 0.0, value_parser = share)]
    delay: f64,
    /// Share of leg events that are stamped a second off
    #[arg(long, value_name = "SHARE", env = "CRM_CLOCK_SKEW", default_value_t = 0.0, value_parser = share)]
    clock_skew: f64,
    /// Share of deliveries that an altered copy with a wrong signature accompanies
    #[arg(long, value_name = "SHARE", env = "CRM_BAD_SIGNATURE", default_value_t = 0.0, value_parser = share)]
    bad_signature: f64,
    /// Share of deliveries that another forgery accompanies: a foreign key, no signature, garbage, a wrong path
    #[arg(long, value_name = "SHARE", env = "CRM_FORGE", default_value_t = 0.0, value_parser = share)]
    forge: f64,

    /// Write what was sent, and what comparing found, to this file, as JSON
    #[arg(long, value_name = "FILE", env = "CRM_REPORT")]
    pub(super) report: Option<PathBuf>,
    /// Write what really happened to this file, one conversation in a line, as JSON
    #[arg(long, value_name = "FILE", env = "CRM_TRUTH")]
    pub(super) truth: Option<PathBuf>,
    /// Add the cities, campaigns, lines and operators that the calls need, as far as they are not there
    #[arg(long, env = "CRM_SETUP", requires = "login")]
    pub(super) setup: bool,
    /// Read the calls back and compare them with what really happened; the status is 1 when anything differs
    #[arg(long, env = "CRM_VERIFY", requires = "login")]
    pub(super) verify: bool,
    /// Who signs in for --setup and --verify, an admin; the password comes from the environment, as
    /// `CRM_SIMULATE_PASSWORD`, or from standard input
    #[arg(long, env = "CRM_LOGIN")]
    pub(super) login: Option<String>,
}

/// The provider's account, as the server knows it.
///
/// # Errors
/// [`SimulateError::Account`].
pub(super) fn account(args: &SimulateArgs) -> Result<MangoAccount, SimulateError> {
    let or_documented = |flag: &Option<Secret>, name| flag.clone().or_else(|| documented(name).map(Secret::from));
    let key = or_documented(&args.mango_api_key, "MANGO_API_KEY");
    let salt = or_documented(&args.mango_api_salt, "MANGO_API_SALT");
    let (Some(key), Some(salt)) = (key, salt) else {
        return Err(SimulateError::Account("it needs both MANGO_API_KEY and MANGO_API_SALT".to_owned()));
    };
    MangoAccount::new(Text::from_stored("simulated"), key, salt, args.mango_clock_offset)
        .map_err(|error| SimulateError::Account(error.to_string()))
}

/// Which calls are played, how fast they come, and with which faults.
///
/// # Errors
/// [`SimulateError::TooLong`].
pub(super) fn plan_options(args: &SimulateArgs, now: Timestamp) -> Result<PlanOptions, SimulateError> {
    let start = match args.start {
        Some(start) => start.seconds(),
        None if args.speed == Speed::Times(1.0) => now.seconds(),
        None => {
            // The calls of whole days, and one more day: the first and the last one are not whole.
            let per_day = args.busiest_hour * habits::BY_HOUR.iter().sum::<f64>();
            let lasts = whole_days(args.calls, per_day) * 24 * HOUR;
            if lasts > OLDEST {
                return Err(SimulateError::TooLong);
            }
            now.seconds() - lasts
        }
    };
    let faults = Faults {
        dropped: args.drop,
        duplicated: args.duplicate,
        reordered: args.reorder,
        delayed: args.delay,
        skewed: args.clock_skew,
        badly_signed: args.bad_signature,
        forged: args.forge,
    };
    let (seed, calls, busiest_hour) = (args.seed, args.calls, args.busiest_hour);
    Ok(PlanOptions { seed, calls, start, busiest_hour, clock_offset: args.mango_clock_offset, faults })
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
#[expect(clippy::cast_possible_truncation, reason = "an estimate; the cast saturates")]
fn whole_days(calls: usize, per_day: f64) -> i64 {
    ((calls as f64 / per_day).ceil() as i64).saturating_add(1).min(i64::from(u32::MAX))
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "expected a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("expected a number from 0 to 1".to_owned()) }
}

fn rate(text: &str) -> Result<f64, String> {
    let rate: f64 = text.parse().map_err(|_| "expected a number above 0".to_owned())?;
    if rate > 0.0 && rate <= 100_000.0 { Ok(rate) } else { Err("expected a number above 0, at most 100000".to_owned()) }
}

fn speed(text: &str) -> Result<Speed, String> {
    if text.eq_ignore_ascii_case("max") { Ok(Speed::Max) } else { rate(text).map(Speed::Times) }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::simulate::forgery::Forger;
    use crate::simulate::plan::Plan;

    #[derive(Debug, Parser)]
    struct Program {
        #[command(flatten)]
        simulate: SimulateArgs,
    }

    fn parsed(flags: &str) -> Result<SimulateArgs, clap::Error> {
        let always = ["crm", "--mango-api-key", "key", "--mango-api-salt", "salt"];
        Program::try_parse_from(always.into_iter().chain(flags.split_whitespace())).map(|program| program.simulate)
    }

    #[test]
    fn every_example_is_understood() {
        for line in EXAMPLES.lines().filter_map(|line| line.trim().strip_prefix("crm simulate ")) {
            parsed(line).unwrap();
        }
        assert_eq!(EXAMPLES.matches("crm simulate ").count(), 3);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for flags in
            ["--drop 1.5", "--drop x", "--speed 0", "--busiest-hour 0", "--connections 0", "--start noon", "--verify"]
        {
            assert!(parsed(flags).is_err(), "{flags}");
        }
    }

    #[test]
    fn sending_again_is_off_lasts_five_minutes_or_as_long_as_said() {
        let resend = |flags| parsed(flags).unwrap().resend;
        assert_eq!(["", "--resend", "--resend 20"].map(resend), [None, Some(300), Some(20)]);
    }

    #[test]
    fn calls_end_about_now_and_never_reach_further_back_than_a_server_takes_them() {
        let now = Timestamp::parse("2026-02-02T12:00:00Z").unwrap();
        let start = |flags| plan_options(&parsed(flags).unwrap(), now).map(|options| now.seconds() - options.start);
        assert_eq!(start("--calls 10").unwrap(), 2 * 24 * HOUR);
        assert_eq!(start("--calls 10 --speed 1").unwrap(), 0);
        assert_eq!(start("--start 2026-02-02T11:00:00Z").unwrap(), HOUR);
        assert!(matches!(start("--calls 10000000"), Err(SimulateError::TooLong)));
        let account = MangoAccount::new(Text::new("a").unwrap(), "key".into(), "salt".into(), 0).unwrap();
        let options = plan_options(&parsed("--calls 2000").unwrap(), now).unwrap();
        let plan = Plan::new(&options, &Forger::new(account).unwrap());
        let last = plan.sendings.last().unwrap().due / 1000 - now.seconds();
        assert!((-3 * 24 * HOUR..12 * HOUR).contains(&last), "the last is sent {last} seconds after now");
    }
}
