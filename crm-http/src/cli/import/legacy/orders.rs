//! Orders in every status, with their money.

use std::collections::BTreeMap;

use crm_core::kernel::{CallId, CityId, Money, OperatorId, Phone, Timestamp};
use crm_core::lines::Attribution;
use crm_core::orders::{Equipment, OrderStatus, OrderType};
use crm_core::past::{Fate, PastId, PastKind, PastOrder};
use crm_store_postgres::legacy::{LegacyKind, LegacyRow};

use super::report::Amounts;
use super::values::{Note, Reading, note};
use super::{Import, Mapped};
use crate::cli::failure::Failure;

pub(super) async fn take_over(import: &mut Import<'_>) -> Result<(), Failure> {
    if !import.begin(LegacyKind::Orders, "id").await? {
        return Ok(());
    }
    loop {
        let rows = import.next().await?;
        if rows.is_empty() {
            return Ok(());
        }
        batch(import, &rows).await?;
    }
}

/// What a row names of the office.
#[derive(Debug, Default)]
struct Named {
    attribution: Attribution,
    home: Option<CityId>,
    operator: Option<OperatorId>,
    master: Option<OperatorId>,
    call: Option<CallId>,
}

async fn batch(import: &mut Import<'_>, rows: &[LegacyRow]) -> Result<(), Failure> {
    let kind = LegacyKind::Orders;
    let calls = calls(import, rows).await?;
    let (mut orders, mut mapped, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        import.report.read(kind);
        let id = row.get("id").unwrap_or("-").to_owned();
        let money = Amounts::of(row);
        import.report.money.read += money;
        let mut read = Reading::of(row, import.zone);
        let attribution = import.places.attribution(import.crm, &import.actor, &mut read).await?;
        let known = |people: &BTreeMap<String, OperatorId>, name| row.get(name).map(|id| people.get(id).copied());
        let operator = known(&import.people.operators, "operator_name_id");
        let master = known(&import.people.masters, "master_id");
        let call = row.get("call_id").map(|id| calls.get(id).copied());
        for (is_unknown, code, sentence) in [
            (operator == Some(None), "order.unknown_operator", "its operator is not there: nobody"),
            (master == Some(None), "order.unknown_master", "its master is not there: nobody"),
            (call == Some(None), "order.unknown_call", "its call is not there: none"),
        ] {
            if is_unknown {
                read.guess(code, sentence);
            }
        }
        let operator = operator.flatten();
        let home = operator.and_then(|id| import.people.homes.get(&id).copied());
        let named = Named { attribution, home, operator, master: master.flatten(), call: call.flatten() };
        match order(&mut read, named, import.now) {
            Ok(order) => {
                orders.push(order);
                mapped.push(Mapped { id, guesses: read.guesses });
                amounts.push(money);
            }
            Err(fault) => import.report.left_out(kind, &id, &fault),
        }
    }
    let fates = import.crm.past().orders(&import.actor, &import.source, &orders).await?;
    for ((order, fate), amounts) in orders.iter().zip(&fates).zip(amounts) {
        match fate {
            Fate::Written(_) => import.report.money.written += Amounts::written(order),
            Fate::Present(_) | Fate::Joined(_) => import.report.money.present += amounts,
            Fate::LeftOut(_) => {}
        }
    }
    import.book(kind, &mapped, &fates);
    Ok(())
}

/// The calls here that the rows name.
async fn calls(import: &Import<'_>, rows: &[LegacyRow]) -> Result<BTreeMap<String, CallId>, Failure> {
    let ids: Vec<PastId> = rows.iter().filter_map(|row| PastId::new(row.get("call_id")?).ok()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let made = import.crm.past().made(&import.actor, &import.source, PastKind::Call, &ids).await?;
    Ok(made.into_iter().filter_map(|(id, made)| Some((id.as_str().to_owned(), CallId::new(made).ok()?))).collect())
}

fn order(read: &mut Reading<'_>, named: Named, now: Timestamp) -> Result<PastOrder, Note> {
    let id = read
        .get("id")
        .and_then(|id| PastId::new(id).ok())
        .ok_or_else(|| note("id.bad", "an id that cannot be kept"))?;
    let phone: Phone = read.phone("phone").ok_or_else(|| note("order.no_phone", "no phone that can be read"))?;
    let city = city(&named, read)?;
    let (created_at, meeting) = times(read)?;
    let (result, expenditure) = (read.money("result")?, read.money("expenditure")?);
    let status = status(read, result)?;
    let closed_at = closing(&status, created_at, meeting, now, read)?;
    let (status, master) = who_has_it(status, named.master, read);
    let result = taken(&status, result, expenditure, read)?;
    let equipment = read.get("type_equipment").and_then(|word| Equipment::parse(word).ok()).unwrap_or_else(|| {
        read.guess("order.unknown_equipment", "equipment that is not known: handyman");
        Equipment::Handyman
    });
    let order_type = read.get("type_order").and_then(|word| OrderType::parse(word).ok()).unwrap_or_else(|| {
        read.guess("order.unknown_type", "a type that is not known: first time");
        OrderType::FirstTime
    });
    Ok(PastOrder {
        id,
        phone,
        order_type,
        equipment,
        city,
        campaign: named.attribution.campaign,
        advert_account: named.attribution.advert_account,
        call: named.call,
        client_name: read.text_or("client_name", "Без имени"),
        address: read.text_or("address", "Не указан"),
        problem: read.text_or("problem", "Не указана"),
        meeting,
        status,
        master,
        result,
        expenditure,
        promised: None,
        operator: named.operator,
        created_at,
        closed_at,
    })
}

fn city(named: &Named, read: &mut Reading<'_>) -> Result<CityId, Note> {
    if let Some(city) = named.attribution.city {
        return Ok(city);
    }
    let home = named.home.ok_or_else(|| note("order.no_city", "no city, and no operator who has one"))?;
    read.guess("order.city_of_operator", "no city: that of its operator");
    Ok(home)
}

/// When it was written, and the agreed visit.
fn times(read: &mut Reading<'_>) -> Result<(Timestamp, Timestamp), Note> {
    let (created, meeting, closed) =
        (read.instant("create_date")?, read.instant("date_meeting")?, read.instant("closing_data")?);
    let created_at = created.or_else(|| meeting.into_iter().chain(closed).min());
    let created_at = created_at.ok_or_else(|| note("order.no_time", "it has no time at all"))?;
    if created.is_none() {
        read.guess("order.no_create_date", "nothing says when it was written: with its visit or closing");
    }
    if meeting.is_none() {
        read.guess("order.no_meeting", "no visit was agreed: when it was written");
    }
    Ok((created_at, meeting.unwrap_or(created_at)))
}

fn status(read: &mut Reading<'_>, result: Option<Money>) -> Result<OrderStatus, Note> {
    match read.get("status_order").map(OrderStatus::parse) {
        Some(Ok(status)) => Ok(status),
        _ if read.get("closing_data").is_none() => {
            Err(note("order.unknown_status", "a status that is not known, and no closing"))
        }
        _ => {
            read.guess(
                "order.status_of_closing",
                "a status that is not known: completed with a result, else cancelled",
            );
            let is_paid = result.is_some_and(|result| result > Money::ZERO);
            Ok(if is_paid { OrderStatus::Completed } else { OrderStatus::Cancelled })
        }
    }
}

/// When it was closed: exactly of closed orders, not before it was written and not ahead.
fn closing(
    status: &OrderStatus,
    created_at: Timestamp,
    meeting: Timestamp,
    now: Timestamp,
    read: &mut Reading<'_>,
) -> Result<Option<Timestamp>, Note> {
    let closed = read.instant("closing_data")?;
    if !status.is_terminal() {
        if closed.is_some() {
            read.guess("order.open_with_closing", "open, yet with a closing: the closing is dropped");
        }
        return Ok(None);
    }
    if closed.is_none() {
        read.guess("order.no_closing", "nothing says when it was closed: with its visit");
    }
    let wanted = closed.unwrap_or(meeting);
    let possible = wanted.min(now).max(created_at);
    if closed.is_some() && possible != wanted {
        read.guess("order.closing_moved", "closed before it was written, or ahead: moved to the nearest possible time");
    }
    Ok(Some(possible))
}

/// An order that waits has no master, and one without a master waits.
fn who_has_it(
    status: OrderStatus,
    master: Option<OperatorId>,
    read: &mut Reading<'_>,
) -> (OrderStatus, Option<OperatorId>) {
    match (&status, master) {
        (OrderStatus::New, Some(_)) => {
            read.guess("order.waits_with_master", "it waits, yet has a master: the master is dropped");
            (status, None)
        }
        (open, None) if open.is_open() && status != OrderStatus::New => {
            read.guess("order.no_master", "accepted, yet without a master: it waits again");
            (OrderStatus::New, None)
        }
        _ => (status, master),
    }
}

/// The result: required of a completed order. What was left is derived, and what the old row says of it only compared.
fn taken(
    status: &OrderStatus,
    result: Option<Money>,
    expenditure: Option<Money>,
    read: &mut Reading<'_>,
) -> Result<Option<Money>, Note> {
    let is_completed = *status == OrderStatus::Completed;
    if is_completed && result.is_none() {
        read.guess("order.no_result", "completed without a result: 0.00");
    }
    let clean = result.and_then(|result| result.checked_sub(expenditure.unwrap_or(Money::ZERO)));
    if read.money("clean")?.is_some_and(|said| Some(said) != clean) {
        read.guess("order.other_clean", "its clean is not result less expenditure: derived anew");
    }
    Ok(result.or(is_completed.then_some(Money::ZERO)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DONE: [(&str, &str); 7] = [
        ("phone", "+79000000101"),
        ("type_order", "Повтор"),
        ("type_equipment", "БТ"),
        ("create_date", "2026-01-12T09:00:00.000000"),
        ("date_meeting", "2026-01-13T09:00:00.000000"),
        ("closing_data", "2026-01-13T11:00:00.000000"),
        ("client_name", "Семён"),
    ];

    fn read(
        change: &[(&'static str, &str)],
        change_named: impl Fn(&mut Named),
    ) -> (Result<PastOrder, Note>, Vec<&'static str>) {
        let kept = DONE.iter().filter(|(name, _)| change.iter().all(|(changed, _)| changed != name));
        let values: Vec<_> = [("id", "7"), ("address", "д. 1"), ("problem", "Шумит")]
            .iter()
            .chain(kept)
            .chain(change)
            .copied()
            .collect();
        let row = LegacyRow::of(&values);
        let mut read = Reading::of(&row, crm_core::kernel::Zone::UTC);
        let mut named = Named { master: OperatorId::new(4).ok(), home: CityId::new(2).ok(), ..Named::default() };
        named.attribution.city = CityId::new(1).ok();
        change_named(&mut named);
        let now = Timestamp::parse("2026-02-01T00:00:00Z").unwrap();
        let order = order(&mut read, named, now);
        (order, read.guesses.iter().map(|note| note.code).collect())
    }

    #[test]
    fn a_completed_order_comes_with_its_money_and_nothing_is_guessed() {
        let (order, guesses) = read(
            &[("status_order", "Готово"), ("result", "1500.00"), ("expenditure", "300.00"), ("clean", "1200.00")],
            |_| (),
        );
        let order = order.unwrap();
        assert_eq!(
            (order.status, order.order_type, order.equipment),
            (OrderStatus::Completed, OrderType::Repeat, Equipment::Appliances)
        );
        assert_eq!(
            (order.result.map(Money::kopecks), order.expenditure.map(Money::kopecks)),
            (Some(150_000), Some(30_000))
        );
        assert_eq!(order.closed_at.unwrap().to_string(), "2026-01-13T11:00:00Z");
        assert_eq!(guesses, [""; 0]);
    }

    #[test]
    fn each_gap_has_its_one_guess() {
        type Case = (&'static [(&'static str, &'static str)], &'static str, &'static str);
        let cases: [Case; 8] = [
            (&[("status_order", "completed")], "order.no_result", "completed"),
            (&[("status_order", "cancelled"), ("closing_data", "")], "order.no_closing", "cancelled"),
            (
                &[("status_order", "cancelled"), ("closing_data", "2027-01-01T00:00:00.0")],
                "order.closing_moved",
                "cancelled",
            ),
            (&[("status_order", "accepted")], "order.open_with_closing", "accepted"),
            (&[("status_order", "???")], "order.status_of_closing", "cancelled"),
            (&[("status_order", "void"), ("type_equipment", "?")], "order.unknown_equipment", "void"),
            (&[("status_order", "void"), ("create_date", "")], "order.no_create_date", "void"),
            (&[("status_order", "void"), ("clean", "5.00")], "order.other_clean", "void"),
        ];
        for (change, guess, status) in cases {
            let (order, guesses) = read(change, |_| ());
            assert_eq!((order.unwrap().status.code(), guesses), (status, vec![guess]), "{change:?}");
        }
    }

    #[test]
    fn an_order_waits_exactly_without_a_master() {
        let open = |status: &'static str| [("status_order", status), ("closing_data", "")];
        let (order, guesses) = read(&open("ожидает"), |_| ());
        assert_eq!((order.unwrap().master, guesses), (None, vec!["order.waits_with_master"]));
        let (order, guesses) = read(&open("в работе"), |named| named.master = None);
        assert_eq!((order.unwrap().status, guesses), (OrderStatus::New, vec!["order.no_master"]));
    }

    #[test]
    fn without_a_city_it_is_in_that_of_its_operator() {
        let (order, guesses) = read(&[("status_order", "void")], |named| named.attribution.city = None);
        assert_eq!((order.unwrap().city.get(), guesses), (2, vec!["order.city_of_operator"]));
        let (order, _) = read(&[("status_order", "void")], |named| (named.attribution.city, named.home) = (None, None));
        assert_eq!(order.unwrap_err().code, "order.no_city");
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let code = |change: &[(&'static str, &str)]| read(change, |_| ()).0.unwrap_err().code;
        assert_eq!(code(&[("phone", "нет")]), "order.no_phone");
        assert_eq!(code(&[("status_order", "?"), ("closing_data", "")]), "order.unknown_status");
        assert_eq!(code(&[("status_order", "готово"), ("result", "NaN")]), "money.bad");
        assert_eq!(code(&[("create_date", ""), ("date_meeting", ""), ("closing_data", "")]), "order.no_time");
    }
}
