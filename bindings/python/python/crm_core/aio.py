"""The same office for ``asyncio``: twins of the classes that work, whose methods are awaited.

Each call runs on a thread of the office's own, where it lets go of the interpreter: a slow query holds up neither the event loop nor
other calls. A call whose ``await`` is cancelled before a thread has begun it is not made; one that has begun is finished,
and its answer is dropped: nothing is half done. A progress callable is called on that thread.

Written by ``make stubs`` from the library; do not edit.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, List
from zoneinfo import ZoneInfo

from ._crm import (
    Call,
    CallList,
    CallPage,
    Calls,
    Cities,
    City,
    Crm,
    Health,
    Migrated,
    Period,
    Progress,
    Session,
)
from ._crm import open as open_sync
from ._twin import Threads, Twin
from .codes import (
    CallDirection,
    CallSort,
    CallStatus,
)

__all__ = [
    "AsyncCallList",
    "AsyncCalls",
    "AsyncCities",
    "AsyncCrm",
    "AsyncSession",
    "open_async",
]


async def open_async(url: str, *, threads: int = 16, **options: Any) -> AsyncCrm:
    """Opens a database as :func:`crm_core.open` does, with the same options. At most ``threads`` calls run at once; others wait
    their turn.
    """
    own = Threads(threads)
    return AsyncCrm(await own.run(lambda: open_sync(url, **options)), own)


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


class AsyncCalls(Twin[Calls]):
    """The twin of :class:`crm_core.Calls`."""

    __slots__ = ()

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
        `complete` asks whether the provider's account of them is whole.
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
        """Adds a city. Hours of visits are minutes after midnight; a capacity is how many visits fit into an hour. With an
        idempotency key, the same request again gives the same city.

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


class AsyncCrm(Twin[Crm]):
    """The twin of :class:`crm_core.Crm`."""

    __slots__ = ()

    async def __aenter__(self) -> AsyncCrm:
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self._run(self._sync.__exit__, *raised)
        self._threads.end()

    async def bearer(self, access_token: str) -> AsyncSession:
        """Whoever holds an access token, as it comes with a request.

        Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.deactivated`).
        """
        return AsyncSession(await self._run(self._sync.bearer, access_token), self._threads)

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

        Raises NotFoundError (`operator.not_found`), ForbiddenError (`operator.inactive`).
        """
        return AsyncSession(await self._run(self._sync.operator, id), self._threads)

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
    def calls(self) -> AsyncCalls:
        """Calls."""
        return AsyncCalls(self._sync.calls, self._threads)

    @property
    def cities(self) -> AsyncCities:
        """Cities."""
        return AsyncCities(self._sync.cities, self._threads)

    @property
    def operator_id(self) -> int | None:
        """The user's id; `None` for the program itself."""
        return self._sync.operator_id
