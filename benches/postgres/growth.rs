//! What reading costs in a large office, compared with one a tenth of its size. Both span the same two years with the same
//! people. The limits are those of the same figures on SQLite.

use std::sync::Arc;

use tokio::runtime::Runtime;

use crate::Result;
use crate::office::Office;
use crate::plan::Plan;
use crate::reads::{Ask, Side, spawn};
use crate::rounds::{Target, Unit, head, how_many, interleave, row};

pub(crate) fn measure(plan: &Plan, runtime: &Runtime, small: &Office, large: &Office) -> Result<()> {
    head("ours: cost of", &format!("{} calls", large.calls), &format!("{} calls", small.calls));
    let (small, large) = (Arc::new(Side::of(small)?), Arc::new(Side::of(large)?));
    for (name, ask, most) in [
        ("admin: 20 calls", Ask::Calls { is_operator: false, with_total: false }, 1.3),
        ("admin: 20 calls and their total", Ask::Calls { is_operator: false, with_total: true }, 1.3),
        ("operator: 20 calls", Ask::Calls { is_operator: true, with_total: false }, 1.3),
        ("admin: 20 orders", Ask::Orders { with_total: false }, 2.0),
        ("admin: 20 orders and their total", Ask::Orders { with_total: true }, 2.0),
        ("my figures and days, 30 days", Ask::My, 1.5),
        ("the office's figures, a year", Ask::Overall, 1.5),
    ] {
        let side = |side: &Side, round, many| spawn(runtime, side.clone().ours_many(ask, round, many));
        side(&large, 0, 20)?;
        let many = how_many(plan.slice, || side(&small, 0, 1).map(drop))?;
        let rounds = interleave(plan.rounds, |round| side(&large, round, many), |round| side(&small, round, many))?;
        row(name, Unit::Each, many, &rounds, Target::AtMost(most));
    }
    Ok(())
}
