"""Closed sets of words. Each member is its code: ``CallStatus.MISSED == "missed"``, and it prints as such.

Written by ``make stubs`` from the library; do not edit.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Dict, Type, TypeVar

__all__ = [
    "CallDirection",
    "CallSort",
    "CallStatus",
    "CallbackSort",
    "CallbackState",
    "CashState",
    "EndReason",
    "Equipment",
    "ErrorCode",
    "EventKind",
    "Exclusion",
    "FieldCode",
    "Formula",
    "HistoryKind",
    "JobState",
    "LedgerKind",
    "MissReason",
    "OperatorStatus",
    "OrderStatus",
    "OrderType",
    "Provider",
    "RevokeReason",
    "Role",
    "ServiceLevelVariant",
    "SettingKey",
    "Word",
    "WorkState",
]

W = TypeVar("W", bound="Word")


class Word(str, Enum):
    """One of a closed set."""

    # Given to each member when it is made.
    _labels: Dict[str, str]

    def __new__(cls: Type[W], code: str, ru: str = "", en: str = "") -> W:
        member = str.__new__(cls, code)
        member._value_ = code
        member._labels = {"ru": ru or code, "en": en or code}
        return member

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(str(self.value), spec)

    def label(self, lang: str = "ru") -> str:
        """What people read, in Russian (``ru``) or English (``en``). A code of a later version is its own label."""
        return self._labels[lang]


    def __reduce_ex__(self, protocol: Any) -> Any:
        return _member, (type(self).__name__, str(self))


def _member(kind: str, code: str) -> Any:
    return _MEMBERS[kind][code]


class _Members(Dict[str, Any]):
    """The members of a set by their codes; a stored code of a later version becomes one when it is met."""

    def __init__(self, kind: Type[Word]) -> None:
        super().__init__((member.value, member) for member in kind)
        self._kind = kind

    def __missing__(self, code: str) -> Any:
        member: Any = str.__new__(self._kind, code)
        member._name_ = code.upper()
        member._value_ = code
        member._labels = {"ru": code, "en": code}
        self[code] = member
        return member


class CallDirection(Word):
    """Call direction."""

    IN = "in", "Входящий", "Inbound"
    OUT = "out", "Исходящий", "Outbound"
    INTERNAL = "internal", "Внутренний", "Internal"


class CallSort(Word):
    """Call sort."""

    LATEST = "latest"
    EARLIEST = "earliest"


class CallStatus(Word):
    """Call status."""

    NEW = "new", "Идёт", "In progress"
    ANSWERED = "answered", "Отвечен", "Answered"
    MISSED = "missed", "Пропущен", "Missed"
    BUSY = "busy", "Занято", "Busy"
    NO_ANSWER = "no_answer", "Нет ответа", "No answer"


class CallbackSort(Word):
    """Callback sort."""

    OLDEST = "oldest"
    LATEST = "latest"


class CallbackState(Word):
    """Callback state."""

    OPEN = "open", "Ждёт звонка", "Waiting"
    CLOSED = "closed", "Закрыт", "Closed"
    WITHDRAWN = "withdrawn", "Отозван", "Withdrawn"


class CashState(Word):
    """Cash state."""

    HANDED = "handed", "Передано", "Handed over"
    ACCEPTED = "accepted", "Принято", "Accepted"
    DECLINED = "declined", "Отклонено", "Declined"


class EndReason(Word):
    """End reason."""

    BUSY = "busy", "Занято", "Busy"
    DECLINED = "declined", "Отклонён", "Declined"
    NO_ANSWER = "no_answer", "Не ответил", "No answer"
    CANCELLED = "cancelled", "Отменён", "Cancelled"
    UNREACHABLE = "unreachable", "Недоступен", "Unreachable"
    FAILED = "failed", "Сбой", "Failed"


class Equipment(Word):
    """Equipment."""

    KP = "kp", "КП", "Computers"
    BT = "bt", "БТ", "Appliances"
    MNCH = "mnch", "МНЧ", "Handyman"


class ErrorCode(Word):
    """Error code."""

    ACCESS_FORBIDDEN = "access.forbidden"
    ACCESS_OTHER_CITY = "access.other_city"
    AUTH_BUSY = "auth.busy"
    AUTH_DAMAGED_HASH = "auth.damaged_hash"
    AUTH_DEACTIVATED = "auth.deactivated"
    AUTH_FAILED = "auth.failed"
    AUTH_PASSWORD_POLICY = "auth.password_policy"
    AUTH_SESSION_EXPIRED = "auth.session_expired"
    AUTH_SESSION_REVOKED = "auth.session_revoked"
    AUTH_SESSION_UNKNOWN = "auth.session_unknown"
    AUTH_TICKET_INVALID = "auth.ticket_invalid"
    AUTH_TOKEN_EXPIRED = "auth.token_expired"
    AUTH_TOKEN_INVALID = "auth.token_invalid"
    AUTH_TOKEN_REUSED = "auth.token_reused"
    AUTH_TOKEN_WRONG_TYPE = "auth.token_wrong_type"
    AUTH_TOO_MANY_ATTEMPTS = "auth.too_many_attempts"
    AUTH_WRONG_CREDENTIALS = "auth.wrong_credentials"
    CALL_NOT_FOUND = "call.not_found"
    CALL_VERSION_CONFLICT = "call.version_conflict"
    CALLBACK_NOT_FOUND = "callback.not_found"
    CALLBACK_NOT_OPEN = "callback.not_open"
    CALLBACK_VERSION_CONFLICT = "callback.version_conflict"
    CAMPAIGN_COST_CANCELLED = "campaign.cost_cancelled"
    CAMPAIGN_COST_NOT_FOUND = "campaign.cost_not_found"
    CAMPAIGN_COST_VERSION_CONFLICT = "campaign.cost_version_conflict"
    CAMPAIGN_NAME_TAKEN = "campaign.name_taken"
    CAMPAIGN_NOT_FOUND = "campaign.not_found"
    CAMPAIGN_VERSION_CONFLICT = "campaign.version_conflict"
    CASH_ALREADY_DECIDED = "cash.already_decided"
    CASH_NOT_FOUND = "cash.not_found"
    CASH_VERSION_CONFLICT = "cash.version_conflict"
    CITY_ARCHIVED = "city.archived"
    CITY_NAME_TAKEN = "city.name_taken"
    CITY_NOT_FOUND = "city.not_found"
    CITY_VERSION_CONFLICT = "city.version_conflict"
    COPY_DIFFERS = "copy.differs"
    COPY_OCCUPIED = "copy.occupied"
    COPY_OTHER_SOURCE = "copy.other_source"
    COPY_SOURCE_CHANGED = "copy.source_changed"
    IDEMPOTENCY_REUSED = "idempotency.reused"
    INVALID = "invalid"
    JOB_LEASE_LOST = "job.lease_lost"
    JOB_NOT_DEAD = "job.not_dead"
    JOB_NOT_FOUND = "job.not_found"
    LINE_NOT_FOUND = "line.not_found"
    LINE_NUMBER_TAKEN = "line.number_taken"
    LINE_VERSION_CONFLICT = "line.version_conflict"
    OPERATOR_AUTOMATIC_STATE = "operator.automatic_state"
    OPERATOR_EXTENSION_TAKEN = "operator.extension_taken"
    OPERATOR_INACTIVE = "operator.inactive"
    OPERATOR_LAST_ADMIN = "operator.last_admin"
    OPERATOR_LOGIN_TAKEN = "operator.login_taken"
    OPERATOR_NOT_FOUND = "operator.not_found"
    OPERATOR_PERIOD_TOO_LONG = "operator.period_too_long"
    OPERATOR_VERSION_CONFLICT = "operator.version_conflict"
    ORDER_CITY_FIXED = "order.city_fixed"
    ORDER_CLOSED = "order.closed"
    ORDER_NOT_DEFERRED = "order.not_deferred"
    ORDER_NOT_FOUND = "order.not_found"
    ORDER_SLOT_FULL = "order.slot_full"
    ORDER_TRANSITION_NOT_ALLOWED = "order.transition_not_allowed"
    ORDER_VERSION_CONFLICT = "order.version_conflict"
    ORDER_VISIT_BEGUN = "order.visit_begun"
    PAGE_BAD_CURSOR = "page.bad_cursor"
    SHIFT_CANCELLED = "shift.cancelled"
    SHIFT_NOT_FOUND = "shift.not_found"
    SHIFT_OVERLAPS = "shift.overlaps"
    SHIFT_PERIOD_TOO_LONG = "shift.period_too_long"
    SHIFT_VERSION_CONFLICT = "shift.version_conflict"
    STATS_AMOUNT_OUT_OF_RANGE = "stats.amount_out_of_range"
    STATS_BAD_AGENTS = "stats.bad_agents"
    STATS_BAD_HANDLE_TIME = "stats.bad_handle_time"
    STATS_BAD_INTERVAL = "stats.bad_interval"
    STATS_BAD_LOAD = "stats.bad_load"
    STATS_BAD_PATIENCE = "stats.bad_patience"
    STATS_BAD_PROBABILITY = "stats.bad_probability"
    STATS_BAD_SHARE = "stats.bad_share"
    STATS_BAD_SHRINKAGE = "stats.bad_shrinkage"
    STATS_BAD_THRESHOLD = "stats.bad_threshold"
    STATS_PERIOD_TOO_LONG = "stats.period_too_long"
    STATS_UNREACHABLE_TARGET = "stats.unreachable_target"
    STORE_BAD_URL = "store.bad_url"
    STORE_BUSY = "store.busy"
    STORE_CLOSED = "store.closed"
    STORE_CONTENDED = "store.contended"
    STORE_CORRUPT = "store.corrupt"
    STORE_FOREIGN = "store.foreign"
    STORE_NESTED = "store.nested"
    STORE_NOT_MIGRATED = "store.not_migrated"
    STORE_OUTCOME_UNKNOWN = "store.outcome_unknown"
    STORE_SCHEMA_TOO_NEW = "store.schema_too_new"
    STORE_TIMEOUT = "store.timeout"
    STORE_UNAVAILABLE = "store.unavailable"
    STORE_UNFINISHED_COPY = "store.unfinished_copy"
    TELEPHONY_FOREIGN_KEY = "telephony.foreign_key"
    TELEPHONY_TOO_LONG = "telephony.too_long"
    TELEPHONY_UNKNOWN_SOURCE = "telephony.unknown_source"
    TELEPHONY_UNSIGNED = "telephony.unsigned"
    TELEPHONY_WRONG_SIGNATURE = "telephony.wrong_signature"


class EventKind(Word):
    """Event kind."""

    CALL_STARTED = "call.started", "Звонок начался", "Call started"
    CALL_ANSWERED = "call.answered", "Звонок отвечен", "Call answered"
    CALL_ENDED = "call.ended", "Звонок завершён", "Call ended"
    CALL_CORRECTED = "call.corrected", "Звонок уточнён", "Call corrected"
    CALL_CHANGED = "call.changed", "Звонок изменён", "Call changed"
    ORDER_CREATED = "order.created", "Заказ создан", "Order written"
    ORDER_CHANGED = "order.changed", "Заказ изменён", "Order changed"
    CASH_HANDED = "cash.handed", "Касса: деньги переданы", "Cash handed over"
    CASH_DECIDED = "cash.decided", "Касса: решение", "Cash accepted or declined"
    CALLBACK_OPENED = "callback.opened", "Ждёт звонка", "Call-back opened"
    CALLBACK_CLOSED = "callback.closed", "Перезвон закрыт", "Call-back closed"
    CALLBACK_CHANGED = "callback.changed", "Перезвон изменён", "Call-back changed"
    CALLBACK_WITHDRAWN = "callback.withdrawn", "Перезвон отозван", "Call-back withdrawn"
    OPERATOR_CHANGED = "operator.changed", "Оператор изменён", "Operator changed"
    OPERATOR_WORK_STATE = "operator.work_state", "Состояние оператора", "Work state"
    OPERATOR_SESSIONS_ENDED = "operator.sessions_ended", "Сеансы завершены", "Sessions ended"
    SHIFT_CHANGED = "shift.changed", "Смена изменена", "Shift changed"
    OFFICE_CHANGED = "office.changed", "Справочник изменён", "Office data changed"


class Exclusion(Word):
    """Exclusion."""

    INTERNAL_CALLS = "internal_calls", "внутренние звонки", "internal calls"
    UNENDED_CALLS = "unended_calls", "незавершённые звонки", "calls that are not over"
    OUTBOUND_CALLS = "outbound_calls", "исходящие звонки", "outbound calls"
    OUT_OF_HOURS = "out_of_hours", "звонки в нерабочее время", "calls out of hours"
    SYSTEM_FAULTS = "system_faults", "звонки, потерянные из-за сбоя", "calls lost to a fault"
    ABANDONED_IN_MENU = "abandoned_in_menu", "звонки, завершённые в меню", "calls that ended in the menu"
    ABANDONED_CALLS = "abandoned_calls", "потерянные звонки", "abandoned calls"
    EARLY_ABANDONS = "early_abandons", "потерянные в пределах порога", "calls abandoned within the threshold"
    SHORT_ABANDONS = "short_abandons", "короткие потерянные", "short abandons"
    VOID_ORDERS = "void_orders", "незаказы", "void orders"
    OPEN_ORDERS = "open_orders", "открытые заявки", "open orders"
    CANCELLED_ORDERS = "cancelled_orders", "отказы", "cancelled orders"


class FieldCode(Word):
    """Field code."""

    CALL_BAD_DIRECTION = "call.bad_direction"
    CALL_BAD_STATUS = "call.bad_status"
    CALL_IN_THE_FUTURE = "call.in_the_future"
    CALL_TALK_WITHOUT_ANSWER = "call.talk_without_answer"
    CAMPAIGN_BAD_DAYS = "campaign.bad_days"
    CODE_UNKNOWN = "code.unknown"
    ID_OUT_OF_RANGE = "id.out_of_range"
    MONEY_BAD = "money.bad"
    MONEY_NEGATIVE = "money.negative"
    MONEY_NOT_POSITIVE = "money.not_positive"
    OPERATOR_BAD_EXTENSION = "operator.bad_extension"
    OPERATOR_CITY_REQUIRED = "operator.city_required"
    ORDER_CITY_REQUIRED = "order.city_required"
    ORDER_MASTER_REQUIRED = "order.master_required"
    ORDER_NOT_A_SLOT = "order.not_a_slot"
    ORDER_NOT_WITH_THIS_MOVE = "order.not_with_this_move"
    ORDER_OTHER_OPERATOR = "order.other_operator"
    ORDER_PHONE_REQUIRED = "order.phone_required"
    ORDER_REASON_REQUIRED = "order.reason_required"
    ORDER_RESULT_REQUIRED = "order.result_required"
    ORDER_UNFIT_MASTER = "order.unfit_master"
    PAGE_BAD_LIMIT = "page.bad_limit"
    PAGE_NOT_A_PAGE = "page.not_a_page"
    PAGE_TOO_DEEP = "page.too_deep"
    PASSWORD_BLANK = "password.blank"
    PASSWORD_COMMON = "password.common"
    PASSWORD_SAME_AS_LOGIN = "password.same_as_login"
    PASSWORD_TOO_LONG = "password.too_long"
    PASSWORD_TOO_SHORT = "password.too_short"
    PAST_CLOSED_BEFORE_WRITTEN = "past.closed_before_written"
    PAST_CLOSED_WITHOUT_TIME = "past.closed_without_time"
    PAST_IN_THE_FUTURE = "past.in_the_future"
    PAST_OPEN_WITH_CLOSING_TIME = "past.open_with_closing_time"
    PAST_SAME_ID_TWICE = "past.same_id_twice"
    PAST_TOO_MANY_ROWS = "past.too_many_rows"
    PAST_UNREADABLE_HASH = "past.unreadable_hash"
    PAST_WAITS_WITH_MASTER = "past.waits_with_master"
    PERIOD_REVERSED = "period.reversed"
    PHONE_BAD = "phone.bad"
    SETTING_BAD_VALUE = "setting.bad_value"
    SETTING_UNKNOWN = "setting.unknown"
    SHIFT_BAD_LENGTH = "shift.bad_length"
    TEXT_CONTROL = "text.control"
    TEXT_EMPTY = "text.empty"
    TEXT_TOO_LONG = "text.too_long"
    TIME_BAD = "time.bad"
    ZONE_BAD = "zone.bad"


class Formula(Word):
    """Formula."""

    TOTAL_CALLS = "total_calls", "Всего звонков", "Calls"
    ACCEPTED_CALLS = "accepted_calls", "Принято звонков", "Calls accepted"
    MISSED_CALLS = "missed_calls", "Пропущено звонков", "Calls missed"
    ACCEPTANCE_RATE = "acceptance_rate", "Процент принятых", "Acceptance rate"
    TALK_TIME = "talk_time", "Время разговоров", "Talk time"
    DAILY = "daily", "По дням", "By day"
    TOTAL_ORDERS = "total_orders", "Всего заявок", "Orders"
    ORDERS_BY_STATUS = "orders_by_status", "Заявки по статусам", "Orders by status"
    CLOSED_ORDERS = "closed_orders", "Закрыто заявок", "Orders closed"
    TURNOVER = "turnover", "Оборот", "Turnover"
    AVERAGE_CHECK = "average_check", "Средний чек", "Average check"
    COMPLETED_SHARE = "completed_share", "Процент выполненных", "Completed share"
    CONVERSION = "conversion", "Конверсия", "Conversion"
    CAMPAIGN_COST = "campaign_cost", "Расходы на кампанию", "Campaign cost"
    CAMPAIGN_ROI = "campaign_roi", "Окупаемость кампании", "Campaign ROI"
    COST_PER_CALL = "cost_per_call", "Стоимость звонка", "Cost per call"
    COST_PER_ORDER = "cost_per_order", "Стоимость заявки", "Cost per order"
    OFFERED = "offered", "Поступило в очередь", "Offered"
    HANDLED = "handled", "Обработано", "Handled"
    ABANDONED = "abandoned", "Потеряно", "Abandoned"
    ABANDONMENT = "abandonment", "Доля потерянных", "Abandonment"
    SHORT_ABANDONMENT = "short_abandonment", "Доля коротких потерянных", "Short abandonment"
    AVERAGE_HANDLE_TIME = "average_handle_time", "Среднее время обработки (AHT)", "Average handle time (AHT)"
    AVERAGE_SPEED_OF_ANSWER = "average_speed_of_answer", "Средняя скорость ответа (ASA)", "Average speed of answer (ASA)"
    OCCUPANCY = "occupancy", "Занятость", "Occupancy"
    WORK_TIME = "work_time", "Рабочее время", "Work time"
    SERVICE_LEVEL_ABANDONS_MET = "service_level_abandons_met", "Уровень сервиса: потерянные в срок засчитаны", "Service level, early abandons met"
    SERVICE_LEVEL_ABANDONS_IGNORED = "service_level_abandons_ignored", "Уровень сервиса: без потерянных", "Service level, abandons ignored"
    SERVICE_LEVEL_ABANDONS_NEGATIVE = "service_level_abandons_negative", "Уровень сервиса: потерянные против", "Service level, abandons negative"
    SERVICE_LEVEL_EARLY_ABANDONS_EXCLUDED = "service_level_early_abandons_excluded", "Уровень сервиса: без потерянных в срок", "Service level, early abandons excluded"
    SERVICE_LEVEL_SHORT_ABANDONS_CREDITED = "service_level_short_abandons_credited", "Уровень сервиса: короткие потерянные засчитаны", "Service level, short abandons credited"
    SERVICE_LEVEL_SHORT_ABANDONS_EXCLUDED = "service_level_short_abandons_excluded", "Уровень сервиса: без коротких потерянных", "Service level, short abandons excluded"
    ERLANG_B = "erlang_b", "Эрланг B", "Erlang B"
    ERLANG_C = "erlang_c", "Эрланг C", "Erlang C"
    ERLANG_A = "erlang_a", "Эрланг A", "Erlang A"
    NET_STAFF = "net_staff", "Нужно на линии", "Net staff"
    GROSS_STAFF = "gross_staff", "Нужно в штате", "Gross staff"


class HistoryKind(Word):
    """History kind."""

    CREATED = "created", "Создан", "Created"
    MOVED = "moved", "Статус", "Moved"
    REOPENED = "reopened", "Возвращён в работу", "Reopened"
    REASSIGNED = "reassigned", "Другой мастер", "Reassigned"
    CITY_CHANGED = "city_changed", "Другой город", "City changed"


class JobState(Word):
    """Job state."""

    QUEUED = "queued", "В очереди", "Queued"
    DONE = "done", "Выполнено", "Done"
    DEAD = "dead", "Не удалось", "Dead"


class LedgerKind(Word):
    """Ledger kind."""

    RESULT = "result", "Приход", "Result"
    EXPENDITURE = "expenditure", "Расход", "Expenditure"
    RESULT_REVERSAL = "result_reversal", "Сторно прихода", "Result reversed"
    EXPENDITURE_REVERSAL = "expenditure_reversal", "Сторно расхода", "Expenditure reversed"


class MissReason(Word):
    """Miss reason."""

    NO_ANSWER = "no_answer", "Не ответили", "Not answered"
    BUSY = "busy", "Занято", "Busy"
    DECLINED = "declined", "Отклонён", "Declined"
    OUT_OF_HOURS = "out_of_hours", "Нерабочее время", "Out of hours"
    ABANDONED_IVR = "abandoned_ivr", "Положил трубку в меню", "Hung up in the menu"
    ABANDONED_QUEUE = "abandoned_queue", "Положил трубку в очереди", "Hung up in the queue"
    ABANDONED_RINGING = "abandoned_ringing", "Положил трубку до ответа", "Hung up while ringing"
    SYSTEM = "system", "Сбой связи", "System fault"


class OperatorStatus(Word):
    """Operator status."""

    ACTIVE = "active", "Активен", "Active"
    INACTIVE = "inactive", "Отключён", "Inactive"


class OrderStatus(Word):
    """Order status."""

    NEW = "new", "Ожидает", "New"
    ACCEPTED = "accepted", "Принял", "Accepted"
    EN_ROUTE = "en_route", "В пути", "En route"
    IN_PROGRESS = "in_progress", "В работе", "In progress"
    DEFERRED = "deferred", "Модерн", "Deferred"
    COMPLETED = "completed", "Готово", "Completed"
    CANCELLED = "cancelled", "Отказ", "Cancelled"
    VOID = "void", "Незаказ", "Void"


class OrderType(Word):
    """Order type."""

    FIRST_TIME = "first_time", "Впервые", "First time"
    REPEAT = "repeat", "Повтор", "Repeat"
    WARRANTY = "warranty", "Гарантия", "Warranty"


class Provider(Word):
    """Provider."""

    MANGO = "mango", "Mango Office", "Mango Office"
    SIP = "sip", "SIP-сервер", "SIP server"
    CRM = "crm", "CRM", "CRM"


class RevokeReason(Word):
    """Revoke reason."""

    LOGOUT = "logout", "Выход", "Signed out"
    ADMIN = "admin", "Завершена администратором", "Ended by an administrator"
    REUSE = "reuse", "Повторное использование токена", "Token used again"
    PASSWORD_CHANGED = "password_changed", "Смена пароля", "Password changed"
    DEACTIVATED = "deactivated", "Учётная запись отключена", "Account deactivated"
    EXPIRED = "expired", "Истекла", "Expired"


class Role(Word):
    """Role."""

    ADMIN = "admin", "Администратор", "Administrator"
    OPERATOR = "operator", "Оператор", "Operator"
    DIRECTOR = "director", "Директор", "Director"
    MASTER = "master", "Мастер", "Master"


class ServiceLevelVariant(Word):
    """Service level variant."""

    ABANDONS_MET = "abandons_met", "Потерянные в срок засчитаны", "Early abandons met"
    ABANDONS_IGNORED = "abandons_ignored", "Без потерянных", "Abandons ignored"
    ABANDONS_NEGATIVE = "abandons_negative", "Потерянные против", "Abandons negative"
    EARLY_ABANDONS_EXCLUDED = "early_abandons_excluded", "Без потерянных в срок", "Early abandons excluded"
    SHORT_ABANDONS_CREDITED = "short_abandons_credited", "Короткие потерянные засчитаны", "Short abandons credited"
    SHORT_ABANDONS_EXCLUDED = "short_abandons_excluded", "Без коротких потерянных", "Short abandons excluded"


class SettingKey(Word):
    """Setting key."""

    OFFICE_ZONE = "office_zone", "Часовой пояс офиса", "Office time zone"
    WRAP_UP_SECONDS = "wrap_up_seconds", "Постобработка, с", "Wrap-up, s"
    CLOSE_AFTER_LEGS_SECONDS = "close_after_legs_seconds", "Закрыть звонок после последнего плеча, с", "Close a call after its last leg, s"
    CLOSE_AFTER_SILENCE_SECONDS = "close_after_silence_seconds", "Закрыть молчащий звонок, с", "Close a silent call, s"
    OFFLINE_AFTER_SECONDS = "offline_after_seconds", "Не в сети после последнего признака жизни, с", "Offline after the last sign of life, s"
    EVENTS_AHEAD_SECONDS = "events_ahead_seconds", "События провайдера: не позже чем через, с", "Provider events: at most ahead, s"
    EVENTS_BEHIND_SECONDS = "events_behind_seconds", "События провайдера: не раньше чем за, с", "Provider events: at most behind, s"
    RAW_EVENTS_KEPT_DAYS = "raw_events_kept_days", "Хранить события провайдера, дней (0 — всегда)", "Keep provider events, days (0: for ever)"
    FEED_KEPT_DAYS = "feed_kept_days", "Хранить ленту событий, дней (0 — всегда)", "Keep the feed, days (0: for ever)"
    AUDIT_KEPT_DAYS = "audit_kept_days", "Хранить аудит, дней (0 — всегда)", "Keep the audit, days (0: for ever)"


class WorkState(Word):
    """Work state."""

    OFFLINE = "offline", "Не в сети", "Offline"
    ONLINE = "online", "Работает", "Online"
    BREAK = "break", "Перерыв", "Break"
    BUSY = "busy", "На звонке", "On a call"
    WRAP_UP = "wrap_up", "После звонка", "Wrap-up"

_MEMBERS: Dict[str, _Members] = {kind.__name__: _Members(kind) for kind in Word.__subclasses__()}
