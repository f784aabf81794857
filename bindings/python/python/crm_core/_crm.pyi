# Written by `make stubs` from the Rust code; do not edit.
"""
The compiled half of `crm_core`; import that one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import TextIOBase
from os import PathLike
from pathlib import Path
from typing import Any, Final, List, final
from zoneinfo import ZoneInfo

from typing_extensions import CapsuleType

from crm_core.errors import FieldError

from .codes import (
    AnchorSigned,
    AuditBreakKind,
    CallbackSort,
    CallbackState,
    CallDirection,
    CallSort,
    CallStatus,
    CashState,
    CheckPart,
    EndedBy,
    EndReason,
    Equipment,
    EventKind,
    Exclusion,
    FactKind,
    FateKind,
    Formula,
    HistoryKind,
    JobState,
    Lang,
    LedgerKind,
    LegPlace,
    LegState,
    MissReason,
    OperatorStatus,
    OrderFlaw,
    OrderStatus,
    OrderType,
    PastKind,
    Provider,
    ReceiptKind,
    RecordingState,
    RevokeReason,
    Role,
    ServiceLevelVariant,
    SettingKey,
    Transfer,
    WorkState,
)

__version__: Final[str]

@final
class Actor:
    """
    Who asks, as a token tells.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, name: str, operator_id: int | None, role: Role | str | None, city_ids: Sequence[int], session_id: int | None
    ) -> Actor: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def city_ids(self, /) -> List[int]:
        """
        The ids of the cities that the user serves, ascending.
        """
    @property
    def name(self, /) -> str:
        """
        As the audit names it, such as `operator:7`.
        """
    @property
    def operator_id(self, /) -> int | None:
        """
        The user's id; `None` for the program itself.
        """
    @property
    def role(self, /) -> Role | None:
        """
        The user's role; `None` for the program itself.
        """
    @property
    def session_id(self, /) -> int | None:
        """
        The id of the session.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Attendance:
    """
    How a user kept a shift, as far as it has passed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        shift: Shift,
        arrived: datetime | None,
        late_by: timedelta | float,
        left_early_by: timedelta | float,
        worked: timedelta | float,
        on_break: timedelta | float,
        absent: bool,
    ) -> Attendance: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def absent(self, /) -> bool:
        """
        Whether the shift is over and the user was never at work in it.
        """
    @property
    def arrived(self, /) -> datetime | None:
        """
        The first instant at work, from two hours before the shift on.
        """
    @property
    def late_by(self, /) -> timedelta:
        """
        How long after the beginning that was; while nobody has come, how long the shift has lasted. Zero for an absence.
        """
    @property
    def left_early_by(self, /) -> timedelta:
        """
        How long before the end of a shift that is over the user was at work last. Zero for an absence.
        """
    @property
    def on_break(self, /) -> timedelta:
        """
        How long of the shift the user was on a break.
        """
    @property
    def shift(self, /) -> Shift:
        """
        The shift.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def worked(self, /) -> timedelta:
        """
        How long of the shift the user was online, on a call or wrapping up.
        """

@final
class Audit:
    """
    The audit: who did what, in an order that cannot be rewritten unseen.
    """
    def latest(self, /, subject: str | None = None, *, before: int | None = None) -> Iterator[AuditEntry]:
        """
        Entries, the latest first, of a subject such as `call:12` where one is given, and below the number `before` where one
        is. They are read as the walk goes, a hundred at a time.

        Raises ForbiddenError.
        """
    def purge(self, /) -> Progress:
        """
        Lets go of a part of the entries that have been kept for as long as the settings say. Where the office was opened
        without a `token_secret` nothing goes. `Crm.housekeeping` does it too.

        Raises ForbiddenError, InternalError (`store.corrupt`) for entries that are not what was sealed.
        """
    def seal(self, /) -> Progress:
        """
        Seals what is older than a second into one block. `Crm.housekeeping` does it too.

        Raises ForbiddenError.
        """
    def verify(self, /) -> AuditReport:
        """
        Verifies the whole log. A broken one is a finding in the report, and raises nothing.

        Raises ForbiddenError.
        """
    def walk(self, /) -> Iterator[str]:
        """
        Every line of the log as JSON, without line breaks: what `verify_audit` reads without a database. All is read now,
        into a temporary file without a name, and given line by line.

        Raises ForbiddenError, OSError.
        """

@final
class AuditBreak:
    """
    The first place where a log is not what was sealed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, kind: AuditBreakKind | str, message: str, block: int | None, first_seq: int | None, last_seq: int | None
    ) -> AuditBreak: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def block(self, /) -> int | None:
        """
        The number of the block that is to blame, where it is one.
        """
    @property
    def first_seq(self, /) -> int | None:
        """
        The first of the rows among which it is, where it is one.
        """
    @property
    def kind(self, /) -> AuditBreakKind:
        """
        In which way.
        """
    @property
    def last_seq(self, /) -> int | None:
        """
        The last of them.
        """
    @property
    def message(self, /) -> str:
        """
        The same for people, with every number.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class AuditEntry:
    """
    A row of the audit.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        seq: int,
        at: datetime,
        actor: str,
        action: str,
        subject: str,
        payload: dict[str, Any] | None,
        payload_digest: str,
        block_no: int | None,
    ) -> AuditEntry: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def action(self, /) -> str:
        """
        What was done, such as `operator.created`.
        """
    @property
    def actor(self, /) -> str:
        """
        Who acted, such as `operator:12` or `system:import`.
        """
    @property
    def at(self, /) -> datetime:
        """
        When it happened.
        """
    @property
    def block_no(self, /) -> int | None:
        """
        The number of the block that seals it; `None` while it is not sealed.
        """
    @property
    def payload(self, /) -> dict[str, Any] | None:
        """
        The particulars; `None` when erased.
        """
    @property
    def payload_digest(self, /) -> str:
        """
        The digest of the particulars as they were written, 64 hexadecimal digits. It stays for ever.
        """
    @property
    def seq(self, /) -> int:
        """
        Its place in the order of the log, from 1. Numbers may be left out, never used twice.
        """
    @property
    def subject(self, /) -> str:
        """
        About what or whom, such as `operator:12`.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class AuditReport:
    """
    What a verification found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        blocks: int,
        sealed: int,
        purged: int,
        anchor: AnchorSigned | str | None,
        unsealed: int,
        erased: int,
        broken: AuditBreak | None,
        head: str,
    ) -> AuditReport: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def anchor(self, /) -> AnchorSigned | None:
        """
        What is known of who let them go; `None` when none were.
        """
    @property
    def blocks(self, /) -> int:
        """
        How many blocks hold.
        """
    @property
    def broken(self, /) -> AuditBreak | None:
        """
        The first break; `None` when the log is what was sealed. The counts stop there.
        """
    @property
    def erased(self, /) -> int:
        """
        How many rows have had their particulars erased.
        """
    @property
    def head(self, /) -> str:
        """
        The hash of the last block that holds, 64 hexadecimal digits. Noted down elsewhere with the number of blocks, it
        proves later that nothing before it was removed.
        """
    @property
    def purged(self, /) -> int:
        """
        How many were let go.
        """
    @property
    def sealed(self, /) -> int:
        """
        How many rows of those blocks are there.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def unsealed(self, /) -> int:
        """
        How many rows are younger than the last seal: nothing can be said of them yet.
        """

@final
class Auth:
    """
    Signing in by tokens, for a service that hands them out and gets them back. A script that signs its own user in wants
    `Crm.sign_in`, whose session goes on by itself.
    """
    def __repr__(self, /) -> str: ...
    def authenticate(self, /, access_token: str) -> Actor:
        """
        Who is behind an access token, as of now. `Crm.bearer` gives a session to work in.

        Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.deactivated`).
        """
    def login(self, /, login: str, password: str, *, address: str | None = None, agent: str | None = None) -> SignedIn:
        """
        Signs in. `address` is the network address that the wish comes from, without a port: the delay after failures is per
        login and address, so a service that strangers reach must give it. `agent` is the browser or program.

        Raises UnauthenticatedError (`auth.wrong_credentials`, `auth.deactivated`), TooManyRequestsError
        (`auth.too_many_attempts`), UnavailableError (`auth.busy`).
        """
    def redeem(self, /, ticket: str) -> str:
        """
        The access token for a ticket. It ends when the one that the ticket was made of does.

        Raises UnauthenticatedError (`auth.ticket_invalid`) for one that is unknown, used or too old.
        """
    def refresh(self, /, refresh_token: str) -> SignedIn:
        """
        Exchanges a refresh token for the next pair. The same token gives the same answer for 10 s, for two tabs that send it
        at one moment; an older one that comes back ends the session.

        Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.token_reused`, `auth.deactivated`).
        """
    def ticket(self, /, access_token: str) -> str:
        """
        A ticket for whoever has this access token: it stands for 30 s, and once, in an address where no header can be sent.

        Raises UnauthenticatedError (`auth.token_*`).
        """

@final
class Backlog:
    """
    What is committed and waits to be worked on; each is counted up to 10,000.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, deltas: int, events: int, audit: int) -> Backlog: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def audit(self, /) -> int:
        """
        Entries of the audit that have no place in its chain yet.
        """
    @property
    def deltas(self, /) -> int:
        """
        Additions to counters that are not folded yet.
        """
    @property
    def events(self, /) -> int:
        """
        Events that have no place in the feed yet.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Call:
    """
    A call.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        conversation_id: int | None,
        provider_id: str | None,
        direction: CallDirection | str,
        status: CallStatus | str,
        miss_reason: MissReason | str | None,
        end_reason: EndReason | str | None,
        client: str | None,
        line: str | None,
        operator_extension: str | None,
        final_operator_extension: str | None,
        operators_rung: Sequence[str],
        started_at: datetime,
        offered_at: datetime | None,
        answered_at: datetime | None,
        ended_at: datetime | None,
        wait_seconds: int | None,
        talk_seconds: int | None,
        transferred: bool,
        disconnect_code: int | None,
        leg_count: int,
        recordings: Sequence[Recording],
        complete: bool,
        city: str | None,
        city_id: int | None,
        campaign: str | None,
        campaign_id: int | None,
        advert_account: str | None,
        operator: str | None,
        operator_id: int | None,
        final_operator_id: int | None,
        category: str | None,
        note: str | None,
        classified_version: int,
        created_at: datetime,
        updated_at: datetime,
    ) -> Call: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def advert_account(self, /) -> str | None:
        """
        The advert account behind the line.
        """
    @property
    def answered_at(self, /) -> datetime | None:
        """
        When client and employee began to talk.
        """
    @property
    def campaign(self, /) -> str | None:
        """
        The campaign's name.
        """
    @property
    def campaign_id(self, /) -> int | None:
        """
        The campaign's id.
        """
    @property
    def category(self, /) -> str | None:
        """
        The subject, in the office's own words, such as `spam`.
        """
    @property
    def city(self, /) -> str | None:
        """
        The city's name.
        """
    @property
    def city_id(self, /) -> int | None:
        """
        The city's id.
        """
    @property
    def classified_version(self, /) -> int:
        """
        The version that last changed category or note: whoever read the call at it or later may classify it.
        """
    @property
    def client(self, /) -> str | None:
        """
        The client's phone, E.164; `None` when hidden or internal.
        """
    @property
    def complete(self, /) -> bool:
        """
        Whether the provider's account of it is whole: not while it lasts, nor when events are known to be missing.
        """
    @property
    def conversation_id(self, /) -> int | None:
        """
        The provider's conversation; `None` for a call written by hand.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When the row was added.
        """
    @property
    def direction(self, /) -> CallDirection:
        """
        Which way it went.
        """
    @property
    def disconnect_code(self, /) -> int | None:
        """
        The provider's hang-up code. It explains, it never decides.
        """
    @property
    def end_reason(self, /) -> EndReason | None:
        """
        Why it ended without talk; outbound only.
        """
    @property
    def ended_at(self, /) -> datetime | None:
        """
        When it ended; `None` while it lasts.
        """
    @property
    def final_operator_extension(self, /) -> str | None:
        """
        The extension of who talked with the client last.
        """
    @property
    def final_operator_id(self, /) -> int | None:
        """
        The id of the user who talked last.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def leg_count(self, /) -> int:
        """
        How many legs were seen.
        """
    @property
    def line(self, /) -> str | None:
        """
        The company's number it came to or went out from.
        """
    @property
    def miss_reason(self, /) -> MissReason | None:
        """
        Why it was missed; inbound only.
        """
    @property
    def note(self, /) -> str | None:
        """
        A note.
        """
    @property
    def offered_at(self, /) -> datetime | None:
        """
        When it first reached a queue or an employee's phone: the menu is not in the wait that counts from here.
        """
    @property
    def operator(self, /) -> str | None:
        """
        The name of the user who talked first; `None` where that is nobody known.
        """
    @property
    def operator_extension(self, /) -> str | None:
        """
        The extension of who talked with the client first; for an outbound call, of who dialled.
        """
    @property
    def operator_id(self, /) -> int | None:
        """
        The id of the user who talked first.
        """
    @property
    def operators_rung(self, /) -> List[str]:
        """
        Every extension that rang for an inbound call, in the order of ringing.
        """
    @property
    def provider_id(self, /) -> str | None:
        """
        The provider's own id of the conversation; `None` for a call written by hand.
        """
    @property
    def recordings(self, /) -> List[Recording]:
        """
        The recordings, by id.
        """
    @property
    def started_at(self, /) -> datetime:
        """
        When it began.
        """
    @property
    def status(self, /) -> CallStatus:
        """
        How it stands.
        """
    @property
    def talk_seconds(self, /) -> int | None:
        """
        Whole seconds of talk, hold included; 0 without talk; `None` while it lasts.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def transferred(self, /) -> bool:
        """
        Whether the client was handed on after talking.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When it last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written.
        """
    @property
    def wait_seconds(self, /) -> int | None:
        """
        Whole seconds from the start to the answer, or to the end; `None` while it rings.
        """

@final
class CallCheck:
    """
    What re-deriving every call found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, conversations: int, sealed: int, differences: Sequence[Underivable]) -> CallCheck: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def conversations(self, /) -> int:
        """
        Conversations looked at.
        """
    @property
    def differences(self, /) -> List[Underivable]:
        """
        Those whose stored call differs, at most 1,000 of them.
        """
    @property
    def sealed(self, /) -> int:
        """
        Those of them whose first events are no longer kept, so that nothing can be said of their calls.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class CallDetails:
    """
    A call with everything the provider reported of it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, call: Call, facts: Sequence[CallFact]) -> CallDetails: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def call(self, /) -> Call:
        """
        The call.
        """
    @property
    def facts(self, /) -> List[CallFact]:
        """
        What the provider reported, in the order of arrival; empty for a call written by hand.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class CallFact:
    """
    One thing that the provider reported of a call, or that this office closed it itself.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        kind: FactKind | str,
        at: datetime,
        leg: str | None,
        recording: str | None,
        seq: int | None,
        code: int | None,
        leg_event: LegEvent | None,
        summary: CallSummary | None,
        talked: bool | None,
        ended_by: EndedBy | str | None,
        recording_state: RecordingState | str | None,
        keys: str | None,
    ) -> CallFact: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> datetime:
        """
        When it happened; of a summary, when the conversation ended.
        """
    @property
    def code(self, /) -> int | None:
        """
        The provider's number for why it ended.
        """
    @property
    def ended_by(self, /) -> EndedBy | None:
        """
        Who ended it; of `ended`.
        """
    @property
    def keys(self, /) -> str | None:
        """
        Every key pressed so far; of `dtmf`.
        """
    @property
    def kind(self, /) -> FactKind:
        """
        What it is about; the fields that belong to it are set.
        """
    @property
    def leg(self, /) -> str | None:
        """
        The provider's id of the leg.
        """
    @property
    def leg_event(self, /) -> LegEvent | None:
        """
        What the leg did; of `leg` and `ended`.
        """
    @property
    def recording(self, /) -> str | None:
        """
        The provider's id of the recording.
        """
    @property
    def recording_state(self, /) -> RecordingState | None:
        """
        The state the recording moved to; of `recording`.
        """
    @property
    def seq(self, /) -> int | None:
        """
        Counts the events of the leg, or of the recording.
        """
    @property
    def summary(self, /) -> CallSummary | None:
        """
        The closing account; of `summary`.
        """
    @property
    def talked(self, /) -> bool | None:
        """
        Whether the two sides had been joined; of `ended`.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class CallFacts:
    """
    What the events of a conversation say of its call.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        direction: CallDirection | str,
        status: CallStatus | str,
        miss_reason: MissReason | str | None,
        end_reason: EndReason | str | None,
        client: str | None,
        line: str | None,
        operator_extension: str | None,
        final_operator_extension: str | None,
        operators_rung: Sequence[str],
        started_at: datetime,
        offered_at: datetime | None,
        answered_at: datetime | None,
        ended_at: datetime | None,
        transferred: bool,
        disconnect_code: int | None,
        leg_count: int,
        recordings: Sequence[Recording],
        complete: bool,
    ) -> CallFacts: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def answered_at(self, /) -> datetime | None:
        """
        When client and employee began to talk.
        """
    @property
    def client(self, /) -> str | None:
        """
        The client's phone, E.164; `None` when hidden or internal.
        """
    @property
    def complete(self, /) -> bool:
        """
        Whether the provider's account of it is whole.
        """
    @property
    def direction(self, /) -> CallDirection:
        """
        Which way it went.
        """
    @property
    def disconnect_code(self, /) -> int | None:
        """
        The provider's hang-up code. It explains, it never decides.
        """
    @property
    def end_reason(self, /) -> EndReason | None:
        """
        Why it ended without talk; outbound only.
        """
    @property
    def ended_at(self, /) -> datetime | None:
        """
        When it ended; `None` while it lasts.
        """
    @property
    def final_operator_extension(self, /) -> str | None:
        """
        The extension of who talked with the client last.
        """
    @property
    def leg_count(self, /) -> int:
        """
        How many legs were seen.
        """
    @property
    def line(self, /) -> str | None:
        """
        The company's number it came to or went out from.
        """
    @property
    def miss_reason(self, /) -> MissReason | None:
        """
        Why it was missed; inbound only.
        """
    @property
    def offered_at(self, /) -> datetime | None:
        """
        When it first reached a queue or an employee's phone.
        """
    @property
    def operator_extension(self, /) -> str | None:
        """
        The extension of who talked with the client first; for an outbound call, of who dialled.
        """
    @property
    def operators_rung(self, /) -> List[str]:
        """
        Every extension that rang for an inbound call, in the order of ringing.
        """
    @property
    def recordings(self, /) -> List[Recording]:
        """
        The recordings, by id.
        """
    @property
    def started_at(self, /) -> datetime:
        """
        When it began.
        """
    @property
    def status(self, /) -> CallStatus:
        """
        How it stands.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def transferred(self, /) -> bool:
        """
        Whether the client was handed on after talking.
        """

@final
class CallFigures:
    """
    Calls that are over, those between employees left out.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        total: int,
        accepted: int,
        missed: int,
        acceptance_rate: int,
        talk: timedelta | float,
        notes: dict[str, FigureNote],
    ) -> CallFigures: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def acceptance_rate(self, /) -> int:
        """
        Accepted ones in whole per cent, 0 to 100; 0 without calls.
        """
    @property
    def accepted(self, /) -> int:
        """
        Those answered.
        """
    @property
    def missed(self, /) -> int:
        """
        Those missed, busy or without an answer.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    @property
    def talk(self, /) -> timedelta:
        """
        The talk of the accepted ones, hold included.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> int:
        """
        How many started in the period.
        """

@final
class CallList:
    """
    Calls that pass a filter.

    Nothing is read before somebody looks: iterate for every row, `take` the first ones, or ask for a `page`.
    """
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> CapsuleType:
        """
        Every row as Arrow columns: give the list itself to `polars.DataFrame`, `pyarrow.table`,
        `pandas.DataFrame.from_arrow` or DuckDB. It is an export: who asks needs that right (ForbiddenError), and the
        audit keeps that it was begun.
        """
    def __iter__(self, /) -> Iterator[Call]:
        """
        Every row, a hundred read at a time: rows that are added meanwhile may or may not come, no row comes twice.
        """
    def page(self, /, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True) -> CallPage:
        """
        One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
    def take(self, /, count: int) -> List[Call]:
        """
        The first rows of the list, at most so many.
        """

@final
class CallPage:
    """
    A page of a list.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, items: Sequence[Call], limit: int, number: int | None, total: Total | None, next: str | None, prev: str | None
    ) -> CallPage: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def items(self, /) -> List[Call]:
        """
        The rows.
        """
    @property
    def limit(self, /) -> int:
        """
        How many rows were asked for.
        """
    @property
    def next(self, /) -> str | None:
        """
        The cursor of the page after it; `None` at the end.
        """
    @property
    def number(self, /) -> int | None:
        """
        Its number, where it has one.
        """
    @property
    def prev(self, /) -> str | None:
        """
        The cursor of the page before it; `None` at the beginning.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> Total | None:
        """
        How many rows the list has, where they were counted.
        """

@final
class CallSummary:
    """
    The provider's closing account of a conversation.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        started_at: datetime,
        forwarded_at: datetime | None,
        talked_at: datetime | None,
        ended_at: datetime,
        direction: CallDirection | str | None,
        calling_party: Party,
        called_party: Party,
        line: str | None,
    ) -> CallSummary: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def called_party(self, /) -> Party:
        """
        The called side: whoever answered, or was the first to miss it. The extension may be a group's.
        """
    @property
    def calling_party(self, /) -> Party:
        """
        The calling side.
        """
    @property
    def direction(self, /) -> CallDirection | None:
        """
        Which way it went, where sent.
        """
    @property
    def ended_at(self, /) -> datetime:
        """
        When it ended.
        """
    @property
    def forwarded_at(self, /) -> datetime | None:
        """
        When it left the menu, where known.
        """
    @property
    def line(self, /) -> str | None:
        """
        The company's number in use.
        """
    @property
    def started_at(self, /) -> datetime:
        """
        When it began.
        """
    @property
    def talked_at(self, /) -> datetime | None:
        """
        When client and employee began to talk; `None` when they never did.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Callback:
    """
    A call-back: a client who was missed, however often.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        phone: str,
        state: CallbackState | str,
        city: str | None,
        city_id: int | None,
        campaign: str | None,
        campaign_id: int | None,
        line: str | None,
        first_call_id: int,
        first_at: datetime,
        opened_at: datetime,
        last_call_id: int,
        last_at: datetime,
        missed: int,
        taken_by: str | None,
        taken_by_id: int | None,
        taken_at: datetime | None,
        closed: CallbackClosed | None,
        delay: timedelta | float | None,
        created_at: datetime,
        updated_at: datetime,
    ) -> Callback: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def campaign(self, /) -> str | None:
        """
        The name of the campaign of the latest missed call.
        """
    @property
    def campaign_id(self, /) -> int | None:
        """
        The id of that campaign.
        """
    @property
    def city(self, /) -> str | None:
        """
        The name of the city of the latest missed call; one without a city is every operator's.
        """
    @property
    def city_id(self, /) -> int | None:
        """
        The id of that city.
        """
    @property
    def closed(self, /) -> CallbackClosed | None:
        """
        How the waiting ended; `None` while it lasts.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When the row was added.
        """
    @property
    def delay(self, /) -> timedelta | None:
        """
        How long the client waited; `None` while the waiting lasts.
        """
    @property
    def first_at(self, /) -> datetime:
        """
        When the first missed call began.
        """
    @property
    def first_call_id(self, /) -> int:
        """
        The id of the first missed call.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def last_at(self, /) -> datetime:
        """
        When the latest missed call began.
        """
    @property
    def last_call_id(self, /) -> int:
        """
        The id of the latest missed call.
        """
    @property
    def line(self, /) -> str | None:
        """
        The line the client dialled last.
        """
    @property
    def missed(self, /) -> int:
        """
        How often the client was missed.
        """
    @property
    def opened_at(self, /) -> datetime:
        """
        When the first missed call ended: the client waits since then.
        """
    @property
    def phone(self, /) -> str:
        """
        Whom to call, E.164.
        """
    @property
    def state(self, /) -> CallbackState:
        """
        How it stands.
        """
    @property
    def taken_at(self, /) -> datetime | None:
        """
        Since when somebody looks after it.
        """
    @property
    def taken_by(self, /) -> str | None:
        """
        The name of who looks after it, or did.
        """
    @property
    def taken_by_id(self, /) -> int | None:
        """
        The id of who looks after it, or did.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When it last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written.
        """

@final
class CallbackCheck:
    """
    What deriving every call-back again found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, phones: int, differences: Sequence[CallbackDifference]) -> CallbackCheck: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def differences(self, /) -> List[CallbackDifference]:
        """
        Those whose call-backs differ, at most 1 000.
        """
    @property
    def phones(self, /) -> int:
        """
        How many phones were looked at.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class CallbackClosed:
    """
    How a client's waiting ended.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, at: datetime, call_id: int | None, operator_id: int | None, reason: str | None) -> CallbackClosed: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> datetime:
        """
        When somebody began to talk with the client, or closed it by hand.
        """
    @property
    def call_id(self, /) -> int | None:
        """
        The id of the call in which they talked; `None` when closed by hand.
        """
    @property
    def operator_id(self, /) -> int | None:
        """
        The id of who talked first, or who closed it; `None` when nobody of the office is known.
        """
    @property
    def reason(self, /) -> str | None:
        """
        Why it was closed by hand; `None` when they talked.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class CallbackDifference:
    """
    A phone whose call-backs are not those that follow from its calls.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, phone: str, stored: Sequence[Callback], derived: Sequence[Episode]) -> CallbackDifference: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def derived(self, /) -> List[Episode]:
        """
        What follows from its calls and closings.
        """
    @property
    def phone(self, /) -> str:
        """
        The phone, E.164.
        """
    @property
    def stored(self, /) -> List[Callback]:
        """
        What is stored, without names; withdrawn ones left out.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class CallbackList:
    """
    Call-backs that pass a filter.

    Nothing is read before somebody looks: iterate for every row, `take` the first ones, or ask for a `page`.
    """
    def __iter__(self, /) -> Iterator[Callback]:
        """
        Every row, a hundred read at a time: rows that are added meanwhile may or may not come, no row comes twice.
        """
    def page(
        self, /, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> CallbackPage:
        """
        One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
    def take(self, /, count: int) -> List[Callback]:
        """
        The first rows of the list, at most so many.
        """

@final
class CallbackPage:
    """
    A page of a list.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, items: Sequence[Callback], limit: int, number: int | None, total: Total | None, next: str | None, prev: str | None
    ) -> CallbackPage: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def items(self, /) -> List[Callback]:
        """
        The rows.
        """
    @property
    def limit(self, /) -> int:
        """
        How many rows were asked for.
        """
    @property
    def next(self, /) -> str | None:
        """
        The cursor of the page after it; `None` at the end.
        """
    @property
    def number(self, /) -> int | None:
        """
        Its number, where it has one.
        """
    @property
    def prev(self, /) -> str | None:
        """
        The cursor of the page before it; `None` at the beginning.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> Total | None:
        """
        How many rows the list has, where they were counted.
        """

@final
class Callbacks:
    """
    Call-backs in the scope of whoever asks.
    """
    def check(self, /, *, progress: Callable[[int], object] | None = None) -> CallbackCheck:
        """
        Derives the call-backs of every phone again from its calls and closings. `progress` is called with how many phones
        were looked at so far; what it raises ends the check. It may not ask the office anything.

        Raises ForbiddenError. What differs is a finding, not an error.
        """
    def close(self, /, id: int, version: int, reason: str) -> Callback:
        """
        Closes a call-back that was read at `version` without a call: the client wrote, the number is wrong.

        Raises as `take`, and InvalidError for a reason that is none.
        """
    def count_open(self, /) -> OpenCallbacks:
        """
        How many clients wait to be called, and since when the one who waits longest.
        """
    def get(self, /, id: int) -> Callback:
        """
        One call-back, a withdrawn one too.

        Raises NotFoundError (`callback.not_found`), also for one out of scope.
        """
    def list(
        self,
        /,
        *,
        state: CallbackState | str | None = None,
        city: int | None = None,
        taken_by: int | None = None,
        phone: str | None = None,
        opened: Period | tuple[datetime, datetime] | None = None,
        sort: CallbackSort | str | None = None,
    ) -> CallbackList:
        """
        Call-backs that pass every filter given, who waits longest first unless `sort` says otherwise. Without a `state`, open
        and closed ones. `city` and `taken_by` are ids, `phone` is one however written, `opened` is the period in which the
        waiting began.

        Raises InvalidError (`phone.bad`).
        """
    def release(self, /, id: int, version: int) -> Callback:
        """
        Gives back a call-back that was read at `version`. One that nobody took stays as it is.

        Raises as `take`; ForbiddenError also when a colleague took it, unless an admin asks.
        """
    def take(self, /, id: int, version: int) -> Callback:
        """
        Looks after a call-back that was read at `version`, also in a colleague's stead.

        Raises NotFoundError (`callback.not_found`), ConflictError (`callback.version_conflict`, `callback.not_open`),
        ForbiddenError, also for the program itself, which calls nobody.
        """

@final
class Calls:
    """
    Calls in the scope of whoever asks: an admin's and the program's own is every call.
    """
    def classify(self, /, id: int, version: int, *, category: str | None, note: str | None) -> Call:
        """
        Says what a call that was read at `version` was about: both fields are written, `None` empties one. Only another
        classification since then is a conflict; events of the provider are none.

        Raises NotFoundError (`call.not_found`), ConflictError (`call.version_conflict`), InvalidError, ForbiddenError.
        """
    def details(self, /, id: int) -> CallDetails:
        """
        One call with what the provider reported of it.

        Raises NotFoundError (`call.not_found`), also for one out of scope.
        """
    def get(self, /, id: int) -> Call:
        """
        One call.

        Raises NotFoundError (`call.not_found`), also for one out of scope.
        """
    def list(
        self,
        /,
        *,
        period: Period | tuple[datetime, datetime] | None = None,
        operator: int | None = None,
        status: CallStatus | str | None = None,
        city: int | None = None,
        campaign: int | None = None,
        direction: CallDirection | str | None = None,
        client: str | None = None,
        complete: bool | None = None,
        sort: CallSort | str | None = None,
    ) -> CallList:
        """
        Calls that pass every filter given, latest first unless `sort` says otherwise. `period` is of their start,
        `operator`, `city` and `campaign` are ids, `client` is a phone however written, `complete` asks whether the
        provider's account of them is whole.

        Raises InvalidError (`phone.bad`).
        """
    def record(
        self,
        /,
        direction: CallDirection | str,
        status: CallStatus | str,
        *,
        started_at: datetime,
        client: str | None = None,
        line: str | None = None,
        wait_seconds: int = 0,
        talk_seconds: int = 0,
        category: str | None = None,
        note: str | None = None,
        idempotency_key: str | None = None,
    ) -> Call:
        """
        Writes a call that no provider reported, as one of whoever asks; the program itself has none, so its calls are
        nobody's. `status` is `answered`, or `missed` for an inbound and `busy` or `no_answer` for an outbound one. `client`
        is left out when hidden; `line` decides campaign, city and advert account. `wait_seconds` last until the answer or
        the end. With an idempotency key, the same request again gives the same call.

        Raises InvalidError (`phone.bad`, `call.bad_direction`, `call.bad_status`, `call.talk_without_answer`,
        `call.in_the_future`), ForbiddenError, ConflictError (`idempotency.reused`).
        """
    def record_for(
        self,
        /,
        operator: int,
        direction: CallDirection | str,
        status: CallStatus | str,
        *,
        started_at: datetime,
        client: str | None = None,
        line: str | None = None,
        wait_seconds: int = 0,
        talk_seconds: int = 0,
        category: str | None = None,
        note: str | None = None,
        idempotency_key: str | None = None,
    ) -> Call:
        """
        As `record`, of a call that somebody else had: it belongs to the user `operator`, and the audit names whoever asks.

        Raises NotFoundError (`operator.not_found`), ForbiddenError for who may not manage the office, and as `record`.
        """

@final
class CallsNow:
    """
    Calls that are not over.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, waiting: int, longest_wait: timedelta | float, talking: int) -> CallsNow: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def longest_wait(self, /) -> timedelta:
        """
        How long the longest of them has waited: from the queue or the first ring on, or from its start.
        """
    @property
    def talking(self, /) -> int:
        """
        Those in which a client talks, in either direction.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def waiting(self, /) -> int:
        """
        Inbound ones that nobody has answered yet.
        """

@final
class Campaign:
    """
    An advertising channel that calls come from.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, id: int, version: int, name: str, archived: bool, created_at: datetime) -> Campaign: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def archived(self, /) -> bool:
        """
        Whether it is no longer offered.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When it was first named.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def name(self, /) -> str:
        """
        Its name, unique in any case.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written.
        """

@final
class CampaignCost:
    """
    What a campaign cost on some days.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        campaign_id: int,
        city_id: int | None,
        first_day: date,
        last_day: date,
        amount: Decimal | int | str,
        note: str | None,
        cancelled: bool,
        created_at: datetime,
        updated_at: datetime,
    ) -> CampaignCost: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> Decimal:
        """
        How much for all of its days together, in roubles.
        """
    @property
    def campaign_id(self, /) -> int:
        """
        The id of the campaign.
        """
    @property
    def cancelled(self, /) -> bool:
        """
        Whether it was taken back: it counts for nothing.
        """
    @property
    def city_id(self, /) -> int | None:
        """
        The id of the city it was spent on; `None` when it was spent on no city alone.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When it was entered.
        """
    @property
    def first_day(self, /) -> date:
        """
        The first of its days, in the office's zone.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def last_day(self, /) -> date:
        """
        The last of its days, included.
        """
    @property
    def note(self, /) -> str | None:
        """
        What it was for.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When it last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written.
        """

@final
class CampaignCostList:
    """
    Costs that pass a filter, the latest first day first.

    Nothing is read before somebody looks: iterate for every row, `take` the first ones, or ask for a `page`.
    """
    def __iter__(self, /) -> Iterator[CampaignCostView]:
        """
        Every row, a hundred read at a time: rows that are added meanwhile may or may not come, no row comes twice.
        """
    def page(
        self, /, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> CampaignCostPage:
        """
        One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
    def take(self, /, count: int) -> List[CampaignCostView]:
        """
        The first rows of the list, at most so many.
        """

@final
class CampaignCostPage:
    """
    A page of a list.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        items: Sequence[CampaignCostView],
        limit: int,
        number: int | None,
        total: Total | None,
        next: str | None,
        prev: str | None,
    ) -> CampaignCostPage: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def items(self, /) -> List[CampaignCostView]:
        """
        The rows.
        """
    @property
    def limit(self, /) -> int:
        """
        How many rows were asked for.
        """
    @property
    def next(self, /) -> str | None:
        """
        The cursor of the page after it; `None` at the end.
        """
    @property
    def number(self, /) -> int | None:
        """
        Its number, where it has one.
        """
    @property
    def prev(self, /) -> str | None:
        """
        The cursor of the page before it; `None` at the beginning.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> Total | None:
        """
        How many rows the list has, where they were counted.
        """

@final
class CampaignCostView:
    """
    A cost as a list shows it: with names.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        campaign_id: int,
        campaign: str,
        city_id: int | None,
        city: str | None,
        first_day: date,
        last_day: date,
        amount: Decimal | int | str,
        note: str | None,
        cancelled: bool,
        created_at: datetime,
        updated_at: datetime,
    ) -> CampaignCostView: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> Decimal:
        """
        How much for all of its days together, in roubles.
        """
    @property
    def campaign(self, /) -> str:
        """
        The campaign's name.
        """
    @property
    def campaign_id(self, /) -> int:
        """
        The id of the campaign.
        """
    @property
    def cancelled(self, /) -> bool:
        """
        Whether it was taken back: it counts for nothing.
        """
    @property
    def city(self, /) -> str | None:
        """
        The city's name.
        """
    @property
    def city_id(self, /) -> int | None:
        """
        The id of the city it was spent on; `None` when it was spent on no city alone.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When it was entered.
        """
    @property
    def first_day(self, /) -> date:
        """
        The first of its days, in the office's zone.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def last_day(self, /) -> date:
        """
        The last of its days, included.
        """
    @property
    def note(self, /) -> str | None:
        """
        What it was for.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When it last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written.
        """

@final
class CampaignStats:
    """
    One campaign's figures.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        campaign_id: int,
        campaign: str,
        calls: CallFigures,
        orders: OrderFigures,
        closings: ClosingFigures,
        costs: CostFigures,
    ) -> CampaignStats: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def calls(self, /) -> CallFigures:
        """
        Calls it brought.
        """
    @property
    def campaign(self, /) -> str:
        """
        Its name.
        """
    @property
    def campaign_id(self, /) -> int:
        """
        Which.
        """
    @property
    def closings(self, /) -> ClosingFigures:
        """
        Those closed.
        """
    @property
    def costs(self, /) -> CostFigures:
        """
        What it cost.
        """
    @property
    def orders(self, /) -> OrderFigures:
        """
        Orders it brought.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Campaigns:
    """
    Campaigns. Every user may read them; what they cost is for admins, and for directors in their cities.
    """
    def add_cost(
        self,
        /,
        campaign: int,
        amount: Decimal | int | str,
        *,
        first_day: date,
        last_day: date,
        city: int | None = None,
        note: str | None = None,
        idempotency_key: str | None = None,
    ) -> CampaignCost:
        """
        Enters what a campaign cost from its first to its last day, both included, in roubles for all of them together. Each
        day bears the same part. Without a city it was spent on none alone. With an idempotency key, the same request again
        gives the same cost.

        Raises ForbiddenError, InvalidError, NotFoundError (`campaign.not_found`, `city.not_found`), ConflictError
        (`idempotency.reused`).
        """
    def cancel_cost(self, /, id: int, version: int) -> CampaignCost:
        """
        Takes back a cost that was read at `version`. It is kept, and counts for nothing.

        Raises ForbiddenError, NotFoundError (`campaign.cost_not_found`), ConflictError (`campaign.cost_version_conflict`,
        `campaign.cost_cancelled`).
        """
    def change(self, /, id: int, version: int, *, name: str | None = None, archived: bool | None = None) -> Campaign:
        """
        Renames a campaign that was read at `version`, archives it or takes it out again; what is left out stays.

        Raises ForbiddenError, InvalidError, NotFoundError (`campaign.not_found`), ConflictError
        (`campaign.version_conflict`, `campaign.name_taken`).
        """
    def change_cost(
        self,
        /,
        id: int,
        version: int,
        *,
        campaign: int | None = None,
        amount: Decimal | int | str | None = None,
        first_day: date | None = None,
        last_day: date | None = None,
        city: int | None = ...,
        note: str | None = ...,
    ) -> CampaignCost:
        """
        Changes a cost that was read at `version`; what is left out stays, and `None` empties.

        Raises ForbiddenError, InvalidError, NotFoundError (`campaign.cost_not_found`, `campaign.not_found`,
        `city.not_found`), ConflictError (`campaign.cost_version_conflict`, `campaign.cost_cancelled`).
        """
    def cost(self, /, id: int) -> CampaignCost:
        """
        One cost.

        Raises NotFoundError (`campaign.cost_not_found`), also for one out of scope.
        """
    def costs(
        self, /, *, campaign: int | None = None, city: int | None = None, cancelled: bool | None = None
    ) -> CampaignCostList:
        """
        Costs that pass every filter given, the latest first day first. `cancelled` asks for those that were taken back, or
        for the others.
        """
    def create(self, /, name: str, *, idempotency_key: str | None = None) -> Campaign:
        """
        Adds a campaign; one that a line or an order names is added by itself. With an idempotency key, the same request again
        gives the same campaign.

        Raises ForbiddenError, InvalidError, ConflictError (`campaign.name_taken`, `idempotency.reused`).
        """
    def get(self, /, id: int) -> Campaign:
        """
        One campaign.

        Raises NotFoundError (`campaign.not_found`).
        """
    def list(self, /, *, archived: bool | None = None) -> List[Campaign]:
        """
        Campaigns by name: all of them, only the archived ones, or only those that are not.
        """

@final
class CashBalance:
    """
    A master's money in a city, in roubles.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        city_id: int,
        earned: Decimal | int | str,
        accepted: Decimal | int | str,
        pending: Decimal | int | str,
        held: Decimal | int | str,
    ) -> CashBalance: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def accepted(self, /) -> Decimal:
        """
        What was handed over and accepted.
        """
    @property
    def city_id(self, /) -> int:
        """
        The city's id.
        """
    @property
    def earned(self, /) -> Decimal:
        """
        What the ledger says: results less expenditure of the orders that are completed now.
        """
    @property
    def held(self, /) -> Decimal:
        """
        What the master holds: earned less accepted. What waits to be accepted is still held.
        """
    @property
    def pending(self, /) -> Decimal:
        """
        What is handed over and waits to be accepted.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class CashDesk:
    """
    Masters' cash: the master hands over, a director of the city or an admin accepts or declines.
    """
    def accept(self, /, id: int, version: int) -> CashHandover:
        """
        Accepts a hand-over that was read at `version`, as an admin or a director of its city; nobody accepts an own one.

        Raises NotFoundError (`cash.not_found`), ConflictError (`cash.version_conflict`, `cash.already_decided`),
        ForbiddenError.
        """
    def balance(self, /, master: int) -> List[CashBalance]:
        """
        What a master has earned, handed over and holds, by city; cities without money of the master are left out. A
        director is told of own cities only.

        Raises NotFoundError (`operator.not_found`), also for a master of whom whoever asks sees nothing.
        """
    def decline(self, /, id: int, version: int, reason: str) -> CashHandover:
        """
        Declines a hand-over that was read at `version`, as an admin or a director of its city.

        Raises as `accept`, and InvalidError for a reason that is none.
        """
    def get(self, /, id: int) -> CashHandover:
        """
        One hand-over.

        Raises NotFoundError (`cash.not_found`), also for one out of scope.
        """
    def hand_over(
        self, /, city: int, amount: Decimal | int | str, *, note: str | None = None, idempotency_key: str | None = None
    ) -> CashHandover:
        """
        Hands over cash of a city, as the master who holds it. `amount` is in roubles, above zero; one above what is held is
        taken, and the office decides when it accepts. With an idempotency key, the same request again gives the same
        hand-over.

        Raises ForbiddenError (`access.forbidden` for who is no master, `access.other_city`), InvalidError, ConflictError
        (`operator.inactive`, `idempotency.reused`).
        """
    def list(self, /, *, master: int | None = None, city: int | None = None, state: CashState | str | None = None) -> CashList:
        """
        Hand-overs that pass every filter given, latest first. `master` and `city` are ids.
        """
    def withdraw(self, /, id: int, version: int, *, reason: str | None = None) -> CashHandover:
        """
        Withdraws a hand-over that was read at `version`, as the master who made it. It is declined then.

        Raises as `accept`.
        """

@final
class CashHandover:
    """
    Cash that a master hands over in a city. Only a list tells the names.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        master: str | None,
        master_id: int,
        city: str | None,
        city_id: int,
        amount: Decimal | int | str,
        note: str | None,
        state: CashState | str,
        handed_at: datetime,
        decided_by: str | None,
        decided_at: datetime | None,
        reason: str | None,
    ) -> CashHandover: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> Decimal:
        """
        How much, in roubles, above zero.
        """
    @property
    def city(self, /) -> str | None:
        """
        The name of the city whose money it is; `None` outside lists.
        """
    @property
    def city_id(self, /) -> int:
        """
        The id of the city whose money it is.
        """
    @property
    def decided_at(self, /) -> datetime | None:
        """
        When it was decided; `None` while it waits.
        """
    @property
    def decided_by(self, /) -> str | None:
        """
        Who accepted or declined, such as `operator:7`; the master, when it was withdrawn; `None` while it waits.
        """
    @property
    def handed_at(self, /) -> datetime:
        """
        When the master said so.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def master(self, /) -> str | None:
        """
        The name of who hands over; `None` outside lists.
        """
    @property
    def master_id(self, /) -> int:
        """
        The id of who hands over.
        """
    @property
    def note(self, /) -> str | None:
        """
        What the master says about it.
        """
    @property
    def reason(self, /) -> str | None:
        """
        Why it was declined or withdrawn.
        """
    @property
    def state(self, /) -> CashState:
        """
        What became of it.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written.
        """

@final
class CashList:
    """
    Hand-overs that pass a filter.

    Nothing is read before somebody looks: iterate for every row, `take` the first ones, or ask for a `page`.
    """
    def __iter__(self, /) -> Iterator[CashHandover]:
        """
        Every row, a hundred read at a time: rows that are added meanwhile may or may not come, no row comes twice.
        """
    def page(self, /, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True) -> CashPage:
        """
        One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
    def take(self, /, count: int) -> List[CashHandover]:
        """
        The first rows of the list, at most so many.
        """

@final
class CashPage:
    """
    A page of a list.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        items: Sequence[CashHandover],
        limit: int,
        number: int | None,
        total: Total | None,
        next: str | None,
        prev: str | None,
    ) -> CashPage: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def items(self, /) -> List[CashHandover]:
        """
        The rows.
        """
    @property
    def limit(self, /) -> int:
        """
        How many rows were asked for.
        """
    @property
    def next(self, /) -> str | None:
        """
        The cursor of the page after it; `None` at the end.
        """
    @property
    def number(self, /) -> int | None:
        """
        Its number, where it has one.
        """
    @property
    def prev(self, /) -> str | None:
        """
        The cursor of the page before it; `None` at the beginning.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> Total | None:
        """
        How many rows the list has, where they were counted.
        """

@final
class ChangeMark:
    """
    Where a database was when it was asked: two marks are equal only if nothing was committed between them. They are good for
    nothing but to be compared, and say nothing to another process.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...

@final
class CheckedPart:
    """
    A part of an office, looked through.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, part: CheckPart | str, rows: int, let_go: int, differences: int) -> CheckedPart: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def differences(self, /) -> int:
        """
        How many differ, as far as they are told: at most 1,000; of the audit the first break.
        """
    @property
    def let_go(self, /) -> int:
        """
        How many more nothing can be said of, for what they follow from was let go: conversations whose first events are
        gone, entries of the audit.
        """
    @property
    def part(self, /) -> CheckPart:
        """
        Which.
        """
    @property
    def rows(self, /) -> int:
        """
        How many rows were looked at: conversations, orders, phones, rows that were counted, entries that are sealed.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Cities:
    """
    Cities. Every user may read them; admins change them.
    """
    def by_name(self, /, name: str) -> City:
        """
        The city of that name, compared without case.

        Raises NotFoundError (`city.not_found`).
        """
    def change(
        self,
        /,
        id: int,
        version: int,
        *,
        name: str | None = None,
        zone: ZoneInfo | str | None = None,
        visits_from: int | None = None,
        visits_to: int | None = None,
        capacity_kp: int | None = None,
        capacity_bt: int | None = None,
        capacity_mnch: int | None = None,
        archived: bool | None = None,
    ) -> City:
        """
        Changes a city that was read at `version`; what is left out stays. Hours and capacities change together with their
        fellows as they were read.

        Raises NotFoundError, ConflictError (`city.version_conflict`, `city.name_taken`), InvalidError, ForbiddenError.
        """
    def create(
        self,
        /,
        name: str,
        zone: ZoneInfo | str,
        *,
        visits_from: int | None = None,
        visits_to: int | None = None,
        capacity_kp: int | None = None,
        capacity_bt: int | None = None,
        capacity_mnch: int | None = None,
        idempotency_key: str | None = None,
    ) -> City:
        """
        Adds a city. Visits are from 600 to 1320, in minutes after midnight (10:00 to 22:00), and 3 of a kind of equipment fit into
        one slot of half an hour, unless said otherwise. With an idempotency key, the same request again gives the same city.

        Raises InvalidError, ConflictError (`city.name_taken`, `idempotency.reused`), ForbiddenError.
        """
    def get(self, /, id: int) -> City:
        """
        One city.

        Raises NotFoundError (`city.not_found`).
        """
    def list(self, /) -> List[City]:
        """
        Every city by name, archived ones included.
        """

@final
class City:
    """
    A city in which masters work.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        name: str,
        zone: ZoneInfo | str,
        visits_from: int,
        visits_to: int,
        capacity_kp: int,
        capacity_bt: int,
        capacity_mnch: int,
        archived: bool,
        created_at: datetime,
        updated_at: datetime,
    ) -> City: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def archived(self, /) -> bool:
        """
        Whether it takes no new orders.
        """
    @property
    def capacity_bt(self, /) -> int:
        """
        The same for appliances (БТ).
        """
    @property
    def capacity_kp(self, /) -> int:
        """
        How many visits for computers (КП) fit into one slot, which is half an hour.
        """
    @property
    def capacity_mnch(self, /) -> int:
        """
        The same for a handyman's jobs (МНЧ).
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When the row was added.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When it last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written.
        """
    @property
    def visits_from(self, /) -> int:
        """
        When visits begin, in minutes after midnight.
        """
    @property
    def visits_to(self, /) -> int:
        """
        When visits end, in minutes after midnight.
        """
    @property
    def zone(self, /) -> ZoneInfo:
        """
        Its zone, by which visits and days are told.
        """

@final
class CityStats:
    """
    One city's figures.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, city_id: int, city: str, calls: CallFigures, orders: OrderFigures, closings: ClosingFigures
    ) -> CityStats: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def calls(self, /) -> CallFigures:
        """
        Calls to its lines.
        """
    @property
    def city(self, /) -> str:
        """
        Its name.
        """
    @property
    def city_id(self, /) -> int:
        """
        Which.
        """
    @property
    def closings(self, /) -> ClosingFigures:
        """
        Those closed.
        """
    @property
    def orders(self, /) -> OrderFigures:
        """
        Orders written for it.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Claim:
    """
    A job that a worker has until its lease runs out: hand it back to `Jobs.complete` or `Jobs.fail`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    @property
    def job(self, /) -> Job:
        """
        The job.
        """

@final
class ClientCard:
    """
    A phone with its calls and orders, as far as whoever asks may see them.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, phone: str, orders: Sequence[Order], orders_total: Total, calls: Sequence[Call], calls_total: Total
    ) -> ClientCard: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def calls(self, /) -> List[Call]:
        """
        The latest 100 calls, latest first.
        """
    @property
    def calls_total(self, /) -> Total:
        """
        How many calls there are.
        """
    @property
    def orders(self, /) -> List[Order]:
        """
        The first 100 orders: open ones by status and meeting, then closed ones, latest first.
        """
    @property
    def orders_total(self, /) -> Total:
        """
        How many orders there are.
        """
    @property
    def phone(self, /) -> str:
        """
        The phone, E.164.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Clients:
    """
    Clients, known by their phones.
    """
    def card(self, /, phone: str) -> ClientCard:
        """
        The calls and orders of a phone, however written, both as of one moment. A phone that nobody knows has an empty card.

        Raises InvalidError (`phone.bad`).
        """

@final
class ClosingFigures:
    """
    Orders closed in the period. Void ones were none.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        closed: int,
        turnover: Decimal | int | str,
        average_check: Decimal | int | str | None,
        completed_share: float | None,
        notes: dict[str, FigureNote],
    ) -> ClosingFigures: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def average_check(self, /) -> Decimal | None:
        """
        Turnover over closed ones, roubles; `None` without any.
        """
    @property
    def closed(self, /) -> int:
        """
        Completed and cancelled ones.
        """
    @property
    def completed_share(self, /) -> float | None:
        """
        Paid ones over closed ones, 0 to 1; `None` without any.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def turnover(self, /) -> Decimal:
        """
        What the completed ones brought, less what was spent on them; roubles.
        """

@final
class CostFigures:
    """
    What a campaign cost and what that bought. Without an entered cost every one is `None`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        cost: Decimal | int | str | None,
        roi: float | None,
        cost_per_call: Decimal | int | str | None,
        cost_per_order: Decimal | int | str | None,
        notes: dict[str, FigureNote],
    ) -> CostFigures: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def cost(self, /) -> Decimal | None:
        """
        What was entered for the period, roubles.
        """
    @property
    def cost_per_call(self, /) -> Decimal | None:
        """
        Cost over calls, roubles; also `None` without calls.
        """
    @property
    def cost_per_order(self, /) -> Decimal | None:
        """
        Cost over orders, roubles; also `None` without orders.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    @property
    def roi(self, /) -> float | None:
        """
        The return on it: 1 is as much again as it cost; also `None` for a cost of zero.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class CounterCheck:
    """
    What counting everything anew found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, rows: int, counters: int, differences: Sequence[CounterDifference]) -> CounterCheck: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def counters(self, /) -> int:
        """
        Counters that should hold something.
        """
    @property
    def differences(self, /) -> List[CounterDifference]:
        """
        Those that differ, at most 1,000 of them.
        """
    @property
    def rows(self, /) -> int:
        """
        Rows counted.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class CounterDifference:
    """
    A counter that does not hold what the rows say.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, subject: str, day: date | None, measure: str, stored: Tally, derived: Tally) -> CounterDifference: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def day(self, /) -> date | None:
        """
        On which day; `None` for the sum over all of them.
        """
    @property
    def derived(self, /) -> Tally:
        """
        What the rows add up to.
        """
    @property
    def measure(self, /) -> str:
        """
        Of what, such as `orders:new` or `time:talking`.
        """
    @property
    def stored(self, /) -> Tally:
        """
        What it holds.
        """
    @property
    def subject(self, /) -> str:
        """
        Whose: `office`, `operator:7`, `city:3`, `campaign:2` or `master:9`.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Counters:
    """
    Counters: figures ask them, nobody sets them.
    """
    def check(self, /, progress: Callable[[int], object] | None = None) -> CounterCheck:
        """
        Counts every call, order and stretch of work time anew and tells which counters differ. `progress` is told now and then
        how many rows were counted; what it raises ends the check.

        Raises ForbiddenError (`access.forbidden`). A difference is a finding, not an error.
        """
    def recount(self, /) -> None:
        """
        Sets every counter to what the rows add up to. Nothing else is written meanwhile: seconds for a million rows.

        Raises ForbiddenError (`access.forbidden`).
        """

@final
class Crm:
    """
    An office over one database. Threads may share it, and so may what it gave; a `fork` of the process opens its own.
    """
    def __enter__(self, /) -> Crm: ...
    def __exit__(self, /, *_raised: object) -> None: ...
    def __repr__(self, /) -> str: ...
    @property
    def auth(self, /) -> Auth:
        """
        Signing in by tokens, for a service that keeps them itself.
        """
    def backup(self, /, path: str | PathLike[str], progress: Callable[[int, int], object] | None = None) -> None:
        """
        Copies an SQLite database into the new file `path` while it is in use. The copy is one view, as of the beginning of the
        call, and appears under its name only when it is whole and on the disk. `progress` is told now and then how many pages
        were copied, and how many there are; what it raises ends the waiting, and then the copy is not kept.

        Raises FileExistsError when there is a file of that name already, UnavailableError when the copy cannot be written, NotImplementedError
        over PostgreSQL, which has copies of its own.
        """
    def bearer(self, /, access_token: str) -> Session:
        """
        Whoever holds an access token, as it comes with a request.

        Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.deactivated`).
        """
    def changes(self, /) -> ChangeMark | None:
        """
        A mark that differs from every earlier one if anybody has committed since, in this process or another: what a cache of
        answers asks before each one. Take it before reading what is kept. `None` where the store cannot tell: then nothing
        that is kept may be answered.

        Raises UnavailableError.
        """
    def close(self, /) -> None:
        """
        Finishes what is being written and closes the database. Whatever is asked for later raises UnavailableError
        (`store.closed`).
        """
    @property
    def closed(self, /) -> bool:
        """
        Whether it was closed.
        """
    def health(self, /) -> Health:
        """
        Whether storage answers.

        Raises UnavailableError.
        """
    def housekeeping(self, /) -> Progress:
        """
        One round of housekeeping: closes silent calls, moves on users who do not, seals the audit, forgets what has served.
        Call it every few seconds where no `crm serve` runs on the same database; `more` says that another round is due at
        once.
        """
    def migrate(self, /) -> Migrated:
        """
        Brings the schema to this version's.

        Raises UnavailableError, InternalError (`store.schema_too_new`).
        """
    def now(self, /) -> datetime:
        """
        The present instant of the office's clock.
        """
    def operator(self, /, id: int) -> Session:
        """
        A user at work, by the word of the program, which has made sure of it.

        Raises NotFoundError (`operator.not_found`), ConflictError (`operator.inactive`).
        """
    def pressure(self, /) -> Pressure:
        """
        How busy the store is at this moment; quick.

        Raises UnavailableError.
        """
    def report(self, /) -> SqliteReport | PostgresReport:
        """
        What the store tells of itself: its size and version; of PostgreSQL also sessions, tables and what waits.

        Raises UnavailableError.
        """
    def sign_in(self, /, login: str, password: str, *, address: str | None = None, agent: str | None = None) -> Session:
        """
        A user who signs in. The session goes on by itself for as long as it may; leaving its `with` block signs out.

        `address` is the network address that strangers come from: the delay after failures is per login and address.

        Raises UnauthenticatedError (`auth.wrong_credentials`, `auth.deactivated`), TooManyRequestsError
        (`auth.too_many_attempts`).
        """
    def system(self, /, name: str) -> Session:
        """
        The program itself at work, by the name of the part that acts, such as `import`: the audit keeps it. It may do
        everything, as whoever holds the database may.
        """
    @property
    def telephony(self, /) -> Ingest:
        """
        The door for what providers of telephony post.
        """

@final
class DailyStats:
    """
    Calls and orders by local day.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, days: Sequence[DayRow], notes: dict[str, FigureNote]) -> DailyStats: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def days(self, /) -> List[DayRow]:
        """
        The days in order, those without anything included.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How they came about, under the name `days`.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class DayRow:
    """
    One local day.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, date: date, part: Period, calls: int, accepted: int, missed: int, other: int, acceptance_rate: int, orders: int
    ) -> DayRow: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def acceptance_rate(self, /) -> int:
        """
        Accepted ones in whole per cent, 0 to 100; 0 without calls.
        """
    @property
    def accepted(self, /) -> int:
        """
        Those answered.
        """
    @property
    def calls(self, /) -> int:
        """
        Calls started in it.
        """
    @property
    def date(self, /) -> date:
        """
        The date on the zone's clocks.
        """
    @property
    def missed(self, /) -> int:
        """
        Those missed, busy or without an answer.
        """
    @property
    def orders(self, /) -> int:
        """
        Orders written in it.
        """
    @property
    def other(self, /) -> int:
        """
        Those whose status this version does not know.
        """
    @property
    def part(self, /) -> Period:
        """
        The part of the day that lies in the period.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Episode:
    """
    What follows from the calls of a phone: one waiting of its client.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        first_call_id: int,
        first_at: datetime,
        opened_at: datetime,
        last_call_id: int,
        last_at: datetime,
        missed: int,
        city_id: int | None,
        campaign_id: int | None,
        line: str | None,
        closed: CallbackClosed | None,
    ) -> Episode: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def campaign_id(self, /) -> int | None:
        """
        The id of the campaign of the latest missed call.
        """
    @property
    def city_id(self, /) -> int | None:
        """
        The id of the city of the latest missed call.
        """
    @property
    def closed(self, /) -> CallbackClosed | None:
        """
        How the waiting ended; `None` while it lasts.
        """
    @property
    def first_at(self, /) -> datetime:
        """
        When the first missed call began.
        """
    @property
    def first_call_id(self, /) -> int:
        """
        The id of the first missed call.
        """
    @property
    def last_at(self, /) -> datetime:
        """
        When the latest missed call began.
        """
    @property
    def last_call_id(self, /) -> int:
        """
        The id of the latest missed call.
        """
    @property
    def line(self, /) -> str | None:
        """
        The line the client dialled last.
        """
    @property
    def missed(self, /) -> int:
        """
        How often the client was missed.
        """
    @property
    def opened_at(self, /) -> datetime:
        """
        When the first missed call ended.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Events:
    """
    The feed: every change in one order, each once, readable again from any position. Users see what they may see the
    subject of.
    """
    def after(self, /, position: int) -> FeedPage:
        """
        Events after a position, in order: 0 for the whole feed, `head()` for what comes from now on.
        """
    def epoch(self, /) -> str:
        """
        Whose positions the feed's are, 16 hexadecimal digits.
        """
    def follow(self, /, position: int | None = None, *, timeout: timedelta | float | None = None) -> Iterator[FeedEvent]:
        """
        Every event as it comes: those after a position, or from now on. The walk waits for the next one for as long as
        `timeout`, and then ends; for ever without one. Whoever wants to go on later keeps the `position` of the last event.

        The walk raises LookupError where events after the position are gone: read anew what they would have told.
        """
    def grown_past(self, /, position: int, timeout: timedelta | float) -> int | None:
        """
        Waits until the feed has grown past a position, whichever process made it grow, and answers the position of the
        latest event; `None` when it has not after `timeout`.
        """
    def head(self, /) -> int:
        """
        The position of the latest event; 0 when there is none.
        """
    def purge(self, /) -> Progress:
        """
        Lets go of a part of the events that have been kept for as long as the settings say. `Crm.housekeeping` does it too.

        Raises ForbiddenError.
        """
    def renew_epoch(self, /) -> str:
        """
        Gives the feed another epoch, so that every place that was kept before is none to go on from: for a database that was
        restored, copied or promoted, before anybody reads it.

        Raises ForbiddenError.
        """
    def resume(self, /, cursor: str) -> FeedPage:
        """
        The same from a place that was kept: the `cursor` of an earlier reading, perhaps of another database.

        Raises ValueError for a text that is none.
        """

@final
class Expected:
    """
    What a model expects of a group of agents.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, service_level: float, average_wait_seconds: float, occupancy: float) -> Expected: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def average_wait_seconds(self, /) -> float:
        """
        The mean wait in seconds: of all calls, by Erlang A abandoned ones included.
        """
    @property
    def occupancy(self, /) -> float:
        """
        The share of time an agent is busy, 0 to 1.
        """
    @property
    def service_level(self, /) -> float:
        """
        The share of calls answered within the target's time, 0 to 1.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Export:
    """
    Rows on their way into a file or a table. They are walked along once, by one thread at a time: a second iterator goes on
    where the first one stopped. Some hundred rows are read at a time, and nothing is held meanwhile.

    A row is a tuple with a value a column: `int`, `str`, `datetime`, `Decimal` for roubles, `date`, or `None`. Words of closed
    sets are their codes. Instants are in UTC, a visit is by the clocks of its city. Texts that a spreadsheet might take for a
    formula have an apostrophe before them.
    """
    def __iter__(self, /) -> Iterator[tuple[Any, ...]]:
        """
        The rows that are left.

        Raises UnavailableError where storage is away; the same row may be asked for again.
        """
    def __repr__(self, /) -> str: ...
    @property
    def columns(self, /) -> List[str]:
        """
        The names of the columns, as scripts go by them, such as `dateCreate`.
        """
    def headings(self, /, lang: Lang | str | None = None, *, zone: ZoneInfo | str | None = None) -> List[str]:
        """
        The headings of the columns that people read, in Russian (`ru`, when left out) or English (`en`). Those of instants say by whose
        clocks a CSV tells them: by those of `zone`, the office's when left out, or of the row's own place.
        """
    def to_csv(
        self,
        /,
        file: str | PathLike[str] | TextIOBase,
        *,
        lang: Lang | str | None = None,
        zone: ZoneInfo | str | None = None,
        for_scripts: bool = False,
    ) -> int:
        """
        Writes the rows that are left as CSV and tells how many. `file` is a path, or a text file that was opened with
        `newline=""`.

        It is for people: headings and words in `lang`, which is `ru` or `en` and `ru` when left out, times by the clocks of
        `zone`, the office's when left out, values separated by `;`, and at a path a byte order mark, so that Excel opens it
        with a double click. With `for_scripts` it has names of columns, codes, times as RFC 3339 and `,` instead. Either way
        no spreadsheet takes a text for a formula.

        Raises OSError; UnavailableError, after which the file is not whole.
        """

@final
class Exports:
    """
    Exports. Who sees a list may take what it shows along, save masters. Each export leaves an entry in the audit when it
    begins.
    """
    def calls(
        self,
        /,
        *,
        period: Period | tuple[datetime, datetime] | None = None,
        operator: int | None = None,
        status: CallStatus | str | None = None,
        city: int | None = None,
        campaign: int | None = None,
        direction: CallDirection | str | None = None,
        client: str | None = None,
        complete: bool | None = None,
        sort: CallSort | str | None = None,
    ) -> Export:
        """
        Calls that pass every filter given, as `calls.list` reads it, latest first unless `sort` says otherwise.

        Raises ForbiddenError, InvalidError (`phone.bad`).
        """
    def orders(
        self,
        /,
        *,
        created: Period | tuple[datetime, datetime] | None = None,
        closed: Period | tuple[datetime, datetime] | None = None,
        meeting: Period | tuple[datetime, datetime] | None = None,
        status: OrderStatus | str | None = None,
        city: int | None = None,
        operator: int | None = None,
        master: int | None = None,
        campaign: int | None = None,
        equipment: Equipment | str | None = None,
        order_type: OrderType | str | None = None,
        phone: str | None = None,
        search: str | None = None,
    ) -> Export:
        """
        Orders that pass every filter given, as `orders.list` reads it, in the order they were written in.

        Raises ForbiddenError, InvalidError (`phone.bad`), ValueError for a search without a letter or digit.
        """

@final
class Fate:
    """
    What became of a row.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, kind: FateKind | str, id: int | None, fields: Sequence[FieldError]) -> Fate: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def fields(self, /) -> List[FieldError]:
        """
        Why it was left out; empty otherwise.
        """
    @property
    def id(self, /) -> int | None:
        """
        The id of what stands for the row here; `None` when it was left out.
        """
    @property
    def kind(self, /) -> FateKind:
        """
        `written` now, `present` since an earlier batch, `joined` to a user who has this login and role here, or
        `left_out`.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class FeedEvent:
    """
    An event of the feed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        position: int,
        at: datetime,
        kind: EventKind | str,
        subject: str,
        payload: dict[str, Any],
        city_ids: Sequence[int],
        operator_ids: Sequence[int],
        everyone: bool,
    ) -> FeedEvent: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> datetime:
        """
        When it happened.
        """
    @property
    def city_ids(self, /) -> List[int]:
        """
        Who may see it: whoever serves one of these cities,
        """
    @property
    def everyone(self, /) -> bool:
        """
        or every user. Admins see every event.
        """
    @property
    def kind(self, /) -> EventKind:
        """
        What happened.
        """
    @property
    def operator_ids(self, /) -> List[int]:
        """
        these users,
        """
    @property
    def payload(self, /) -> dict[str, Any]:
        """
        The particulars, of which `kind` says what they are.
        """
    @property
    def position(self, /) -> int:
        """
        Its place in the one order: rises, with gaps.
        """
    @property
    def subject(self, /) -> str:
        """
        What it happened to, such as `call:12`.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class FeedPage:
    """
    A reading of the feed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, events: Sequence[FeedEvent], position: int, epoch: str, cursor: str, reset: bool) -> FeedPage: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def cursor(self, /) -> str:
        """
        The place to read on from, to be kept: what `Events.resume` takes.
        """
    @property
    def epoch(self, /) -> str:
        """
        Whose positions these are, 16 hexadecimal digits: a restored or copied database gets others.
        """
    @property
    def events(self, /) -> List[FeedEvent]:
        """
        The events in scope, at most 500 of the feed looked at.
        """
    @property
    def position(self, /) -> int:
        """
        Where to read on: past every event looked at, in scope or not.
        """
    @property
    def reset(self, /) -> bool:
        """
        Whether the place that was asked for is none to go on from: events after it are gone, or it is none of this feed.
        Then `position` is the end of the feed: read anew what the events would have told, and go on from there.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class FigureNote:
    """
    How a figure came about.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        formula: Formula | str,
        expression: str,
        period: Period,
        zone: ZoneInfo | str,
        exclusions: Sequence[Exclusion | str],
    ) -> FigureNote: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def exclusions(self, /) -> List[Exclusion]:
        """
        What it leaves out.
        """
    @property
    def expression(self, /) -> str:
        """
        How it is computed, in the names of the counts: `A` and `B` are answered and abandoned calls, `T` the threshold of
        a timely answer, `s` that of a short abandon.
        """
    @property
    def formula(self, /) -> Formula:
        """
        The formula by name: two figures of the same name are computed alike, wherever they are shown.
        """
    @property
    def period(self, /) -> Period:
        """
        What it was computed over.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def zone(self, /) -> ZoneInfo:
        """
        The zone whose days it counts in.
        """

@final
class HandlingFigures:
    """
    How long offered calls took and waited. Wrap-up is known by person, not by call: each talk of somebody bears the mean.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        average_handle_time: timedelta | float | None,
        average_speed_of_answer: timedelta | float | None,
        occupancy: float | None,
        notes: dict[str, FigureNote],
    ) -> HandlingFigures: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def average_handle_time(self, /) -> timedelta | None:
        """
        AHT, talk and wrap-up of a handled call; `None` when none was.
        """
    @property
    def average_speed_of_answer(self, /) -> timedelta | None:
        """
        ASA, the wait of a handled call; `None` when none was.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    @property
    def occupancy(self, /) -> float | None:
        """
        Handle time over handle and available time, 0 to 1; `None` when there was neither.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Health:
    """
    That storage answers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, schema: int, queued: int, queue_limit: int) -> Health: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def queue_limit(self, /) -> int:
        """
        How many may wait; one more is refused (`store.busy`).
        """
    @property
    def queued(self, /) -> int:
        """
        How many writes wait.
        """
    @property
    def schema(self, /) -> int:
        """
        The version of its schema.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class HistoryEntry:
    """
    One step of an order's history.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        order_id: int,
        version: int,
        kind: HistoryKind | str,
        before: OrderStatus | str | None,
        after: OrderStatus | str,
        master_id: int | None,
        reason: str | None,
        at: datetime,
        by: str,
    ) -> HistoryEntry: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def after(self, /) -> OrderStatus:
        """
        Where it stands since.
        """
    @property
    def at(self, /) -> datetime:
        """
        When.
        """
    @property
    def before(self, /) -> OrderStatus | None:
        """
        Where it stood; `None` for the first step.
        """
    @property
    def by(self, /) -> str:
        """
        Who did it, such as `operator:7` or `system:import`.
        """
    @property
    def kind(self, /) -> HistoryKind:
        """
        What happened.
        """
    @property
    def master_id(self, /) -> int | None:
        """
        The id of who has it since.
        """
    @property
    def order_id(self, /) -> int:
        """
        The order's id.
        """
    @property
    def reason(self, /) -> str | None:
        """
        Why.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def version(self, /) -> int:
        """
        The version of the order that this made.
        """

@final
class Ingest:
    """
    The door for what providers post. It needs nobody at work: a delivery is taken in for the account that signed it.
    """
    def __repr__(self, /) -> str: ...
    def mango(self, /, path: str, body: bytes) -> Receipt:
        """
        Takes in a POST of Mango Office: `path` below the base address (such as `/events/call`), `body` as received. Answer it
        with success when this returns. An event whose times lie too far from the office's clock is stored, listed and without
        effect.

        Raises ForbiddenError (`telephony.unsigned`, `telephony.foreign_key`, `telephony.wrong_signature`), TooLargeError
        (`telephony.too_long`): it is only counted; UnavailableError: it is not stored and must not be acknowledged.
        """
    def sip(self, /, source: str, sign: str | None, body: bytes) -> Receipt:
        """
        Takes in a POST of a SIP server: `source` is the configured source's id, `sign` the `X-Sign` header, `body` as
        received.

        Raises what `mango` raises, and ForbiddenError (`telephony.unknown_source`).
        """

@final
class Job:
    """
    Work to be done once or more.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        queue: str,
        subject: str,
        payload: dict[str, Any],
        state: JobState | str,
        run_at: datetime,
        attempts: int,
        lease_until: datetime | None,
        last_error: str | None,
        created_at: datetime,
    ) -> Job: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def attempts(self, /) -> int:
        """
        How often it was claimed.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When it was added.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def last_error(self, /) -> str | None:
        """
        What went wrong last.
        """
    @property
    def lease_until(self, /) -> datetime | None:
        """
        Until when a worker has it.
        """
    @property
    def payload(self, /) -> dict[str, Any]:
        """
        What the worker needs.
        """
    @property
    def queue(self, /) -> str:
        """
        Which workers it is for, such as `recordings`.
        """
    @property
    def run_at(self, /) -> datetime:
        """
        Not before this.
        """
    @property
    def state(self, /) -> JobState:
        """
        How it stands.
        """
    @property
    def subject(self, /) -> str:
        """
        What it is about, such as `call:12`: jobs of one subject never run side by side.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written; whoever claims it writes it.
        """

@final
class Jobs:
    """
    Jobs, for workers: claim one, do it, report. What a job does outside the office happens at least once.
    """
    def claim(self, /, queue: str, lease: timedelta | float) -> Claim | None:
        """
        Claims the next due job of a queue for as long as `lease`; `None` when nothing is due. Jobs of one subject come one
        at a time, in the order they were added. A job whose lease ran out comes again, and is dead after 12 attempts.

        Raises ForbiddenError.
        """
    def complete(self, /, claim: Claim) -> None:
        """
        Reports a claimed job done.

        Raises ConflictError (`job.lease_lost`) when another worker has it by now.
        """
    def enqueue(self, /, queue: str, subject: str, payload: dict[str, Any], *, run_at: datetime | None = None) -> Job:
        """
        Adds a job to a queue. `subject` is what it is about, such as `call:12`; `payload` is whatever JSON can say;
        `run_at` is the instant before which it is not done, now unless said.

        Raises ForbiddenError, InvalidError.
        """
    def fail(self, /, claim: Claim, error: str) -> JobState:
        """
        Reports a claimed job failed: it is tried again later, and dead after 12 attempts. Answers how it stands.

        Raises ConflictError (`job.lease_lost`) when another worker has it by now.
        """
    def list(self, /, state: JobState | str, *, before: int | None = None) -> Iterator[Job]:
        """
        Jobs in a state, the highest id first, below the id `before` where one is given. They are read as the walk goes, a
        hundred at a time.

        Raises ForbiddenError.
        """
    def retry(self, /, id: int) -> Job:
        """
        Queues a dead job again.

        Raises ForbiddenError, NotFoundError (`job.not_found`), ConflictError (`job.not_dead`).
        """

@final
class LedgerEntry:
    """
    An entry of an order's ledger. The sum of the entries is the money of the order.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        order_id: int,
        closing: int,
        kind: LedgerKind | str,
        amount: Decimal | int | str,
        master_id: int | None,
        city_id: int,
        at: datetime,
        by: str,
    ) -> LedgerEntry: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> Decimal:
        """
        How much, in roubles, signed.
        """
    @property
    def at(self, /) -> datetime:
        """
        When it was posted.
        """
    @property
    def by(self, /) -> str:
        """
        Who posted it, such as `operator:7`.
        """
    @property
    def city_id(self, /) -> int:
        """
        The id of the order's city.
        """
    @property
    def closing(self, /) -> int:
        """
        The closing it belongs to, from 1.
        """
    @property
    def kind(self, /) -> LedgerKind:
        """
        What it is for.
        """
    @property
    def master_id(self, /) -> int | None:
        """
        The id of the master who closed the order, if it had one.
        """
    @property
    def order_id(self, /) -> int:
        """
        The order's id.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class LegEvent:
    """
    What a leg did.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        state: LegState | str,
        place: LegPlace | str,
        calling_party: Party,
        called_party: Party,
        line: str | None,
        taken_from: str | None,
        transfer: Transfer | str | None,
        commanded: bool,
        direction: CallDirection | str | None,
    ) -> LegEvent: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def called_party(self, /) -> Party:
        """
        The called side.
        """
    @property
    def calling_party(self, /) -> Party:
        """
        The calling side.
        """
    @property
    def commanded(self, /) -> bool:
        """
        Whether the office caused the call, such as a call-back.
        """
    @property
    def direction(self, /) -> CallDirection | None:
        """
        The direction of the whole call, where sent.
        """
    @property
    def line(self, /) -> str | None:
        """
        The company's number in use, where sent.
        """
    @property
    def place(self, /) -> LegPlace:
        """
        Where the leg is.
        """
    @property
    def state(self, /) -> LegState:
        """
        The state it moved to.
        """
    @property
    def taken_from(self, /) -> str | None:
        """
        The provider's id of the leg that the calling side was in before.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def transfer(self, /) -> Transfer | None:
        """
        How it came out of another leg.
        """

@final
class Line:
    """
    One of the company's own numbers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        number: str,
        campaign_id: int | None,
        city_id: int | None,
        advert_account: str | None,
        archived: bool,
        created_at: datetime,
        updated_at: datetime,
    ) -> Line: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def advert_account(self, /) -> str | None:
        """
        The advert account behind the number.
        """
    @property
    def archived(self, /) -> bool:
        """
        Whether it was put away. A late call to it is still attributed.
        """
    @property
    def campaign_id(self, /) -> int | None:
        """
        The id of the campaign that its calls are attributed to.
        """
    @property
    def city_id(self, /) -> int | None:
        """
        The id of the city that they are attributed to.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When it was added.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def number(self, /) -> str:
        """
        The number, unique.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When it last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written.
        """

@final
class Lines:
    """
    Lines. Operators and directors read those of the served cities; admins read and change all.
    """
    def by_number(self, /, number: str) -> Line:
        """
        The line with that number, in whatever way it is written.

        Raises InvalidError, NotFoundError (`line.not_found`).
        """
    def change(
        self,
        /,
        id: int,
        version: int,
        *,
        campaign: str | None = ...,
        city: int | None = ...,
        advert_account: str | None = ...,
        archived: bool | None = None,
    ) -> Line:
        """
        Changes a line that was read at `version`; what is left out stays, and `None` empties. Calls that are attributed
        already stay as they are. `campaign` is a name, as in `create`.

        Raises ForbiddenError, InvalidError (`city.archived`), NotFoundError (`line.not_found`, `city.not_found`),
        ConflictError (`line.version_conflict`).
        """
    def create(
        self,
        /,
        number: str,
        *,
        campaign: str | None = None,
        city: int | None = None,
        advert_account: str | None = None,
        idempotency_key: str | None = None,
    ) -> Line:
        """
        Adds a line. `campaign` is a name; an unknown one creates the campaign. With an idempotency key, the same request again
        gives the same line.

        Raises ForbiddenError, InvalidError (`city.archived`), ConflictError (`line.number_taken`, `idempotency.reused`),
        NotFoundError (`city.not_found`).
        """
    def get(self, /, id: int) -> Line:
        """
        One line.

        Raises NotFoundError (`line.not_found`), also for one out of scope.
        """
    def list(self, /) -> List[Line]:
        """
        Every line in scope by number, archived ones included.
        """
    def unknown(self, /) -> List[UnknownLine]:
        """
        Numbers that calls came to and that are no line, latest first, at most 1 000.

        Raises ForbiddenError.
        """

@final
class MangoAccount:
    """
    An account of Mango Office whose events are taken.
    """
    def __new__(cls, /, name: str, *, key: str, salt: str, clock_offset_seconds: int = 0) -> MangoAccount:
        """
        `key` and `salt` are the account's secrets; `clock_offset_seconds` is added to the provider's times.

        Raises ValueError for an empty secret or an offset of more than a day.
        """
    def __repr__(self, /) -> str: ...

@final
class Master:
    """
    A master: a user who drives out to clients.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        profile_version: int,
        name: str,
        login: str,
        city_id: int | None,
        more_city_ids: Sequence[int],
        status: OperatorStatus | str,
        work_state: WorkState | str,
        work_state_since: datetime,
        sip_address: str | None,
        extension: str | None,
        created_at: datetime,
        updated_at: datetime,
        open_orders: int,
    ) -> Master: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def city_id(self, /) -> int | None:
        """
        The id of the home city; also served.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When the master was added.
        """
    @property
    def extension(self, /) -> str | None:
        """
        The extension providers name the master by, unique.
        """
    @property
    def id(self, /) -> int:
        """
        The id, which is that of the user.
        """
    @property
    def login(self, /) -> str:
        """
        The login.
        """
    @property
    def more_city_ids(self, /) -> List[int]:
        """
        The ids of further cities served, ascending, the home city not repeated.
        """
    @property
    def name(self, /) -> str:
        """
        The name people read.
        """
    @property
    def open_orders(self, /) -> int:
        """
        How many open orders the master has, also those that whoever asks does not see.
        """
    @property
    def profile_version(self, /) -> int:
        """
        The version that last changed more than the work state: whoever read the master at it or later may change it.
        """
    @property
    def sip_address(self, /) -> str | None:
        """
        The SIP address of the master's phone.
        """
    @property
    def status(self, /) -> OperatorStatus:
        """
        Whether the master may sign in.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When the row last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often the row has been written.
        """
    @property
    def work_state(self, /) -> WorkState:
        """
        What the master is doing now.
        """
    @property
    def work_state_since(self, /) -> datetime:
        """
        Since when.
        """

@final
class MasterList:
    """
    Masters that pass a filter.

    Nothing is read before somebody looks: iterate for every row, `take` the first ones, or ask for a `page`.
    """
    def __iter__(self, /) -> Iterator[Master]:
        """
        Every row, a hundred read at a time: rows that are added meanwhile may or may not come, no row comes twice.
        """
    def page(self, /, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True) -> MasterPage:
        """
        One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
    def take(self, /, count: int) -> List[Master]:
        """
        The first rows of the list, at most so many.
        """

@final
class MasterPage:
    """
    A page of a list.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, items: Sequence[Master], limit: int, number: int | None, total: Total | None, next: str | None, prev: str | None
    ) -> MasterPage: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def items(self, /) -> List[Master]:
        """
        The rows.
        """
    @property
    def limit(self, /) -> int:
        """
        How many rows were asked for.
        """
    @property
    def next(self, /) -> str | None:
        """
        The cursor of the page after it; `None` at the end.
        """
    @property
    def number(self, /) -> int | None:
        """
        Its number, where it has one.
        """
    @property
    def prev(self, /) -> str | None:
        """
        The cursor of the page before it; `None` at the beginning.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> Total | None:
        """
        How many rows the list has, where they were counted.
        """

@final
class MasterStats:
    """
    One master's figures.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, master_id: int, master: str, orders: OrderFigures, closings: ClosingFigures) -> MasterStats: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def closings(self, /) -> ClosingFigures:
        """
        Those closed.
        """
    @property
    def master(self, /) -> str:
        """
        The name.
        """
    @property
    def master_id(self, /) -> int:
        """
        Who.
        """
    @property
    def orders(self, /) -> OrderFigures:
        """
        The orders the master has, by when they were written.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Masters:
    """
    Masters in the scope of whoever asks. An admin manages every master, a director those all of whose cities are own
    cities.
    """
    def change(
        self,
        /,
        id: int,
        version: int,
        *,
        name: str | None = None,
        city: int | None = None,
        more_cities: Sequence[int] | None = None,
        sip_address: str | None = ...,
        extension: str | None = ...,
        status: OperatorStatus | str | None = None,
    ) -> Master:
        """
        Changes a master who was read at `version`; what is left out stays. `status` `inactive` locks out: every session is
        revoked, and open orders stay until they are given to another.

        Raises NotFoundError (`operator.not_found`, `city.not_found`), ConflictError (`operator.version_conflict`,
        `operator.extension_taken`), InvalidError (`city.archived`), ForbiddenError (`access.forbidden`,
        `access.other_city`).
        """
    def create(
        self,
        /,
        name: str,
        login: str,
        password: str,
        *,
        city: int,
        more_cities: Sequence[int] | None = None,
        sip_address: str | None = None,
        extension: str | None = None,
        idempotency_key: str | None = None,
    ) -> Master:
        """
        Adds a master. `city` is the id of the home city, `more_cities` those of further ones. With an idempotency key, the
        same request again gives the same master; the password is not compared, and the first one stays.

        Raises InvalidError (`auth.password_policy`, `city.archived`), ConflictError (`operator.login_taken`,
        `operator.extension_taken`, `idempotency.reused`), NotFoundError (`city.not_found`), ForbiddenError
        (`access.forbidden`, `access.other_city`).
        """
    def get(self, /, id: int) -> Master:
        """
        One master.

        Raises NotFoundError (`operator.not_found`), also for one out of scope and for a user who is no master.
        """
    def list(self, /, *, city: int | None = None, status: OperatorStatus | str | None = None) -> MasterList:
        """
        Masters that pass every filter given, by id. `city` is the id of a city they serve.
        """

@final
class Migrated:
    """
    What bringing a schema up to date did.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, before: int, after: int) -> Migrated: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def after(self, /) -> int:
        """
        The version it has.
        """
    @property
    def before(self, /) -> int:
        """
        The version it had; 0 for a new database.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class OfficeCheck:
    """
    Whether everything that is derived follows from the facts it is derived from.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, is_clean: bool, parts: Sequence[CheckedPart], differences: Sequence[OfficeDifference]) -> OfficeCheck: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def differences(self, /) -> List[OfficeDifference]:
        """
        What differs, by part.
        """
    @property
    def is_clean(self, /) -> bool:
        """
        Whether nothing differs.
        """
    @property
    def parts(self, /) -> List[CheckedPart]:
        """
        Calls, orders, call-backs, counters and the audit.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class OfficeDifference:
    """
    Something that does not follow from the facts. `check` of the part's own desk tells what is stored and what follows.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, part: CheckPart | str, id: int | None, message: str) -> OfficeDifference: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> int | None:
        """
        The id of the call or order; `None` for what has none, such as a call that is missing.
        """
    @property
    def message(self, /) -> str:
        """
        A sentence for people.
        """
    @property
    def part(self, /) -> CheckPart:
        """
        The part it is in.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class OfficeStats:
    """
    The report of an office, or of some of its cities together.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        period: Period,
        zone: ZoneInfo | str,
        calls: CallFigures,
        orders: OrderFigures,
        closings: ClosingFigures,
        queue: QueueFigures,
        handling: HandlingFigures,
        work_time: dict[WorkState | str, timedelta | float],
        notes: dict[str, FigureNote],
    ) -> OfficeStats: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def calls(self, /) -> CallFigures:
        """
        Calls.
        """
    @property
    def closings(self, /) -> ClosingFigures:
        """
        Orders closed.
        """
    @property
    def handling(self, /) -> HandlingFigures:
        """
        How long they took and waited. Of cities, the occupancy is that of everybody who serves one of them.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    @property
    def orders(self, /) -> OrderFigures:
        """
        Orders written.
        """
    @property
    def period(self, /) -> Period:
        """
        The period with its open ends closed.
        """
    @property
    def queue(self, /) -> QueueFigures:
        """
        What became of offered calls.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def work_time(self, /) -> dict[WorkState, timedelta]:
        """
        Time by state, away from the office left out; what still runs counts up to now. Of cities, that of everybody who
        serves one of them.
        """
    @property
    def zone(self, /) -> ZoneInfo:
        """
        The zone whose days count.
        """

@final
class OpenCallbacks:
    """
    The open call-backs that whoever asks sees.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, count: int, oldest: datetime | None) -> OpenCallbacks: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        How many.
        """
    @property
    def oldest(self, /) -> datetime | None:
        """
        Since when the client waits who waits longest; `None` when nobody does.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Operator:
    """
    A user of any role.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        profile_version: int,
        name: str,
        login: str,
        role: Role | str,
        city_id: int | None,
        more_city_ids: Sequence[int],
        status: OperatorStatus | str,
        work_state: WorkState | str,
        work_state_since: datetime,
        sip_address: str | None,
        extension: str | None,
        created_at: datetime,
        updated_at: datetime,
    ) -> Operator: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def city_id(self, /) -> int | None:
        """
        The id of the home city, which is served too.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When the user was added.
        """
    @property
    def extension(self, /) -> str | None:
        """
        The extension that providers name the user by.
        """
    @property
    def id(self, /) -> int:
        """
        Its id; masters are users too, and no two users have the same.
        """
    @property
    def login(self, /) -> str:
        """
        The login.
        """
    @property
    def more_city_ids(self, /) -> List[int]:
        """
        The ids of further cities served, ascending, the home city not repeated.
        """
    @property
    def name(self, /) -> str:
        """
        The name people read.
        """
    @property
    def profile_version(self, /) -> int:
        """
        The version that last changed more than the work state: a change that was read at it or later is accepted.
        """
    @property
    def role(self, /) -> Role:
        """
        What the user may do.
        """
    @property
    def sip_address(self, /) -> str | None:
        """
        The SIP address of the user's phone.
        """
    @property
    def status(self, /) -> OperatorStatus:
        """
        Whether the user may sign in.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When the row last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often the row has been written.
        """
    @property
    def work_state(self, /) -> WorkState:
        """
        What the user is doing now.
        """
    @property
    def work_state_since(self, /) -> datetime:
        """
        Since when.
        """

@final
class OperatorList:
    """
    Users that pass a filter, by id.

    Nothing is read before somebody looks: iterate for every row, `take` the first ones, or ask for a `page`.
    """
    def __iter__(self, /) -> Iterator[Operator]:
        """
        Every row, a hundred read at a time: rows that are added meanwhile may or may not come, no row comes twice.
        """
    def page(
        self, /, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> OperatorPage:
        """
        One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
    def take(self, /, count: int) -> List[Operator]:
        """
        The first rows of the list, at most so many.
        """

@final
class OperatorPage:
    """
    A page of a list.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, items: Sequence[Operator], limit: int, number: int | None, total: Total | None, next: str | None, prev: str | None
    ) -> OperatorPage: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def items(self, /) -> List[Operator]:
        """
        The rows.
        """
    @property
    def limit(self, /) -> int:
        """
        How many rows were asked for.
        """
    @property
    def next(self, /) -> str | None:
        """
        The cursor of the page after it; `None` at the end.
        """
    @property
    def number(self, /) -> int | None:
        """
        Its number, where it has one.
        """
    @property
    def prev(self, /) -> str | None:
        """
        The cursor of the page before it; `None` at the beginning.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> Total | None:
        """
        How many rows the list has, where they were counted.
        """

@final
class OperatorStats:
    """
    One operator's figures.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        operator_id: int,
        operator: str,
        calls: CallFigures,
        orders: OrderFigures,
        closings: ClosingFigures,
        work_time: dict[WorkState | str, timedelta | float],
        notes: dict[str, FigureNote],
    ) -> OperatorStats: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def calls(self, /) -> CallFigures:
        """
        The calls of whom it was the first operator.
        """
    @property
    def closings(self, /) -> ClosingFigures:
        """
        Those closed.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    @property
    def operator(self, /) -> str:
        """
        The name.
        """
    @property
    def operator_id(self, /) -> int:
        """
        Who.
        """
    @property
    def orders(self, /) -> OrderFigures:
        """
        The orders it wrote.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def work_time(self, /) -> dict[WorkState, timedelta]:
        """
        The operator's time by state, away from the office left out.
        """

@final
class Operators:
    """
    Users of every role. Admins manage them; others see those they work with.
    """
    def change(
        self,
        /,
        id: int,
        version: int,
        *,
        name: str | None = None,
        role: Role | str | None = None,
        city: int | None = ...,
        more_cities: Sequence[int] | None = None,
        sip_address: str | None = ...,
        extension: str | None = ...,
        status: OperatorStatus | str | None = None,
    ) -> Operator:
        """
        Changes a user that was read at `version`; what is left out stays, and `None` empties. Locking a user out (`status`)
        revokes every session and frees the extension.

        Raises ForbiddenError, InvalidError (`city.archived`), NotFoundError (`operator.not_found`, `city.not_found`),
        ConflictError (`operator.version_conflict`, `operator.extension_taken`, `operator.last_admin`).
        """
    def create(
        self,
        /,
        name: str,
        login: str,
        password: str,
        role: Role | str,
        *,
        city: int | None = None,
        more_cities: Sequence[int] | None = None,
        sip_address: str | None = None,
        extension: str | None = None,
        idempotency_key: str | None = None,
    ) -> Operator:
        """
        Adds a user. `city` is the home city, which every role but admin needs; `more_cities` are served too. The first admin
        of an office is added by the program itself: there is no password from the beginning. With an idempotency key, the
        same request again gives the same user; the password is not compared, and the first one stays.

        Raises ForbiddenError, InvalidError (`auth.password_policy`, `city.archived`), ConflictError (`operator.login_taken`,
        `operator.extension_taken`, `idempotency.reused`), NotFoundError (`city.not_found`).
        """
    def get(self, /, id: int) -> Operator:
        """
        One user.

        Raises NotFoundError (`operator.not_found`), also for one out of scope.
        """
    def list(
        self, /, *, role: Role | str | None = None, city: int | None = None, status: OperatorStatus | str | None = None
    ) -> OperatorList:
        """
        Users that pass every filter given, by id. `city` is one that they serve.
        """
    def set_work_state(self, /, id: int, state: WorkState | str, *, reason: str | None = None) -> Operator:
        """
        Sets the work state of oneself or of another user: `online`, `break` or `offline`. The other states come from calls.

        Raises ForbiddenError, NotFoundError (`operator.not_found`), ConflictError (`operator.inactive`), InvalidError
        (`operator.automatic_state`).
        """
    def sweep(self, /) -> Progress:
        """
        Ends wrap-ups that are over, and puts users offline of whom nothing was seen for long. `Crm.housekeeping` does it too.

        Raises ForbiddenError.
        """
    def time(self, /, id: int, period: Period | tuple[datetime, datetime], zone: ZoneInfo | str) -> WorkTime:
        """
        What a user's time was spent on, per local day of a zone, up to now. The period has at most 366 days.

        Raises InvalidError (`operator.period_too_long`), NotFoundError (`operator.not_found`), ForbiddenError.
        """
    def work_log(self, /, id: int, period: Period | tuple[datetime, datetime]) -> List[WorkStateEntry]:
        """
        What a user was doing in a period, oldest first. The entries leave no gap from when the user was added on.

        Raises NotFoundError (`operator.not_found`), ForbiddenError.
        """

@final
class Order:
    """
    An order.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        phone: str,
        order_type: OrderType | str,
        equipment: Equipment | str,
        city: str,
        city_id: int,
        campaign: str | None,
        campaign_id: int | None,
        advert_account: str | None,
        call_id: int | None,
        client_name: str,
        address: str,
        problem: str,
        meeting: datetime,
        meeting_zone: ZoneInfo | str,
        status: OrderStatus | str,
        master: str | None,
        master_id: int | None,
        result: Decimal | int | str | None,
        expenditure: Decimal | int | str | None,
        clean: Decimal | int | str | None,
        promised: date | None,
        closing: int,
        closed_at: datetime | None,
        operator: str | None,
        operator_id: int | None,
        created_at: datetime,
        updated_at: datetime,
    ) -> Order: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def address(self, /) -> str:
        """
        Where to drive.
        """
    @property
    def advert_account(self, /) -> str | None:
        """
        The advert account that brought it.
        """
    @property
    def call_id(self, /) -> int | None:
        """
        The id of the call it was written from.
        """
    @property
    def campaign(self, /) -> str | None:
        """
        The campaign's name.
        """
    @property
    def campaign_id(self, /) -> int | None:
        """
        The id of the campaign that brought it.
        """
    @property
    def city(self, /) -> str:
        """
        The city's name.
        """
    @property
    def city_id(self, /) -> int:
        """
        The city's id.
        """
    @property
    def clean(self, /) -> Decimal | None:
        """
        `result` less `expenditure`, in roubles; `None` without a result.
        """
    @property
    def client_name(self, /) -> str:
        """
        The client's name.
        """
    @property
    def closed_at(self, /) -> datetime | None:
        """
        When it was completed, cancelled or found void; `None` while there is something to do.
        """
    @property
    def closing(self, /) -> int:
        """
        How often it was completed: the number of its last closing in the ledger, 0 before the first.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When it was written.
        """
    @property
    def equipment(self, /) -> Equipment:
        """
        What is to be repaired.
        """
    @property
    def expenditure(self, /) -> Decimal | None:
        """
        What was spent on parts, in roubles; not negative.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def master(self, /) -> str | None:
        """
        The name of the master it is assigned to.
        """
    @property
    def master_id(self, /) -> int | None:
        """
        The id of the master it is assigned to.
        """
    @property
    def meeting(self, /) -> datetime:
        """
        The agreed visit: the start of a slot.
        """
    @property
    def meeting_zone(self, /) -> ZoneInfo:
        """
        The city's zone when the visit was agreed: `meeting.astimezone(meeting_zone)` is what the client was told.
        """
    @property
    def operator(self, /) -> str | None:
        """
        The name of who wrote it.
        """
    @property
    def operator_id(self, /) -> int | None:
        """
        The id of who wrote it; `None` for the program itself.
        """
    @property
    def order_type(self, /) -> OrderType:
        """
        How the client comes to us.
        """
    @property
    def phone(self, /) -> str:
        """
        The client's phone, E.164.
        """
    @property
    def problem(self, /) -> str:
        """
        What is broken.
        """
    @property
    def promised(self, /) -> date | None:
        """
        The day of the city for which a deferred job was promised.
        """
    @property
    def result(self, /) -> Decimal | None:
        """
        What was taken from the client, in roubles; not negative.
        """
    @property
    def status(self, /) -> OrderStatus:
        """
        Where it stands.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When it last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often it has been written.
        """

@final
class OrderCheck:
    """
    What holding every order to its history and its ledger found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, orders: int, differences: Sequence[tuple[int, OrderFlaw | str]]) -> OrderCheck: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def differences(self, /) -> List[tuple[int, OrderFlaw]]:
        """
        The ids of those that do not fit and what is wrong with them, at most 1 000.
        """
    @property
    def orders(self, /) -> int:
        """
        How many orders were looked at.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class OrderFigures:
    """
    Orders written in the period.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, total: int, by_status: dict[OrderStatus | str, int], conversion: float | None, notes: dict[str, FigureNote]
    ) -> OrderFigures: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def by_status(self, /) -> dict[OrderStatus, int]:
        """
        How many by present status: every known status, zeros included.
        """
    @property
    def conversion(self, /) -> float | None:
        """
        Those written from calls over accepted calls, 1 being one of each; `None` without accepted calls.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> int:
        """
        How many.
        """

@final
class OrderList:
    """
    Orders that pass a filter: open ones by status and meeting, then closed ones, latest first.

    Nothing is read before somebody looks: iterate for every row, `take` the first ones, or ask for a `page`.
    """
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> CapsuleType:
        """
        Every row as Arrow columns: give the list itself to `polars.DataFrame`, `pyarrow.table`,
        `pandas.DataFrame.from_arrow` or DuckDB. It is an export: who asks needs that right (ForbiddenError), and the
        audit keeps that it was begun.
        """
    def __iter__(self, /) -> Iterator[Order]:
        """
        Every row, a hundred read at a time: rows that are added meanwhile may or may not come, no row comes twice.
        """
    def page(self, /, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True) -> OrderPage:
        """
        One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
    def take(self, /, count: int) -> List[Order]:
        """
        The first rows of the list, at most so many.
        """

@final
class OrderPage:
    """
    A page of a list.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, items: Sequence[Order], limit: int, number: int | None, total: Total | None, next: str | None, prev: str | None
    ) -> OrderPage: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def items(self, /) -> List[Order]:
        """
        The rows.
        """
    @property
    def limit(self, /) -> int:
        """
        How many rows were asked for.
        """
    @property
    def next(self, /) -> str | None:
        """
        The cursor of the page after it; `None` at the end.
        """
    @property
    def number(self, /) -> int | None:
        """
        Its number, where it has one.
        """
    @property
    def prev(self, /) -> str | None:
        """
        The cursor of the page before it; `None` at the beginning.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> Total | None:
        """
        How many rows the list has, where they were counted.
        """

@final
class OrderWritten:
    """
    What writing an order answers.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, order: Order, duplicates_of: Sequence[int]) -> OrderWritten: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def duplicates_of(self, /) -> List[int]:
        """
        The ids of open orders of the same phone: perhaps the same visit twice. Allowed, but to be looked at.
        """
    @property
    def order(self, /) -> Order:
        """
        The order.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Orders:
    """
    Orders in the scope of whoever asks.
    """
    def assign(self, /, id: int, version: int, master: int, *, reason: str | None = None) -> Order:
        """
        Gives an order that was read at `version` to a master, by id: a new one is accepted by it, another open one changes
        hands and stands where it stood.

        Raises as `change_status`, ConflictError (`order.closed`), ForbiddenError.
        """
    def change(
        self,
        /,
        id: int,
        version: int,
        *,
        phone: str | None = None,
        order_type: OrderType | str | None = None,
        equipment: Equipment | str | None = None,
        client_name: str | None = None,
        address: str | None = None,
        problem: str | None = None,
        city: int | None = None,
        campaign: str | None = ...,
        advert_account: str | None = ...,
        meeting: datetime | None = None,
        result: Decimal | int | str | None = ...,
        expenditure: Decimal | int | str | None = ...,
        promised: date | None = ...,
    ) -> Order:
        """
        Edits an order that was read at `version`; what is left out stays. Another `city`, by id, is for one that nobody has
        set out to: the master is taken off, and the visit keeps its time on the clock unless a `meeting` is given.
        `campaign` is a name. Amounts are in roubles, and not of a closed order; `promised` is of a deferred one.

        Raises NotFoundError (`order.not_found`, `city.not_found`), ConflictError (`order.version_conflict`, `order.closed`,
        `order.city_fixed`, `order.visit_begun`, `order.not_deferred`, `order.slot_full`), InvalidError (`phone.bad`,
        `order.not_a_slot`, `money.negative`, `city.archived`), ForbiddenError (`access.other_city`).
        """
    def change_status(
        self,
        /,
        id: int,
        version: int,
        to: OrderStatus | str,
        *,
        reason: str | None = None,
        master: int | None = None,
        result: Decimal | int | str | None = None,
        expenditure: Decimal | int | str | None = None,
        promised: date | None = None,
    ) -> Order:
        """
        Moves an order that was read at `version` to another status. `master`, by id, belongs to the move to `accepted`,
        `result` and `expenditure`, in roubles, to the one to `completed`, `promised` to the one to `deferred`; what does not
        belong to the move is refused. A reason may always be given, and some moves want one.

        Raises NotFoundError (`order.not_found`, `operator.not_found`), ConflictError (`order.version_conflict`,
        `order.transition_not_allowed`), InvalidError (`order.reason_required`, `order.master_required`,
        `order.unfit_master`, `order.result_required`, `order.not_with_this_move`, `money.negative`).
        """
    def check(self, /, *, progress: Callable[[int], object] | None = None) -> OrderCheck:
        """
        Holds every order to its history and its ledger. `progress` is called with how many were looked at so far; what it
        raises ends the check. It may not ask the office anything.

        Raises ForbiddenError. What does not fit is a finding, not an error.
        """
    def create(
        self,
        /,
        *,
        order_type: OrderType | str,
        equipment: Equipment | str,
        client_name: str,
        address: str,
        problem: str,
        meeting: datetime,
        call: int | None = None,
        phone: str | None = None,
        city: int | None = None,
        campaign: str | None = None,
        advert_account: str | None = None,
        operator: int | None = None,
        idempotency_key: str | None = None,
    ) -> OrderWritten:
        """
        Writes an order: it waits for a master, and its visit takes a place in the slot that begins at `meeting`. From a
        `call`, by its id, come phone, city, campaign and advert account where they are not given. `city` and `operator` are
        ids; `campaign` is a name, and an unknown one adds the campaign. With an idempotency key, the same request again
        gives the same order.

        Raises InvalidError (`phone.bad`, `order.phone_required`, `order.city_required`, `order.not_a_slot`,
        `order.other_operator`, `city.archived`), ConflictError (`order.slot_full`, `idempotency.reused`), NotFoundError
        (`call.not_found`, `city.not_found`, `operator.not_found`), ForbiddenError (`access.forbidden`,
        `access.other_city`).
        """
    def get(self, /, id: int) -> Order:
        """
        One order.

        Raises NotFoundError (`order.not_found`), also for one out of scope.
        """
    def history(self, /, id: int) -> List[HistoryEntry]:
        """
        The history of an order, oldest first.

        Raises NotFoundError (`order.not_found`).
        """
    def ledger(self, /, id: int) -> List[LedgerEntry]:
        """
        What was posted to the ledger of an order.

        Raises NotFoundError (`order.not_found`).
        """
    def list(
        self,
        /,
        *,
        created: Period | tuple[datetime, datetime] | None = None,
        closed: Period | tuple[datetime, datetime] | None = None,
        meeting: Period | tuple[datetime, datetime] | None = None,
        status: OrderStatus | str | None = None,
        city: int | None = None,
        operator: int | None = None,
        master: int | None = None,
        campaign: int | None = None,
        equipment: Equipment | str | None = None,
        order_type: OrderType | str | None = None,
        phone: str | None = None,
        search: str | None = None,
    ) -> OrderList:
        """
        Orders that pass every filter given: open ones by status and meeting, then closed ones, latest first. `created`,
        `closed` and `meeting` are periods; `city`, `operator`, `master` and `campaign` are ids; `search` is words by which
        people remember an order: its number, the phone, the name, the address.

        Raises InvalidError (`phone.bad`), ValueError for a search without a letter or digit.
        """
    def of_call(self, /, call: int) -> List[Order]:
        """
        The orders that were written from a call: open ones first, at most 100. None for a call that is not there.
        """
    def slots(self, /, city: int, date: date, equipment: Equipment | str) -> List[SlotRoom]:
        """
        The slots of a day of a city for an equipment, with the room left in each.

        Raises NotFoundError (`city.not_found`).
        """

@final
class Party:
    """
    One side of a leg.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, extension: str | None, number: str | None) -> Party: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def extension(self, /) -> str | None:
        """
        The extension; set exactly when this side is an employee.
        """
    @property
    def number(self, /) -> str | None:
        """
        The number or SIP URI as the provider writes it; `None` when hidden.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Past:
    """
    What another system knew, taken over in batches of at most `MOST` rows. `source` names that system: under another name
    the same rows would come again. A row that was taken over already is not written twice, so a batch may be sent again.
    A row that cannot be stands aside and does not keep the others back.
    """

    MOST: Final[int]
    """
    The most rows of a batch.
    """
    def calls(self, /, source: str, rows: Sequence[PastCall]) -> List[Fate]:
        """
        Takes over a batch of calls; their fates are in the order of the rows. In the order of time they cost least.

        Raises InvalidError (`past.too_many_rows`), NotFoundError (`operator.not_found`, `city.not_found`,
        `campaign.not_found`), ForbiddenError.
        """
    def made(self, /, source: str, kind: PastKind | str, ids: Sequence[str]) -> dict[str, int]:
        """
        Which of the rows have become something here already: by their id there, the id here, of the kind.

        Raises InvalidError (`past.too_many_rows`), ForbiddenError.
        """
    def orders(self, /, source: str, rows: Sequence[PastOrder]) -> List[Fate]:
        """
        Takes over a batch of orders; their fates are in the order of the rows.

        Raises InvalidError (`past.too_many_rows`), NotFoundError (`call.not_found`, `operator.not_found`,
        `city.not_found`, `campaign.not_found`), ForbiddenError.
        """
    def users(self, /, source: str, rows: Sequence[PastUser]) -> List[Fate]:
        """
        Takes over a batch of users; their fates are in the order of the rows. One whose login and role somebody here has
        already is that user.

        Raises InvalidError (`past.too_many_rows`), NotFoundError (`city.not_found`), ForbiddenError.
        """

@final
class PastCall:
    """
    A call of another system. It is over.
    """
    def __new__(
        cls,
        /,
        *,
        id: str,
        direction: CallDirection | str,
        status: CallStatus | str,
        started_at: datetime,
        client: str | None = None,
        line: str | None = None,
        wait_seconds: int = 0,
        talk_seconds: int = 0,
        category: str | None = None,
        note: str | None = None,
        city: int | None = None,
        campaign: int | None = None,
        advert_account: str | None = None,
        operator: int | None = None,
    ) -> PastCall:
        """
        `id` is what the row is known by there. `direction` is `in` or `out`; `status` is `answered`, or `missed` for an
        inbound and `busy` or `no_answer` for an outbound call. `client` is left out when hidden. `wait_seconds` last until
        the answer or the end. `city`, `campaign` and `operator` are ids; the line is not asked for them.

        Raises InvalidError (`phone.bad`).
        """
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> str:
        """
        What the row is known by there.
        """

@final
class PastOrder:
    """
    An order of another system, as it stands.
    """
    def __new__(
        cls,
        /,
        *,
        id: str,
        phone: str,
        order_type: OrderType | str,
        equipment: Equipment | str,
        city: int,
        client_name: str,
        address: str,
        problem: str,
        meeting: datetime,
        status: OrderStatus | str,
        created_at: datetime,
        campaign: int | None = None,
        advert_account: str | None = None,
        call: int | None = None,
        master: int | None = None,
        result: Decimal | int | str | None = None,
        expenditure: Decimal | int | str | None = None,
        promised: date | None = None,
        operator: int | None = None,
        closed_at: datetime | None = None,
    ) -> PastOrder:
        """
        `id` is what the row is known by there. `city`, `campaign`, `call`, `master` and `operator` are ids of this office; an
        archived city is taken too. `meeting` is any instant. An order that waits has no `master`, one that was accepted and
        is open needs one. `result` and `expenditure` are in roubles; a completed order needs a result. `promised` is a day
        of a deferred one. `closed_at` is given exactly of closed orders.

        Raises InvalidError (`phone.bad`). What cannot have been is found when the batch is written.
        """
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> str:
        """
        What the row is known by there.
        """

@final
class PastUser:
    """
    A user of another system.
    """
    def __new__(
        cls,
        /,
        *,
        id: str,
        name: str,
        login: str,
        role: Role | str,
        created_at: datetime,
        password: str | None = None,
        city: int | None = None,
        more_cities: Sequence[int] | None = None,
        status: OperatorStatus | str | None = None,
        sip_address: str | None = None,
    ) -> PastUser:
        """
        `id` is what the row is known by there. `password` is a hash by argon2 or bcrypt: the old password goes on working;
        without one nobody can sign in until an admin sets a password. `city` is the id of the home city, which every role
        but admin needs; `more_cities` are the ids of further ones. `status` is `active` when left out.
        `created_at` is when the user was added there.

        Raises InvalidError.
        """
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> str:
        """
        What the row is known by there.
        """

@final
class Period:
    """
    Instants from `since` up to, but not including, `until`.
    """
    def __contains__(self, at: datetime, /) -> bool: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, since: datetime, until: datetime, zone: ZoneInfo | str | None = None) -> Period:
        """
        From `since` up to, not including, `until`.

        Raises InvalidError (`period.reversed`).
        """
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def day(zone: ZoneInfo | str, date: date) -> Period:
        """
        One calendar day of a zone, which is 23 to 25 hours long.
        """
    @staticmethod
    def days(zone: ZoneInfo | str, first: date, last: date) -> Period:
        """
        Calendar days of a zone, both included.

        Raises InvalidError (`period.reversed`).
        """
    @staticmethod
    def everything() -> Period:
        """
        All of time.
        """
    @staticmethod
    def month(zone: ZoneInfo | str, year: int, month: int) -> Period:
        """
        A calendar month of a zone; `month` is 1 to 12.
        """
    @property
    def since(self, /) -> datetime:
        """
        Its first instant.
        """
    @property
    def until(self, /) -> datetime:
        """
        The first instant after it.
        """
    @property
    def zone(self, /) -> ZoneInfo | None:
        """
        The zone whose days it was made of; `None` for a period of instants. Reports go by its days, unless they are given another.
        """

@final
class PersonNow:
    """
    What somebody does.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, operator_id: int, operator: str, state: WorkState | str, since: datetime) -> PersonNow: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def operator(self, /) -> str:
        """
        The name.
        """
    @property
    def operator_id(self, /) -> int:
        """
        Who.
        """
    @property
    def since(self, /) -> datetime:
        """
        Since when.
        """
    @property
    def state(self, /) -> WorkState:
        """
        What.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class PersonalStats:
    """
    One person's report.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        period: Period,
        zone: ZoneInfo | str,
        calls: CallFigures,
        orders: OrderFigures,
        closings: ClosingFigures,
        handling: HandlingFigures,
        work_time: dict[WorkState | str, timedelta | float],
        daily: Sequence[DayRow],
        notes: dict[str, FigureNote],
    ) -> PersonalStats: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def calls(self, /) -> CallFigures:
        """
        The calls of whom the person was the first operator.
        """
    @property
    def closings(self, /) -> ClosingFigures:
        """
        Those of them closed in the period.
        """
    @property
    def daily(self, /) -> List[DayRow]:
        """
        One row per local day, days without anything included.
        """
    @property
    def handling(self, /) -> HandlingFigures:
        """
        How long the person's calls took and waited.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    @property
    def orders(self, /) -> OrderFigures:
        """
        The orders the person wrote; of a master, those the master has.
        """
    @property
    def period(self, /) -> Period:
        """
        The period with its open ends closed.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def work_time(self, /) -> dict[WorkState, timedelta]:
        """
        The person's time by state, away from the office left out; what still runs counts up to now.
        """
    @property
    def zone(self, /) -> ZoneInfo:
        """
        The zone whose days count.
        """

@final
class PostgresReport:
    """
    What a server of PostgreSQL tells of a database.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        server: str,
        schema: int,
        bytes: int,
        tables: Sequence[TableSize],
        sessions: dict[str, int],
        server_sessions: int,
        server_sessions_limit: int,
        oldest_transaction: timedelta | float | None,
        standby: StandbyReport | None,
        backlog: Backlog,
        advice: str | None,
        statements: Sequence[StatementReport],
    ) -> PostgresReport: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def advice(self, /) -> str | None:
        """
        What to do so that statements are told; `None` where they are.
        """
    @property
    def backlog(self, /) -> Backlog:
        """
        What is committed and waits to be worked on.
        """
    @property
    def bytes(self, /) -> int:
        """
        Bytes of the database on the disk, indexes included.
        """
    @property
    def oldest_transaction(self, /) -> timedelta | None:
        """
        For how long the oldest open transaction has been open.
        """
    @property
    def schema(self, /) -> int:
        """
        The version of the database's schema.
        """
    @property
    def server(self, /) -> str:
        """
        The server's version, such as `15.8`.
        """
    @property
    def server_sessions(self, /) -> int:
        """
        Sessions in all databases of the server.
        """
    @property
    def server_sessions_limit(self, /) -> int:
        """
        How many the server allows.
        """
    @property
    def sessions(self, /) -> dict[str, int]:
        """
        How many sessions of this role there are in this database by what they do, such as `active` or `idle`.
        """
    @property
    def standby(self, /) -> StandbyReport | None:
        """
        The standby for reports, if one is used.
        """
    @property
    def statements(self, /) -> List[StatementReport]:
        """
        The statements of this role that took the most time in all, at most 20.
        """
    @property
    def tables(self, /) -> List[TableSize]:
        """
        The largest tables, at most 20, the largest first.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Pressure:
    """
    How busy a store is.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        queued: int,
        queue_limit: int,
        connections_held: int,
        connections_limit: int,
        connections_idle: int | None,
        connections_waiting: int | None,
    ) -> Pressure: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def connections_held(self, /) -> int:
        """
        Connections in use; of SQLite those that long reads hold.
        """
    @property
    def connections_idle(self, /) -> int | None:
        """
        Connections that are open and free; PostgreSQL only.
        """
    @property
    def connections_limit(self, /) -> int:
        """
        How many there may be; whoever wants one more waits.
        """
    @property
    def connections_waiting(self, /) -> int | None:
        """
        Who waits for a connection to become free; PostgreSQL only.
        """
    @property
    def queue_limit(self, /) -> int:
        """
        How many may wait; one more is refused (`store.busy`).
        """
    @property
    def queued(self, /) -> int:
        """
        Writes that wait.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Progress:
    """
    How far some work got.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, rows: int, more: bool) -> Progress: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def more(self, /) -> bool:
        """
        Whether another round is due at once.
        """
    @property
    def rows(self, /) -> int:
        """
        How many rows it concerned.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class QueueFigures:
    """
    What became of the calls that reached the queue.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        target: ServiceTarget,
        is_met: bool | None,
        offered: int,
        handled: int,
        abandoned: int,
        abandonment: float | None,
        short_abandonment: float | None,
        service_level: float | None,
        notes: dict[str, FigureNote],
    ) -> QueueFigures: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def abandoned(self, /) -> int:
        """
        Those that ended without talk.
        """
    @property
    def abandonment(self, /) -> float | None:
        """
        Abandoned over offered, short ones included, 0 to 1; `None` when nothing was offered.
        """
    @property
    def handled(self, /) -> int:
        """
        Those answered.
        """
    @property
    def is_met(self, /) -> bool | None:
        """
        Whether the target was met; `None` when there was nothing to judge.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    @property
    def offered(self, /) -> int:
        """
        Calls offered.
        """
    @property
    def service_level(self, /) -> float | None:
        """
        The share answered in time, 0 to 1; `None` when no call counts. The formula of its note names the variant.
        """
    @property
    def short_abandonment(self, /) -> float | None:
        """
        Short abandons over offered, 0 to 1; `None` when nothing was offered.
        """
    @property
    def target(self, /) -> ServiceTarget:
        """
        What the service level was measured against.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class RawEvent:
    """
    A provider's event as it was received.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        seq: int,
        provider: Provider | str,
        account: str,
        conversation_id: int | None,
        path: str,
        body: Sequence[int],
        digest: str,
        clock_offset_seconds: int,
        context: str | None,
        received_at: datetime,
        problem: str | None,
    ) -> RawEvent: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def account(self, /) -> str:
        """
        The account or source it came from, by the name this office gave it.
        """
    @property
    def body(self, /) -> bytes:
        """
        The signed payload, byte for byte.
        """
    @property
    def clock_offset_seconds(self, /) -> int:
        """
        The account's clock offset when it arrived, in seconds, added to its times.
        """
    @property
    def context(self, /) -> str | None:
        """
        What else decides how it is read, as it was known when it arrived.
        """
    @property
    def conversation_id(self, /) -> int | None:
        """
        The conversation it belongs to; `None` when it has no effect.
        """
    @property
    def digest(self, /) -> str:
        """
        SHA-256 of provider, account, path and body in lower-case hex: unique.
        """
    @property
    def path(self, /) -> str:
        """
        The path it was posted to, such as `/events/call`.
        """
    @property
    def problem(self, /) -> str | None:
        """
        Why it is listed for the admin.
        """
    @property
    def provider(self, /) -> Provider:
        """
        Who sent it.
        """
    @property
    def received_at(self, /) -> datetime:
        """
        When it was taken in, by this office's clock.
        """
    @property
    def seq(self, /) -> int:
        """
        The store's own order of arrival, from 1.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Receipt:
    """
    What became of a delivery that was not refused. Answer it with success: it is durable, or there was nothing to store.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, kind: ReceiptKind | str, call_id: int | None) -> Receipt: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def call_id(self, /) -> int | None:
        """
        The call that what was taken belongs to, once there is evidence of one.
        """
    @property
    def kind(self, /) -> ReceiptKind:
        """
        `probe`: a connection check, nothing to store. `duplicate`: stored already. `taken`: stored and understood. `unread`:
        stored as it came and listed for the admin, without effect.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Recording:
    """
    A recording of a conversation.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, id: str, leg: str | None, ready: bool) -> Recording: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def id(self, /) -> str:
        """
        The provider's id of it.
        """
    @property
    def leg(self, /) -> str | None:
        """
        The provider's id of the leg it belongs to, where known.
        """
    @property
    def ready(self, /) -> bool:
        """
        Whether it can be downloaded now.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class RefusalCount:
    """
    How many deliveries of a provider were refused on a day for one reason. Nothing else of them is kept.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, provider: Provider | str, reason: str, day: date, count: int) -> RefusalCount: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        How many.
        """
    @property
    def day(self, /) -> date:
        """
        The day in UTC.
        """
    @property
    def provider(self, /) -> Provider:
        """
        Who they claimed to come from.
        """
    @property
    def reason(self, /) -> str:
        """
        Why, such as `wrong_signature`.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Restored:
    """
    That a copy was put in the place of a database.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, copy: WholeCopy, replaced: str | PathLike[str] | None) -> Restored: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def copy(self, /) -> WholeCopy:
        """
        The copy that is the database now.
        """
    @property
    def replaced(self, /) -> Path | None:
        """
        The name that the replaced database has now; `None` when there was none.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Rows:
    """
    A walk along a list. It belongs to one thread at a time.
    """
    def __iter__(self, /) -> Rows: ...
    def __next__(self, /) -> Any: ...
    def _batch(self, /) -> List[Any] | None:
        """
        The next row and whatever was read with it; none where it is not there yet, and nothing at the end. For who must not
        read on every turn, nor wait for long.
        """

@final
class ServiceLevels:
    """
    The service level by every variant, over the same calls.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        period: Period,
        zone: ZoneInfo | str,
        counts: WaitCounts,
        levels: dict[ServiceLevelVariant | str, float | None],
        notes: dict[str, FigureNote],
    ) -> ServiceLevels: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def counts(self, /) -> WaitCounts:
        """
        Offered calls by how long they waited.
        """
    @property
    def levels(self, /) -> dict[ServiceLevelVariant, float | None]:
        """
        The share answered in time by each variant, 0 to 1; `None` when no call counts.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each level came about, by the variant: formula, period, zone, what is left out.
        """
    @property
    def period(self, /) -> Period:
        """
        The period with its open ends closed.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def zone(self, /) -> ZoneInfo:
        """
        The zone whose days count.
        """

@final
class ServiceTarget:
    """
    What an office wants to reach: a share of calls answered in time.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, variant: ServiceLevelVariant | str, answer: timedelta | float, short: timedelta | float, share: float
    ) -> ServiceTarget: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def answer(self, /) -> timedelta:
        """
        The longest wait of a timely answer.
        """
    @property
    def share(self, /) -> float:
        """
        The least share, 0 to 1.
        """
    @property
    def short(self, /) -> timedelta:
        """
        The longest wait of a short abandon.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def variant(self, /) -> ServiceLevelVariant:
        """
        How abandoned calls count.
        """

@final
class Session:
    """
    Somebody at work in an office: what they may see and do is asked of the database with each call, so a user who is
    deactivated, or whose cities change, is so at once.
    """
    def __enter__(self, /) -> Session: ...
    def __exit__(self, /, *raised: object) -> None:
        """
        Signs out whoever signed in, unless the session has ended already.
        """
    def __repr__(self, /) -> str: ...
    @property
    def actor(self, /) -> str:
        """
        Who this is for the audit, such as `operator:7` or `system:import`.
        """
    @property
    def audit(self, /) -> Audit:
        """
        Who did what.
        """
    @property
    def auth(self, /) -> SessionAuth:
        """
        Passwords and sessions.
        """
    @property
    def callbacks(self, /) -> Callbacks:
        """
        Call-backs.
        """
    @property
    def calls(self, /) -> Calls:
        """
        Calls.
        """
    @property
    def campaigns(self, /) -> Campaigns:
        """
        Campaigns, and what they cost.
        """
    def check(self, /, progress: Callable[[CheckPart, int], object] | None = None) -> OfficeCheck:
        """
        Derives everything again: calls, orders' money, call-backs, counters; and verifies the audit. Each part also
        stands alone, as `check` of its desk. `progress` is told a part and how many of its rows were looked at; what it
        raises ends the check.

        Audit entries of the last moments are not sealed yet and not looked at; `Crm.housekeeping` seals them.

        Raises ForbiddenError (`access.forbidden`). A difference is a finding, not an error.
        """
    @property
    def cities(self, /) -> Cities:
        """
        Cities.
        """
    @property
    def clients(self, /) -> Clients:
        """
        Clients.
        """
    @property
    def counters(self, /) -> Counters:
        """
        Counters.
        """
    @property
    def events(self, /) -> Events:
        """
        What happens, as it happens.
        """
    @property
    def exports(self, /) -> Exports:
        """
        Exports.
        """
    @property
    def jobs(self, /) -> Jobs:
        """
        Work that is done later.
        """
    @property
    def lines(self, /) -> Lines:
        """
        The company's own numbers.
        """
    @property
    def masters(self, /) -> Masters:
        """
        Masters.
        """
    @property
    def money(self, /) -> CashDesk:
        """
        Masters' cash.
        """
    @property
    def operator_id(self, /) -> int | None:
        """
        The user's id; `None` for the program itself.
        """
    @property
    def operators(self, /) -> Operators:
        """
        Users of every role.
        """
    @property
    def orders(self, /) -> Orders:
        """
        Orders.
        """
    @property
    def past(self, /) -> Past:
        """
        The past.
        """
    @property
    def settings(self, /) -> SettingsDesk:
        """
        The office's settings.
        """
    @property
    def shifts(self, /) -> Shifts:
        """
        Who is to work when, and who did.
        """
    @property
    def stats(self, /) -> Stats:
        """
        Statistics.
        """
    @property
    def telephony(self, /) -> Telephony:
        """
        Provider events.
        """

@final
class SessionAuth:
    """
    Passwords and sessions.
    """
    def change_password(self, /, present: str, new: str) -> None:
        """
        Changes one's own password, and ends one's other sessions.

        Raises UnauthenticatedError (`auth.wrong_credentials`, `auth.session_*`), TooManyRequestsError
        (`auth.too_many_attempts`), InvalidError (`auth.password_policy`), ForbiddenError for the program itself.
        """
    def logout(self, /) -> None:
        """
        Ends one's own session. Ending the last one also puts the user offline, unless on a call. Without a session there is
        nothing to end.
        """
    def revoke_session(self, /, session: int) -> None:
        """
        Ends a session of one's own, or of another user; the last one as `logout` does.

        Raises UnauthenticatedError (`auth.session_unknown`), also for somebody else's without the right.
        """
    def seen(self, /) -> None:
        """
        Notes that one's session is in use: without such signs of life a user is put offline. Call it on every request, and
        every minute while a stream is open. Without a session there is nothing to note.
        """
    def sessions(self, /, operator: int | None = None) -> List[SessionInfo]:
        """
        One's own sessions, or those of another user; latest first, those that have ended lately included.

        Raises ForbiddenError.
        """
    def set_password(self, /, operator: int, new: str) -> None:
        """
        Sets another user's password, and ends every session of that user.

        Raises ForbiddenError, NotFoundError (`operator.not_found`), InvalidError (`auth.password_policy`).
        """

@final
class SessionInfo:
    """
    A session of a user who signed in.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        operator_id: int,
        created_at: datetime,
        rotated_at: datetime | None,
        expires_at: datetime,
        last_seen_at: datetime,
        revoked_at: datetime | None,
        revoke_reason: RevokeReason | str | None,
        address: str | None,
        agent: str | None,
    ) -> SessionInfo: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def address(self, /) -> str | None:
        """
        The network address it began from, where known.
        """
    @property
    def agent(self, /) -> str | None:
        """
        The browser or program it began from, by its own account.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When it began.
        """
    @property
    def expires_at(self, /) -> datetime:
        """
        The first instant at which it no longer holds, unless it is continued before.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def last_seen_at(self, /) -> datetime:
        """
        When it was last known to be used, a minute less at most.
        """
    @property
    def operator_id(self, /) -> int:
        """
        Who signed in: the user's id.
        """
    @property
    def revoke_reason(self, /) -> RevokeReason | None:
        """
        Why it was.
        """
    @property
    def revoked_at(self, /) -> datetime | None:
        """
        When it was ended before its time.
        """
    @property
    def rotated_at(self, /) -> datetime | None:
        """
        When its tokens were last exchanged for the next; `None` before the first time.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def version(self, /) -> int:
        """
        How often its row has been written.
        """

@final
class Settings:
    """
    The settings in force.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        office_zone: ZoneInfo | str,
        wrap_up: timedelta | float,
        close_after_legs: timedelta | float,
        close_after_silence: timedelta | float,
        offline_after: timedelta | float,
        events_ahead: timedelta | float,
        events_behind: timedelta | float,
        raw_events_kept_days: int,
        feed_kept_days: int,
        audit_kept_days: int,
    ) -> Settings: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def audit_kept_days(self, /) -> int:
        """
        How many days the audit's entries are kept; 0 for ever. The headers of their blocks stay.
        """
    @property
    def close_after_legs(self, /) -> timedelta:
        """
        How long after the last leg ended a call without a summary is closed.
        """
    @property
    def close_after_silence(self, /) -> timedelta:
        """
        How long after the last event a call that still lasts is closed.
        """
    @property
    def events_ahead(self, /) -> timedelta:
        """
        How far ahead of the office's clock the times of a provider's event may lie; one beyond has no effect.
        """
    @property
    def events_behind(self, /) -> timedelta:
        """
        How long before its arrival they may lie.
        """
    @property
    def feed_kept_days(self, /) -> int:
        """
        For how many days live clients can go on from a place in the feed; 0 for ever.
        """
    @property
    def office_zone(self, /) -> ZoneInfo:
        """
        The zone whose days the office counts in.
        """
    @property
    def offline_after(self, /) -> timedelta:
        """
        How long after the last sign of life of a signed-in user the user is offline.
        """
    @property
    def raw_events_kept_days(self, /) -> int:
        """
        How many days the provider's events are kept as they came; 0 for ever. Calls stay.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def wrap_up(self, /) -> timedelta:
        """
        How long wrap-up lasts unless the operator ends it.
        """

@final
class SettingsDesk:
    """
    The office's settings. Every user may read them; admins change them.
    """
    def get(self, /) -> Settings:
        """
        The settings in force.
        """
    def set(self, /, key: SettingKey | str, value: str | int | ZoneInfo) -> Settings:
        """
        Sets one, and answers all that are in force. The key says the unit: `set("wrap_up_seconds", 90)`,
        `set("office_zone", "Asia/Omsk")`. Another zone counts the office's days anew, which may take a while.

        Raises ForbiddenError, InvalidError (`setting.bad_value`).
        """

@final
class Shift:
    """
    The planned working time of a user.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        id: int,
        version: int,
        operator_id: int,
        since: datetime,
        until: datetime,
        note: str | None,
        cancelled: bool,
        created_at: datetime,
        updated_at: datetime,
    ) -> Shift: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def cancelled(self, /) -> bool:
        """
        Whether it was called off. It is kept, and stands in nobody's way.
        """
    @property
    def created_at(self, /) -> datetime:
        """
        When it was planned.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def note(self, /) -> str | None:
        """
        A note.
        """
    @property
    def operator_id(self, /) -> int:
        """
        Who is to work: the user's id.
        """
    @property
    def since(self, /) -> datetime:
        """
        When it begins.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def until(self, /) -> datetime:
        """
        The first instant after it.
        """
    @property
    def updated_at(self, /) -> datetime:
        """
        When the row last changed.
        """
    @property
    def version(self, /) -> int:
        """
        How often the row has been written.
        """

@final
class ShiftList:
    """
    Shifts that pass a filter, by beginning.

    Nothing is read before somebody looks: iterate for every row, `take` the first ones, or ask for a `page`.
    """
    def __iter__(self, /) -> Iterator[Shift]:
        """
        Every row, a hundred read at a time: rows that are added meanwhile may or may not come, no row comes twice.
        """
    def page(self, /, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True) -> ShiftPage:
        """
        One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
    def take(self, /, count: int) -> List[Shift]:
        """
        The first rows of the list, at most so many.
        """

@final
class ShiftPage:
    """
    A page of a list.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, items: Sequence[Shift], limit: int, number: int | None, total: Total | None, next: str | None, prev: str | None
    ) -> ShiftPage: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def items(self, /) -> List[Shift]:
        """
        The rows.
        """
    @property
    def limit(self, /) -> int:
        """
        How many rows were asked for.
        """
    @property
    def next(self, /) -> str | None:
        """
        The cursor of the page after it; `None` at the end.
        """
    @property
    def number(self, /) -> int | None:
        """
        Its number, where it has one.
        """
    @property
    def prev(self, /) -> str | None:
        """
        The cursor of the page before it; `None` at the beginning.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> Total | None:
        """
        How many rows the list has, where they were counted.
        """

@final
class Shifts:
    """
    Shifts. A user sees the own ones; directors plan those of users of their cities, admins everybody's.
    """
    def add(
        self, /, operator: int, since: datetime, until: datetime, *, note: str | None = None, idempotency_key: str | None = None
    ) -> Shift:
        """
        Plans a shift of 15 minutes to 24 hours, `until` being the first instant after it. With an idempotency key, the same
        request again gives the same shift.

        Raises ForbiddenError, InvalidError, NotFoundError (`operator.not_found`), ConflictError (`operator.inactive`,
        `shift.overlaps`, `idempotency.reused`).
        """
    def attendance(self, /, period: Period | tuple[datetime, datetime], *, operator: int | None = None) -> List[Attendance]:
        """
        How the shifts that stand and touch the period were kept, by user and beginning; of one user if one is named. The
        period has at most 92 days.

        Raises InvalidError (`shift.period_too_long`).
        """
    def cancel(self, /, id: int, version: int) -> Shift:
        """
        Calls off a shift that was read at `version`. It is kept; one that is called off stays so.

        Raises ForbiddenError, NotFoundError (`shift.not_found`), ConflictError (`shift.version_conflict`).
        """
    def change(
        self, /, id: int, version: int, *, since: datetime | None = None, until: datetime | None = None, note: str | None = ...
    ) -> Shift:
        """
        Changes a shift that was read at `version`; what is left out stays, and `None` empties the note.

        Raises ForbiddenError, InvalidError, NotFoundError (`shift.not_found`), ConflictError (`shift.version_conflict`,
        `shift.cancelled`, `shift.overlaps`).
        """
    def get(self, /, id: int) -> Shift:
        """
        One shift.

        Raises NotFoundError (`shift.not_found`), also for one out of scope.
        """
    def list(
        self,
        /,
        *,
        period: Period | tuple[datetime, datetime] | None = None,
        operator: int | None = None,
        cancelled: bool | None = None,
    ) -> ShiftList:
        """
        Shifts that pass every filter given, by beginning. One that touches `period` is in it; `cancelled` asks for those that
        were called off, or for the others.
        """

@final
class SignedIn:
    """
    A pair of tokens, and whom they stand for. It does not show them.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, access_token: str, refresh_token: str, expires_in: timedelta | float, operator: Operator, session_id: int
    ) -> SignedIn: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def access_token(self, /) -> str:
        """
        Proves the session to every request.
        """
    @property
    def expires_in(self, /) -> timedelta:
        """
        How long the access token holds.
        """
    @property
    def operator(self, /) -> Operator:
        """
        Who signed in.
        """
    @property
    def refresh_token(self, /) -> str:
        """
        Exchanged, once, for the next pair.
        """
    @property
    def session_id(self, /) -> int:
        """
        The id of the session.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class SipSource:
    """
    A SIP server whose events are taken.
    """
    def __new__(
        cls,
        /,
        id: str,
        *,
        key: str,
        salt: str,
        extensions: Sequence[str] | None = None,
        groups: Sequence[str] | None = None,
        line: str | None = None,
    ) -> SipSource:
        """
        `extensions` and `groups` are the server's own names of phones and of queues; `line` is the number of calls that name
        none.

        Raises ValueError for an empty secret; InvalidError (field code `phone.bad`).
        """
    def __repr__(self, /) -> str: ...

@final
class SlotRoom:
    """
    A slot of a day.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, start: datetime, capacity: int, taken: int) -> SlotRoom: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def capacity(self, /) -> int:
        """
        How many visits fit.
        """
    @property
    def start(self, /) -> datetime:
        """
        When it begins.
        """
    @property
    def taken(self, /) -> int:
        """
        How many are taken.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Spent:
    """
    Time spent in a work state for one reason.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, state: WorkState | str, reason: str | None, time: timedelta | float) -> Spent: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def reason(self, /) -> str | None:
        """
        Why, if it was said.
        """
    @property
    def state(self, /) -> WorkState:
        """
        The state.
        """
    @property
    def time(self, /) -> timedelta:
        """
        How long.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class SqliteReport:
    """
    What an SQLite file tells of itself.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, sqlite: str, schema: int, bytes: int, log_bytes: int, page_bytes: int, pages: int, free_pages: int
    ) -> SqliteReport: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def bytes(self, /) -> int:
        """
        Bytes of the file.
        """
    @property
    def free_pages(self, /) -> int:
        """
        Pages that are free and will be used again.
        """
    @property
    def log_bytes(self, /) -> int:
        """
        Bytes of the log beside it, which holds what is not in the file yet.
        """
    @property
    def page_bytes(self, /) -> int:
        """
        Bytes of one page.
        """
    @property
    def pages(self, /) -> int:
        """
        Pages of the database; those that are in the log only are among them.
        """
    @property
    def schema(self, /) -> int:
        """
        The version of the file's schema.
        """
    @property
    def sqlite(self, /) -> str:
        """
        The version of SQLite.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class StaffingRow:
    """
    What an interval had, and what it would have taken.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        interval: Period,
        offered: int,
        handled: int,
        handle_time: timedelta | float,
        calls_per_hour: float,
        load: float,
        net: int,
        gross: int,
        expected: Expected | None,
        notes: dict[str, FigureNote],
    ) -> StaffingRow: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def calls_per_hour(self, /) -> float:
        """
        The calls per hour that this stands for.
        """
    @property
    def expected(self, /) -> Expected | None:
        """
        What the model expects of so many agents; `None` where nobody is needed. The formula of its note names the model.
        """
    @property
    def gross(self, /) -> int:
        """
        The people that takes with those who are away.
        """
    @property
    def handle_time(self, /) -> timedelta:
        """
        Their talk and wrap-up in all.
        """
    @property
    def handled(self, /) -> int:
        """
        Those of them that were handled.
        """
    @property
    def interval(self, /) -> Period:
        """
        The interval; the last of a period may be cut.
        """
    @property
    def load(self, /) -> float:
        """
        The load that this stands for, in erlangs: how many would talk at once if nobody had to wait.
        """
    @property
    def net(self, /) -> int:
        """
        The least agents on the line that meet the target.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    @property
    def offered(self, /) -> int:
        """
        Calls offered in it.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class StandbyReport:
    """
    How the standby for reports stands.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, lag: timedelta | float | None) -> StandbyReport: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def lag(self, /) -> timedelta | None:
        """
        How far it is behind at most; `None` when it does not answer or cannot tell, and reports go to the primary.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class StatementReport:
    """
    What a statement has cost since the server's statistics began.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, text: str, calls: int, total_millis: float, mean_millis: float, rows: int, blocks_hit: int, blocks_read: int
    ) -> StatementReport: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def blocks_hit(self, /) -> int:
        """
        Blocks that were found in the server's memory.
        """
    @property
    def blocks_read(self, /) -> int:
        """
        Blocks that had to be fetched.
        """
    @property
    def calls(self, /) -> int:
        """
        How often it ran.
        """
    @property
    def mean_millis(self, /) -> float:
        """
        Milliseconds of one run, on the average.
        """
    @property
    def rows(self, /) -> int:
        """
        Rows it gave or touched, in all.
        """
    @property
    def text(self, /) -> str:
        """
        Its text without values, cut to 500 characters.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total_millis(self, /) -> float:
        """
        Milliseconds in all.
        """

@final
class Stats:
    """
    Statistics. A period is at most ten years long; an open end is closed: from the first data on, up to now. Days are those of
    `zone`, else of the zone that the period was made with (`Period.month`), else the office's (setting `office_zone`).
    """
    def by_campaign(
        self, /, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> List[CampaignStats]:
        """
        A row for each campaign that brought or cost something, by name: of a director only what it brought to the own cities.

        Raises what `daily` raises.
        """
    def by_city(
        self, /, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> List[CityStats]:
        """
        A row for each city in scope, by name.

        Raises what `daily` raises.
        """
    def by_master(
        self, /, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> List[MasterStats]:
        """
        A row for each master who serves a city in scope, with its orders in the scope, by id.

        Raises what `daily` raises.
        """
    def by_operator(
        self, /, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> List[OperatorStats]:
        """
        A row for each operator who serves a city in scope, with its calls and orders in the scope and all its time, by id.

        Raises what `daily` raises.
        """
    def daily(
        self, /, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> DailyStats:
        """
        Calls and orders by local day, days without anything included.

        Raises ForbiddenError (`access.forbidden`, `access.other_city`), NotFoundError (`city.not_found`), InvalidError
        (`stats.period_too_long`, `stats.amount_out_of_range`).
        """
    def my(self, /, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None) -> PersonalStats:
        """
        The figures of whoever asks. Every user has some; a master's orders are those it was given.

        Raises ForbiddenError (`access.forbidden`) for the program itself, InvalidError (`stats.period_too_long`,
        `stats.amount_out_of_range`).
        """
    def operator(
        self, /, id: int, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None
    ) -> PersonalStats:
        """
        The figures of one user: for admins, for directors of whoever serves one of their cities, for others only their own.

        Raises NotFoundError (`operator.not_found`), also for who is out of scope; InvalidError (`stats.period_too_long`,
        `stats.amount_out_of_range`).
        """
    def overall(
        self,
        /,
        period: Period | tuple[datetime, datetime],
        *,
        zone: ZoneInfo | str | None = None,
        city: int | None = None,
        variant: ServiceLevelVariant | str | None = None,
        answer: timedelta | float | None = None,
        short: timedelta | float | None = None,
        share: float | None = None,
    ) -> OfficeStats:
        """
        The figures of the office: for admins of all of it, for directors of their cities together; or of one city.

        The service level is measured by a target: the share of calls (0 to 1; 0.8 unless given, to a hundredth of a per cent)
        that is answered within `answer` (20 seconds), where an abandon within `short` (5 seconds, or `answer` if that is less)
        is a short one, and abandons count as `variant` says (short ones are left out).

        Raises ForbiddenError (`access.forbidden`, `access.other_city`), NotFoundError (`city.not_found`), InvalidError
        (`stats.period_too_long`, `stats.amount_out_of_range`, `stats.bad_threshold`, `stats.bad_share`).
        """
    def service_level(
        self,
        /,
        period: Period | tuple[datetime, datetime],
        *,
        zone: ZoneInfo | str | None = None,
        city: int | None = None,
        answer: timedelta | float | None = None,
        short: timedelta | float | None = None,
    ) -> ServiceLevels:
        """
        The service level by all six variants, over the same calls. An answer within `answer` (20 seconds unless given) is
        timely, an abandon within `short` (5 seconds, or `answer` if that is less) a short one.

        Raises what `daily` raises, and InvalidError (`stats.bad_threshold`).
        """
    def staffing(
        self,
        /,
        period: Period | tuple[datetime, datetime],
        *,
        city: int | None = None,
        interval: int = 30,
        share: float | None = None,
        within: timedelta | float | None = None,
        max_occupancy: float | None = None,
        shrinkage: float | None = None,
        patience: timedelta | float | None = None,
        handle_time: timedelta | float | None = None,
    ) -> List[StaffingRow]:
        """
        What each interval of a period had, and how many people would have met the target.

        Intervals are of 15, 30 or 60 minutes. The target is a share of calls (0 to 1; 0.8 unless given) answered `within` a
        time (20 seconds), with nobody busy for a larger share of time than `max_occupancy`. `shrinkage` is the share of paid
        time in which people are not on the line (none), `patience` the mean patience of clients: with it the plan is by
        Erlang A, without by Erlang C. `handle_time` (3 minutes) is taken for intervals in which no call was handled.

        Raises what `daily` raises, and InvalidError (`stats.bad_interval`, `stats.bad_share`, `stats.bad_shrinkage`,
        `stats.bad_threshold`, `stats.bad_patience`, `stats.bad_handle_time`, `stats.bad_load`, `stats.unreachable_target`).
        """
    def wallboard(
        self,
        /,
        *,
        city: int | None = None,
        variant: ServiceLevelVariant | str | None = None,
        answer: timedelta | float | None = None,
        short: timedelta | float | None = None,
        share: float | None = None,
    ) -> Wallboard:
        """
        The office at this moment: for admins all of it, for directors and operators their cities together; or one city. The
        target is told as to `overall`.

        Raises ForbiddenError (`access.forbidden`, `access.other_city`), NotFoundError (`city.not_found`), InvalidError
        (`stats.bad_threshold`, `stats.bad_share`).
        """

@final
class TableSize:
    """
    How large a table is. What is kept by months counts as one.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, name: str, bytes: int, rows: int) -> TableSize: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def bytes(self, /) -> int:
        """
        Bytes on the disk, indexes included.
        """
    @property
    def name(self, /) -> str:
        """
        Its name.
        """
    @property
    def rows(self, /) -> int:
        """
        About how many rows it has: the server's own estimate.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Tally:
    """
    What a counter holds.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, count: int, amount: int, wait: int) -> Tally: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def amount(self, /) -> int:
        """
        Their sum: talk or time in microseconds, amounts in kopecks.
        """
    @property
    def count(self, /) -> int:
        """
        How many.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def wait(self, /) -> int:
        """
        Their wait for service in microseconds; of offered calls only.
        """

@final
class Telephony:
    """
    Provider events: looked after by admins and the program itself. Deliveries are taken in by `Crm.telephony`.
    """
    def accounts(self, /) -> List[tuple[Provider, str]]:
        """
        Whose events are taken: accounts and sources, by provider and the name this office gave them.

        Raises ForbiddenError (`access.forbidden`).
        """
    def archive(self, /) -> Ingest:
        """
        The door for deliveries of an archive, which are played again long after they came: their times are taken whatever they
        are, and everything else is as ever. What is stored already stays as it is.

        Raises ForbiddenError (`access.forbidden`).
        """
    def check(self, /, progress: Callable[[int], object] | None = None) -> CallCheck:
        """
        Derives every call again from its events and tells which stored call differs. `progress` is told now and then how many
        conversations were looked at; what it raises ends the check.

        Raises ForbiddenError (`access.forbidden`). A difference is a finding, not an error.
        """
    def purge(self, /) -> Progress:
        """
        Lets go of events that have been kept for as long as the settings say, a part at a time. Repeated deliveries are known
        for ever. Sweep before. `Crm.housekeeping` does this too.

        Raises ForbiddenError (`access.forbidden`).
        """
    def refusals(self, /) -> List[RefusalCount]:
        """
        How many deliveries were refused, per provider, day and reason, latest day first.

        Raises ForbiddenError (`access.forbidden`).
        """
    def sweep(self, /) -> Progress:
        """
        Closes conversations whose closing account never came: some time after their last leg ended, or after long silence
        (settings). Their calls stay incomplete; a later account corrects them. `Crm.housekeeping` does this too.

        Raises ForbiddenError (`access.forbidden`).
        """
    def unread(self, /, *, before: int | None = None) -> Iterator[RawEvent]:
        """
        Signed events without effect, latest first, from below the number `before` if one is given: read as the walk goes.

        The walk raises ForbiddenError (`access.forbidden`).
        """

@final
class Total:
    """
    How many rows a list has.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, count: int, is_bound: bool) -> Total: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def count(self, /) -> int:
        """
        The number of rows; at least so many where it is a bound.
        """
    @property
    def is_bound(self, /) -> bool:
        """
        Whether there are more rows than `count` says: a long list is counted up to 10 000.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Underivable:
    """
    A call that its events do not derive.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, conversation_id: int, call_id: int | None, stored: CallFacts | None, derived: CallFacts | None
    ) -> Underivable: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def call_id(self, /) -> int | None:
        """
        The stored call, if there is one.
        """
    @property
    def conversation_id(self, /) -> int:
        """
        The conversation.
        """
    @property
    def derived(self, /) -> CallFacts | None:
        """
        What the events say.
        """
    @property
    def stored(self, /) -> CallFacts | None:
        """
        What is stored.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class UnknownLine:
    """
    A number that calls came to and that is no line. Adding the line attributes the calls that follow.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, number: str, first_seen: datetime, last_seen: datetime, calls: int) -> UnknownLine: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def calls(self, /) -> int:
        """
        How many calls.
        """
    @property
    def first_seen(self, /) -> datetime:
        """
        When the first such call was taken in.
        """
    @property
    def last_seen(self, /) -> datetime:
        """
        When the latest was.
        """
    @property
    def number(self, /) -> str:
        """
        The number.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class WaitCounts:
    """
    Offered calls by how long they waited. The fields are disjoint.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, answered_in_time: int, answered_late: int, abandoned_short: int, abandoned_early: int, abandoned_late: int
    ) -> WaitCounts: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def abandoned_early(self, /) -> int:
        """
        Abandoned after the short, within the answer threshold.
        """
    @property
    def abandoned_late(self, /) -> int:
        """
        Abandoned later.
        """
    @property
    def abandoned_short(self, /) -> int:
        """
        Abandoned at once: within the short threshold.
        """
    @property
    def answered_in_time(self, /) -> int:
        """
        Answered within the threshold.
        """
    @property
    def answered_late(self, /) -> int:
        """
        Answered later.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class Wallboard:
    """
    The office at a moment.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls,
        /,
        at: datetime,
        now: CallsNow,
        people: Sequence[PersonNow],
        callbacks: int,
        oldest_callback: datetime | None,
        calls: CallFigures,
        queue: QueueFigures,
        average_speed_of_answer: timedelta | float | None,
        orders: int,
        notes: dict[str, FigureNote],
    ) -> Wallboard: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> datetime:
        """
        When.
        """
    @property
    def average_speed_of_answer(self, /) -> timedelta | None:
        """
        The ASA of today's calls; `None` when none was handled.
        """
    @property
    def callbacks(self, /) -> int:
        """
        Open call-backs.
        """
    @property
    def calls(self, /) -> CallFigures:
        """
        Today's calls; today is the office's day.
        """
    @property
    def notes(self, /) -> dict[str, FigureNote]:
        """
        How each figure came about, by the name of its field: formula, period, zone, what is left out.
        """
    @property
    def now(self, /) -> CallsNow:
        """
        Calls that are not over.
        """
    @property
    def oldest_callback(self, /) -> datetime | None:
        """
        Since when the client waits who waits longest; `None` when nobody does.
        """
    @property
    def orders(self, /) -> int:
        """
        Orders written today.
        """
    @property
    def people(self, /) -> List[PersonNow]:
        """
        Who does what: operators, and whoever else is at work, by state, then since when.
        """
    @property
    def queue(self, /) -> QueueFigures:
        """
        What became of those offered.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class WholeCopy:
    """
    A copy that was looked through and is whole.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, schema: int, bytes: int) -> WholeCopy: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def bytes(self, /) -> int:
        """
        Its length in bytes.
        """
    @property
    def schema(self, /) -> int:
        """
        The version of its schema.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class WorkDay:
    """
    What a user's time of a local day was spent on.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, day: date, spent: Sequence[Spent]) -> WorkDay: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def day(self, /) -> date:
        """
        The day of the zone.
        """
    @property
    def spent(self, /) -> List[Spent]:
        """
        Each state and reason once, by code.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """

@final
class WorkStateEntry:
    """
    One stretch of a user's time.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(
        cls, /, operator_id: int, state: WorkState | str, reason: str | None, since: datetime, until: datetime | None
    ) -> WorkStateEntry: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def operator_id(self, /) -> int:
        """
        Whose time: the user's id.
        """
    @property
    def reason(self, /) -> str | None:
        """
        Why, if it was said.
        """
    @property
    def since(self, /) -> datetime:
        """
        When it began.
        """
    @property
    def state(self, /) -> WorkState:
        """
        What it was spent on.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def until(self, /) -> datetime | None:
        """
        When it ended; `None` while it lasts.
        """

@final
class WorkTime:
    """
    What a user's time was spent on, day by day.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, operator_id: int, zone: ZoneInfo | str, days: Sequence[WorkDay], total: Sequence[Spent]) -> WorkTime: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def days(self, /) -> List[WorkDay]:
        """
        The days on which there was time to spend, ascending.
        """
    @property
    def operator_id(self, /) -> int:
        """
        Whose time: the user's id.
        """
    def to_dict(self, /) -> dict[str, Any]:
        """
        Its fields by name; records within it are dicts too.
        """
    @property
    def total(self, /) -> List[Spent]:
        """
        All of them together.
        """
    @property
    def zone(self, /) -> ZoneInfo:
        """
        Whose days.
        """

def _codes() -> List[tuple[str, List[tuple[str, str, str]]]]:
    """
    Every set by the name of its class: its words, each with its labels in Russian and in English.
    """

def open(
    url: str,
    *,
    create: bool = True,
    migrate: bool = True,
    token_secret: str | None = None,
    earlier_token_secrets: Sequence[str] | None = None,
    mango: Sequence[MangoAccount] | None = None,
    sip: Sequence[SipSource] | None = None,
    access_lifetime: timedelta | float | None = None,
    idle_lifetime: timedelta | float | None = None,
    session_lifetime: timedelta | float | None = None,
) -> Crm:
    """
    Opens a database: `sqlite://office.db`, `sqlite:///absolute/office.db`, `sqlite::memory:` or `postgresql://…`. An SQLite
    file is made if it is not there, unless `create` is false. The schema is brought up to date unless `migrate` is false.

    `token_secret`, of 32 bytes or more, signs the tokens of those who sign in; without one a random secret is made, and
    tokens end with the process. `earlier_token_secrets` are accepted too. An access token lives for `access_lifetime` (15 minutes),
    a session that is not used for `idle_lifetime` (30 days), and one that is for `session_lifetime` (90 days).

    Raises MalformedError (`store.bad_url`), FileNotFoundError, ValueError for a short secret, UnavailableError, InternalError (`store.schema_too_new`, `store.foreign`,
    `store.corrupt`).
    """

def restore_backup(copy: str | PathLike[str], target: str | PathLike[str], replace: bool = False) -> Restored:
    """
    Puts a copy in the place of the SQLite file `target`, after it was looked through. What was there stays beside it, and is
    only replaced where `replace` is true. The copy stays where it is. Whatever goes wrong, the target is as it was.

    Close every office over the target before, and stop what would open it again.

    Raises what `verify_backup` raises, FileExistsError when the target is there and is not to be replaced, and
    UnavailableError (`store.timeout`, `store.unavailable`) when somebody has it open, or nothing can be written.
    """

def safe_text(text: str) -> str:
    """
    The text made harmless as a cell of a spreadsheet: with an apostrophe before whatever a program might take for a formula.
    Plain numbers and phones stay as they are.
    """

def verify_audit(
    lines: Iterable[str], *, token_secrets: Sequence[str] | None = None, expecting: tuple[int, str] | None = None
) -> AuditReport:
    """
    Verifies a log that `Audit.walk` told, without a database; an open text file will do. With the secrets of the office also
    who let entries go; with `expecting`, the number of blocks and the head of an earlier report, also that those blocks are
    still there.

    Raises ValueError for a line that is none of an audit.
    """

def verify_backup(path: str | PathLike[str]) -> WholeCopy:
    """
    Looks a copy of an SQLite database through, page by page, and changes nothing: a minute or so for some gigabytes.

    Raises InternalError (`store.corrupt`, `store.foreign`, `store.schema_too_new`) when it is damaged or no database of this
    library, FileNotFoundError, UnavailableError when it cannot be read, or is no finished copy because a log lies beside it.
    """
