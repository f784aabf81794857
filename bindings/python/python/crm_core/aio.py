"""The same office for ``asyncio``: twins of the classes that work, whose methods are awaited.

Each call runs on a thread of the office's own, where it lets go of the interpreter: a slow query holds up neither the event loop nor
other calls. A call whose ``await`` is cancelled before a thread has begun it is not made; one that has begun is finished,
and its answer is dropped: nothing is half done. A progress callable is called on that thread.

Written by ``make stubs`` from the library; do not edit.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import TextIOBase
from os import PathLike
from typing import TYPE_CHECKING, Any, List
from zoneinfo import ZoneInfo

from ._crm import (
    Actor,
    Attendance,
    Audit,
    AuditEntry,
    AuditReport,
    Auth,
    Call,
    Callback,
    CallbackCheck,
    CallbackList,
    CallbackPage,
    Callbacks,
    CallCheck,
    CallDetails,
    CallList,
    CallPage,
    Calls,
    Campaign,
    CampaignCost,
    CampaignCostList,
    CampaignCostPage,
    CampaignCostView,
    Campaigns,
    CampaignStats,
    CashBalance,
    CashDesk,
    CashHandover,
    CashList,
    CashPage,
    ChangeMark,
    Cities,
    City,
    CityStats,
    Claim,
    ClientCard,
    Clients,
    CounterCheck,
    Counters,
    Crm,
    DailyStats,
    Events,
    Export,
    Exports,
    Fate,
    FeedEvent,
    FeedPage,
    Health,
    HistoryEntry,
    Ingest,
    Job,
    Jobs,
    LedgerEntry,
    Line,
    Lines,
    MangoAccount,
    Master,
    MasterList,
    MasterPage,
    Masters,
    MasterStats,
    Migrated,
    OfficeCheck,
    OfficeStats,
    OpenCallbacks,
    Operator,
    OperatorList,
    OperatorPage,
    Operators,
    OperatorStats,
    Order,
    OrderCheck,
    OrderList,
    OrderPage,
    Orders,
    OrderWritten,
    Past,
    PastCall,
    PastOrder,
    PastUser,
    Period,
    PersonalStats,
    PostgresReport,
    Pressure,
    Progress,
    RawEvent,
    Receipt,
    RefusalCount,
    ServiceLevels,
    Session,
    SessionAuth,
    SessionInfo,
    Settings,
    SettingsDesk,
    Shift,
    ShiftList,
    ShiftPage,
    Shifts,
    SignedIn,
    SipSource,
    SlotRoom,
    SqliteReport,
    StaffingRow,
    Stats,
    Telephony,
    UnknownLine,
    Wallboard,
    WorkStateEntry,
    WorkTime,
)
from ._crm import open as open_sync
from ._twin import Opening, Threads, Twin
from .codes import (
    CallbackSort,
    CallbackState,
    CallDirection,
    CallSort,
    CallStatus,
    CashState,
    CheckPart,
    Equipment,
    JobState,
    Lang,
    OperatorStatus,
    OrderStatus,
    OrderType,
    PastKind,
    Provider,
    Role,
    ServiceLevelVariant,
    SettingKey,
    WorkState,
)

if TYPE_CHECKING:
    # Of Python 3.10.
    from types import EllipsisType

__all__ = [
    "AsyncAudit",
    "AsyncAuth",
    "AsyncCallList",
    "AsyncCallbackList",
    "AsyncCallbacks",
    "AsyncCalls",
    "AsyncCampaignCostList",
    "AsyncCampaigns",
    "AsyncCashDesk",
    "AsyncCashList",
    "AsyncCities",
    "AsyncClients",
    "AsyncCounters",
    "AsyncCrm",
    "AsyncEvents",
    "AsyncExport",
    "AsyncExports",
    "AsyncIngest",
    "AsyncJobs",
    "AsyncLines",
    "AsyncMasterList",
    "AsyncMasters",
    "AsyncOperatorList",
    "AsyncOperators",
    "AsyncOrderList",
    "AsyncOrders",
    "AsyncPast",
    "AsyncSession",
    "AsyncSessionAuth",
    "AsyncSettingsDesk",
    "AsyncShiftList",
    "AsyncShifts",
    "AsyncStats",
    "AsyncTelephony",
    "open_async",
]


def open_async(
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
    threads: int = 16,
) -> Opening[AsyncCrm]:
    """As :func:`crm_core.open`, with the same options: awaited, or entered by ``async with``. At most ``threads`` calls run at once;
    others wait their turn.
    """

    async def opening() -> AsyncCrm:
        own = Threads(threads)
        return AsyncCrm(
            await own.run(
                functools.partial(
                    open_sync,
                    url,
                    create=create,
                    migrate=migrate,
                    token_secret=token_secret,
                    earlier_token_secrets=earlier_token_secrets,
                    mango=mango,
                    sip=sip,
                    access_lifetime=access_lifetime,
                    idle_lifetime=idle_lifetime,
                    session_lifetime=session_lifetime,
                )
            ),
            own,
        )

    return Opening(opening)


class AsyncAudit(Twin[Audit]):
    """The twin of :class:`crm_core.Audit`."""

    __slots__ = ()

    def latest(self, subject: str | None = None, *, before: int | None = None) -> AsyncIterator[AuditEntry]:
        """Entries, the latest first, of a subject such as `call:12` where one is given, and below the number `before` where one
        is. They are read as the walk goes, a hundred at a time.

        Raises ForbiddenError.
        """
        return self._walk(self._sync.latest, subject, before=before)

    async def purge(self) -> Progress:
        """Lets go of a part of the entries that have been kept for as long as the settings say. Where the office was opened
        without a `token_secret` nothing goes. `Crm.housekeeping` does it too.

        Raises ForbiddenError, InternalError (`store.corrupt`) for entries that are not what was sealed.
        """
        return await self._run(self._sync.purge)

    async def seal(self) -> Progress:
        """Seals what is older than a second into one block. `Crm.housekeeping` does it too.

        Raises ForbiddenError.
        """
        return await self._run(self._sync.seal)

    async def verify(self) -> AuditReport:
        """Verifies the whole log. A broken one is a finding in the report, and raises nothing.

        Raises ForbiddenError.
        """
        return await self._run(self._sync.verify)

    def walk(self) -> AsyncIterator[str]:
        """Every line of the log as JSON, without line breaks: what `verify_audit` reads without a database. All is read now,
        into a temporary file without a name, and given line by line.

        Raises ForbiddenError, OSError.
        """
        return self._walk(self._sync.walk)


class AsyncAuth(Twin[Auth]):
    """The twin of :class:`crm_core.Auth`."""

    __slots__ = ()

    async def authenticate(self, access_token: str) -> Actor:
        """Who is behind an access token, as of now. `Crm.bearer` gives a session to work in.

        Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.deactivated`).
        """
        return await self._run(self._sync.authenticate, access_token)

    async def login(self, login: str, password: str, *, address: str | None = None, agent: str | None = None) -> SignedIn:
        """Signs in. `address` is the network address that the wish comes from, without a port: the delay after failures is per
        login and address, so a service that strangers reach must give it. `agent` is the browser or program.

        Raises UnauthenticatedError (`auth.wrong_credentials`, `auth.deactivated`), TooManyRequestsError
        (`auth.too_many_attempts`), UnavailableError (`auth.busy`).
        """
        return await self._run(self._sync.login, login, password, address=address, agent=agent)

    async def redeem(self, ticket: str) -> str:
        """The access token for a ticket. It ends when the one that the ticket was made of does.

        Raises UnauthenticatedError (`auth.ticket_invalid`) for one that is unknown, used or too old.
        """
        return await self._run(self._sync.redeem, ticket)

    async def refresh(self, refresh_token: str) -> SignedIn:
        """Exchanges a refresh token for the next pair. The same token gives the same answer for 10 s, for two tabs that send it
        at one moment; an older one that comes back ends the session.

        Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.token_reused`, `auth.deactivated`).
        """
        return await self._run(self._sync.refresh, refresh_token)

    async def ticket(self, access_token: str) -> str:
        """A ticket for whoever has this access token: it stands for 30 s, and once, in an address where no header can be sent.

        Raises UnauthenticatedError (`auth.token_*`).
        """
        return await self._run(self._sync.ticket, access_token)


class AsyncCallList(Twin[CallList]):
    """The twin of :class:`crm_core.CallList`."""

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[Call]:
        return self._walk(self._sync.__iter__)

    async def page(
        self, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> CallPage:
        """One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
        return await self._run(self._sync.page, number, limit=limit, cursor=cursor, total=total)

    async def take(self, count: int) -> List[Call]:
        """The first rows of the list, at most so many."""
        return await self._run(self._sync.take, count)


class AsyncCallbackList(Twin[CallbackList]):
    """The twin of :class:`crm_core.CallbackList`."""

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[Callback]:
        return self._walk(self._sync.__iter__)

    async def page(
        self, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> CallbackPage:
        """One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
        return await self._run(self._sync.page, number, limit=limit, cursor=cursor, total=total)

    async def take(self, count: int) -> List[Callback]:
        """The first rows of the list, at most so many."""
        return await self._run(self._sync.take, count)


class AsyncCallbacks(Twin[Callbacks]):
    """The twin of :class:`crm_core.Callbacks`."""

    __slots__ = ()

    async def check(self, *, progress: Callable[[int], object] | None = None) -> CallbackCheck:
        """Derives the call-backs of every phone again from its calls and closings. `progress` is called with how many phones
        were looked at so far; what it raises ends the check. It may not ask the office anything.

        Raises ForbiddenError. What differs is a finding, not an error.
        """
        return await self._run(self._sync.check, progress=progress)

    async def close(self, id: int, version: int, reason: str) -> Callback:
        """Closes a call-back that was read at `version` without a call: the client wrote, the number is wrong.

        Raises as `take`, and InvalidError for a reason that is none.
        """
        return await self._run(self._sync.close, id, version, reason)

    async def count_open(self) -> OpenCallbacks:
        """How many clients wait to be called, and since when the one who waits longest."""
        return await self._run(self._sync.count_open)

    async def get(self, id: int) -> Callback:
        """One call-back, a withdrawn one too.

        Raises NotFoundError (`callback.not_found`), also for one out of scope.
        """
        return await self._run(self._sync.get, id)

    def list(
        self,
        *,
        state: CallbackState | str | None = None,
        city: int | None = None,
        taken_by: int | None = None,
        phone: str | None = None,
        opened: Period | tuple[datetime, datetime] | None = None,
        sort: CallbackSort | str | None = None,
    ) -> AsyncCallbackList:
        """Call-backs that pass every filter given, who waits longest first unless `sort` says otherwise. Without a `state`, open
        and closed ones. `city` and `taken_by` are ids, `phone` is one however written, `opened` is the period in which the
        waiting began.

        Raises InvalidError (`phone.bad`).
        """
        return AsyncCallbackList(
            self._sync.list(state=state, city=city, taken_by=taken_by, phone=phone, opened=opened, sort=sort), self._threads
        )

    async def release(self, id: int, version: int) -> Callback:
        """Gives back a call-back that was read at `version`. One that nobody took stays as it is.

        Raises as `take`; ForbiddenError also when a colleague took it, unless an admin asks.
        """
        return await self._run(self._sync.release, id, version)

    async def take(self, id: int, version: int) -> Callback:
        """Looks after a call-back that was read at `version`, also in a colleague's stead.

        Raises NotFoundError (`callback.not_found`), ConflictError (`callback.version_conflict`, `callback.not_open`),
        ForbiddenError, also for the program itself, which calls nobody.
        """
        return await self._run(self._sync.take, id, version)


class AsyncCalls(Twin[Calls]):
    """The twin of :class:`crm_core.Calls`."""

    __slots__ = ()

    async def classify(self, id: int, version: int, *, category: str | None, note: str | None) -> Call:
        """Says what a call that was read at `version` was about: both fields are written, `None` empties one. Only another
        classification since then is a conflict; events of the provider are none.

        Raises NotFoundError (`call.not_found`), ConflictError (`call.version_conflict`), InvalidError, ForbiddenError.
        """
        return await self._run(self._sync.classify, id, version, category=category, note=note)

    async def details(self, id: int) -> CallDetails:
        """One call with what the provider reported of it.

        Raises NotFoundError (`call.not_found`), also for one out of scope.
        """
        return await self._run(self._sync.details, id)

    async def get(self, id: int) -> Call:
        """One call.

        Raises NotFoundError (`call.not_found`), also for one out of scope.
        """
        return await self._run(self._sync.get, id)

    def list(
        self,
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
    ) -> AsyncCallList:
        """Calls that pass every filter given, latest first unless `sort` says otherwise. `period` is of their start,
        `operator`, `city` and `campaign` are ids, `client` is a phone however written, `complete` asks whether the
        provider's account of them is whole.

        Raises InvalidError (`phone.bad`).
        """
        return AsyncCallList(
            self._sync.list(
                period=period,
                operator=operator,
                status=status,
                city=city,
                campaign=campaign,
                direction=direction,
                client=client,
                complete=complete,
                sort=sort,
            ),
            self._threads,
        )

    async def record(
        self,
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
        """Writes a call that no provider reported, as one of whoever asks; the program itself has none, so its calls are
        nobody's. `status` is `answered`, or `missed` for an inbound and `busy` or `no_answer` for an outbound one. `client`
        is left out when hidden; `line` decides campaign, city and advert account. `wait_seconds` last until the answer or
        the end. With an idempotency key, the same request again gives the same call.

        Raises InvalidError (`phone.bad`, `call.bad_direction`, `call.bad_status`, `call.talk_without_answer`,
        `call.in_the_future`), ForbiddenError, ConflictError (`idempotency.reused`).
        """
        return await self._run(
            self._sync.record,
            direction,
            status,
            started_at=started_at,
            client=client,
            line=line,
            wait_seconds=wait_seconds,
            talk_seconds=talk_seconds,
            category=category,
            note=note,
            idempotency_key=idempotency_key,
        )

    async def record_for(
        self,
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
        """As `record`, of a call that somebody else had: it belongs to the user `operator`, and the audit names whoever asks.

        Raises NotFoundError (`operator.not_found`), ForbiddenError for who may not manage the office, and as `record`.
        """
        return await self._run(
            self._sync.record_for,
            operator,
            direction,
            status,
            started_at=started_at,
            client=client,
            line=line,
            wait_seconds=wait_seconds,
            talk_seconds=talk_seconds,
            category=category,
            note=note,
            idempotency_key=idempotency_key,
        )


class AsyncCampaignCostList(Twin[CampaignCostList]):
    """The twin of :class:`crm_core.CampaignCostList`."""

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[CampaignCostView]:
        return self._walk(self._sync.__iter__)

    async def page(
        self, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> CampaignCostPage:
        """One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
        return await self._run(self._sync.page, number, limit=limit, cursor=cursor, total=total)

    async def take(self, count: int) -> List[CampaignCostView]:
        """The first rows of the list, at most so many."""
        return await self._run(self._sync.take, count)


class AsyncCampaigns(Twin[Campaigns]):
    """The twin of :class:`crm_core.Campaigns`."""

    __slots__ = ()

    async def add_cost(
        self,
        campaign: int,
        amount: Decimal | int | str,
        *,
        first_day: date,
        last_day: date,
        city: int | None = None,
        note: str | None = None,
        idempotency_key: str | None = None,
    ) -> CampaignCost:
        """Enters what a campaign cost from its first to its last day, both included, in roubles for all of them together. Each
        day bears the same part. Without a city it was spent on none alone. With an idempotency key, the same request again
        gives the same cost.

        Raises ForbiddenError, InvalidError, NotFoundError (`campaign.not_found`, `city.not_found`), ConflictError
        (`idempotency.reused`).
        """
        return await self._run(
            self._sync.add_cost,
            campaign,
            amount,
            first_day=first_day,
            last_day=last_day,
            city=city,
            note=note,
            idempotency_key=idempotency_key,
        )

    async def cancel_cost(self, id: int, version: int) -> CampaignCost:
        """Takes back a cost that was read at `version`. It is kept, and counts for nothing.

        Raises ForbiddenError, NotFoundError (`campaign.cost_not_found`), ConflictError (`campaign.cost_version_conflict`,
        `campaign.cost_cancelled`).
        """
        return await self._run(self._sync.cancel_cost, id, version)

    async def change(self, id: int, version: int, *, name: str | None = None, archived: bool | None = None) -> Campaign:
        """Renames a campaign that was read at `version`, archives it or takes it out again; what is left out stays.

        Raises ForbiddenError, InvalidError, NotFoundError (`campaign.not_found`), ConflictError
        (`campaign.version_conflict`, `campaign.name_taken`).
        """
        return await self._run(self._sync.change, id, version, name=name, archived=archived)

    async def change_cost(
        self,
        id: int,
        version: int,
        *,
        campaign: int | None = None,
        amount: Decimal | int | str | None = None,
        first_day: date | None = None,
        last_day: date | None = None,
        city: int | EllipsisType | None = ...,
        note: str | EllipsisType | None = ...,
    ) -> CampaignCost:
        """Changes a cost that was read at `version`; what is left out stays, and `None` empties.

        Raises ForbiddenError, InvalidError, NotFoundError (`campaign.cost_not_found`, `campaign.not_found`,
        `city.not_found`), ConflictError (`campaign.cost_version_conflict`, `campaign.cost_cancelled`).
        """
        return await self._run(
            self._sync.change_cost,
            id,
            version,
            campaign=campaign,
            amount=amount,
            first_day=first_day,
            last_day=last_day,
            city=city,
            note=note,
        )

    async def cost(self, id: int) -> CampaignCost:
        """One cost.

        Raises NotFoundError (`campaign.cost_not_found`), also for one out of scope.
        """
        return await self._run(self._sync.cost, id)

    def costs(
        self, *, campaign: int | None = None, city: int | None = None, cancelled: bool | None = None
    ) -> AsyncCampaignCostList:
        """Costs that pass every filter given, the latest first day first. `cancelled` asks for those that were taken back, or
        for the others.
        """
        return AsyncCampaignCostList(self._sync.costs(campaign=campaign, city=city, cancelled=cancelled), self._threads)

    async def create(self, name: str, *, idempotency_key: str | None = None) -> Campaign:
        """Adds a campaign; one that a line or an order names is added by itself. With an idempotency key, the same request again
        gives the same campaign.

        Raises ForbiddenError, InvalidError, ConflictError (`campaign.name_taken`, `idempotency.reused`).
        """
        return await self._run(self._sync.create, name, idempotency_key=idempotency_key)

    async def get(self, id: int) -> Campaign:
        """One campaign.

        Raises NotFoundError (`campaign.not_found`).
        """
        return await self._run(self._sync.get, id)

    async def list(self, *, archived: bool | None = None) -> List[Campaign]:
        """Campaigns by name: all of them, only the archived ones, or only those that are not."""
        return await self._run(self._sync.list, archived=archived)


class AsyncCashDesk(Twin[CashDesk]):
    """The twin of :class:`crm_core.CashDesk`."""

    __slots__ = ()

    async def accept(self, id: int, version: int) -> CashHandover:
        """Accepts a hand-over that was read at `version`, as an admin or a director of its city; nobody accepts an own one.

        Raises NotFoundError (`cash.not_found`), ConflictError (`cash.version_conflict`, `cash.already_decided`),
        ForbiddenError.
        """
        return await self._run(self._sync.accept, id, version)

    async def balance(self, master: int) -> List[CashBalance]:
        """What a master has earned, handed over and holds, by city; cities without money of the master are left out. A
        director is told of own cities only.

        Raises NotFoundError (`operator.not_found`), also for a master of whom whoever asks sees nothing.
        """
        return await self._run(self._sync.balance, master)

    async def decline(self, id: int, version: int, reason: str) -> CashHandover:
        """Declines a hand-over that was read at `version`, as an admin or a director of its city.

        Raises as `accept`, and InvalidError for a reason that is none.
        """
        return await self._run(self._sync.decline, id, version, reason)

    async def get(self, id: int) -> CashHandover:
        """One hand-over.

        Raises NotFoundError (`cash.not_found`), also for one out of scope.
        """
        return await self._run(self._sync.get, id)

    async def hand_over(
        self, city: int, amount: Decimal | int | str, *, note: str | None = None, idempotency_key: str | None = None
    ) -> CashHandover:
        """Hands over cash of a city, as the master who holds it. `amount` is in roubles, above zero; one above what is held is
        taken, and the office decides when it accepts. With an idempotency key, the same request again gives the same
        hand-over.

        Raises ForbiddenError (`access.forbidden` for who is no master, `access.other_city`), InvalidError, ConflictError
        (`operator.inactive`, `idempotency.reused`).
        """
        return await self._run(self._sync.hand_over, city, amount, note=note, idempotency_key=idempotency_key)

    def list(self, *, master: int | None = None, city: int | None = None, state: CashState | str | None = None) -> AsyncCashList:
        """Hand-overs that pass every filter given, latest first. `master` and `city` are ids."""
        return AsyncCashList(self._sync.list(master=master, city=city, state=state), self._threads)

    async def withdraw(self, id: int, version: int, *, reason: str | None = None) -> CashHandover:
        """Withdraws a hand-over that was read at `version`, as the master who made it. It is declined then.

        Raises as `accept`.
        """
        return await self._run(self._sync.withdraw, id, version, reason=reason)


class AsyncCashList(Twin[CashList]):
    """The twin of :class:`crm_core.CashList`."""

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[CashHandover]:
        return self._walk(self._sync.__iter__)

    async def page(
        self, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> CashPage:
        """One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
        return await self._run(self._sync.page, number, limit=limit, cursor=cursor, total=total)

    async def take(self, count: int) -> List[CashHandover]:
        """The first rows of the list, at most so many."""
        return await self._run(self._sync.take, count)


class AsyncCities(Twin[Cities]):
    """The twin of :class:`crm_core.Cities`."""

    __slots__ = ()

    async def by_name(self, name: str) -> City:
        """The city of that name, compared without case.

        Raises NotFoundError (`city.not_found`).
        """
        return await self._run(self._sync.by_name, name)

    async def change(
        self,
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
        """Changes a city that was read at `version`; what is left out stays. Hours and capacities change together with their
        fellows as they were read.

        Raises NotFoundError, ConflictError (`city.version_conflict`, `city.name_taken`), InvalidError, ForbiddenError.
        """
        return await self._run(
            self._sync.change,
            id,
            version,
            name=name,
            zone=zone,
            visits_from=visits_from,
            visits_to=visits_to,
            capacity_kp=capacity_kp,
            capacity_bt=capacity_bt,
            capacity_mnch=capacity_mnch,
            archived=archived,
        )

    async def create(
        self,
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
        """Adds a city. Visits are from 600 to 1320, in minutes after midnight (10:00 to 22:00), and 3 of a kind of equipment fit into
        one slot of half an hour, unless said otherwise. With an idempotency key, the same request again gives the same city.

        Raises InvalidError, ConflictError (`city.name_taken`, `idempotency.reused`), ForbiddenError.
        """
        return await self._run(
            self._sync.create,
            name,
            zone,
            visits_from=visits_from,
            visits_to=visits_to,
            capacity_kp=capacity_kp,
            capacity_bt=capacity_bt,
            capacity_mnch=capacity_mnch,
            idempotency_key=idempotency_key,
        )

    async def get(self, id: int) -> City:
        """One city.

        Raises NotFoundError (`city.not_found`).
        """
        return await self._run(self._sync.get, id)

    async def list(self) -> List[City]:
        """Every city by name, archived ones included."""
        return await self._run(self._sync.list)


class AsyncClients(Twin[Clients]):
    """The twin of :class:`crm_core.Clients`."""

    __slots__ = ()

    async def card(self, phone: str) -> ClientCard:
        """The calls and orders of a phone, however written, both as of one moment. A phone that nobody knows has an empty card.

        Raises InvalidError (`phone.bad`).
        """
        return await self._run(self._sync.card, phone)


class AsyncCounters(Twin[Counters]):
    """The twin of :class:`crm_core.Counters`."""

    __slots__ = ()

    async def check(self, progress: Callable[[int], object] | None = None) -> CounterCheck:
        """Counts every call, order and stretch of work time anew and tells which counters differ. `progress` is told now and then
        how many rows were counted; what it raises ends the check.

        Raises ForbiddenError (`access.forbidden`). A difference is a finding, not an error.
        """
        return await self._run(self._sync.check, progress)

    async def recount(self) -> None:
        """Sets every counter to what the rows add up to. Nothing else is written meanwhile: seconds for a million rows.

        Raises ForbiddenError (`access.forbidden`).
        """
        return await self._run(self._sync.recount)


class AsyncCrm(Twin[Crm]):
    """The twin of :class:`crm_core.Crm`."""

    __slots__ = ()

    async def __aenter__(self) -> AsyncCrm:
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self._run(self._sync.__exit__, *raised)
        self._threads.end()

    @property
    def auth(self) -> AsyncAuth:
        """Signing in by tokens, for a service that keeps them itself."""
        return AsyncAuth(self._sync.auth, self._threads)

    async def backup(self, path: str | PathLike[str], progress: Callable[[int, int], object] | None = None) -> None:
        """Copies an SQLite database into the new file `path` while it is in use. The copy is one view, as of the beginning of the
        call, and appears under its name only when it is whole and on the disk. `progress` is told now and then how many pages
        were copied, and how many there are; what it raises ends the waiting, and then the copy is not kept.

        Raises FileExistsError when there is a file of that name already, UnavailableError when the copy cannot be written, NotImplementedError
        over PostgreSQL, which has copies of its own.
        """
        return await self._run(self._sync.backup, path, progress)

    async def bearer(self, access_token: str) -> AsyncSession:
        """Whoever holds an access token, as it comes with a request.

        Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.deactivated`).
        """
        return AsyncSession(await self._run(self._sync.bearer, access_token), self._threads)

    async def changes(self) -> ChangeMark | None:
        """A mark that differs from every earlier one if anybody has committed since, in this process or another: what a cache of
        answers asks before each one. Take it before reading what is kept. `None` where the store cannot tell: then nothing
        that is kept may be answered.

        Raises UnavailableError.
        """
        return await self._run(self._sync.changes)

    async def close(self) -> None:
        """Finishes what is being written and closes the database. Whatever is asked for later raises UnavailableError
        (`store.closed`).
        """
        return await self._run(self._sync.close)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._sync.closed

    async def health(self) -> Health:
        """Whether storage answers.

        Raises UnavailableError.
        """
        return await self._run(self._sync.health)

    async def housekeeping(self) -> Progress:
        """One round of housekeeping: closes silent calls, moves on users who do not, seals the audit, forgets what has served.
        Call it every few seconds where no `crm serve` runs on the same database; `more` says that another round is due at
        once.
        """
        return await self._run(self._sync.housekeeping)

    async def migrate(self) -> Migrated:
        """Brings the schema to this version's.

        Raises UnavailableError, InternalError (`store.schema_too_new`).
        """
        return await self._run(self._sync.migrate)

    async def now(self) -> datetime:
        """The present instant of the office's clock."""
        return await self._run(self._sync.now)

    async def operator(self, id: int) -> AsyncSession:
        """A user at work, by the word of the program, which has made sure of it.

        Raises NotFoundError (`operator.not_found`), ConflictError (`operator.inactive`).
        """
        return AsyncSession(await self._run(self._sync.operator, id), self._threads)

    async def pressure(self) -> Pressure:
        """How busy the store is at this moment; quick.

        Raises UnavailableError.
        """
        return await self._run(self._sync.pressure)

    async def report(self) -> SqliteReport | PostgresReport:
        """What the store tells of itself: its size and version; of PostgreSQL also sessions, tables and what waits.

        Raises UnavailableError.
        """
        return await self._run(self._sync.report)

    async def sign_in(self, login: str, password: str, *, address: str | None = None, agent: str | None = None) -> AsyncSession:
        """A user who signs in. The session goes on by itself for as long as it may; leaving its `with` block signs out.

        `address` is the network address that strangers come from: the delay after failures is per login and address.

        Raises UnauthenticatedError (`auth.wrong_credentials`, `auth.deactivated`), TooManyRequestsError
        (`auth.too_many_attempts`).
        """
        return AsyncSession(await self._run(self._sync.sign_in, login, password, address=address, agent=agent), self._threads)

    def system(self, name: str) -> AsyncSession:
        """The program itself at work, by the name of the part that acts, such as `import`: the audit keeps it. It may do
        everything, as whoever holds the database may.
        """
        return AsyncSession(self._sync.system(name), self._threads)

    @property
    def telephony(self) -> AsyncIngest:
        """The door for what providers of telephony post."""
        return AsyncIngest(self._sync.telephony, self._threads)


class AsyncEvents(Twin[Events]):
    """The twin of :class:`crm_core.Events`."""

    __slots__ = ()

    async def after(self, position: int) -> FeedPage:
        """Events after a position, in order: 0 for the whole feed, `head()` for what comes from now on."""
        return await self._run(self._sync.after, position)

    async def epoch(self) -> str:
        """Whose positions the feed's are, 16 hexadecimal digits."""
        return await self._run(self._sync.epoch)

    def follow(self, position: int | None = None, *, timeout: timedelta | float | None = None) -> AsyncIterator[FeedEvent]:
        """Every event as it comes: those after a position, or from now on. The walk waits for the next one for as long as
        `timeout`, and then ends; for ever without one. Whoever wants to go on later keeps the `position` of the last event.

        The walk raises LookupError where events after the position are gone: read anew what they would have told.
        """
        return self._walk(self._sync.follow, position, timeout=timeout)

    async def grown_past(self, position: int, timeout: timedelta | float) -> int | None:
        """Waits until the feed has grown past a position, whichever process made it grow, and answers the position of the
        latest event; `None` when it has not after `timeout`.
        """
        seconds = timeout.total_seconds() if isinstance(timeout, timedelta) else timeout
        return await self._until(functools.partial(self._sync.grown_past, position, 0), seconds)

    async def head(self) -> int:
        """The position of the latest event; 0 when there is none."""
        return await self._run(self._sync.head)

    async def purge(self) -> Progress:
        """Lets go of a part of the events that have been kept for as long as the settings say. `Crm.housekeeping` does it too.

        Raises ForbiddenError.
        """
        return await self._run(self._sync.purge)

    async def renew_epoch(self) -> str:
        """Gives the feed another epoch, so that every place that was kept before is none to go on from: for a database that was
        restored, copied or promoted, before anybody reads it.

        Raises ForbiddenError.
        """
        return await self._run(self._sync.renew_epoch)

    async def resume(self, cursor: str) -> FeedPage:
        """The same from a place that was kept: the `cursor` of an earlier reading, perhaps of another database.

        Raises ValueError for a text that is none.
        """
        return await self._run(self._sync.resume, cursor)


class AsyncExport(Twin[Export]):
    """The twin of :class:`crm_core.Export`."""

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[tuple[Any, ...]]:
        return self._walk(self._sync.__iter__)

    @property
    def columns(self) -> List[str]:
        """The names of the columns, as scripts go by them, such as `dateCreate`."""
        return self._sync.columns

    async def headings(self, lang: Lang | str | None = None, *, zone: ZoneInfo | str | None = None) -> List[str]:
        """The headings of the columns that people read, in Russian (`ru`, when left out) or English (`en`). Those of instants say by whose
        clocks a CSV tells them: by those of `zone`, the office's when left out, or of the row's own place.
        """
        return await self._run(self._sync.headings, lang, zone=zone)

    async def to_csv(
        self,
        file: str | PathLike[str] | TextIOBase,
        *,
        lang: Lang | str | None = None,
        zone: ZoneInfo | str | None = None,
        for_scripts: bool = False,
    ) -> int:
        """Writes the rows that are left as CSV and tells how many. `file` is a path, or a text file that was opened with
        `newline=""`.

        It is for people: headings and words in `lang`, which is `ru` or `en` and `ru` when left out, times by the clocks of
        `zone`, the office's when left out, values separated by `;`, and at a path a byte order mark, so that Excel opens it
        with a double click. With `for_scripts` it has names of columns, codes, times as RFC 3339 and `,` instead. Either way
        no spreadsheet takes a text for a formula.

        Raises OSError; UnavailableError, after which the file is not whole.
        """
        return await self._run(self._sync.to_csv, file, lang=lang, zone=zone, for_scripts=for_scripts)


class AsyncExports(Twin[Exports]):
    """The twin of :class:`crm_core.Exports`."""

    __slots__ = ()

    async def calls(
        self,
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
    ) -> AsyncExport:
        """Calls that pass every filter given, as `calls.list` reads it, latest first unless `sort` says otherwise.

        Raises ForbiddenError, InvalidError (`phone.bad`).
        """
        return AsyncExport(
            await self._run(
                self._sync.calls,
                period=period,
                operator=operator,
                status=status,
                city=city,
                campaign=campaign,
                direction=direction,
                client=client,
                complete=complete,
                sort=sort,
            ),
            self._threads,
        )

    async def orders(
        self,
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
    ) -> AsyncExport:
        """Orders that pass every filter given, as `orders.list` reads it, in the order they were written in.

        Raises ForbiddenError, InvalidError (`phone.bad`), ValueError for a search without a letter or digit.
        """
        return AsyncExport(
            await self._run(
                self._sync.orders,
                created=created,
                closed=closed,
                meeting=meeting,
                status=status,
                city=city,
                operator=operator,
                master=master,
                campaign=campaign,
                equipment=equipment,
                order_type=order_type,
                phone=phone,
                search=search,
            ),
            self._threads,
        )


class AsyncIngest(Twin[Ingest]):
    """The twin of :class:`crm_core.Ingest`."""

    __slots__ = ()

    async def mango(self, path: str, body: bytes) -> Receipt:
        """Takes in a POST of Mango Office: `path` below the base address (such as `/events/call`), `body` as received. Answer it
        with success when this returns. An event whose times lie too far from the office's clock is stored, listed and without
        effect.

        Raises ForbiddenError (`telephony.unsigned`, `telephony.foreign_key`, `telephony.wrong_signature`), TooLargeError
        (`telephony.too_long`): it is only counted; UnavailableError: it is not stored and must not be acknowledged.
        """
        return await self._run(self._sync.mango, path, body)

    async def sip(self, source: str, sign: str | None, body: bytes) -> Receipt:
        """Takes in a POST of a SIP server: `source` is the configured source's id, `sign` the `X-Sign` header, `body` as
        received.

        Raises what `mango` raises, and ForbiddenError (`telephony.unknown_source`).
        """
        return await self._run(self._sync.sip, source, sign, body)


class AsyncJobs(Twin[Jobs]):
    """The twin of :class:`crm_core.Jobs`."""

    __slots__ = ()

    async def claim(self, queue: str, lease: timedelta | float) -> Claim | None:
        """Claims the next due job of a queue for as long as `lease`; `None` when nothing is due. Jobs of one subject come one
        at a time, in the order they were added. A job whose lease ran out comes again, and is dead after 12 attempts.

        Raises ForbiddenError.
        """
        return await self._run(self._sync.claim, queue, lease)

    async def complete(self, claim: Claim) -> None:
        """Reports a claimed job done.

        Raises ConflictError (`job.lease_lost`) when another worker has it by now.
        """
        return await self._run(self._sync.complete, claim)

    async def enqueue(self, queue: str, subject: str, payload: dict[str, Any], *, run_at: datetime | None = None) -> Job:
        """Adds a job to a queue. `subject` is what it is about, such as `call:12`; `payload` is whatever JSON can say;
        `run_at` is the instant before which it is not done, now unless said.

        Raises ForbiddenError, InvalidError.
        """
        return await self._run(self._sync.enqueue, queue, subject, payload, run_at=run_at)

    async def fail(self, claim: Claim, error: str) -> JobState:
        """Reports a claimed job failed: it is tried again later, and dead after 12 attempts. Answers how it stands.

        Raises ConflictError (`job.lease_lost`) when another worker has it by now.
        """
        return await self._run(self._sync.fail, claim, error)

    def list(self, state: JobState | str, *, before: int | None = None) -> AsyncIterator[Job]:
        """Jobs in a state, the highest id first, below the id `before` where one is given. They are read as the walk goes, a
        hundred at a time.

        Raises ForbiddenError.
        """
        return self._walk(self._sync.list, state, before=before)

    async def retry(self, id: int) -> Job:
        """Queues a dead job again.

        Raises ForbiddenError, NotFoundError (`job.not_found`), ConflictError (`job.not_dead`).
        """
        return await self._run(self._sync.retry, id)


class AsyncLines(Twin[Lines]):
    """The twin of :class:`crm_core.Lines`."""

    __slots__ = ()

    async def by_number(self, number: str) -> Line:
        """The line with that number, in whatever way it is written.

        Raises InvalidError, NotFoundError (`line.not_found`).
        """
        return await self._run(self._sync.by_number, number)

    async def change(
        self,
        id: int,
        version: int,
        *,
        campaign: str | EllipsisType | None = ...,
        city: int | EllipsisType | None = ...,
        advert_account: str | EllipsisType | None = ...,
        archived: bool | None = None,
    ) -> Line:
        """Changes a line that was read at `version`; what is left out stays, and `None` empties. Calls that are attributed
        already stay as they are. `campaign` is a name, as in `create`.

        Raises ForbiddenError, InvalidError (`city.archived`), NotFoundError (`line.not_found`, `city.not_found`),
        ConflictError (`line.version_conflict`).
        """
        return await self._run(
            self._sync.change, id, version, campaign=campaign, city=city, advert_account=advert_account, archived=archived
        )

    async def create(
        self,
        number: str,
        *,
        campaign: str | None = None,
        city: int | None = None,
        advert_account: str | None = None,
        idempotency_key: str | None = None,
    ) -> Line:
        """Adds a line. `campaign` is a name; an unknown one creates the campaign. With an idempotency key, the same request again
        gives the same line.

        Raises ForbiddenError, InvalidError (`city.archived`), ConflictError (`line.number_taken`, `idempotency.reused`),
        NotFoundError (`city.not_found`).
        """
        return await self._run(
            self._sync.create,
            number,
            campaign=campaign,
            city=city,
            advert_account=advert_account,
            idempotency_key=idempotency_key,
        )

    async def get(self, id: int) -> Line:
        """One line.

        Raises NotFoundError (`line.not_found`), also for one out of scope.
        """
        return await self._run(self._sync.get, id)

    async def list(self) -> List[Line]:
        """Every line in scope by number, archived ones included."""
        return await self._run(self._sync.list)

    async def unknown(self) -> List[UnknownLine]:
        """Numbers that calls came to and that are no line, latest first, at most 1 000.

        Raises ForbiddenError.
        """
        return await self._run(self._sync.unknown)


class AsyncMasterList(Twin[MasterList]):
    """The twin of :class:`crm_core.MasterList`."""

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[Master]:
        return self._walk(self._sync.__iter__)

    async def page(
        self, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> MasterPage:
        """One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
        return await self._run(self._sync.page, number, limit=limit, cursor=cursor, total=total)

    async def take(self, count: int) -> List[Master]:
        """The first rows of the list, at most so many."""
        return await self._run(self._sync.take, count)


class AsyncMasters(Twin[Masters]):
    """The twin of :class:`crm_core.Masters`."""

    __slots__ = ()

    async def change(
        self,
        id: int,
        version: int,
        *,
        name: str | None = None,
        city: int | None = None,
        more_cities: Sequence[int] | None = None,
        sip_address: str | EllipsisType | None = ...,
        extension: str | EllipsisType | None = ...,
        status: OperatorStatus | str | None = None,
    ) -> Master:
        """Changes a master who was read at `version`; what is left out stays. `status` `inactive` locks out: every session is
        revoked, and open orders stay until they are given to another.

        Raises NotFoundError (`operator.not_found`, `city.not_found`), ConflictError (`operator.version_conflict`,
        `operator.extension_taken`), InvalidError (`city.archived`), ForbiddenError (`access.forbidden`,
        `access.other_city`).
        """
        return await self._run(
            self._sync.change,
            id,
            version,
            name=name,
            city=city,
            more_cities=more_cities,
            sip_address=sip_address,
            extension=extension,
            status=status,
        )

    async def create(
        self,
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
        """Adds a master. `city` is the id of the home city, `more_cities` those of further ones. With an idempotency key, the
        same request again gives the same master; the password is not compared, and the first one stays.

        Raises InvalidError (`auth.password_policy`, `city.archived`), ConflictError (`operator.login_taken`,
        `operator.extension_taken`, `idempotency.reused`), NotFoundError (`city.not_found`), ForbiddenError
        (`access.forbidden`, `access.other_city`).
        """
        return await self._run(
            self._sync.create,
            name,
            login,
            password,
            city=city,
            more_cities=more_cities,
            sip_address=sip_address,
            extension=extension,
            idempotency_key=idempotency_key,
        )

    async def get(self, id: int) -> Master:
        """One master.

        Raises NotFoundError (`operator.not_found`), also for one out of scope and for a user who is no master.
        """
        return await self._run(self._sync.get, id)

    def list(self, *, city: int | None = None, status: OperatorStatus | str | None = None) -> AsyncMasterList:
        """Masters that pass every filter given, by id. `city` is the id of a city they serve."""
        return AsyncMasterList(self._sync.list(city=city, status=status), self._threads)


class AsyncOperatorList(Twin[OperatorList]):
    """The twin of :class:`crm_core.OperatorList`."""

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[Operator]:
        return self._walk(self._sync.__iter__)

    async def page(
        self, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> OperatorPage:
        """One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
        return await self._run(self._sync.page, number, limit=limit, cursor=cursor, total=total)

    async def take(self, count: int) -> List[Operator]:
        """The first rows of the list, at most so many."""
        return await self._run(self._sync.take, count)


class AsyncOperators(Twin[Operators]):
    """The twin of :class:`crm_core.Operators`."""

    __slots__ = ()

    async def change(
        self,
        id: int,
        version: int,
        *,
        name: str | None = None,
        role: Role | str | None = None,
        city: int | EllipsisType | None = ...,
        more_cities: Sequence[int] | None = None,
        sip_address: str | EllipsisType | None = ...,
        extension: str | EllipsisType | None = ...,
        status: OperatorStatus | str | None = None,
    ) -> Operator:
        """Changes a user that was read at `version`; what is left out stays, and `None` empties. Locking a user out (`status`)
        revokes every session and frees the extension.

        Raises ForbiddenError, InvalidError (`city.archived`), NotFoundError (`operator.not_found`, `city.not_found`),
        ConflictError (`operator.version_conflict`, `operator.extension_taken`, `operator.last_admin`).
        """
        return await self._run(
            self._sync.change,
            id,
            version,
            name=name,
            role=role,
            city=city,
            more_cities=more_cities,
            sip_address=sip_address,
            extension=extension,
            status=status,
        )

    async def create(
        self,
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
        """Adds a user. `city` is the home city, which every role but admin needs; `more_cities` are served too. The first admin
        of an office is added by the program itself: there is no password from the beginning. With an idempotency key, the
        same request again gives the same user; the password is not compared, and the first one stays.

        Raises ForbiddenError, InvalidError (`auth.password_policy`, `city.archived`), ConflictError (`operator.login_taken`,
        `operator.extension_taken`, `idempotency.reused`), NotFoundError (`city.not_found`).
        """
        return await self._run(
            self._sync.create,
            name,
            login,
            password,
            role,
            city=city,
            more_cities=more_cities,
            sip_address=sip_address,
            extension=extension,
            idempotency_key=idempotency_key,
        )

    async def get(self, id: int) -> Operator:
        """One user.

        Raises NotFoundError (`operator.not_found`), also for one out of scope.
        """
        return await self._run(self._sync.get, id)

    def list(
        self, *, role: Role | str | None = None, city: int | None = None, status: OperatorStatus | str | None = None
    ) -> AsyncOperatorList:
        """Users that pass every filter given, by id. `city` is one that they serve."""
        return AsyncOperatorList(self._sync.list(role=role, city=city, status=status), self._threads)

    async def set_work_state(self, id: int, state: WorkState | str, *, reason: str | None = None) -> Operator:
        """Sets the work state of oneself or of another user: `online`, `break` or `offline`. The other states come from calls.

        Raises ForbiddenError, NotFoundError (`operator.not_found`), ConflictError (`operator.inactive`), InvalidError
        (`operator.automatic_state`).
        """
        return await self._run(self._sync.set_work_state, id, state, reason=reason)

    async def sweep(self) -> Progress:
        """Ends wrap-ups that are over, and puts users offline of whom nothing was seen for long. `Crm.housekeeping` does it too.

        Raises ForbiddenError.
        """
        return await self._run(self._sync.sweep)

    async def time(self, id: int, period: Period | tuple[datetime, datetime], zone: ZoneInfo | str) -> WorkTime:
        """What a user's time was spent on, per local day of a zone, up to now. The period has at most 366 days.

        Raises InvalidError (`operator.period_too_long`), NotFoundError (`operator.not_found`), ForbiddenError.
        """
        return await self._run(self._sync.time, id, period, zone)

    async def work_log(self, id: int, period: Period | tuple[datetime, datetime]) -> List[WorkStateEntry]:
        """What a user was doing in a period, oldest first. The entries leave no gap from when the user was added on.

        Raises NotFoundError (`operator.not_found`), ForbiddenError.
        """
        return await self._run(self._sync.work_log, id, period)


class AsyncOrderList(Twin[OrderList]):
    """The twin of :class:`crm_core.OrderList`."""

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[Order]:
        return self._walk(self._sync.__iter__)

    async def page(
        self, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> OrderPage:
        """One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
        return await self._run(self._sync.page, number, limit=limit, cursor=cursor, total=total)

    async def take(self, count: int) -> List[Order]:
        """The first rows of the list, at most so many."""
        return await self._run(self._sync.take, count)


class AsyncOrders(Twin[Orders]):
    """The twin of :class:`crm_core.Orders`."""

    __slots__ = ()

    async def assign(self, id: int, version: int, master: int, *, reason: str | None = None) -> Order:
        """Gives an order that was read at `version` to a master, by id: a new one is accepted by it, another open one changes
        hands and stands where it stood.

        Raises as `change_status`, ConflictError (`order.closed`), ForbiddenError.
        """
        return await self._run(self._sync.assign, id, version, master, reason=reason)

    async def change(
        self,
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
        campaign: str | EllipsisType | None = ...,
        advert_account: str | EllipsisType | None = ...,
        meeting: datetime | None = None,
        result: Decimal | int | str | EllipsisType | None = ...,
        expenditure: Decimal | int | str | EllipsisType | None = ...,
        promised: date | EllipsisType | None = ...,
    ) -> Order:
        """Edits an order that was read at `version`; what is left out stays. Another `city`, by id, is for one that nobody has
        set out to: the master is taken off, and the visit keeps its time on the clock unless a `meeting` is given.
        `campaign` is a name. Amounts are in roubles, and not of a closed order; `promised` is of a deferred one.

        Raises NotFoundError (`order.not_found`, `city.not_found`), ConflictError (`order.version_conflict`, `order.closed`,
        `order.city_fixed`, `order.visit_begun`, `order.not_deferred`, `order.slot_full`), InvalidError (`phone.bad`,
        `order.not_a_slot`, `money.negative`, `city.archived`), ForbiddenError (`access.other_city`).
        """
        return await self._run(
            self._sync.change,
            id,
            version,
            phone=phone,
            order_type=order_type,
            equipment=equipment,
            client_name=client_name,
            address=address,
            problem=problem,
            city=city,
            campaign=campaign,
            advert_account=advert_account,
            meeting=meeting,
            result=result,
            expenditure=expenditure,
            promised=promised,
        )

    async def change_status(
        self,
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
        """Moves an order that was read at `version` to another status. `master`, by id, belongs to the move to `accepted`,
        `result` and `expenditure`, in roubles, to the one to `completed`, `promised` to the one to `deferred`; what does not
        belong to the move is refused. A reason may always be given, and some moves want one.

        Raises NotFoundError (`order.not_found`, `operator.not_found`), ConflictError (`order.version_conflict`,
        `order.transition_not_allowed`), InvalidError (`order.reason_required`, `order.master_required`,
        `order.unfit_master`, `order.result_required`, `order.not_with_this_move`, `money.negative`).
        """
        return await self._run(
            self._sync.change_status,
            id,
            version,
            to,
            reason=reason,
            master=master,
            result=result,
            expenditure=expenditure,
            promised=promised,
        )

    async def check(self, *, progress: Callable[[int], object] | None = None) -> OrderCheck:
        """Holds every order to its history and its ledger. `progress` is called with how many were looked at so far; what it
        raises ends the check. It may not ask the office anything.

        Raises ForbiddenError. What does not fit is a finding, not an error.
        """
        return await self._run(self._sync.check, progress=progress)

    async def create(
        self,
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
        """Writes an order: it waits for a master, and its visit takes a place in the slot that begins at `meeting`. From a
        `call`, by its id, come phone, city, campaign and advert account where they are not given. `city` and `operator` are
        ids; `campaign` is a name, and an unknown one adds the campaign. With an idempotency key, the same request again
        gives the same order.

        Raises InvalidError (`phone.bad`, `order.phone_required`, `order.city_required`, `order.not_a_slot`,
        `order.other_operator`, `city.archived`), ConflictError (`order.slot_full`, `idempotency.reused`), NotFoundError
        (`call.not_found`, `city.not_found`, `operator.not_found`), ForbiddenError (`access.forbidden`,
        `access.other_city`).
        """
        return await self._run(
            self._sync.create,
            order_type=order_type,
            equipment=equipment,
            client_name=client_name,
            address=address,
            problem=problem,
            meeting=meeting,
            call=call,
            phone=phone,
            city=city,
            campaign=campaign,
            advert_account=advert_account,
            operator=operator,
            idempotency_key=idempotency_key,
        )

    async def get(self, id: int) -> Order:
        """One order.

        Raises NotFoundError (`order.not_found`), also for one out of scope.
        """
        return await self._run(self._sync.get, id)

    async def history(self, id: int) -> List[HistoryEntry]:
        """The history of an order, oldest first.

        Raises NotFoundError (`order.not_found`).
        """
        return await self._run(self._sync.history, id)

    async def ledger(self, id: int) -> List[LedgerEntry]:
        """What was posted to the ledger of an order.

        Raises NotFoundError (`order.not_found`).
        """
        return await self._run(self._sync.ledger, id)

    def list(
        self,
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
    ) -> AsyncOrderList:
        """Orders that pass every filter given: open ones by status and meeting, then closed ones, latest first. `created`,
        `closed` and `meeting` are periods; `city`, `operator`, `master` and `campaign` are ids; `search` is words by which
        people remember an order: its number, the phone, the name, the address.

        Raises InvalidError (`phone.bad`), ValueError for a search without a letter or digit.
        """
        return AsyncOrderList(
            self._sync.list(
                created=created,
                closed=closed,
                meeting=meeting,
                status=status,
                city=city,
                operator=operator,
                master=master,
                campaign=campaign,
                equipment=equipment,
                order_type=order_type,
                phone=phone,
                search=search,
            ),
            self._threads,
        )

    async def of_call(self, call: int) -> List[Order]:
        """The orders that were written from a call: open ones first, at most 100. None for a call that is not there."""
        return await self._run(self._sync.of_call, call)

    async def slots(self, city: int, date: date, equipment: Equipment | str) -> List[SlotRoom]:
        """The slots of a day of a city for an equipment, with the room left in each.

        Raises NotFoundError (`city.not_found`).
        """
        return await self._run(self._sync.slots, city, date, equipment)


class AsyncPast(Twin[Past]):
    """The twin of :class:`crm_core.Past`."""

    __slots__ = ()

    async def calls(self, source: str, rows: Sequence[PastCall]) -> List[Fate]:
        """Takes over a batch of calls; their fates are in the order of the rows. In the order of time they cost least.

        Raises InvalidError (`past.too_many_rows`), NotFoundError (`operator.not_found`, `city.not_found`,
        `campaign.not_found`), ForbiddenError.
        """
        return await self._run(self._sync.calls, source, rows)

    async def made(self, source: str, kind: PastKind | str, ids: Sequence[str]) -> dict[str, int]:
        """Which of the rows have become something here already: by their id there, the id here, of the kind.

        Raises InvalidError (`past.too_many_rows`), ForbiddenError.
        """
        return await self._run(self._sync.made, source, kind, ids)

    async def orders(self, source: str, rows: Sequence[PastOrder]) -> List[Fate]:
        """Takes over a batch of orders; their fates are in the order of the rows.

        Raises InvalidError (`past.too_many_rows`), NotFoundError (`call.not_found`, `operator.not_found`,
        `city.not_found`, `campaign.not_found`), ForbiddenError.
        """
        return await self._run(self._sync.orders, source, rows)

    async def users(self, source: str, rows: Sequence[PastUser]) -> List[Fate]:
        """Takes over a batch of users; their fates are in the order of the rows. One whose login and role somebody here has
        already is that user.

        Raises InvalidError (`past.too_many_rows`), NotFoundError (`city.not_found`), ForbiddenError.
        """
        return await self._run(self._sync.users, source, rows)


class AsyncSession(Twin[Session]):
    """The twin of :class:`crm_core.Session`."""

    __slots__ = ()

    async def __aenter__(self) -> AsyncSession:
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self._run(self._sync.__exit__, *raised)

    @property
    def actor(self) -> str:
        """Who this is for the audit, such as `operator:7` or `system:import`."""
        return self._sync.actor

    @property
    def audit(self) -> AsyncAudit:
        """Who did what."""
        return AsyncAudit(self._sync.audit, self._threads)

    @property
    def auth(self) -> AsyncSessionAuth:
        """Passwords and sessions."""
        return AsyncSessionAuth(self._sync.auth, self._threads)

    @property
    def callbacks(self) -> AsyncCallbacks:
        """Call-backs."""
        return AsyncCallbacks(self._sync.callbacks, self._threads)

    @property
    def calls(self) -> AsyncCalls:
        """Calls."""
        return AsyncCalls(self._sync.calls, self._threads)

    @property
    def campaigns(self) -> AsyncCampaigns:
        """Campaigns, and what they cost."""
        return AsyncCampaigns(self._sync.campaigns, self._threads)

    async def check(self, progress: Callable[[CheckPart, int], object] | None = None) -> OfficeCheck:
        """Derives everything again: calls, orders' money, call-backs, counters; and verifies the audit. Each part also
        stands alone, as `check` of its desk. `progress` is told a part and how many of its rows were looked at; what it
        raises ends the check.

        Audit entries of the last moments are not sealed yet and not looked at; `Crm.housekeeping` seals them.

        Raises ForbiddenError (`access.forbidden`). A difference is a finding, not an error.
        """
        return await self._run(self._sync.check, progress)

    @property
    def cities(self) -> AsyncCities:
        """Cities."""
        return AsyncCities(self._sync.cities, self._threads)

    @property
    def clients(self) -> AsyncClients:
        """Clients."""
        return AsyncClients(self._sync.clients, self._threads)

    @property
    def counters(self) -> AsyncCounters:
        """Counters."""
        return AsyncCounters(self._sync.counters, self._threads)

    @property
    def events(self) -> AsyncEvents:
        """What happens, as it happens."""
        return AsyncEvents(self._sync.events, self._threads)

    @property
    def exports(self) -> AsyncExports:
        """Exports."""
        return AsyncExports(self._sync.exports, self._threads)

    @property
    def jobs(self) -> AsyncJobs:
        """Work that is done later."""
        return AsyncJobs(self._sync.jobs, self._threads)

    @property
    def lines(self) -> AsyncLines:
        """The company's own numbers."""
        return AsyncLines(self._sync.lines, self._threads)

    @property
    def masters(self) -> AsyncMasters:
        """Masters."""
        return AsyncMasters(self._sync.masters, self._threads)

    @property
    def money(self) -> AsyncCashDesk:
        """Masters' cash."""
        return AsyncCashDesk(self._sync.money, self._threads)

    @property
    def operator_id(self) -> int | None:
        """The user's id; `None` for the program itself."""
        return self._sync.operator_id

    @property
    def operators(self) -> AsyncOperators:
        """Users of every role."""
        return AsyncOperators(self._sync.operators, self._threads)

    @property
    def orders(self) -> AsyncOrders:
        """Orders."""
        return AsyncOrders(self._sync.orders, self._threads)

    @property
    def past(self) -> AsyncPast:
        """The past."""
        return AsyncPast(self._sync.past, self._threads)

    @property
    def settings(self) -> AsyncSettingsDesk:
        """The office's settings."""
        return AsyncSettingsDesk(self._sync.settings, self._threads)

    @property
    def shifts(self) -> AsyncShifts:
        """Who is to work when, and who did."""
        return AsyncShifts(self._sync.shifts, self._threads)

    @property
    def stats(self) -> AsyncStats:
        """Statistics."""
        return AsyncStats(self._sync.stats, self._threads)

    @property
    def telephony(self) -> AsyncTelephony:
        """Provider events."""
        return AsyncTelephony(self._sync.telephony, self._threads)


class AsyncSessionAuth(Twin[SessionAuth]):
    """The twin of :class:`crm_core.SessionAuth`."""

    __slots__ = ()

    async def change_password(self, present: str, new: str) -> None:
        """Changes one's own password, and ends one's other sessions.

        Raises UnauthenticatedError (`auth.wrong_credentials`, `auth.session_*`), TooManyRequestsError
        (`auth.too_many_attempts`), InvalidError (`auth.password_policy`), ForbiddenError for the program itself.
        """
        return await self._run(self._sync.change_password, present, new)

    async def logout(self) -> None:
        """Ends one's own session. Ending the last one also puts the user offline, unless on a call. Without a session there is
        nothing to end.
        """
        return await self._run(self._sync.logout)

    async def revoke_session(self, session: int) -> None:
        """Ends a session of one's own, or of another user; the last one as `logout` does.

        Raises UnauthenticatedError (`auth.session_unknown`), also for somebody else's without the right.
        """
        return await self._run(self._sync.revoke_session, session)

    async def seen(self) -> None:
        """Notes that one's session is in use: without such signs of life a user is put offline. Call it on every request, and
        every minute while a stream is open. Without a session there is nothing to note.
        """
        return await self._run(self._sync.seen)

    async def sessions(self, operator: int | None = None) -> List[SessionInfo]:
        """One's own sessions, or those of another user; latest first, those that have ended lately included.

        Raises ForbiddenError.
        """
        return await self._run(self._sync.sessions, operator)

    async def set_password(self, operator: int, new: str) -> None:
        """Sets another user's password, and ends every session of that user.

        Raises ForbiddenError, NotFoundError (`operator.not_found`), InvalidError (`auth.password_policy`).
        """
        return await self._run(self._sync.set_password, operator, new)


class AsyncSettingsDesk(Twin[SettingsDesk]):
    """The twin of :class:`crm_core.SettingsDesk`."""

    __slots__ = ()

    async def get(self) -> Settings:
        """The settings in force."""
        return await self._run(self._sync.get)

    async def set(self, key: SettingKey | str, value: str | int | ZoneInfo) -> Settings:
        """Sets one, and answers all that are in force. The key says the unit: `set("wrap_up_seconds", 90)`,
        `set("office_zone", "Asia/Omsk")`. Another zone counts the office's days anew, which may take a while.

        Raises ForbiddenError, InvalidError (`setting.bad_value`).
        """
        return await self._run(self._sync.set, key, value)


class AsyncShiftList(Twin[ShiftList]):
    """The twin of :class:`crm_core.ShiftList`."""

    __slots__ = ()

    def __aiter__(self) -> AsyncIterator[Shift]:
        return self._walk(self._sync.__iter__)

    async def page(
        self, number: int | None = None, *, limit: int = 20, cursor: str | None = None, total: bool = True
    ) -> ShiftPage:
        """One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
        another page of the same list. Without `total` nothing is counted, which is quicker.

        Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
        (`page.bad_cursor`).
        """
        return await self._run(self._sync.page, number, limit=limit, cursor=cursor, total=total)

    async def take(self, count: int) -> List[Shift]:
        """The first rows of the list, at most so many."""
        return await self._run(self._sync.take, count)


class AsyncShifts(Twin[Shifts]):
    """The twin of :class:`crm_core.Shifts`."""

    __slots__ = ()

    async def add(
        self, operator: int, since: datetime, until: datetime, *, note: str | None = None, idempotency_key: str | None = None
    ) -> Shift:
        """Plans a shift of 15 minutes to 24 hours, `until` being the first instant after it. With an idempotency key, the same
        request again gives the same shift.

        Raises ForbiddenError, InvalidError, NotFoundError (`operator.not_found`), ConflictError (`operator.inactive`,
        `shift.overlaps`, `idempotency.reused`).
        """
        return await self._run(self._sync.add, operator, since, until, note=note, idempotency_key=idempotency_key)

    async def attendance(self, period: Period | tuple[datetime, datetime], *, operator: int | None = None) -> List[Attendance]:
        """How the shifts that stand and touch the period were kept, by user and beginning; of one user if one is named. The
        period has at most 92 days.

        Raises InvalidError (`shift.period_too_long`).
        """
        return await self._run(self._sync.attendance, period, operator=operator)

    async def cancel(self, id: int, version: int) -> Shift:
        """Calls off a shift that was read at `version`. It is kept; one that is called off stays so.

        Raises ForbiddenError, NotFoundError (`shift.not_found`), ConflictError (`shift.version_conflict`).
        """
        return await self._run(self._sync.cancel, id, version)

    async def change(
        self,
        id: int,
        version: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        note: str | EllipsisType | None = ...,
    ) -> Shift:
        """Changes a shift that was read at `version`; what is left out stays, and `None` empties the note.

        Raises ForbiddenError, InvalidError, NotFoundError (`shift.not_found`), ConflictError (`shift.version_conflict`,
        `shift.cancelled`, `shift.overlaps`).
        """
        return await self._run(self._sync.change, id, version, since=since, until=until, note=note)

    async def get(self, id: int) -> Shift:
        """One shift.

        Raises NotFoundError (`shift.not_found`), also for one out of scope.
        """
        return await self._run(self._sync.get, id)

    def list(
        self,
        *,
        period: Period | tuple[datetime, datetime] | None = None,
        operator: int | None = None,
        cancelled: bool | None = None,
    ) -> AsyncShiftList:
        """Shifts that pass every filter given, by beginning. One that touches `period` is in it; `cancelled` asks for those that
        were called off, or for the others.
        """
        return AsyncShiftList(self._sync.list(period=period, operator=operator, cancelled=cancelled), self._threads)


class AsyncStats(Twin[Stats]):
    """The twin of :class:`crm_core.Stats`."""

    __slots__ = ()

    async def by_campaign(
        self, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> List[CampaignStats]:
        """A row for each campaign that brought or cost something, by name: of a director only what it brought to the own cities.

        Raises what `daily` raises.
        """
        return await self._run(self._sync.by_campaign, period, zone=zone, city=city)

    async def by_city(
        self, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> List[CityStats]:
        """A row for each city in scope, by name.

        Raises what `daily` raises.
        """
        return await self._run(self._sync.by_city, period, zone=zone, city=city)

    async def by_master(
        self, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> List[MasterStats]:
        """A row for each master who serves a city in scope, with its orders in the scope, by id.

        Raises what `daily` raises.
        """
        return await self._run(self._sync.by_master, period, zone=zone, city=city)

    async def by_operator(
        self, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> List[OperatorStats]:
        """A row for each operator who serves a city in scope, with its calls and orders in the scope and all its time, by id.

        Raises what `daily` raises.
        """
        return await self._run(self._sync.by_operator, period, zone=zone, city=city)

    async def daily(
        self, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None, city: int | None = None
    ) -> DailyStats:
        """Calls and orders by local day, days without anything included.

        Raises ForbiddenError (`access.forbidden`, `access.other_city`), NotFoundError (`city.not_found`), InvalidError
        (`stats.period_too_long`, `stats.amount_out_of_range`).
        """
        return await self._run(self._sync.daily, period, zone=zone, city=city)

    async def my(self, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None) -> PersonalStats:
        """The figures of whoever asks. Every user has some; a master's orders are those it was given.

        Raises ForbiddenError (`access.forbidden`) for the program itself, InvalidError (`stats.period_too_long`,
        `stats.amount_out_of_range`).
        """
        return await self._run(self._sync.my, period, zone=zone)

    async def operator(
        self, id: int, period: Period | tuple[datetime, datetime], *, zone: ZoneInfo | str | None = None
    ) -> PersonalStats:
        """The figures of one user: for admins, for directors of whoever serves one of their cities, for others only their own.

        Raises NotFoundError (`operator.not_found`), also for who is out of scope; InvalidError (`stats.period_too_long`,
        `stats.amount_out_of_range`).
        """
        return await self._run(self._sync.operator, id, period, zone=zone)

    async def overall(
        self,
        period: Period | tuple[datetime, datetime],
        *,
        zone: ZoneInfo | str | None = None,
        city: int | None = None,
        variant: ServiceLevelVariant | str | None = None,
        answer: timedelta | float | None = None,
        short: timedelta | float | None = None,
        share: float | None = None,
    ) -> OfficeStats:
        """The figures of the office: for admins of all of it, for directors of their cities together; or of one city.

        The service level is measured by a target: the share of calls (0 to 1; 0.8 unless given, to a hundredth of a per cent)
        that is answered within `answer` (20 seconds), where an abandon within `short` (5 seconds, or `answer` if that is less)
        is a short one, and abandons count as `variant` says (short ones are left out).

        Raises ForbiddenError (`access.forbidden`, `access.other_city`), NotFoundError (`city.not_found`), InvalidError
        (`stats.period_too_long`, `stats.amount_out_of_range`, `stats.bad_threshold`, `stats.bad_share`).
        """
        return await self._run(
            self._sync.overall, period, zone=zone, city=city, variant=variant, answer=answer, short=short, share=share
        )

    async def service_level(
        self,
        period: Period | tuple[datetime, datetime],
        *,
        zone: ZoneInfo | str | None = None,
        city: int | None = None,
        answer: timedelta | float | None = None,
        short: timedelta | float | None = None,
    ) -> ServiceLevels:
        """The service level by all six variants, over the same calls. An answer within `answer` (20 seconds unless given) is
        timely, an abandon within `short` (5 seconds, or `answer` if that is less) a short one.

        Raises what `daily` raises, and InvalidError (`stats.bad_threshold`).
        """
        return await self._run(self._sync.service_level, period, zone=zone, city=city, answer=answer, short=short)

    async def staffing(
        self,
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
        """What each interval of a period had, and how many people would have met the target.

        Intervals are of 15, 30 or 60 minutes. The target is a share of calls (0 to 1; 0.8 unless given) answered `within` a
        time (20 seconds), with nobody busy for a larger share of time than `max_occupancy`. `shrinkage` is the share of paid
        time in which people are not on the line (none), `patience` the mean patience of clients: with it the plan is by
        Erlang A, without by Erlang C. `handle_time` (3 minutes) is taken for intervals in which no call was handled.

        Raises what `daily` raises, and InvalidError (`stats.bad_interval`, `stats.bad_share`, `stats.bad_shrinkage`,
        `stats.bad_threshold`, `stats.bad_patience`, `stats.bad_handle_time`, `stats.bad_load`, `stats.unreachable_target`).
        """
        return await self._run(
            self._sync.staffing,
            period,
            city=city,
            interval=interval,
            share=share,
            within=within,
            max_occupancy=max_occupancy,
            shrinkage=shrinkage,
            patience=patience,
            handle_time=handle_time,
        )

    async def wallboard(
        self,
        *,
        city: int | None = None,
        variant: ServiceLevelVariant | str | None = None,
        answer: timedelta | float | None = None,
        short: timedelta | float | None = None,
        share: float | None = None,
    ) -> Wallboard:
        """The office at this moment: for admins all of it, for directors and operators their cities together; or one city. The
        target is told as to `overall`.

        Raises ForbiddenError (`access.forbidden`, `access.other_city`), NotFoundError (`city.not_found`), InvalidError
        (`stats.bad_threshold`, `stats.bad_share`).
        """
        return await self._run(self._sync.wallboard, city=city, variant=variant, answer=answer, short=short, share=share)


class AsyncTelephony(Twin[Telephony]):
    """The twin of :class:`crm_core.Telephony`."""

    __slots__ = ()

    async def accounts(self) -> List[tuple[Provider, str]]:
        """Whose events are taken: accounts and sources, by provider and the name this office gave them.

        Raises ForbiddenError (`access.forbidden`).
        """
        return await self._run(self._sync.accounts)

    async def archive(self) -> AsyncIngest:
        """The door for deliveries of an archive, which are played again long after they came: their times are taken whatever they
        are, and everything else is as ever. What is stored already stays as it is.

        Raises ForbiddenError (`access.forbidden`).
        """
        return AsyncIngest(await self._run(self._sync.archive), self._threads)

    async def check(self, progress: Callable[[int], object] | None = None) -> CallCheck:
        """Derives every call again from its events and tells which stored call differs. `progress` is told now and then how many
        conversations were looked at; what it raises ends the check.

        Raises ForbiddenError (`access.forbidden`). A difference is a finding, not an error.
        """
        return await self._run(self._sync.check, progress)

    async def purge(self) -> Progress:
        """Lets go of events that have been kept for as long as the settings say, a part at a time. Repeated deliveries are known
        for ever. Sweep before. `Crm.housekeeping` does this too.

        Raises ForbiddenError (`access.forbidden`).
        """
        return await self._run(self._sync.purge)

    async def refusals(self) -> List[RefusalCount]:
        """How many deliveries were refused, per provider, day and reason, latest day first.

        Raises ForbiddenError (`access.forbidden`).
        """
        return await self._run(self._sync.refusals)

    async def sweep(self) -> Progress:
        """Closes conversations whose closing account never came: some time after their last leg ended, or after long silence
        (settings). Their calls stay incomplete; a later account corrects them. `Crm.housekeeping` does this too.

        Raises ForbiddenError (`access.forbidden`).
        """
        return await self._run(self._sync.sweep)

    def unread(self, *, before: int | None = None) -> AsyncIterator[RawEvent]:
        """Signed events without effect, latest first, from below the number `before` if one is given: read as the walk goes.

        The walk raises ForbiddenError (`access.forbidden`).
        """
        return self._walk(self._sync.unread, before=before)
