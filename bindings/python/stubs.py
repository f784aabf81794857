"""Writes what is made of the Rust code: the stubs of the compiled module, and the enums. ``make stubs`` runs it.

    python stubs.py            writes them
    python stubs.py --check    fails where they are stale
"""

from __future__ import annotations

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
    (r"\bSupportsGetItem\[int, ", "Sequence["),
    (r"^from _typeshed import .*\n", ""),
    (r"^def __getattr__\(name: str\) -> Incomplete: \.\.\.\n", ""),
    (r"^from types import .*EllipsisType.*\n", ""),
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


def asynchronous(stub: str) -> str:
    """The twins of the classes that work: each method is awaited."""
    return stub


def generated() -> dict[Path, str]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["maturin", "generate-stubs", "--quiet", "--profile", "dev", "--out", folder],
            cwd=HERE, check=True,
        )
        stub = tidy((Path(folder) / "crm_core" / "_crm.pyi").read_text(encoding="utf-8"))
    return {PACKAGE / "_crm.pyi": stub, PACKAGE / "codes.py": write_codes(crm_core_codes())}


def crm_core_codes() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The sets as the installed module tells them."""
    program = "import json; from crm_core._crm import _codes; print(json.dumps(_codes()))"
    # Not this folder's own package, which may have no compiled module; and without the enums that are being written.
    told = subprocess.run([sys.executable, "-c", program], cwd=tempfile.gettempdir(), check=True, capture_output=True)
    return [(name, [tuple(word) for word in words]) for name, words in json.loads(told.stdout)]


def main() -> int:
    stale = [path for path, text in generated().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.name} is stale: make stubs", file=sys.stderr)
        return 1 if stale else 0
    for path, text in generated().items() if stale else ():
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
