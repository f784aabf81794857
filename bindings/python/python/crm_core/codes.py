"""Closed sets of words. Each member is its code: ``CallStatus.MISSED == "missed"``, and it prints as such.

Written by ``make stubs`` from the library; do not edit.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Dict, Tuple, Type

__all__ = [
    "AnchorSigned",
    "AuditBreakKind",
    "CallDirection",
    "CallSort",
    "CallStatus",
    "CallbackSort",
    "CallbackState",
    "CashState",
    "CheckPart",
    "EndReason",
    "EndedBy",
    "Equipment",
    "ErrorCode",
    "EventKind",
    "Exclusion",
    "FactKind",
    "FateKind",
    "FieldCode",
    "Formula",
    "HistoryKind",
    "JobState",
    "Lang",
    "LedgerKind",
    "LegPlace",
    "LegState",
    "MissReason",
    "OperatorStatus",
    "OrderFlaw",
    "OrderStatus",
    "OrderType",
    "PastKind",
    "Provider",
    "ReceiptKind",
    "RecordingState",
    "RevokeReason",
    "Role",
    "ServiceLevelVariant",
    "SettingKey",
    "Transfer",
    "Word",
    "WorkState",
]


class Word(str, Enum):
    """One of a closed set."""

    def __str__(self) -> str:
        return str.__str__(self)

    def __format__(self, spec: str) -> str:
        return str.__format__(self, spec)

    def label(self, lang: str = "ru") -> str:
        """What people read, in Russian (``ru``) or English (``en``). A word of a later version is its own label."""
        word = str.__str__(self)
        ru, en = _LABELS.get(type(self).__name__, {}).get(word, (word, word))
        return {"ru": ru, "en": en}[lang]

    def __reduce_ex__(self, protocol: Any) -> Any:
        return _member, (type(self).__name__, str.__str__(self))


class _Members(Dict[str, Any]):
    """The members of a set by their codes; a stored code of a later version becomes one when it is met."""

    def __init__(self, kind: Type[Word]) -> None:
        super().__init__((str.__str__(member), member) for member in kind)
        self._kind = kind

    def __missing__(self, code: str) -> Any:
        member: Any = str.__new__(self._kind, code)
        member._name_ = code.upper()
        member._value_ = code
        self[code] = member
        return member


def _member(kind: str, code: str) -> Any:
    return _MEMBERS[kind][code]


class AnchorSigned(Word):
    """Anchor signed."""

    BY_KNOWN_KEY = "by_known_key"
    BY_UNKNOWN_KEY = "by_unknown_key"
    FALSELY = "falsely"


class AuditBreakKind(Word):
    """Audit break kind."""

    MISSING_BLOCK = "missing_block"
    MISPLACED_BLOCK = "misplaced_block"
    CHANGED_BLOCK = "changed_block"
    BROKEN_LINK = "broken_link"
    MISSING_ROW = "missing_row"
    FOREIGN_ROW = "foreign_row"
    REORDERED_ROW = "reordered_row"
    CHANGED_ROW = "changed_row"
    CHANGED_PAYLOAD = "changed_payload"
    FORGED_ANCHOR = "forged_anchor"
    UNKNOWN_SIGNER = "unknown_signer"
    WRONG_ANCHOR = "wrong_anchor"
    WRONG_HEAD = "wrong_head"


class CallDirection(Word):
    """Call direction."""

    IN = "in"
    OUT = "out"
    INTERNAL = "internal"


class CallSort(Word):
    """Call sort."""

    LATEST = "latest"
    EARLIEST = "earliest"


class CallStatus(Word):
    """Call status."""

    NEW = "new"
    ANSWERED = "answered"
    MISSED = "missed"
    BUSY = "busy"
    NO_ANSWER = "no_answer"


class CallbackSort(Word):
    """Callback sort."""

    OLDEST = "oldest"
    LATEST = "latest"


class CallbackState(Word):
    """Callback state."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class CashState(Word):
    """Cash state."""

    HANDED = "handed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class CheckPart(Word):
    """Check part."""

    CALLS = "calls"
    ORDERS = "orders"
    CALLBACKS = "callbacks"
    COUNTERS = "counters"
    AUDIT = "audit"


class EndReason(Word):
    """End reason."""

    BUSY = "busy"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    CANCELLED = "cancelled"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


class EndedBy(Word):
    """Ended by."""

    CALLER = "caller"
    CALLEE = "callee"
    TIMEOUT = "timeout"
    UNKNOWN = "unknown"


class Equipment(Word):
    """Equipment."""

    KP = "kp"
    BT = "bt"
    MNCH = "mnch"


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

    CALL_STARTED = "call.started"
    CALL_ANSWERED = "call.answered"
    CALL_ENDED = "call.ended"
    CALL_CORRECTED = "call.corrected"
    CALL_CHANGED = "call.changed"
    ORDER_CREATED = "order.created"
    ORDER_CHANGED = "order.changed"
    CASH_HANDED = "cash.handed"
    CASH_DECIDED = "cash.decided"
    CALLBACK_OPENED = "callback.opened"
    CALLBACK_CLOSED = "callback.closed"
    CALLBACK_CHANGED = "callback.changed"
    CALLBACK_WITHDRAWN = "callback.withdrawn"
    OPERATOR_CHANGED = "operator.changed"
    OPERATOR_WORK_STATE = "operator.work_state"
    OPERATOR_SESSIONS_ENDED = "operator.sessions_ended"
    SHIFT_CHANGED = "shift.changed"
    OFFICE_CHANGED = "office.changed"


class Exclusion(Word):
    """Exclusion."""

    INTERNAL_CALLS = "internal_calls"
    UNENDED_CALLS = "unended_calls"
    OUTBOUND_CALLS = "outbound_calls"
    OUT_OF_HOURS = "out_of_hours"
    SYSTEM_FAULTS = "system_faults"
    ABANDONED_IN_MENU = "abandoned_in_menu"
    ABANDONED_CALLS = "abandoned_calls"
    EARLY_ABANDONS = "early_abandons"
    SHORT_ABANDONS = "short_abandons"
    VOID_ORDERS = "void_orders"
    OPEN_ORDERS = "open_orders"
    CANCELLED_ORDERS = "cancelled_orders"


class FactKind(Word):
    """Fact kind."""

    LEG = "leg"
    SUMMARY = "summary"
    ENDED = "ended"
    RECORDING = "recording"
    RECORD_READY = "record_ready"
    DTMF = "dtmf"
    CLOSED = "closed"


class FateKind(Word):
    """Fate kind."""

    WRITTEN = "written"
    PRESENT = "present"
    JOINED = "joined"
    LEFT_OUT = "left_out"


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

    TOTAL_CALLS = "total_calls"
    ACCEPTED_CALLS = "accepted_calls"
    MISSED_CALLS = "missed_calls"
    ACCEPTANCE_RATE = "acceptance_rate"
    TALK_TIME = "talk_time"
    DAILY = "daily"
    TOTAL_ORDERS = "total_orders"
    ORDERS_BY_STATUS = "orders_by_status"
    CLOSED_ORDERS = "closed_orders"
    TURNOVER = "turnover"
    AVERAGE_CHECK = "average_check"
    COMPLETED_SHARE = "completed_share"
    CONVERSION = "conversion"
    CAMPAIGN_COST = "campaign_cost"
    CAMPAIGN_ROI = "campaign_roi"
    COST_PER_CALL = "cost_per_call"
    COST_PER_ORDER = "cost_per_order"
    OFFERED = "offered"
    HANDLED = "handled"
    ABANDONED = "abandoned"
    ABANDONMENT = "abandonment"
    SHORT_ABANDONMENT = "short_abandonment"
    AVERAGE_HANDLE_TIME = "average_handle_time"
    AVERAGE_SPEED_OF_ANSWER = "average_speed_of_answer"
    OCCUPANCY = "occupancy"
    WORK_TIME = "work_time"
    SERVICE_LEVEL_ABANDONS_MET = "service_level_abandons_met"
    SERVICE_LEVEL_ABANDONS_IGNORED = "service_level_abandons_ignored"
    SERVICE_LEVEL_ABANDONS_NEGATIVE = "service_level_abandons_negative"
    SERVICE_LEVEL_EARLY_ABANDONS_EXCLUDED = "service_level_early_abandons_excluded"
    SERVICE_LEVEL_SHORT_ABANDONS_CREDITED = "service_level_short_abandons_credited"
    SERVICE_LEVEL_SHORT_ABANDONS_EXCLUDED = "service_level_short_abandons_excluded"
    ERLANG_B = "erlang_b"
    ERLANG_C = "erlang_c"
    ERLANG_A = "erlang_a"
    NET_STAFF = "net_staff"
    GROSS_STAFF = "gross_staff"


class HistoryKind(Word):
    """History kind."""

    CREATED = "created"
    MOVED = "moved"
    REOPENED = "reopened"
    REASSIGNED = "reassigned"
    CITY_CHANGED = "city_changed"


class JobState(Word):
    """Job state."""

    QUEUED = "queued"
    DONE = "done"
    DEAD = "dead"


class Lang(Word):
    """Lang."""

    RU = "ru"
    EN = "en"


class LedgerKind(Word):
    """Ledger kind."""

    RESULT = "result"
    EXPENDITURE = "expenditure"
    RESULT_REVERSAL = "result_reversal"
    EXPENDITURE_REVERSAL = "expenditure_reversal"


class LegPlace(Word):
    """Leg place."""

    MENU = "menu"
    QUEUE = "queue"
    PHONE = "phone"


class LegState(Word):
    """Leg state."""

    APPEARED = "appeared"
    CONNECTED = "connected"
    ON_HOLD = "on_hold"
    DISCONNECTED = "disconnected"


class MissReason(Word):
    """Miss reason."""

    NO_ANSWER = "no_answer"
    BUSY = "busy"
    DECLINED = "declined"
    OUT_OF_HOURS = "out_of_hours"
    ABANDONED_IVR = "abandoned_ivr"
    ABANDONED_QUEUE = "abandoned_queue"
    ABANDONED_RINGING = "abandoned_ringing"
    SYSTEM = "system"


class OperatorStatus(Word):
    """Operator status."""

    ACTIVE = "active"
    INACTIVE = "inactive"


class OrderFlaw(Word):
    """Order flaw."""

    HISTORY = "history"
    MONEY = "money"
    CLOSINGS = "closings"
    CLOSING_DATE = "closing_date"


class OrderStatus(Word):
    """Order status."""

    NEW = "new"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    IN_PROGRESS = "in_progress"
    DEFERRED = "deferred"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    VOID = "void"


class OrderType(Word):
    """Order type."""

    FIRST_TIME = "first_time"
    REPEAT = "repeat"
    WARRANTY = "warranty"


class PastKind(Word):
    """Past kind."""

    USER = "user"
    CALL = "call"
    ORDER = "order"


class Provider(Word):
    """Provider."""

    MANGO = "mango"
    SIP = "sip"
    CRM = "crm"


class ReceiptKind(Word):
    """Receipt kind."""

    PROBE = "probe"
    DUPLICATE = "duplicate"
    TAKEN = "taken"
    UNREAD = "unread"


class RecordingState(Word):
    """Recording state."""

    STARTED = "started"
    CONTINUED = "continued"
    COMPLETED = "completed"


class RevokeReason(Word):
    """Revoke reason."""

    LOGOUT = "logout"
    ADMIN = "admin"
    REUSE = "reuse"
    PASSWORD_CHANGED = "password_changed"
    DEACTIVATED = "deactivated"
    EXPIRED = "expired"


class Role(Word):
    """Role."""

    ADMIN = "admin"
    OPERATOR = "operator"
    DIRECTOR = "director"
    MASTER = "master"


class ServiceLevelVariant(Word):
    """Service level variant."""

    ABANDONS_MET = "abandons_met"
    ABANDONS_IGNORED = "abandons_ignored"
    ABANDONS_NEGATIVE = "abandons_negative"
    EARLY_ABANDONS_EXCLUDED = "early_abandons_excluded"
    SHORT_ABANDONS_CREDITED = "short_abandons_credited"
    SHORT_ABANDONS_EXCLUDED = "short_abandons_excluded"


class SettingKey(Word):
    """Setting key."""

    OFFICE_ZONE = "office_zone"
    WRAP_UP_SECONDS = "wrap_up_seconds"
    CLOSE_AFTER_LEGS_SECONDS = "close_after_legs_seconds"
    CLOSE_AFTER_SILENCE_SECONDS = "close_after_silence_seconds"
    OFFLINE_AFTER_SECONDS = "offline_after_seconds"
    EVENTS_AHEAD_SECONDS = "events_ahead_seconds"
    EVENTS_BEHIND_SECONDS = "events_behind_seconds"
    RAW_EVENTS_KEPT_DAYS = "raw_events_kept_days"
    FEED_KEPT_DAYS = "feed_kept_days"
    AUDIT_KEPT_DAYS = "audit_kept_days"


class Transfer(Word):
    """Transfer."""

    CONSULTATIVE = "consultative"
    BLIND = "blind"
    RETURN_BLIND = "return_blind"


class WorkState(Word):
    """Work state."""

    OFFLINE = "offline"
    ONLINE = "online"
    BREAK = "break"
    BUSY = "busy"
    WRAP_UP = "wrap_up"


# In Russian and in English, where they differ from the code.
_LABELS: Dict[str, Dict[str, Tuple[str, str]]] = {
    "AnchorSigned": {
        "by_known_key": ("by known key", "by known key"),
        "by_unknown_key": ("by unknown key", "by unknown key"),
    },
    "AuditBreakKind": {
        "missing_block": ("missing block", "missing block"),
        "misplaced_block": ("misplaced block", "misplaced block"),
        "changed_block": ("changed block", "changed block"),
        "broken_link": ("broken link", "broken link"),
        "missing_row": ("missing row", "missing row"),
        "foreign_row": ("foreign row", "foreign row"),
        "reordered_row": ("reordered row", "reordered row"),
        "changed_row": ("changed row", "changed row"),
        "changed_payload": ("changed payload", "changed payload"),
        "forged_anchor": ("forged anchor", "forged anchor"),
        "unknown_signer": ("unknown signer", "unknown signer"),
        "wrong_anchor": ("wrong anchor", "wrong anchor"),
        "wrong_head": ("wrong head", "wrong head"),
    },
    "CallDirection": {
        "in": ("Входящий", "Inbound"),
        "out": ("Исходящий", "Outbound"),
        "internal": ("Внутренний", "Internal"),
    },
    "CallStatus": {
        "new": ("Идёт", "In progress"),
        "answered": ("Отвечен", "Answered"),
        "missed": ("Пропущен", "Missed"),
        "busy": ("Занято", "Busy"),
        "no_answer": ("Нет ответа", "No answer"),
    },
    "CallbackState": {
        "open": ("Ждёт звонка", "Waiting"),
        "closed": ("Закрыт", "Closed"),
        "withdrawn": ("Отозван", "Withdrawn"),
    },
    "CashState": {
        "handed": ("Передано", "Handed over"),
        "accepted": ("Принято", "Accepted"),
        "declined": ("Отклонено", "Declined"),
    },
    "EndReason": {
        "busy": ("Занято", "Busy"),
        "declined": ("Отклонён", "Declined"),
        "no_answer": ("Не ответил", "No answer"),
        "cancelled": ("Отменён", "Cancelled"),
        "unreachable": ("Недоступен", "Unreachable"),
        "failed": ("Сбой", "Failed"),
    },
    "Equipment": {
        "kp": ("КП", "Computers"),
        "bt": ("БТ", "Appliances"),
        "mnch": ("МНЧ", "Handyman"),
    },
    "EventKind": {
        "call.started": ("Звонок начался", "Call started"),
        "call.answered": ("Звонок отвечен", "Call answered"),
        "call.ended": ("Звонок завершён", "Call ended"),
        "call.corrected": ("Звонок уточнён", "Call corrected"),
        "call.changed": ("Звонок изменён", "Call changed"),
        "order.created": ("Заказ создан", "Order written"),
        "order.changed": ("Заказ изменён", "Order changed"),
        "cash.handed": ("Касса: деньги переданы", "Cash handed over"),
        "cash.decided": ("Касса: решение", "Cash accepted or declined"),
        "callback.opened": ("Ждёт звонка", "Call-back opened"),
        "callback.closed": ("Перезвон закрыт", "Call-back closed"),
        "callback.changed": ("Перезвон изменён", "Call-back changed"),
        "callback.withdrawn": ("Перезвон отозван", "Call-back withdrawn"),
        "operator.changed": ("Оператор изменён", "Operator changed"),
        "operator.work_state": ("Состояние оператора", "Work state"),
        "operator.sessions_ended": ("Сеансы завершены", "Sessions ended"),
        "shift.changed": ("Смена изменена", "Shift changed"),
        "office.changed": ("Справочник изменён", "Office data changed"),
    },
    "Exclusion": {
        "internal_calls": ("внутренние звонки", "internal calls"),
        "unended_calls": ("незавершённые звонки", "calls that are not over"),
        "outbound_calls": ("исходящие звонки", "outbound calls"),
        "out_of_hours": ("звонки в нерабочее время", "calls out of hours"),
        "system_faults": ("звонки, потерянные из-за сбоя", "calls lost to a fault"),
        "abandoned_in_menu": ("звонки, завершённые в меню", "calls that ended in the menu"),
        "abandoned_calls": ("потерянные звонки", "abandoned calls"),
        "early_abandons": ("потерянные в пределах порога", "calls abandoned within the threshold"),
        "short_abandons": ("короткие потерянные", "short abandons"),
        "void_orders": ("незаказы", "void orders"),
        "open_orders": ("открытые заявки", "open orders"),
        "cancelled_orders": ("отказы", "cancelled orders"),
    },
    "FactKind": {
        "record_ready": ("record ready", "record ready"),
    },
    "FateKind": {
        "left_out": ("left out", "left out"),
    },
    "Formula": {
        "total_calls": ("Всего звонков", "Calls"),
        "accepted_calls": ("Принято звонков", "Calls accepted"),
        "missed_calls": ("Пропущено звонков", "Calls missed"),
        "acceptance_rate": ("Процент принятых", "Acceptance rate"),
        "talk_time": ("Время разговоров", "Talk time"),
        "daily": ("По дням", "By day"),
        "total_orders": ("Всего заявок", "Orders"),
        "orders_by_status": ("Заявки по статусам", "Orders by status"),
        "closed_orders": ("Закрыто заявок", "Orders closed"),
        "turnover": ("Оборот", "Turnover"),
        "average_check": ("Средний чек", "Average check"),
        "completed_share": ("Процент выполненных", "Completed share"),
        "conversion": ("Конверсия", "Conversion"),
        "campaign_cost": ("Расходы на кампанию", "Campaign cost"),
        "campaign_roi": ("Окупаемость кампании", "Campaign ROI"),
        "cost_per_call": ("Стоимость звонка", "Cost per call"),
        "cost_per_order": ("Стоимость заявки", "Cost per order"),
        "offered": ("Поступило в очередь", "Offered"),
        "handled": ("Обработано", "Handled"),
        "abandoned": ("Потеряно", "Abandoned"),
        "abandonment": ("Доля потерянных", "Abandonment"),
        "short_abandonment": ("Доля коротких потерянных", "Short abandonment"),
        "average_handle_time": ("Среднее время обработки (AHT)", "Average handle time (AHT)"),
        "average_speed_of_answer": ("Средняя скорость ответа (ASA)", "Average speed of answer (ASA)"),
        "occupancy": ("Занятость", "Occupancy"),
        "work_time": ("Рабочее время", "Work time"),
        "service_level_abandons_met": ("Уровень сервиса: потерянные в срок засчитаны", "Service level, early abandons met"),
        "service_level_abandons_ignored": ("Уровень сервиса: без потерянных", "Service level, abandons ignored"),
        "service_level_abandons_negative": ("Уровень сервиса: потерянные против", "Service level, abandons negative"),
        "service_level_early_abandons_excluded": (
            "Уровень сервиса: без потерянных в срок",
            "Service level, early abandons excluded",
        ),
        "service_level_short_abandons_credited": (
            "Уровень сервиса: короткие потерянные засчитаны",
            "Service level, short abandons credited",
        ),
        "service_level_short_abandons_excluded": (
            "Уровень сервиса: без коротких потерянных",
            "Service level, short abandons excluded",
        ),
        "erlang_b": ("Эрланг B", "Erlang B"),
        "erlang_c": ("Эрланг C", "Erlang C"),
        "erlang_a": ("Эрланг A", "Erlang A"),
        "net_staff": ("Нужно на линии", "Net staff"),
        "gross_staff": ("Нужно в штате", "Gross staff"),
    },
    "HistoryKind": {
        "created": ("Создан", "Created"),
        "moved": ("Статус", "Moved"),
        "reopened": ("Возвращён в работу", "Reopened"),
        "reassigned": ("Другой мастер", "Reassigned"),
        "city_changed": ("Другой город", "City changed"),
    },
    "JobState": {
        "queued": ("В очереди", "Queued"),
        "done": ("Выполнено", "Done"),
        "dead": ("Не удалось", "Dead"),
    },
    "LedgerKind": {
        "result": ("Приход", "Result"),
        "expenditure": ("Расход", "Expenditure"),
        "result_reversal": ("Сторно прихода", "Result reversed"),
        "expenditure_reversal": ("Сторно расхода", "Expenditure reversed"),
    },
    "LegState": {
        "on_hold": ("on hold", "on hold"),
    },
    "MissReason": {
        "no_answer": ("Не ответили", "Not answered"),
        "busy": ("Занято", "Busy"),
        "declined": ("Отклонён", "Declined"),
        "out_of_hours": ("Нерабочее время", "Out of hours"),
        "abandoned_ivr": ("Положил трубку в меню", "Hung up in the menu"),
        "abandoned_queue": ("Положил трубку в очереди", "Hung up in the queue"),
        "abandoned_ringing": ("Положил трубку до ответа", "Hung up while ringing"),
        "system": ("Сбой связи", "System fault"),
    },
    "OperatorStatus": {
        "active": ("Активен", "Active"),
        "inactive": ("Отключён", "Inactive"),
    },
    "OrderFlaw": {
        "closing_date": ("closing date", "closing date"),
    },
    "OrderStatus": {
        "new": ("Ожидает", "New"),
        "accepted": ("Принял", "Accepted"),
        "en_route": ("В пути", "En route"),
        "in_progress": ("В работе", "In progress"),
        "deferred": ("Модерн", "Deferred"),
        "completed": ("Готово", "Completed"),
        "cancelled": ("Отказ", "Cancelled"),
        "void": ("Незаказ", "Void"),
    },
    "OrderType": {
        "first_time": ("Впервые", "First time"),
        "repeat": ("Повтор", "Repeat"),
        "warranty": ("Гарантия", "Warranty"),
    },
    "Provider": {
        "mango": ("Mango Office", "Mango Office"),
        "sip": ("SIP-сервер", "SIP server"),
        "crm": ("CRM", "CRM"),
    },
    "RevokeReason": {
        "logout": ("Выход", "Signed out"),
        "admin": ("Завершена администратором", "Ended by an administrator"),
        "reuse": ("Повторное использование токена", "Token used again"),
        "password_changed": ("Смена пароля", "Password changed"),
        "deactivated": ("Учётная запись отключена", "Account deactivated"),
        "expired": ("Истекла", "Expired"),
    },
    "Role": {
        "admin": ("Администратор", "Administrator"),
        "operator": ("Оператор", "Operator"),
        "director": ("Директор", "Director"),
        "master": ("Мастер", "Master"),
    },
    "ServiceLevelVariant": {
        "abandons_met": ("Потерянные в срок засчитаны", "Early abandons met"),
        "abandons_ignored": ("Без потерянных", "Abandons ignored"),
        "abandons_negative": ("Потерянные против", "Abandons negative"),
        "early_abandons_excluded": ("Без потерянных в срок", "Early abandons excluded"),
        "short_abandons_credited": ("Короткие потерянные засчитаны", "Short abandons credited"),
        "short_abandons_excluded": ("Без коротких потерянных", "Short abandons excluded"),
    },
    "SettingKey": {
        "office_zone": ("Часовой пояс офиса", "Office time zone"),
        "wrap_up_seconds": ("Постобработка, с", "Wrap-up, s"),
        "close_after_legs_seconds": ("Закрыть звонок после последнего плеча, с", "Close a call after its last leg, s"),
        "close_after_silence_seconds": ("Закрыть молчащий звонок, с", "Close a silent call, s"),
        "offline_after_seconds": ("Не в сети после последнего признака жизни, с", "Offline after the last sign of life, s"),
        "events_ahead_seconds": ("События провайдера: не позже чем через, с", "Provider events: at most ahead, s"),
        "events_behind_seconds": ("События провайдера: не раньше чем за, с", "Provider events: at most behind, s"),
        "raw_events_kept_days": ("Хранить события провайдера, дней (0 — всегда)", "Keep provider events, days (0: for ever)"),
        "feed_kept_days": ("Хранить ленту событий, дней (0 — всегда)", "Keep the feed, days (0: for ever)"),
        "audit_kept_days": ("Хранить аудит, дней (0 — всегда)", "Keep the audit, days (0: for ever)"),
    },
    "Transfer": {
        "return_blind": ("return blind", "return blind"),
    },
    "WorkState": {
        "offline": ("Не в сети", "Offline"),
        "online": ("Работает", "Online"),
        "break": ("Перерыв", "Break"),
        "busy": ("На звонке", "On a call"),
        "wrap_up": ("После звонка", "Wrap-up"),
    },
}

_MEMBERS: Dict[str, _Members] = {kind.__name__: _Members(kind) for kind in Word.__subclasses__()}
