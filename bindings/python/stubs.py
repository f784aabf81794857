"""Writes what is made of the Rust code: the stubs of the compiled module, and the enums. ``make stubs`` runs it.

python stubs.py            writes them
python stubs.py --check    fails where they are stale
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE / "python" / "crm_core"

CODES = '''"""Closed sets of words. Each member is its code: ``CallStatus.MISSED == "missed"``, and it prints as such.

Written by ``make stubs`` from the library; do not edit.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Dict, Tuple, Type

__all__ = {names}


class Word(str, Enum):
    """One of a closed set."""

    def __str__(self) -> str:
        return str.__str__(self)

    def __format__(self, spec: str) -> str:
        return str.__format__(self, spec)

    def label(self, lang: str = "ru") -> str:
        """What people read, in Russian (``ru``) or English (``en``). A word of a later version is its own label."""
        word = str.__str__(self)
        ru, en = _LABELS.get(type(self).__name__, {{}}).get(word, (word, word))
        return {{"ru": ru, "en": en}}[lang]

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
{classes}

# In Russian and in English, where they differ from the code.
_LABELS: Dict[str, Dict[str, Tuple[str, str]]] = {labels}

_MEMBERS: Dict[str, _Members] = {{kind.__name__: _Members(kind) for kind in Word.__subclasses__()}}
'''


def write_codes(sets: list[tuple[str, list[tuple[str, str, str]]]]) -> str:
    classes, labels = [], []
    for name, words in sorted(sets):
        about = re.sub(r"(?<=[a-z])([A-Z])", lambda at: " " + at.group(1).lower(), name)
        classes.append(f'\n\nclass {name}(Word):\n    """{about}."""\n')
        classes += [f"    {re.sub(r'[^a-z0-9]', '_', code).upper()} = {quoted(code)}" for code, _, _ in words]
        told = [f"        {quoted(code)}: ({quoted(ru)}, {quoted(en)}),\n" for code, ru, en in words if (ru, en) != (code, code)]
        if told:
            labels.append(f"    {quoted(name)}: {{\n{''.join(told)}    }},\n")
    names = "[\n" + "".join(f"    {quoted(name)},\n" for name in sorted([*dict(sets), "Word"])) + "]"
    return CODES.format(names=names, classes="\n".join(classes), labels="{\n" + "".join(labels) + "}")


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


TIDIED = [
    # What other modules of the package hold, by its own name.
    (r"^from crm_core import (?:codes|Period as Period2)\n", ""),
    (r"^from crm_core\.codes import (.*)\n", r"from .codes import \1\n"),
    (r"\bcrm_core\.codes\.(\w+)", r"\1"),
    (r"\bPeriod2\b", "Period | tuple[datetime, datetime]"),
    # PyO3 names what it needs; people give these.
    (r"\bSupportsIndex\b", "int"),
    (r"\bSupportsFloat \| int\b", "float"),
    (r"\bSupportsGetItem\[int, ", "Sequence["),
    (r"^from _typeshed import .*\n", ""),
    (r"^def __getattr__\(name: str\) -> Incomplete: \.\.\.\n", ""),
    (r"^from types import CapsuleType\n", "from typing_extensions import CapsuleType\n"),
    (r"^from typing import .*\n", "from collections.abc import Sequence\nfrom typing import Any, Final, List, final\n"),
    (r"-> dict:", "-> dict[str, Any]:"),
    (r"-> tuple\[type, tuple\]:", "-> tuple[Any, ...]:"),
    # Classes have a method `list`.
    (r"\blist\[", "List["),
]


def tidy(stub: str) -> str:
    for pattern, instead in TIDIED:
        stub = re.sub(pattern, instead, stub, flags=re.MULTILINE)
    return "# Written by `make stubs` from the Rust code; do not edit.\n" + stub


AIO = '''"""The same office for ``asyncio``: twins of the classes that work, whose methods are awaited.

Each call runs on a thread of the office's own, where it lets go of the interpreter: a slow query holds up neither the event loop nor
other calls. A call whose ``await`` is cancelled before a thread has begun it is not made; one that has begun is finished,
and its answer is dropped: nothing is half done. A progress callable is called on that thread.

Written by ``make stubs`` from the library; do not edit.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import TextIOBase
from os import PathLike
from typing import TYPE_CHECKING, Any, List
from zoneinfo import ZoneInfo

from ._crm import (
{imports})
from ._crm import open as open_sync
from ._twin import Opening, Threads, Twin
from .codes import (
{codes})

if TYPE_CHECKING:
    # Of Python 3.10.
    from types import EllipsisType

__all__ = {names}


def open_async({opens}, threads: int = 16) -> Opening[AsyncCrm]:
    """As :func:`crm_core.open`, with the same options: awaited, or entered by ``async with``. At most ``threads`` calls run at once;
    others wait their turn.
    """

    async def opening() -> AsyncCrm:
        own = Threads(threads)
        return AsyncCrm(await own.run(functools.partial(open_sync, {given})), own)

    return Opening(opening)
{classes}'''

# Methods that read nothing, and are plain in the twins too.
PLAIN = {("Crm", "system")}
# Whoever waits for something to happen waits in the event loop: threads are for calls.
BODIES = {
    ("Events", "grown_past"): """\
        seconds = timeout.total_seconds() if isinstance(timeout, timedelta) else timeout
        return await self._until(functools.partial(self._sync.grown_past, position, 0), seconds)
""",
}


def asynchronous(stub: str) -> str:
    """The twins of the classes that work, or that are walked along."""
    classes = {node.name: node for node in ast.parse(stub).body if isinstance(node, ast.ClassDef)}
    methods = {name: {one.name: one for one in node.body if isinstance(one, ast.FunctionDef)} for name, node in classes.items()}
    lists = {name for name, own in methods.items() if {"page", "take", "__iter__"} <= own.keys()}
    desks = {
        ast.unparse(one.returns)
        for owner in ("Crm", "Session")
        for one in methods[owner].values()
        if is_property(one) and one.returns
    } & classes.keys()
    walked = {
        name
        for name, own in methods.items()
        if "__iter__" in own and ast.unparse(own["__iter__"].returns or ast.Constant(None)).startswith("Iterator[")
    }
    twins = sorted({"Crm", "Session"} | lists | desks | walked)
    written = "".join(twin(name, methods[name], twins, lists) for name in twins)
    opening = next(node for node in ast.parse(stub).body if isinstance(node, ast.FunctionDef) and node.name == "open")
    opens = ast.unparse(opening.args).replace("/, ", "")
    given = ", ".join(["url", *(f"{arg.arg}={arg.arg}" for arg in opening.args.kwonlyargs)])
    used = set(re.findall(r"\b[A-Z]\w+", written + opens))
    codes = sorted(used & {name for name, _ in crm_core_codes()})
    imports = sorted(used & classes.keys() - {f"Async{name}" for name in twins})
    lines = lambda names: "".join(f"    {name},\n" for name in names)  # noqa: E731
    names = "[\n" + "".join(f'    "{name}",\n' for name in sorted([*(f"Async{name}" for name in twins), "open_async"])) + "]"
    return AIO.format(imports=lines(imports), codes=lines(codes), names=names, classes=written, opens=opens, given=given)


def is_property(method: ast.FunctionDef) -> bool:
    return any(ast.unparse(one) == "property" for one in method.decorator_list)


def twin(name: str, methods: dict[str, ast.FunctionDef], twins: list[str], lists: set[str]) -> str:
    own = [f'\n\nclass Async{name}(Twin[{name}]):\n    """The twin of :class:`crm_core.{name}`."""\n\n    __slots__ = ()\n']
    if "__enter__" in methods:
        end = "        self._threads.end()\n" if name == "Crm" else ""
        own.append(
            f"\n    async def __aenter__(self) -> Async{name}:\n        return self\n"
            f"\n    async def __aexit__(self, *raised: object) -> None:\n"
            f"        await self._run(self._sync.__exit__, *raised)\n{end}"
        )
    if "__iter__" in methods:
        row = ast.unparse(methods["__iter__"].returns).removeprefix("Iterator")
        own.append(f"\n    def __aiter__(self) -> AsyncIterator{row}:\n        return self._walk(self._sync.__iter__)\n")
    own += [method(name, one, twins, lists) for one in methods.values() if not one.name.startswith("_")]
    return "".join(own)


def method(owner: str, one: ast.FunctionDef, twins: list[str], lists: set[str]) -> str:
    returns = ast.unparse(one.returns) if one.returns else "None"
    answer = f"Async{returns}" if returns in twins else returns
    doc = ast.get_docstring(one, clean=False)
    said = (
        f'        """{doc.strip()}\n        """\n'
        if doc and "\n" in doc.strip()
        else f'        """{doc.strip()}"""\n'
        if doc
        else ""
    )
    wrapped = (lambda made: f"Async{returns}({made}, self._threads)") if returns in twins else (lambda made: made)
    if is_property(one):
        body = wrapped(f"self._sync.{one.name}")
        return f"\n    @property\n    def {one.name}(self) -> {answer}:\n{said}        return {body}\n"
    one.args.posonlyargs = []
    for arg, default in zip(one.args.kwonlyargs, one.args.kw_defaults):
        # What is left out of a change; here it is handed on, so it has a type.
        if isinstance(default, ast.Constant) and default.value is Ellipsis:
            arg.annotation = ast.parse(f"{ast.unparse(arg.annotation)} | EllipsisType", mode="eval").body
    takes = ast.unparse(one.args)
    given = (
        [arg.arg for arg in one.args.args[1:]]
        if one.args.args and one.args.args[0].arg == "self"
        else [arg.arg for arg in one.args.args]
    )
    given += [f"{arg.arg}={arg.arg}" for arg in one.args.kwonlyargs]
    takes = "self" + (f", {takes.removeprefix('self').removeprefix(', ')}" if takes.removeprefix("self") else "")
    if returns.startswith("Iterator["):
        body = ", ".join([f"self._sync.{one.name}", *given])
        return f"\n    def {one.name}({takes}) -> Async{returns}:\n{said}        return self._walk({body})\n"
    if returns in lists or (owner, one.name) in PLAIN:
        return f"\n    def {one.name}({takes}) -> {answer}:\n{said}        return {wrapped(f'self._sync.{one.name}(' + ', '.join(given) + ')')}\n"
    if (owner, one.name) in BODIES:
        return f"\n    async def {one.name}({takes}) -> {answer}:\n{said}{BODIES[owner, one.name]}"
    body = f"await self._run({', '.join([f'self._sync.{one.name}', *given])})"
    return f"\n    async def {one.name}({takes}) -> {answer}:\n{said}        return {wrapped(body)}\n"


def generated() -> dict[Path, str]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["maturin", "generate-stubs", "--quiet", "--profile", "dev", "--out", folder],
            cwd=HERE,
            check=True,
        )
        stub = tidy((Path(folder) / "crm_core" / "_crm.pyi").read_text(encoding="utf-8"))
    texts = {"_crm.pyi": stub, "aio.py": asynchronous(stub), "codes.py": write_codes(crm_core_codes())}
    return {PACKAGE / name: formatted(PACKAGE / name, text) for name, text in texts.items()}


def formatted(path: Path, text: str) -> str:
    """As the rest of the code is: imports that are needed, in order; lines of a length."""
    for command in (["check", "--fix-only", "--quiet"], ["format", "--quiet"]):
        done = subprocess.run(
            ["ruff", *command, "--stdin-filename", str(path), "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            cwd=HERE,
        )
        text = done.stdout
    return text


def crm_core_codes() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The sets as the installed module tells them."""
    program = "import json; from crm_core._crm import _codes; print(json.dumps(_codes()))"
    # Not this folder's own package, which may have no compiled module; and without the enums that are being written.
    told = subprocess.run([sys.executable, "-c", program], cwd=tempfile.gettempdir(), check=True, capture_output=True)
    return [(name, [tuple(word) for word in words]) for name, words in json.loads(told.stdout)]


def main() -> int:
    texts = generated()
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.name} is stale: make stubs", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(texts[path], encoding="utf-8")
        print(f"wrote {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
