"""Nothing of the library is missing here: every public method of its facade is reachable from Python, or it is said why not."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import crm_core
from crm_core import _crm, codes

CORE = Path(__file__).resolve().parents[3] / "crm-core" / "src"

# A public method of the facade: the type it is on, and its name.
Method = tuple[str, str]

# Where a method has another name or place here: `Class.member`, or `function(parameter)`. All others are found on the desk
# that a session gives under the name of the handle, or on that of the office.
ELSEWHERE: dict[Method, str] = {
    ("Crm", "check"): "Session.check",
    ("Operators", "actor"): "Crm.operator",
    ("Export", "next"): "Export.__iter__",
    ("Export", "next_batch"): "Export.__iter__",
    ("CrmBuilder", "tokens"): "open(token_secret)",
    ("CrmBuilder", "lifetimes"): "open(access_lifetime)",
    ("CrmBuilder", "mango"): "open(mango)",
    ("CrmBuilder", "sip"): "open(sip)",
    ("CrmBuilder", "open"): "open(url)",
    ("CrmBuilder", "build"): "open(migrate)",
}

# What is not here, and why.
REASONS: dict[Method, str] = {
    ("Crm", "builder"): "crm_core.open takes all that a builder is told.",
    ("Crm", "builder_shared"): "crm_core.open takes all that a builder is told; a store is named by its address.",
    ("Crm", "store"): "A store is the library's own; what a backend alone can do is on Crm, such as backup and report.",
    ("CrmBuilder", "clock"): "Another clock than the machine's is for tests of the library.",
    ("CrmBuilder", "passwords"): "Passwords are hashed with OWASP's parameters; cheaper ones are for tests of the library.",
    ("Exports", "table"): "It makes a file of rows that a program has; crm_core.tables writes those here.",
    ("Export", "page"): "How many rows are read at a time is chosen here, where they are turned into objects.",
}


def sources() -> Iterator[str]:
    for path in sorted(CORE.rglob("*.rs")):
        yield path.read_text(encoding="utf-8")


def methods() -> dict[str, dict[str, str]]:
    """Of every type of the core with plain or borrowing `impl` blocks: its public methods, and what each answers."""
    block = re.compile(r"^impl(?:<'c>)? (\w+)(?:<'(?:c|_)>)? \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
    method = re.compile(
        r"^    pub (?:const )?(?:async )?fn (\w+)[^{]*?\)(?: -> ([^{]+?))?(?:\n    where\b[^{]*)? \{", re.MULTILINE
    )
    found: dict[str, dict[str, str]] = {}
    for source in sources():
        for name, body in block.findall(source):
            found.setdefault(name, {}).update(dict(method.findall(body)))
    return found


EVERY = methods()
# The handles of the office: the type of each by the name of the method that gives it.
HANDLES = {name: answer.removesuffix("<'_>") for name, answer in EVERY["Crm"].items() if answer.endswith("<'_>")}
FACADE: list[Method] = sorted((kind, name) for kind in {"Crm", "CrmBuilder", "Export", *HANDLES.values()} for name in EVERY[kind])


@cache
def desks() -> dict[str, list[type]]:
    """The classes that stand for each handle: what a session, and the office itself, gives under its name."""
    with crm_core.open("sqlite::memory:") as crm:
        office = crm.system("parity")
        given = {handle: [getattr(owner, handle, None) for owner in (office, crm)] for handle in HANDLES}
    found = {HANDLES[handle]: [type(desk) for desk in both if desk is not None] for handle, both in given.items()}
    exports = [kind for kind in [getattr(crm_core, "Export", None)] if kind]
    return {**found, "Crm": [crm_core.Crm, crm_core.Session], "Export": exports}


def is_there(place: str) -> bool:
    if match := re.fullmatch(r"(\w+)\((\w+)\)", place):
        function, parameter = match.groups()
        return parameter in inspect.signature(getattr(crm_core, function)).parameters
    owner, member = place.split(".")
    return hasattr(getattr(crm_core, owner, None), member)


def test_the_facade_was_found() -> None:
    assert len(HANDLES) >= 21 and len(FACADE) >= 150, (HANDLES, FACADE)
    assert {("Crm", "health"), ("Auth", "login"), ("Audit", "walk"), ("Operators", "sweep"), ("Orders", "slots")} <= set(FACADE)
    # Every line that begins a public method in one of their blocks was read whole.
    begun: set[Method] = set()
    for source in sources():
        for name, body in re.findall(r"^impl(?:<[^>]*>)? (\w+)(?:<[^>]*>)? \{\n(.*?)^\}", source, re.MULTILINE | re.DOTALL):
            begun |= {(name, method) for method in re.findall(r"^    pub [^(]*?fn (\w+)", body, re.MULTILINE)}
    kinds = {kind for kind, _ in FACADE}
    assert sorted(one for one in begun if one[0] in kinds) == FACADE


@pytest.mark.parametrize("method", [m for m in FACADE if m not in REASONS], ids=".".join)
def test_a_method_is_reachable(method: Method) -> None:
    kind, name = method
    if place := ELSEWHERE.get(method):
        assert is_there(place), f"{kind}::{name} should be {place}"
        return
    assert any(hasattr(place, name) for place in desks().get(kind, [])), (
        f"{kind}::{name} is not reachable, and no reason is given"
    )


def test_the_tables_name_nothing_that_is_gone() -> None:
    gone = [method for method in [*ELSEWHERE, *REASONS] if method not in FACADE]
    assert gone == []
    assert not set(ELSEWHERE) & set(REASONS)
    assert all(reason.endswith(".") and " " in reason for reason in REASONS.values())
    # A reason for what is here after all is none.
    places = desks()
    assert [m for m in REASONS if any(hasattr(place, m[1]) for place in places.get(m[0], []))] == []


def test_every_method_says_what_it_does() -> None:
    undocumented = [
        f"{desk.__name__}.{name}"
        for kind in desks().values()
        for desk in kind
        for name in vars(desk)
        if not name.startswith("_") and not inspect.getdoc(getattr(desk, name))
    ]
    assert undocumented == []


def told() -> dict[str, list[tuple[str, str, str]]]:
    """The sets as the compiled half tells them."""
    return dict(_crm._codes())


def test_the_sets_are_the_same_on_both_sides() -> None:
    python = {
        name: {str(member) for member in kind}
        for name, kind in vars(codes).items()
        if isinstance(kind, type) and issubclass(kind, codes.Word) and kind is not codes.Word
    }
    assert python == {name: {code for code, _, _ in words} for name, words in told().items()}
    assert len(python) >= 24


@pytest.mark.parametrize("name", sorted(told()))
def test_a_set_has_each_word_once_with_its_labels(name: str) -> None:
    words = told()[name]
    kind = getattr(codes, name)
    assert [str(member) for member in kind] == [code for code, _, _ in words]
    assert len({code for code, _, _ in words}) == len(words)
    for code, ru, en in words:
        assert (kind(code).label("ru"), kind(code).label("en")) == (ru, en)


@pytest.mark.parametrize(("rust", "python"), [("ERRORS", "ErrorCode"), ("FIELDS", "FieldCode")])
def test_the_codes_of_errors_are_those_of_the_library(rust: str, python: str) -> None:
    source = (CORE / "codes.rs").read_text(encoding="utf-8")
    listed = re.search(rf"^pub const {rust}: &\[Code\] = &\[\n(.*?)^\];", source, re.MULTILINE | re.DOTALL)
    assert listed
    literals = re.findall(r'^    "([a-z_.]+)",$', listed.group(1), re.MULTILINE)
    assert len(literals) == len(listed.group(1).splitlines()) and len(literals) >= 40
    assert [str(member) for member in getattr(codes, python)] == literals
    assert [code for code, _, _ in told()[python]] == literals


def declared() -> dict[str, list[str]]:
    """The closed sets that the core declares by its macro, from its sources: `pub enum Name: "…" { Variant = "code", … }`."""
    found: dict[str, list[str]] = {}
    block = re.compile(r'^    pub enum (\w+): "[^"]*" \{\n(.*?)^    \}', re.MULTILINE | re.DOTALL)
    for source in sources():
        for name, body in block.findall(source):
            found[name] = re.findall(r'^        \w+ = "([^"]+)",', body, re.MULTILINE)
    return found


# Sets of the core that nobody meets here as such.
WITHIN = {
    "ClosedAs": "It is a part of the text of a counter's measure.",
}


def test_every_set_of_the_library_is_here_with_the_same_words() -> None:
    core = {name: words for name, words in declared().items() if name not in WITHIN}
    assert len(core) >= 20 and all(core.values())
    here = {name: [code for code, _, _ in words] for name, words in told().items()}
    assert core.keys() - here.keys() == set(), "declared by the library and not here"
    for name, words in core.items():
        assert here[name] == words, name
    assert WITHIN.keys() <= declared().keys()
