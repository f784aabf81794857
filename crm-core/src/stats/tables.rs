//! Reports with a row for each city, campaign, master or operator.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::figures::{CallFigures, ClosingFigures, CostFigures, OrderFigures};
use super::gather::{BySubject, Source, Whose, sum_of};
use super::sums::Sums;
use super::walk::people;
use super::{Basis, CampaignResult, Figure, StatsError};
use crate::access::StatsScope;
use crate::counters::{Days, Subject};
use crate::kernel::{CampaignId, CityId, Error, Money, OperatorId, Period, Timestamp};
use crate::operators::{Operator, Role, WorkState};

/// One city's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityStats {
    /// Which.
    pub city: CityId,
    /// Its name.
    pub name: Box<str>,
    /// Calls to its lines.
    pub calls: CallFigures,
    /// Orders written for it.
    pub orders: OrderFigures,
    /// Those closed.
    pub closings: ClosingFigures,
}

/// One campaign's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignStats {
    /// Which.
    pub campaign: CampaignId,
    /// Its name.
    pub name: Box<str>,
    /// Calls it brought.
    pub calls: CallFigures,
    /// Orders it brought.
    pub orders: OrderFigures,
    /// Those closed.
    pub closings: ClosingFigures,
    /// What it cost.
    pub costs: CostFigures,
}

/// One master's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterStats {
    /// Who.
    pub master: OperatorId,
    /// The name.
    pub name: Box<str>,
    /// The orders the master has, by when they were written.
    pub orders: OrderFigures,
    /// Those closed.
    pub closings: ClosingFigures,
}

/// One operator's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorStats {
    /// Who.
    pub operator: OperatorId,
    /// The name.
    pub name: Box<str>,
    /// The calls of whom it was the first operator.
    pub calls: CallFigures,
    /// The orders it wrote.
    pub orders: OrderFigures,
    /// Those closed.
    pub closings: ClosingFigures,
    /// Its time by state, away from the office left out.
    pub work_time: Figure<Vec<(WorkState, Duration)>>,
}

pub(super) async fn by_city(source: &mut Source, scope: &StatsScope, basis: Basis) -> Result<Vec<CityStats>, Error> {
    let mut cities = source.tx.cities().all().await?;
    if let StatsScope::Cities(own) = scope {
        cities.retain(|city| own.contains(&city.id));
    }
    let subjects: Vec<_> = cities.iter().map(|city| Subject::City(city.id)).collect();
    let sums = source.sums(&subjects, basis.period).await?;
    let row = |city: &crate::cities::City| -> Result<CityStats, Error> {
        let sums = sum_of(&sums, &[Subject::City(city.id)]);
        Ok(CityStats {
            city: city.id,
            name: city.name.as_str().into(),
            calls: basis.calls(&sums),
            orders: basis.orders(&sums, &sums),
            closings: basis.closings(&sums)?,
        })
    };
    cities.iter().map(row).collect()
}

/// What was counted of each subject within the scope. No counter tells the cities of a person or a campaign apart, so what
/// belongs to some cities is counted from their log.
async fn divided(
    source: &mut Source,
    scope: &StatsScope,
    subjects: &[Subject],
    period: Period,
) -> Result<BySubject, Error> {
    let StatsScope::Cities(cities) = scope else { return source.sums(subjects, period).await };
    let subjects: BTreeSet<_> = subjects.iter().copied().collect();
    let mut sums = BySubject::new();
    for city in cities {
        source.count_log(Subject::City(*city), period, &|subject| subjects.contains(&subject), &mut sums).await?;
    }
    Ok(sums)
}

/// Campaigns that had a call, an order, a closing or a cost.
pub(super) async fn by_campaign(
    source: &mut Source,
    scope: &StatsScope,
    basis: Basis,
) -> Result<Vec<CampaignStats>, Error> {
    let campaigns = source.tx.campaigns().all().await?;
    let subjects: Vec<_> = campaigns.iter().map(|campaign| Subject::Campaign(campaign.id)).collect();
    let sums = divided(source, scope, &subjects, basis.period).await?;
    let costs = costs_of(source, scope, basis).await?;
    let mut rows = Vec::new();
    for campaign in campaigns {
        let (sums, cost) = (sum_of(&sums, &[Subject::Campaign(campaign.id)]), costs.get(&campaign.id).copied());
        if sums.is_empty() && cost.is_none() {
            continue;
        }
        rows.push(CampaignStats {
            campaign: campaign.id,
            name: campaign.name.as_str().into(),
            calls: basis.calls(&sums),
            orders: basis.orders(&sums, &sums),
            closings: basis.closings(&sums)?,
            costs: basis.costs(result_of(&sums, cost)?),
        });
    }
    Ok(rows)
}

/// What a campaign brought for its cost.
fn result_of(sums: &Sums, cost: Option<Money>) -> Result<CampaignResult, Error> {
    Ok(CampaignResult {
        cost,
        turnover: sums.closings()?.turnover,
        calls: sums.calls().0.total(),
        orders: sums.orders().iter().map(|(_, orders)| orders).sum(),
    })
}

/// What was entered as the cost of each campaign in the cities of the scope, for the office's days that begin in the period:
/// so the costs of adjoining periods add up. What was spent on no city alone is the whole office's.
async fn costs_of(source: &mut Source, scope: &StatsScope, basis: Basis) -> Result<BTreeMap<CampaignId, Money>, Error> {
    let zone = source.office_zone;
    let begins_from = |at: Timestamp| {
        let day = zone.day_of(at);
        if zone.start_of_day(day) < at { day.succ_opt().unwrap_or(day) } else { day }
    };
    let days = Days { first: begins_from(basis.period.from()), next: begins_from(basis.period.to()) };
    let mut costs: BTreeMap<CampaignId, Money> = BTreeMap::new();
    if days.first >= days.next {
        return Ok(costs);
    }
    for cost in source.tx.campaigns().costs(days).await? {
        let counts = match scope {
            StatsScope::Office => true,
            StatsScope::Cities(cities) => cost.city.is_some_and(|city| cities.contains(&city)),
        };
        if counts {
            let sum = costs.entry(cost.campaign).or_insert(Money::ZERO);
            *sum = sum.checked_add(cost.share(days)).ok_or(StatsError::AmountOutOfRange)?;
        }
    }
    Ok(costs)
}

/// Masters in scope, and whoever else in scope has orders as one.
pub(super) async fn by_master(
    source: &mut Source,
    scope: &StatsScope,
    basis: Basis,
) -> Result<Vec<MasterStats>, Error> {
    let people = people(&mut *source.tx, &scope.people()).await?;
    let subjects: Vec<_> = people.iter().map(|person| Subject::Master(person.id)).collect();
    let sums = divided(source, scope, &subjects, basis.period).await?;
    let mut rows = Vec::new();
    for person in people {
        let sums = sum_of(&sums, &[Subject::Master(person.id)]);
        if person.role == Role::Master || !sums.is_empty() {
            rows.push(MasterStats {
                master: person.id,
                name: person.name.as_str().into(),
                orders: basis.orders(&sums, &sums),
                closings: basis.closings(&sums)?,
            });
        }
    }
    Ok(rows)
}

/// Operators in scope, and whoever else in scope has calls, orders or time.
pub(super) async fn by_operator(
    source: &mut Source,
    scope: &StatsScope,
    basis: Basis,
) -> Result<Vec<OperatorStats>, Error> {
    let people = people(&mut *source.tx, &scope.people()).await?;
    let subjects: Vec<_> = people.iter().map(|person| Subject::Operator(person.id)).collect();
    let mut sums = divided(source, scope, &subjects, basis.period).await?;
    if let StatsScope::Cities(_) = scope {
        // Time is a person's, not a city's.
        for (subject, counted) in source.sums(&subjects, basis.period).await? {
            sums.entry(subject).or_default().add_times_of(&counted);
        }
    }
    source.add_time(&mut sums, &subjects, &people, basis.period).await?;
    let mut rows = Vec::new();
    for person in people {
        let sums = sum_of(&sums, &[Subject::Operator(person.id)]);
        if person.role == Role::Operator || !sums.is_empty() {
            rows.push(OperatorStats {
                operator: person.id,
                name: person.name.as_str().into(),
                calls: basis.calls(&sums),
                orders: basis.orders(&sums, &sums),
                closings: basis.closings(&sums)?,
                work_time: basis.work_time(&sums),
            });
        }
    }
    Ok(rows)
}

/// One person's report.
pub(super) async fn of_person(
    source: &mut Source,
    person: &Operator,
    basis: Basis,
) -> Result<super::PersonalStats, Error> {
    let whose = Whose::person(person);
    let own = [Subject::Operator(person.id)];
    let mut sums = source.sums(&whose.all(), basis.period).await?;
    source.add_time(&mut sums, &own, std::slice::from_ref(person), basis.period).await?;
    let (calls, orders) = (sum_of(&sums, &whose.calls), sum_of(&sums, &whose.orders));
    let daily = source.daily(&whose, basis).await?;
    Ok(super::PersonalStats {
        basis,
        calls: basis.calls(&calls),
        orders: basis.orders(&orders, &calls),
        closings: basis.closings(&orders)?,
        handling: basis.handling(&calls, &calls),
        work_time: basis.work_time(&calls),
        daily: basis.figure(super::Formula::Daily, daily),
    })
}
