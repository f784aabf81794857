//! Refusals of statistics and staffing.

use crate::kernel::{Code, ErrorKind, Refusal};

/// Why a figure cannot be computed from what was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatsError {
    /// Not a number of calls, or more than the models take.
    #[error("the load must be a number from 0 up to 100,000 erlangs and 10,000,000 calls per hour")]
    BadLoad,
    /// No agent, or more than the models take.
    #[error("the number of agents must be from 1 to 100,000")]
    BadAgents,
    /// A handle time outside its range.
    #[error("the average handle time must be from 1 millisecond to 24 hours")]
    BadHandleTime,
    /// A mean patience outside its range.
    #[error("the mean patience must be from 1 millisecond to 24 hours")]
    BadPatience,
    /// An answer threshold outside its range, or shorter than the threshold of a short abandon.
    #[error("the answer threshold must be at most an hour and not below the threshold of a short abandon")]
    BadThreshold,
    /// Not a probability strictly between 0 and 1.
    #[error("the probability must lie between 0 and 1")]
    BadProbability,
    /// A share above 100 %.
    #[error("the share must be from 0 to 100 %")]
    BadShare,
    /// Shrinkage that leaves nobody at work.
    #[error("the shrinkage must be from 0 to 99.99 %")]
    BadShrinkage,
    /// An interval outside its range.
    #[error("the interval must be from 1 minute to 24 hours")]
    BadInterval,
    /// More rows than an answer holds.
    #[error("the period is too long for so many rows; ask for a shorter one")]
    PeriodTooLong,
    /// A sum of money beyond what an amount holds.
    #[error("the sum is more than an amount holds; ask for a shorter period")]
    AmountOutOfRange,
    /// No number of agents up to the limit meets the target.
    #[error("no number of agents up to 100,000 meets this target")]
    UnreachableTarget,
}

impl Refusal for StatsError {
    fn code(&self) -> Code {
        match self {
            Self::BadLoad => "stats.bad_load",
            Self::BadAgents => "stats.bad_agents",
            Self::BadHandleTime => "stats.bad_handle_time",
            Self::BadPatience => "stats.bad_patience",
            Self::BadThreshold => "stats.bad_threshold",
            Self::BadProbability => "stats.bad_probability",
            Self::BadShare => "stats.bad_share",
            Self::BadShrinkage => "stats.bad_shrinkage",
            Self::BadInterval => "stats.bad_interval",
            Self::PeriodTooLong => "stats.period_too_long",
            Self::AmountOutOfRange => "stats.amount_out_of_range",
            Self::UnreachableTarget => "stats.unreachable_target",
        }
    }
    fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }
}
