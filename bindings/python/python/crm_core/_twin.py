"""What the classes of :mod:`crm_core.aio` are made of."""

from __future__ import annotations

import asyncio
import functools
import os
import weakref
from collections.abc import AsyncIterator, Awaitable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Generic, Optional, TypeVar

S = TypeVar("S")
T = TypeVar("T")

# How often, in seconds, whoever waits for something to happen looks whether it has.
_LOOK = 0.2


class Threads:
    """The threads of one office, made when they are needed: the child of a fork has none of its parent's."""

    def __init__(self, count: int) -> None:
        if count < 1:
            raise ValueError("threads: at least one is needed")
        self._count = count
        self._pool: Optional[ThreadPoolExecutor] = None
        _EVERY.add(self)

    async def run(self, call: Callable[[], T]) -> T:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._count, thread_name_prefix="crm")
        return await asyncio.get_running_loop().run_in_executor(self._pool, _without_stop, call)

    def end(self) -> None:
        """No call waits for it: what has begun is finished."""
        if self._pool is not None:
            self._pool.shutdown(wait=False)
            self._pool = None

    def forget(self) -> None:
        self._pool = None


def _without_stop(call: Callable[[], T]) -> T:
    """A future takes no StopIteration: whoever awaits it would wait for ever."""
    try:
        return call()
    except StopIteration as stop:
        raise RuntimeError("a callable raised StopIteration") from stop


_EVERY: weakref.WeakSet[Threads] = weakref.WeakSet()


def _forget_all() -> None:
    for threads in list(_EVERY):
        threads.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


class Twin(Generic[S]):
    """The object that works, and the threads it works on."""

    __slots__ = ("_sync", "_threads")

    def __init__(self, sync: S, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    def __repr__(self) -> str:
        return f"<async {self._sync!r}>"

    async def _run(self, call: Callable[..., T], /, *given: Any, **named: Any) -> T:
        return await self._threads.run(functools.partial(call, *given, **named))

    async def _walk(self, begin: Callable[..., Iterator[T]], *given: Any, **named: Any) -> AsyncIterator[T]:
        walk: Any = await self._run(begin, *given, **named)
        # Nothing yet is no end: whoever waits keeps no thread, and may be cancelled.
        while (rows := await self._threads.run(walk._batch)) is not None:
            for row in rows:
                yield row
            if not rows:
                await asyncio.sleep(_LOOK)

    async def _until(self, look: Callable[..., Optional[T]], timeout: float) -> Optional[T]:
        """What is there once it is there; ``None`` when it is not after so many seconds. Nobody waits on a thread."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while (found := await self._run(look)) is None and loop.time() < end:
            await asyncio.sleep(min(_LOOK, max(end - loop.time(), 0)))
        return found


class Opening(Generic[S]):
    """A database that is being opened: awaited, or entered by ``async with``."""

    def __init__(self, opening: Callable[[], Awaitable[S]]) -> None:
        self._opening = opening
        self._opened: Any = None

    def __await__(self) -> Generator[Any, None, S]:
        return self._opening().__await__()

    async def __aenter__(self) -> S:
        self._opened = await self._opening()
        opened: S = await self._opened.__aenter__()
        return opened

    async def __aexit__(self, *raised: object) -> None:
        await self._opened.__aexit__(*raised)
