//! Use cases of statistics.

use super::figures::{OfficeStats, PersonalStats, ServiceLevels};
use super::gather::{Source, Whose, sum_of};
use super::plan::{StaffingQuery, StaffingRow, staffing};
use super::tables::{self, CampaignStats, CityStats, MasterStats, OperatorStats};
use super::wallboard::{Wallboard, wallboard};
use super::{Basis, DayRow, Figure, Formula, ServiceTarget, Thresholds};
use crate::access::{AccessError, Actor, CallbackScope, Policy, StatsScope};
use crate::cities::CityError;
use crate::crm::Core;
use crate::kernel::{CityId, Error, OperatorId, Period, Zone};
use crate::operators::OperatorError;
use crate::store::Read;

/// Which report of the office is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatsQuery {
    /// Over which period, at most ten years. An open end is closed: from the first data on, up to now.
    pub period: Period,
    /// By days of which zone; the office's when left out.
    pub zone: Option<Zone>,
    /// Only this city.
    pub city: Option<CityId>,
}

impl StatsQuery {
    /// All that the actor sees of a period, by the office's days.
    pub const fn new(period: Period) -> Self {
        Self { period, zone: None, city: None }
    }
}

/// Statistics.
#[derive(Clone, Copy)]
pub struct Stats<'c> {
    core: &'c Core,
}

impl<'c> Stats<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// The actor's own figures. Every signed-in user has some; a master's orders are those it was given.
    ///
    /// # Errors
    /// `access.forbidden` for the program itself, `stats.period_too_long`, `stats.amount_out_of_range`; storage errors.
    #[tracing::instrument(name = "stats.my", level = "debug", skip_all)]
    pub async fn my(&self, actor: &Actor, period: Period, zone: Option<Zone>) -> Result<PersonalStats, Error> {
        let id = actor.id().ok_or(AccessError::Forbidden)?;
        self.operator(actor, id, period, zone).await
    }

    /// The figures of one user: for admins, for directors of whoever serves one of their cities, for others only their own.
    ///
    /// # Errors
    /// `operator.not_found`, also for who is out of scope; `stats.period_too_long`, `stats.amount_out_of_range`; storage
    /// errors.
    #[tracing::instrument(name = "stats.operator", level = "debug", skip_all)]
    pub async fn operator(
        &self,
        actor: &Actor,
        id: OperatorId,
        period: Period,
        zone: Option<Zone>,
    ) -> Result<PersonalStats, Error> {
        let scope = Policy::stats_of_users(actor);
        let mut source = Source::begin(self.core).await?;
        let found = source.tx.operators().get(id).await?;
        let person = found.filter(|person| scope.includes(person)).ok_or(OperatorError::NotFound)?.into_inner();
        let basis = source.basis(period, zone).await?;
        tables::of_person(&mut source, &person, basis).await
    }

    /// The figures of the office: for admins of all of it, for directors of their cities together; or of one city. Its
    /// service level is measured by the target's variant and thresholds.
    ///
    /// # Errors
    /// `access.forbidden`, `access.other_city`, `city.not_found`, `stats.period_too_long`,
    /// `stats.amount_out_of_range`; storage errors.
    #[tracing::instrument(name = "stats.overall", level = "debug", skip_all)]
    pub async fn overall(
        &self,
        actor: &Actor,
        query: &StatsQuery,
        target: &ServiceTarget,
    ) -> Result<OfficeStats, Error> {
        let (mut source, scope, basis) = self.report(actor, query).await?;
        let subjects = Whose::scope(&scope).calls;
        let sums = source.sums(&subjects, basis.period).await?;
        let sums = sum_of(&sums, &subjects);
        let crew = source.crew(&scope, basis.period, &sums).await?;
        let waits = source.waits(&subjects, basis.period, &sums, target.thresholds).await?;
        Ok(OfficeStats {
            basis,
            calls: basis.calls(&sums),
            orders: basis.orders(&sums, &sums),
            closings: basis.closings(&sums)?,
            queue: basis.queue(waits, target),
            handling: basis.handling(&sums, &crew),
            work_time: basis.work_time(&crew),
        })
    }

    /// Calls and orders by local day, days without anything included.
    ///
    /// # Errors
    /// As [`Stats::overall`].
    #[tracing::instrument(name = "stats.daily", level = "debug", skip_all)]
    pub async fn daily(&self, actor: &Actor, query: &StatsQuery) -> Result<Figure<Vec<DayRow>>, Error> {
        let (mut source, scope, basis) = self.report(actor, query).await?;
        let rows = source.daily(&Whose::scope(&scope), basis).await?;
        Ok(basis.figure(Formula::Daily, rows))
    }

    /// A row for each city in scope, by name.
    ///
    /// # Errors
    /// As [`Stats::overall`].
    #[tracing::instrument(name = "stats.by_city", level = "debug", skip_all)]
    pub async fn by_city(&self, actor: &Actor, query: &StatsQuery) -> Result<Vec<CityStats>, Error> {
        let (mut source, scope, basis) = self.report(actor, query).await?;
        tables::by_city(&mut source, &scope, basis).await
    }

    /// A row for each campaign that brought or cost something, by name: of a director only what it brought to the own
    /// cities.
    ///
    /// # Errors
    /// As [`Stats::overall`].
    #[tracing::instrument(name = "stats.by_campaign", level = "debug", skip_all)]
    pub async fn by_campaign(&self, actor: &Actor, query: &StatsQuery) -> Result<Vec<CampaignStats>, Error> {
        let (mut source, scope, basis) = self.report(actor, query).await?;
        tables::by_campaign(&mut source, &scope, basis).await
    }

    /// A row for each master who serves a city in scope, with its orders in the scope, by id.
    ///
    /// # Errors
    /// As [`Stats::overall`].
    #[tracing::instrument(name = "stats.by_master", level = "debug", skip_all)]
    pub async fn by_master(&self, actor: &Actor, query: &StatsQuery) -> Result<Vec<MasterStats>, Error> {
        let (mut source, scope, basis) = self.report(actor, query).await?;
        tables::by_master(&mut source, &scope, basis).await
    }

    /// A row for each operator who serves a city in scope, with its calls and orders in the scope and all its time, by id.
    ///
    /// # Errors
    /// As [`Stats::overall`].
    #[tracing::instrument(name = "stats.by_operator", level = "debug", skip_all)]
    pub async fn by_operator(&self, actor: &Actor, query: &StatsQuery) -> Result<Vec<OperatorStats>, Error> {
        let (mut source, scope, basis) = self.report(actor, query).await?;
        tables::by_operator(&mut source, &scope, basis).await
    }

    /// The service level by all six variants, over the same calls.
    ///
    /// # Errors
    /// As [`Stats::overall`].
    #[tracing::instrument(name = "stats.service_level", level = "debug", skip_all)]
    pub async fn service_level(
        &self,
        actor: &Actor,
        query: &StatsQuery,
        thresholds: Thresholds,
    ) -> Result<ServiceLevels, Error> {
        let (mut source, scope, basis) = self.report(actor, query).await?;
        let subjects = Whose::scope(&scope).calls;
        let sums = source.sums(&subjects, basis.period).await?;
        let counts = source.waits(&subjects, basis.period, &sum_of(&sums, &subjects), thresholds).await?;
        Ok(basis.service_levels(counts))
    }

    /// What each interval of a period had, and how many people would have met the target.
    ///
    /// # Errors
    /// As [`Stats::overall`]; `stats.bad_threshold`, `stats.bad_patience`, `stats.bad_handle_time`, `stats.bad_load`,
    /// `stats.unreachable_target`.
    #[tracing::instrument(name = "stats.staffing", level = "debug", skip_all)]
    pub async fn staffing(&self, actor: &Actor, query: &StaffingQuery) -> Result<Vec<StaffingRow>, Error> {
        let report = StatsQuery { city: query.city, ..StatsQuery::new(query.period) };
        let (mut source, scope, basis) = self.report(actor, &report).await?;
        staffing(&mut source, &scope, query, basis).await
    }

    /// The office at this moment: for admins all of it, for directors and operators their cities together; or one city.
    ///
    /// # Errors
    /// `access.forbidden`, `access.other_city`, `city.not_found`; storage errors.
    #[tracing::instrument(name = "stats.wallboard", level = "debug", skip_all)]
    pub async fn wallboard(
        &self,
        actor: &Actor,
        city: Option<CityId>,
        target: &ServiceTarget,
    ) -> Result<Wallboard, Error> {
        let scope = Policy::wallboard(actor)?.narrowed(city)?;
        let mut source = Source::reading(self.core, Read::Snapshot).await?;
        require_city(&mut source, city).await?;
        let callbacks = match city {
            Some(city) => CallbackScope::Some { cities: vec![city], without_city: false },
            None => Policy::callbacks(actor),
        };
        wallboard(&mut source, &scope, &callbacks, target).await
    }

    async fn report(&self, actor: &Actor, query: &StatsQuery) -> Result<(Source, StatsScope, Basis), Error> {
        let scope = Policy::stats(actor)?.narrowed(query.city)?;
        let mut source = Source::begin(self.core).await?;
        require_city(&mut source, query.city).await?;
        let basis = source.basis(query.period, query.zone).await?;
        Ok((source, scope, basis))
    }
}

async fn require_city(source: &mut Source, city: Option<CityId>) -> Result<(), Error> {
    if let Some(city) = city {
        source.tx.cities().get(city).await?.ok_or(CityError::NotFound)?;
    }
    Ok(())
}
