"""The life of an office: threads, tasks, fork, garbage collection, Ctrl-C and the interpreter's end, with work under way."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable

import pytest

import crm_core

# Nothing here takes so long; what does hangs.
DEADLINE = 120
ZONE = "Asia/Omsk"


def raised(office: crm_core.Session, city: int) -> int:
    """Adds one to the capacity of a city, whatever others do to it meanwhile; answers how often it was overtaken."""
    overtaken = 0
    while True:
        read = office.cities.get(city)
        try:
            office.cities.change(city, read.version, capacity_kp=read.capacity_kp + 1)
            return overtaken
        except crm_core.ConflictError:
            overtaken += 1


def test_of_sixty_four_threads_none_loses_an_update(crm: crm_core.Crm, office: crm_core.Session) -> None:
    shared = office.cities.create("Омск", ZONE, capacity_kp=0)

    def work(thread: int) -> None:
        own = crm.system(f"thread {thread}")
        own.cities.create(f"Город {thread}", ZONE)
        for _ in range(3):
            raised(own, shared.id)

    with ThreadPoolExecutor(64) as threads:
        for done in [threads.submit(work, thread) for thread in range(64)]:
            done.result(timeout=DEADLINE)
    assert office.cities.get(shared.id).capacity_kp == 64 * 3
    assert len(office.cities.list()) == 1 + 64


def test_of_a_thousand_tasks_none_loses_an_update(url: str) -> None:
    async def work(office: crm_core.AsyncSession, city: int, task: int) -> None:
        await office.cities.by_name("Омск")
        if task % 10:
            await office.cities.create(f"Город {task}", ZONE)
            return
        while True:
            read = await office.cities.get(city)
            try:
                await office.cities.change(city, read.version, capacity_kp=read.capacity_kp + 1)
                return
            except crm_core.ConflictError:
                pass

    async def main() -> None:
        async with await crm_core.open_async(url) as crm:
            office = crm.system("tasks")
            shared = await office.cities.create("Омск", ZONE, capacity_kp=0)
            await asyncio.wait_for(asyncio.gather(*(work(office, shared.id, task) for task in range(1000))), DEADLINE)
            assert (await office.cities.get(shared.id)).capacity_kp == 100
            assert len(await office.cities.list()) == 1 + 900

    asyncio.run(main())


# Another program: two copies of SQLite in one process do not see each other's locks.
WRITER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("holds", flush=True)
sys.stdin.read()
other.execute("ROLLBACK")
"""


@contextmanager
def another_writer(path: Path) -> Iterator[Callable[[], None]]:
    """Somebody else writes the file, until told to end."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin and other.stdout
        assert other.stdout.readline() == "holds\n"
        yield other.stdin.close
        other.stdin.close()
        other.wait(DEADLINE)


def test_the_interpreter_is_free_while_a_call_waits(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    with crm_core.open(f"sqlite://{path}") as crm, another_writer(path) as end:
        office = crm.system("tests")
        answered = threading.Event()

        def write() -> None:
            office.cities.create("Омск", ZONE)
            answered.set()

        writing = threading.Thread(target=write)
        writing.start()
        turns = 0
        until = time.monotonic() + 0.5
        while time.monotonic() < until:
            turns += 1
        waited = not answered.is_set()
        end()
        writing.join(DEADLINE)
        assert waited and answered.is_set()
        # A thread that never got the interpreter would have made none.
        assert turns > 1_000


def test_the_interpreter_is_free_while_postgresql_waits(url: str) -> None:
    if not url.startswith("postgres"):
        pytest.skip("of PostgreSQL")
    with crm_core.open(url) as crm, ThreadPoolExecutor(8) as threads:
        office = crm.system("tests")
        city = office.cities.create("Омск", ZONE, capacity_kp=0)
        calls = [threads.submit(raised, office, city.id) for _ in range(64)]
        turns = 0
        while not all(call.done() for call in calls):
            turns += 1
        assert turns > 1_000
        assert office.cities.get(city.id).capacity_kp == 64


def run(script: str, *given: str, ends: int = 0) -> str:
    """Runs a script by itself, with every warning an error; it has to end by itself, in the given way, saying nothing amiss."""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", textwrap.dedent(script), *given],
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert done.returncode == ends, done.stderr
    for word in ("panicked", "Fatal", "Traceback", "Exception ignored", "Warning"):
        assert word not in done.stderr, done.stderr
    return done.stdout


FILL = """
    import os, sys, threading, time, crm_core
    crm = crm_core.open(sys.argv[1])
    office = crm.system("tests")
    def work(thread):
        for number in range(10_000):
            office.cities.create(f"Город {thread}-{number}", "Asia/Omsk")
            # In one piece, and past Python's own lock of the output, which a thread may hold at the end.
            os.write(1, f"{thread} {number}\\n".encode())
    def begin(daemon):
        threads = [threading.Thread(target=work, args=(thread,), daemon=daemon) for thread in range(8)]
        for thread in threads:
            thread.start()
        return threads
"""


def test_the_interpreter_ends_with_calls_of_daemon_threads_under_way(url: str) -> None:
    said = run(
        FILL
        + """
    begin(daemon=True)
    while len(office.cities.list()) < 20:
        time.sleep(0.01)
    """,
        url,
    )
    with crm_core.open(url) as crm:
        kept = {city.name for city in crm.system("tests").cities.list()}
    told = {"Город " + "-".join(line.split()) for line in said.splitlines() if len(line.split()) == 2}
    assert told and told <= kept, "what was answered is kept"


def test_the_interpreter_ends_with_an_office_in_del(url: str) -> None:
    said = run(
        """
    import sys, crm_core
    class Late:
        def __init__(self):
            self.crm = crm_core.open(sys.argv[1])
            self.office = self.crm.system("tests")
        def __del__(self):
            print("in del", len(self.office.cities.list()), self.crm.closed)
            self.crm.close()
    late = Late()
    kept = late, [late]
    late.office.cities.create("Омск", "Asia/Omsk")
    """,
        url,
    )
    assert said == "in del 1 False\n"


def test_an_office_in_a_cycle_is_collected(small: crm_core.Session) -> None:
    class Holder:
        pass

    holder: Any = Holder()
    holder.itself, holder.crm = holder, crm_core.open("sqlite::memory:")
    holder.walk = iter(holder.crm.system("tests").calls.list())
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            small.cities.list()

    working = [threading.Thread(target=work) for _ in range(4)]
    for thread in working:
        thread.start()
    del holder
    for _ in range(20):
        gc.collect()
    stop.set()
    for thread in working:
        thread.join(DEADLINE)


def test_the_last_handle_goes_while_another_thread_still_reads(url: str) -> None:
    crm = crm_core.open(url)
    cities = crm.system("tests").cities
    cities.create("Омск", ZONE)
    with ThreadPoolExecutor(4) as threads:
        reads = [threads.submit(lambda: len(cities.list())) for _ in range(200)]
        del crm
        gc.collect()
        assert {read.result(timeout=DEADLINE) for read in reads} == {1}


def child(office: crm_core.Session, name: str, told: Any) -> None:
    office.cities.create(name, ZONE)
    told.put(len(office.cities.list()))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="of systems that fork")
def test_parent_and_child_of_a_fork_go_on_with_the_same_office(crm: crm_core.Crm, office: crm_core.Session) -> None:
    office.cities.create("Омск", ZONE)
    context = multiprocessing.get_context("fork")
    told = context.SimpleQueue()
    children = [context.Process(target=child, args=(office, f"Город {number}", told)) for number in range(4)]
    for process in children:
        process.start()
    office.cities.create("Томск", ZONE)
    for process in children:
        process.join(DEADLINE)
        assert process.exitcode == 0
    assert len(office.cities.list()) == 6


@pytest.mark.skipif(not hasattr(os, "fork"), reason="of systems that fork")
def test_a_fork_amid_calls_of_other_threads_waits_for_them(url: str) -> None:
    said = run(
        FILL
        + """
    import os
    threads = begin(daemon=True)
    while len(office.cities.list()) < 20:
        time.sleep(0.01)
    for turn in range(5):
        pid = os.fork()
        if pid == 0:
            office.cities.create(f"Дитя {turn}", "Asia/Omsk")
            os._exit(0 if len(office.cities.list()) > 20 else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    os.write(1, b"children %d\\n" % sum(city.name.startswith("Дитя") for city in office.cities.list()))
    """,
        url,
    )
    assert "children 5" in said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="of systems that fork")
def test_an_office_in_memory_stays_with_its_process() -> None:
    said = run("""
    import os, sys, warnings, crm_core
    # It keeps its thread over the fork, and Python 3.12 says so.
    warnings.simplefilter("ignore", DeprecationWarning)
    crm = crm_core.open("sqlite::memory:")
    office = crm.system("tests")
    office.cities.create("Омск", "Asia/Omsk")
    pid = os.fork()
    if pid == 0:
        try:
            office.cities.list()
        except crm_core.UnavailableError as error:
            print(error.code, flush=True)
        sys.exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    print(len(office.cities.list()))
    """)
    assert said == "store.closed\n1\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="of systems that fork")
def test_tasks_go_on_in_the_child_of_a_fork(url: str) -> None:
    said = run(
        """
    import asyncio, os, sys, crm_core
    async def main(crm):
        return len(await crm.system("tests").cities.list())
    async def begin():
        crm = await crm_core.open_async(sys.argv[1])
        await crm.system("tests").cities.create("Омск", "Asia/Omsk")
        return crm
    import warnings
    # The threads of the tasks are there, and Python 3.12 says so.
    warnings.simplefilter("ignore", DeprecationWarning)
    crm = asyncio.run(begin())
    pid = os.fork()
    os.write(1, b"%d\\n" % asyncio.run(main(crm)))
    if pid:
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    """,
        url,
    )
    assert said == "1\n1\n"


def test_ctrl_c_ends_a_call_that_waits(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    crm_core.open(f"sqlite://{path}").close()
    script = """
        import sys, crm_core
        office = crm_core.open(f"sqlite://{sys.argv[1]}", migrate=False).system("tests")
        try:
            print("waiting", flush=True)
            office.cities.create("Омск", "Asia/Omsk")
        except KeyboardInterrupt:
            print("interrupted", flush=True)
    """
    with (
        another_writer(path) as end,
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), str(path)], stdout=subprocess.PIPE, text=True
        ) as waiting,
    ):
        assert waiting.stdout
        assert waiting.stdout.readline() == "waiting\n"
        # Before the call began, or while it waits: both end it.
        waiting.send_signal(signal.SIGINT)
        assert waiting.stdout.readline() == "interrupted\n"
        end()
        waiting.wait(DEADLINE)


def test_a_closed_office_says_so(crm: crm_core.Crm, office: crm_core.Session) -> None:
    assert not crm.closed
    crm.close()
    crm.close()
    assert crm.closed
    with pytest.raises(crm_core.UnavailableError) as refused:
        office.cities.list()
    assert refused.value.code == "store.closed"


def test_a_walk_belongs_to_one_thread_at_a_time(small: crm_core.Session) -> None:
    assert list(small.calls.list()) == []
    walk = iter(small.calls.list())
    assert next(walk, None) is None and next(walk, None) is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="of systems that fork")
def test_a_fork_from_within_a_call_leaves_the_child_an_answer(url: str) -> None:
    said = run(
        """
    import os, sys, warnings, crm_core
    warnings.simplefilter("ignore", DeprecationWarning)
    crm = crm_core.open(sys.argv[1])
    office = crm.system("tests")
    office.cities.create("Омск", "Asia/Omsk")
    children = []
    def hears(part, rows):
        if not children:
            children.append(os.fork())
            if not children[0]:
                os._exit(5)
    office.check(hears)
    assert os.waitstatus_to_exitcode(os.waitpid(children[0], 0)[1]) == 5
    def answers(part, rows):
        if len(children) == 1:
            children.append(os.fork())
            if not children[1]:
                raise KeyError("out of the call, in the child")
    try:
        office.check(answers)
    except KeyError:
        for ask in (office.cities.list, crm.health, lambda: crm_core.open("sqlite::memory:")):
            try:
                ask()
            except crm_core.UnavailableError as error:
                os.write(1, error.code.encode() + b" ")
        os._exit(6)
    assert os.waitstatus_to_exitcode(os.waitpid(children[1], 0)[1]) == 6
    os.write(1, b"%d" % len(office.cities.list()))
    """,
        url,
    )
    assert said == "store.closed store.closed store.closed 1"


def test_a_callable_within_a_call_can_break_nothing(crm: crm_core.Crm, office: crm_core.Session) -> None:
    for ask in (
        crm.close,
        office.cities.list,
        lambda: crm_core.open("sqlite::memory:"),
        lambda: iter(office.calls.list()).__next__(),
    ):
        with pytest.raises(RuntimeError, match="within another call"):
            office.check(lambda part, rows, ask=ask: ask())  # type: ignore[misc]
    assert not crm.closed and office.cities.list() == []


def test_a_stream_is_read_neither_within_a_call_nor_while_the_process_is_copied(
    crm: crm_core.Crm, office: crm_core.Session
) -> None:
    pa = pytest.importorskip("pyarrow")
    stream = pa.RecordBatchReader.from_stream(office.calls.list())
    with pytest.raises(Exception, match="within another call"):
        office.check(lambda part, rows: stream.read_next_batch())
    assert crm.health().schema


@pytest.mark.skipif(not hasattr(os, "fork"), reason="of systems that fork")
def test_a_reader_of_columns_that_keeps_the_interpreter_holds_up_no_fork(url: str) -> None:
    said = run(
        """
    import ctypes, os, sys, threading, crm_core
    from ctypes import c_char_p, c_void_p, cast, create_string_buffer, py_object, pythonapi
    pythonapi.PyCapsule_GetPointer.restype, pythonapi.PyCapsule_GetPointer.argtypes = c_void_p, [py_object, c_char_p]
    # A PYFUNCTYPE is called with the interpreter held.
    method = ctypes.PYFUNCTYPE(ctypes.c_int, c_void_p, c_void_p)
    release = ctypes.PYFUNCTYPE(None, c_void_p)
    office = crm_core.open(sys.argv[1]).system("tests")
    office.past.calls("tests", [
        crm_core.PastCall(id=str(n), direction="in", status="missed", started_at=office.cities.create(str(n), "UTC").created_at)
        for n in range(20)
    ])
    done, read = threading.Event(), [0]
    def work():
        while not done.is_set():
            try:
                capsule = office.calls.list().__arrow_c_stream__()
            except crm_core.UnavailableError:
                continue
            stream = pythonapi.PyCapsule_GetPointer(capsule, b"arrow_array_stream")
            get_next = method(cast(stream + 8, ctypes.POINTER(c_void_p))[0])
            batch = create_string_buffer(80)
            if get_next(stream, ctypes.addressof(batch)):
                continue
            end = cast(ctypes.addressof(batch) + 64, ctypes.POINTER(c_void_p))[0]
            if end:
                read[0] += 1
                release(end)(ctypes.addressof(batch))
    reading = threading.Thread(target=work)
    reading.start()
    for _ in range(20):
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
    while not read[0]:
        pass
    done.set()
    reading.join()
    os.write(1, b"all")
    """,
        url,
    )
    assert said == "all"


def test_who_waits_for_something_to_happen_keeps_no_thread(url: str) -> None:
    async def main() -> None:
        async with crm_core.open_async(url, threads=2) as crm:
            office = crm.system("tests")
            head = await office.events.head()
            waiting = [asyncio.create_task(office.events.grown_past(head, 60)) for _ in range(20)]

            async def first() -> crm_core.FeedEvent:
                async for event in office.events.follow():
                    return event
                raise AssertionError

            following = [asyncio.create_task(first()) for _ in range(20)]
            assert await asyncio.wait_for(office.cities.list(), DEADLINE) == []
            await asyncio.sleep(0.3)
            await office.cities.create("Омск", ZONE)
            assert all(await asyncio.wait_for(asyncio.gather(*waiting), DEADLINE))
            assert len(await asyncio.wait_for(asyncio.gather(*following), DEADLINE)) == 20
            assert await office.events.grown_past(await office.events.head(), 0.01) is None

    asyncio.run(main())


def test_leaving_a_session_tells_what_ended_its_block(crm: crm_core.Crm, office: crm_core.Session) -> None:
    password = "a long pass phrase 1"
    olga = office.operators.create("Ольга", "olga", password, role="admin")
    with crm.sign_in("olga", password) as session:
        session.auth.logout()
    with pytest.raises(ZeroDivisionError), crm.sign_in("olga", password):
        office.auth.set_password(olga.id, "another long pass phrase")
        raise ZeroDivisionError
    with crm.sign_in("olga", "another long pass phrase"):
        crm.close()


def test_the_module_serves_one_interpreter() -> None:
    run("""
    import crm_core, sys
    try:
        import _xxsubinterpreters as interpreters
    except ImportError:
        sys.exit(0)
    other = interpreters.create()
    try:
        interpreters.run_string(other, "try:\\n import crm_core\\nexcept ImportError: pass\\nelse: raise SystemError('imported')")
    finally:
        interpreters.destroy(other)
    assert str(crm_core.CallStatus.MISSED) == "missed"
    """)


def test_ctrl_c_ends_a_call_wherever_the_module_was_imported(tmp_path: Path) -> None:
    script = """
        import signal, sys, threading, time
        thread = threading.Thread(target=lambda: __import__("crm_core")); thread.start(); thread.join()
        import crm_core
        events = crm_core.open("sqlite::memory:").system("tests").events
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        try:
            events.grown_past(events.head(), 100)
        except KeyboardInterrupt:
            print("interrupted")
    """
    assert run(script) == "interrupted\n"
