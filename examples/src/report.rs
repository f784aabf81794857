//! The day as people read it, and as programs do.

use std::fmt::{self, Display, Write as _};

use crm_core::calls::{CallDirection, CallStatus, CallView, Extension, MissReason};
use crm_core::kernel::{Lang, LineNumber, Phone, Timestamp};
use crm_core::telephony::IngestRefusal;
use serde::Serialize;

use crate::replay::Day;

mod books;
mod table;

use table::{Table, count, minutes};

/// A call in the words of the delivery files' `expected`, keys in their order. Times are unix seconds.
#[derive(Debug, Serialize)]
struct CallLine<'d> {
    entry_id: Option<&'d str>,
    direction: &'d str,
    status: &'d str,
    miss_reason: Option<&'d str>,
    client_phone: Option<&'d str>,
    line_number: Option<&'d str>,
    operator_extension: Option<&'d str>,
    final_operator_extension: Option<&'d str>,
    operators_rung: Vec<&'d str>,
    started_at: i64,
    answered_at: Option<i64>,
    ended_at: Option<i64>,
    wait_seconds: Option<u64>,
    talk_seconds: Option<u64>,
    transferred: bool,
    disconnect_reason: Option<i32>,
    recording_ids: Vec<&'d str>,
    recording_ready: bool,
    leg_count: u32,
    complete: bool,
    rejected_deliveries: usize,
}

/// One line of JSON per call.
///
/// # Errors
/// Never in practice: every value is a string, a number or a list of strings.
pub fn json_lines(day: &Day) -> Result<String, serde_json::Error> {
    let mut lines = String::new();
    for view in &day.calls {
        let facts = &view.call.facts;
        let line = CallLine {
            entry_id: view.call.provider_id.as_deref(),
            direction: facts.direction.code(),
            status: facts.status.code(),
            miss_reason: facts.miss_reason.as_ref().map(MissReason::code),
            client_phone: facts.client.as_ref().map(Phone::as_str),
            line_number: facts.line.as_ref().map(LineNumber::provider_form),
            operator_extension: facts.operator_extension.as_ref().map(Extension::as_str),
            final_operator_extension: facts.final_operator_extension.as_ref().map(Extension::as_str),
            operators_rung: facts.operators_rung.iter().map(Extension::as_str).collect(),
            started_at: facts.started_at.seconds(),
            answered_at: facts.answered_at.map(Timestamp::seconds),
            ended_at: facts.ended_at.map(Timestamp::seconds),
            wait_seconds: facts.wait_seconds(),
            talk_seconds: facts.talk_seconds(),
            transferred: facts.transferred,
            disconnect_reason: facts.disconnect_code,
            recording_ids: facts.recordings.iter().map(|recording| recording.id.as_str()).collect(),
            recording_ready: facts.recordings.iter().any(|recording| recording.ready),
            leg_count: facts.leg_count,
            complete: facts.complete,
            rejected_deliveries: day.refused_beside(view),
        };
        lines += &serde_json::to_string(&line)?;
        lines.push('\n');
    }
    Ok(lines)
}

/// The day in Russian: its people are.
impl Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = self.settings.office_zone;
        write!(f, "Звонки, часовой пояс {zone}\n\n{}\n", self.calls_table())?;
        writeln!(f, "{}\n", self.totals())?;
        write!(f, "Операторы, разговор засчитан ответившему первым\n\n{}\n", self.operators_table())?;
        self.fmt_refused(f)?;
        self.fmt_oddities(f)?;
        write!(f, "\n{}", self.books)?;
        self.fmt_verdicts(f)?;
        self.books.fmt_verdicts(f)
    }
}

impl Day {
    fn calls_table(&self) -> Table {
        let mut table = Table::new(&[
            "Начало",
            "Куда",
            "Клиент",
            "Кампания, город",
            "Итог",
            "Оператор",
            ">Ждал",
            ">Говорил",
            ">Зап.",
        ]);
        for view in &self.calls {
            let facts = &view.call.facts;
            table.row([
                self.settings.office_zone.local(facts.started_at).format("%d.%m %H:%M:%S").to_string(),
                short_direction(&facts.direction).to_owned(),
                client(view),
                source(view),
                outcome(view),
                self.who_talked(view),
                minutes(facts.wait_seconds()),
                minutes(facts.talk_seconds().filter(|talk| *talk > 0)),
                count(facts.recordings.len()),
            ]);
        }
        table
    }

    /// Internal calls are outside every total.
    fn totals(&self) -> String {
        let outside =
            || self.calls.iter().map(|view| &view.call.facts).filter(|it| it.direction != CallDirection::Internal);
        let of = |status: CallStatus| outside().filter(|facts| facts.status == status).count();
        let without_talk = of(CallStatus::Busy) + of(CallStatus::NoAnswer);
        format!(
            "Всего {}: отвечено {}, пропущено {}, не дозвонились {without_talk}, идёт {}",
            outside().count(),
            of(CallStatus::Answered),
            of(CallStatus::Missed),
            of(CallStatus::New),
        )
    }

    fn who_talked(&self, view: &CallView) -> String {
        let facts = &view.call.facts;
        let name = |extension: &str| {
            let known = self.operators.iter().find(|it| it.extension.as_ref().is_some_and(|e| e.as_str() == extension));
            known.map_or_else(|| format!("доб. {extension}"), |operator| operator.name.to_string())
        };
        let first = facts.operator_extension.as_ref().map(|extension| name(extension.as_str()));
        let last = facts.final_operator_extension.as_ref().map(|extension| name(extension.as_str()));
        match (first, last) {
            (Some(first), Some(last)) if first != last => format!("{first} → {last}"),
            (first, last) => first.or(last).unwrap_or_default(),
        }
    }

    fn operators_table(&self) -> Table {
        let mut table = Table::new(&["Доб.", "Оператор", ">Звонило", ">Принял", ">Позвонил", ">Разговор"]);
        for operator in &self.operators {
            let Some(extension) = &operator.extension else { continue };
            let of = |direction: CallDirection| {
                let mine = move |view: &&CallView| view.call.facts.operator_extension.as_ref() == Some(extension);
                self.calls.iter().filter(move |view| view.call.facts.direction == direction).filter(mine)
            };
            let is_answered = |view: &&CallView| view.call.facts.status == CallStatus::Answered;
            let rung = self.calls.iter().filter(|view| view.call.facts.operators_rung.contains(extension)).count();
            let talk =
                of(CallDirection::In).chain(of(CallDirection::Out)).filter_map(|v| v.call.facts.talk_seconds()).sum();
            table.row([
                extension.to_string(),
                operator.name.to_string(),
                count(rung),
                count(of(CallDirection::In).filter(is_answered).count()),
                count(of(CallDirection::Out).count()),
                minutes(Some(talk).filter(|talk| *talk > 0)),
            ]);
        }
        table
    }

    fn fmt_refused(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.refused.is_empty() {
            return writeln!(f, "Отклонённых событий нет.");
        }
        writeln!(f, "Отклонённые события (хранится только их число):")?;
        for (reason, bodies) in &self.refused {
            writeln!(f, "  {:>3}  {}", bodies.len(), reason_label(*reason))?;
        }
        Ok(())
    }

    fn fmt_oddities(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.unknown_lines.is_empty() {
            writeln!(f, "\nЗвонки на номера, которых нет среди линий:")?;
            for line in &self.unknown_lines {
                writeln!(f, "  {:>3}  {}", line.calls, line.number.provider_form())?;
            }
        }
        if !self.unread.is_empty() {
            writeln!(f, "\nПодписано, но не понято (хранится без последствий):")?;
            for raw in &self.unread {
                writeln!(f, "  {}  {}", raw.event.path, raw.event.problem.as_ref().map_or("", |it| it.as_str()))?;
            }
        }
        Ok(())
    }

    fn fmt_verdicts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let audit = &self.audit;
        match &audit.broken {
            None => write!(f, "\nАудит цел: записей {}, блоков {}", audit.sealed + audit.unsealed, audit.blocks)?,
            Some(broken) => write!(f, "\nАУДИТ НАРУШЕН: {broken}")?,
        }
        if audit.unsealed > 0 {
            write!(f, ", ещё не запечатано {}", audit.unsealed)?;
        }
        f.write_char('\n')?;
        let (looked_at, wrong) = (self.check.conversations, self.check.differences.len());
        if wrong == 0 {
            writeln!(f, "Сверка с событиями: разговоров {looked_at}, расхождений нет")
        } else {
            writeln!(f, "СВЕРКА С СОБЫТИЯМИ: разговоров {looked_at}, РАСХОЖДЕНИЙ {wrong}")
        }
    }
}

fn short_direction(direction: &CallDirection) -> &str {
    match direction {
        CallDirection::In => "вх.",
        CallDirection::Out => "исх.",
        CallDirection::Internal => "вн.",
        CallDirection::Unknown(code) => code,
    }
}

/// What the line stands for; the bare number where no line describes it.
fn source(view: &CallView) -> String {
    let known: Vec<_> = [view.campaign.as_deref(), view.city.as_deref()].into_iter().flatten().collect();
    match &view.call.facts.line {
        Some(line) if known.is_empty() => cut(line.provider_form(), 16),
        _ => known.join(", "),
    }
}

fn client(view: &CallView) -> String {
    match (&view.call.facts.client, &view.call.facts.direction) {
        (Some(phone), _) => phone.as_str().to_owned(),
        (None, CallDirection::Internal) => String::new(),
        (None, _) => "номер скрыт".to_owned(),
    }
}

fn outcome(view: &CallView) -> String {
    let facts = &view.call.facts;
    let status = facts.status.label(Lang::Ru);
    let missed = facts.miss_reason.as_ref().map(|reason| reason.label(Lang::Ru));
    let ended = facts.end_reason.as_ref().map(|reason| reason.label(Lang::Ru));
    let mut text = status.to_owned();
    if let Some(reason) = missed.or(ended).filter(|reason| *reason != status) {
        text += ": ";
        text += &reason.to_lowercase();
    }
    if !facts.complete {
        text += " (неполный)";
    }
    text
}

fn reason_label(reason: IngestRefusal) -> &'static str {
    match reason {
        IngestRefusal::Unsigned => "без подписи",
        IngestRefusal::ForeignKey => "чужой ключ",
        IngestRefusal::WrongSignature => "неверная подпись",
        IngestRefusal::TooLong => "слишком длинное",
        IngestRefusal::UnknownSource => "неизвестный источник",
    }
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}
