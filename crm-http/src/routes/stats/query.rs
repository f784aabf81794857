//! What reports are asked for.

use std::time::Duration;

use crm_core::kernel::{CityId, Error, Period, Refusal as _, Zone};
use crm_core::stats::{
    BasisPoints, PlanInterval, ServiceLevelVariant, ServiceTarget, Shrinkage, StaffingQuery, StaffingTarget,
    StatsError, StatsQuery, Thresholds,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::app::App;
use crate::wire::{Findings, Problem, codes, present};

/// Which days are counted.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PersonalQuery {
    /// From when: a date of the zone, or RFC 3339. From the first data on when left out.
    start_date: Option<String>,
    /// Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out.
    end_date: Option<String>,
    /// By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out.
    zone: Option<String>,
}

/// Which part of the office's work is counted.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReportQuery {
    /// From when: a date of the zone, or RFC 3339. From the first data on when left out.
    pub(crate) start_date: Option<String>,
    /// Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out.
    pub(crate) end_date: Option<String>,
    /// By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out.
    pub(crate) zone: Option<String>,
    /// Only this city, by name.
    pub(crate) city: Option<String>,
}

/// Which part of the office's work is counted, and what its service is measured against.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ServiceQuery {
    /// From when: a date of the zone, or RFC 3339. From the first data on when left out.
    start_date: Option<String>,
    /// Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out.
    end_date: Option<String>,
    /// By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out.
    zone: Option<String>,
    /// Only this city, by name.
    city: Option<String>,
    /// How the service level treats abandoned calls.
    #[param(schema_with = codes::service_level_variant)]
    variant: Option<String>,
    /// The longest wait of a timely answer, in seconds.
    #[serde(default, deserialize_with = "present")]
    #[param(maximum = 3600, default = 20)]
    answer_seconds: Option<u32>,
    /// The longest wait of a short abandon, in seconds; not above `answerSeconds`.
    #[serde(default, deserialize_with = "present")]
    #[param(maximum = 3600, default = 5)]
    short_seconds: Option<u32>,
    /// The share to be answered in time, in per cent.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 0, maximum = 100, default = 80)]
    target: Option<f64>,
}

/// What the wallboard measures the service against.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WallboardQuery {
    /// Only this city, by name.
    city: Option<String>,
    /// How the service level treats abandoned calls.
    #[param(schema_with = codes::service_level_variant)]
    variant: Option<String>,
    /// The longest wait of a timely answer, in seconds.
    #[serde(default, deserialize_with = "present")]
    #[param(maximum = 3600, default = 20)]
    answer_seconds: Option<u32>,
    /// The longest wait of a short abandon, in seconds; not above `answerSeconds`.
    #[serde(default, deserialize_with = "present")]
    #[param(maximum = 3600, default = 5)]
    short_seconds: Option<u32>,
    /// The share to be answered in time, in per cent.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 0, maximum = 100, default = 80)]
    target: Option<f64>,
}

/// What people a period would have taken.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PlanQuery {
    /// From when: a date of the office's zone, or RFC 3339. From the first data on when left out.
    start_date: Option<String>,
    /// Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out.
    end_date: Option<String>,
    /// Only this city, by name.
    city: Option<String>,
    /// The length of an interval in minutes: 15, 30 or 60.
    #[serde(default, deserialize_with = "present")]
    #[param(default = 30)]
    interval: Option<u32>,
    /// The share to be answered in time, in per cent.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 0, maximum = 100, default = 80)]
    target: Option<f64>,
    /// The longest wait of a timely answer, in seconds.
    #[serde(default, deserialize_with = "present")]
    #[param(maximum = 3600, default = 20)]
    answer_seconds: Option<u32>,
    /// The largest share of time an agent may be busy, in per cent; not bounded when left out.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 0, maximum = 100)]
    max_occupancy: Option<f64>,
    /// The share of paid time in which people are not on the line, in per cent, below 100.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 0, maximum = 100, default = 0)]
    shrinkage: Option<f64>,
    /// The mean patience of clients in seconds: with it the plan is by Erlang A, without by Erlang C.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 86_400)]
    patience: Option<u32>,
    /// The handle time of intervals in which no call was handled, in seconds.
    #[serde(default, deserialize_with = "present")]
    #[param(minimum = 1, maximum = 86_400, default = 180)]
    handle_seconds: Option<u32>,
}

/// A period as it was written.
struct Written<'q> {
    start: Option<&'q str>,
    end: Option<&'q str>,
    zone: Option<&'q str>,
}

impl Written<'_> {
    /// The period, and the zone if one was given.
    async fn read(&self, app: &App, findings: &mut Findings) -> Result<(Period, Option<Zone>), Error> {
        let zone = findings.maybe("zone", self.zone, Zone::parse);
        let days_of = match zone {
            Some(zone) => zone,
            None => app.directory.names().await?.office_zone,
        };
        let period = Period::from_input(days_of, self.start, self.end).unwrap_or_else(|bad| {
            findings.push(bad.at("startDate", "endDate"));
            Period::everything()
        });
        Ok((period, zone))
    }
}

async fn city_of(app: &App, name: Option<&str>, findings: &mut Findings) -> Result<Option<CityId>, Error> {
    let Some(name) = name else { return Ok(None) };
    Ok(app.directory.names().await?.city_id("city", name, findings))
}

/// What the statistics of the core refuse, told about a field.
fn told<T>(findings: &mut Findings, field: &'static str, read: Result<T, StatsError>) -> Option<T> {
    read.map_err(|refusal| findings.add(field, refusal.code(), refusal)).ok()
}

/// Per cent as the core takes them: in hundredths.
fn share(per_cent: f64) -> Result<BasisPoints, StatsError> {
    if !(0.0..=100.0).contains(&per_cent) {
        return Err(StatsError::BadShare);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 10,000, as just seen")]
    BasisPoints::new((per_cent * 100.0).round() as u16)
}

fn seconds(number: u32) -> Duration {
    Duration::from_secs(number.into())
}

/// What a service is measured against, as it was written.
struct WrittenTarget<'q> {
    variant: Option<&'q str>,
    answer_seconds: Option<u32>,
    short_seconds: Option<u32>,
    target: Option<f64>,
}

impl WrittenTarget<'_> {
    fn read(&self, findings: &mut Findings) -> ServiceTarget {
        let usual = ServiceTarget::default();
        let thresholds = Thresholds::new(
            self.answer_seconds.map_or(usual.thresholds.answer(), seconds),
            self.short_seconds.map_or(usual.thresholds.short(), seconds),
        );
        let share = self.target.and_then(|target| told(findings, "target", share(target)));
        ServiceTarget {
            variant: findings.maybe("variant", self.variant, ServiceLevelVariant::parse).unwrap_or(usual.variant),
            thresholds: told(findings, "answerSeconds", thresholds).unwrap_or(usual.thresholds),
            share: share.unwrap_or(usual.share),
        }
    }
}

impl PersonalQuery {
    /// # Errors
    /// 422 with every parameter that does not hold; storage errors.
    pub(super) async fn read(&self, app: &App) -> Result<(Period, Option<Zone>), Problem> {
        let mut findings = Findings::default();
        let Self { start_date, end_date, zone } = self;
        let written = Written { start: start_date.as_deref(), end: end_date.as_deref(), zone: zone.as_deref() };
        let read = written.read(app, &mut findings).await?;
        findings.check()?;
        Ok(read)
    }
}

impl ReportQuery {
    /// What the core is asked for. Shared with the export.
    ///
    /// # Errors
    /// 422 with every parameter that does not hold; storage errors.
    pub(crate) async fn read(&self, app: &App) -> Result<StatsQuery, Problem> {
        let mut findings = Findings::default();
        let Self { start_date, end_date, zone, city } = self;
        let written = Written { start: start_date.as_deref(), end: end_date.as_deref(), zone: zone.as_deref() };
        let (period, zone) = written.read(app, &mut findings).await?;
        let city = city_of(app, city.as_deref(), &mut findings).await?;
        findings.check()?;
        Ok(StatsQuery { period, zone, city })
    }
}

impl ServiceQuery {
    /// # Errors
    /// 422 with every parameter that does not hold; storage errors.
    pub(super) async fn read(&self, app: &App) -> Result<(StatsQuery, ServiceTarget), Problem> {
        let mut findings = Findings::default();
        let Self { start_date, end_date, zone, city, variant, answer_seconds, short_seconds, target } = self;
        let written = Written { start: start_date.as_deref(), end: end_date.as_deref(), zone: zone.as_deref() };
        let (period, zone) = written.read(app, &mut findings).await?;
        let city = city_of(app, city.as_deref(), &mut findings).await?;
        let target = WrittenTarget {
            variant: variant.as_deref(),
            answer_seconds: *answer_seconds,
            short_seconds: *short_seconds,
            target: *target,
        }
        .read(&mut findings);
        findings.check()?;
        Ok((StatsQuery { period, zone, city }, target))
    }
}

impl WallboardQuery {
    /// # Errors
    /// 422 with every parameter that does not hold; storage errors.
    pub(super) async fn read(&self, app: &App) -> Result<(Option<CityId>, ServiceTarget), Problem> {
        let mut findings = Findings::default();
        let Self { city, variant, answer_seconds, short_seconds, target } = self;
        let city = city_of(app, city.as_deref(), &mut findings).await?;
        let target = WrittenTarget {
            variant: variant.as_deref(),
            answer_seconds: *answer_seconds,
            short_seconds: *short_seconds,
            target: *target,
        }
        .read(&mut findings);
        findings.check()?;
        Ok((city, target))
    }
}

impl PlanQuery {
    /// # Errors
    /// 422 with every parameter that does not hold; storage errors.
    pub(super) async fn read(&self, app: &App) -> Result<StaffingQuery, Problem> {
        let mut findings = Findings::default();
        let written = Written { start: self.start_date.as_deref(), end: self.end_date.as_deref(), zone: None };
        let (period, _) = written.read(app, &mut findings).await?;
        let usual = StaffingQuery::new(period);
        let city = city_of(app, self.city.as_deref(), &mut findings).await?;
        let interval = self.interval.and_then(|minutes| {
            let read = PlanInterval::minutes(minutes);
            read.map_err(|bad| findings.add("interval", bad.code(), "must be 15, 30 or 60 minutes")).ok()
        });
        let mut share_of = |field, given: Option<f64>| told(&mut findings, field, share(given?));
        let target = share_of("target", self.target);
        let max_occupancy = share_of("maxOccupancy", self.max_occupancy);
        let away = share_of("shrinkage", self.shrinkage);
        let shrinkage = away.and_then(|away| told(&mut findings, "shrinkage", Shrinkage::new(away)));
        findings.check()?;
        Ok(StaffingQuery {
            interval: interval.unwrap_or(usual.interval),
            target: StaffingTarget {
                share: target.unwrap_or(usual.target.share),
                within: self.answer_seconds.map_or(usual.target.within, seconds),
                max_occupancy,
            },
            shrinkage: shrinkage.unwrap_or(usual.shrinkage),
            patience: self.patience.map(seconds),
            handle_time: self.handle_seconds.map_or(usual.handle_time, seconds),
            city,
            ..usual
        })
    }
}
