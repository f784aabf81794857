# Written by `make stubs` from the Rust code; do not edit.
"""
The compiled half of `crm_core`; import that one.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final, List, final
from zoneinfo import ZoneInfo

from typing_extensions import CapsuleType

from .codes import CallDirection, CallSort, CallStatus

__version__: Final[str]

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
        direction: CallDirection | str,
        status: CallStatus | str,
        client: str | None,
        started_at: datetime,
        city: str | None,
        campaign: str | None,
        operator: str | None,
    ) -> Call: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    @property
    def campaign(self, /) -> str | None:
        """
        The campaign's name.
        """
    @property
    def city(self, /) -> str | None:
        """
        The city's name.
        """
    @property
    def client(self, /) -> str | None:
        """
        The client; `None` when hidden or internal.
        """
    @property
    def direction(self, /) -> CallDirection:
        """
        Which way it went.
        """
    @property
    def id(self, /) -> int:
        """
        Its id.
        """
    @property
    def operator(self, /) -> str | None:
        """
        The operator's name.
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
    def version(self, /) -> int:
        """
        How often it has been written.
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
class Calls:
    """
    Calls in the scope of whoever asks.
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
        `complete` asks whether the provider's account of them is whole.
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
        Adds a city. Hours of visits are minutes after midnight; a capacity is how many visits fit into an hour. With an
        idempotency key, the same request again gives the same city.

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
        The same: bt.
        """
    @property
    def capacity_kp(self, /) -> int:
        """
        How many visits for each kind of equipment fit into an hour: kp.
        """
    @property
    def capacity_mnch(self, /) -> int:
        """
        The same: mnch.
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
class Crm:
    """
    An office over one database. Threads may share it, and so may what it gave; a `fork` of the process opens its own.
    """
    def __enter__(self, /) -> Crm: ...
    def __exit__(self, /, *_raised: object) -> None: ...
    def __repr__(self, /) -> str: ...
    def bearer(self, /, access_token: str) -> Session:
        """
        Whoever holds an access token, as it comes with a request.

        Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.deactivated`).
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

        Raises NotFoundError (`operator.not_found`), ForbiddenError (`operator.inactive`).
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
class MangoAccount:
    """
    An account of Mango Office whose events are taken.
    """
    def __new__(cls, /, name: str, *, key: str, salt: str, clock_offset_seconds: int = 0) -> MangoAccount:
        """
        `key` and `salt` are the account's secrets; `clock_offset_seconds` is added to the provider's times.

        Raises CrmError for an empty secret or an offset of more than a day.
        """
    def __repr__(self, /) -> str: ...

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
class Period:
    """
    Instants from `since` up to, but not including, `until`.
    """
    def __contains__(self, at: datetime, /) -> bool: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, since: datetime, until: datetime) -> Period:
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
class Rows:
    """
    A walk along a list. It belongs to one thread at a time.
    """
    def __iter__(self, /) -> Rows: ...
    def __next__(self, /) -> Any: ...
    def _batch(self, /) -> List[Any]:
        """
        The next row and whatever was read with it; nothing at the end. For who must not read on every turn.
        """

@final
class Session:
    """
    Somebody at work in an office: what they may see and do is asked of the database with each call, so a user who is
    deactivated, or whose cities change, is so at once.
    """
    def __enter__(self, /) -> Session: ...
    def __exit__(self, /, *_raised: object) -> None:
        """
        Signs out whoever signed in.
        """
    def __repr__(self, /) -> str: ...
    @property
    def actor(self, /) -> str:
        """
        Who this is for the audit, such as `operator:7` or `system:import`.
        """
    @property
    def calls(self, /) -> Calls:
        """
        Calls.
        """
    @property
    def cities(self, /) -> Cities:
        """
        Cities.
        """
    @property
    def operator_id(self, /) -> int | None:
        """
        The user's id; `None` for the program itself.
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
        extensions: Sequence[str] = ...,
        groups: Sequence[str] = ...,
        line: str | None = None,
    ) -> SipSource:
        """
        `extensions` and `groups` are the server's own names of phones and of queues; `line` is the number of calls that name
        none.

        Raises CrmError for an empty secret; InvalidError (`phone.bad`).
        """
    def __repr__(self, /) -> str: ...

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

def _codes() -> List[tuple[str, List[tuple[str, str, str]]]]:
    """
    Every set by the name of its class: its words, each with its labels in Russian and in English.
    """

def open(
    url: str,
    *,
    migrate: bool = True,
    token_secret: str | None = None,
    earlier_token_secrets: Sequence[str] = ...,
    mango: Sequence[MangoAccount] = ...,
    sip: Sequence[SipSource] = ...,
) -> Crm:
    """
    Opens a database: `sqlite://office.db`, `sqlite:///absolute/office.db`, `sqlite::memory:` or `postgresql://…`. An SQLite
    file is made if it is not there. The schema is brought up to date unless `migrate` is false.

    `token_secret`, of 32 bytes or more, signs the tokens of those who sign in; without one a random secret is made, and
    tokens end with the process. `earlier_token_secrets` are accepted too.

    Raises MalformedError (`store.bad_url`), UnavailableError, InternalError (`store.schema_too_new`, `store.foreign`,
    `store.corrupt`).
    """
