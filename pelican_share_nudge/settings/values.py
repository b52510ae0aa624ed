"""The only module that compares a setting's value with its type: what is wrong, where, and what to write instead."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from inspect import signature
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from pelican_share_nudge.nearest import SHOWN_AT_MOST, closest, cut, none_of

# What says no and yes in front matter, in any letter case.
OFF = frozenset(("off", "no", "false", "none", "0"))
ON = frozenset(("on", "yes", "true", "1"))

_SEPARATORS = r"\s*[,;]\s*"
_DATES = "%d.%m.%Y %d/%m/%Y %m/%d/%Y %d-%m-%Y %m-%d-%Y %Y/%m/%d %Y.%m.%d %Y%m%d %d_%B_%Y %d._%B_%Y %B_%d,_%Y %d_%b_%Y"

Path = tuple[object, ...]


class _Unusable:
    """Stands where a value was that cannot be used, so that the others keep their places."""


UNUSABLE = _Unusable()
NO_VALUE = object()  # of a problem with what is missing, or with a whole file


class Wrong(Struct, frozen=True):
    """One thing that is wrong in a value.

    Attributes:
        path: the positions and keys that lead to it.
        value: what stands there.
        text: what is wrong, and what to write instead.
        of_key: it is the key itself that is wrong, whatever its value is.
    """

    path: Path
    value: object
    text: str
    of_key: bool = False


def listed(items: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """List what can be used of a list, and where it stands."""
    return ((position, item) for position, item in enumerate(items) if item is not UNUSABLE)


def table(value: Any) -> Mapping[str, Any]:
    """Give a table; an empty one for what is none, or cannot be used."""
    return value if isinstance(value, dict) else {}


def subscript(path: Path) -> str:
    """Write a path as Python does: `[2]["until"]`."""
    return "".join(f"[{_key(step)}]" for step in path)


def _key(step: object) -> str:
    return '"{}"'.format(cut(step, 60).replace('"', '\\"')) if isinstance(step, str) else shown(step)


def shown(value: object) -> str:
    """Show any value in one line, cut; whatever it is, that does not fail."""
    try:
        return cut(repr(value))
    except Exception:  # Of a value's own making, or a number of too many digits.
        return f"<{kind(value)}>"


class Reading:
    """Reads values as types want them. Each part is read by itself, so that everything that is wrong is noted at once.

    Args:
        known: the names from which a list of names is chosen.

    Attributes:
        wrong: what was found.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.wrong: list[Wrong] = []
        self._known = tuple(known)

    def read(self, value: Any, wanted: Any, path: Path = ()) -> Any:
        """Give a value as it is wanted: UNUSABLE in the places of what cannot be used."""
        alternatives = _alternatives(wanted)
        listed = next((other for other in alternatives if get_origin(other) is tuple), None)
        mapped = next((other for other in alternatives if get_origin(other) is Mapping), None)
        if _is_table(wanted) and isinstance(value, Mapping):
            return self._table(value, wanted, path)
        if mapped is not None and isinstance(value, Mapping):
            return self._mapping(value, get_args(mapped)[1], path)
        if listed is not None and isinstance(value, list | tuple):
            item = get_args(listed)[0]
            return tuple(self.read(part, item, (*path, position)) for position, part in enumerate(value))
        if listed is not None and not isinstance(value, str | NoneType):
            return self._not_a_list(value, wanted, get_args(listed)[0], path)
        return self._plain(value, wanted, path)

    def _note(self, path: Path, value: object, text: str) -> _Unusable:
        self.wrong.append(Wrong(path, value, text))
        return UNUSABLE

    def _plain(self, value: Any, wanted: Any, path: Path) -> Any:
        try:
            if not _is_table(wanted):
                is_time = isinstance(value, datetime.datetime) and datetime.date in _alternatives(wanted)
                return msgspec.convert(value.date() if is_time else value, wanted)
        except Exception:  # A value may be of any making.
            pass
        return self._note(path, value, _mismatch(value, wanted, self._known))

    def _not_a_list(self, value: Any, wanted: Any, item: Any, path: Path) -> _Unusable:
        if _is_table(item) and isinstance(value, Mapping):
            self._note(path, value, f"{_mismatch(value, wanted)} Put it between [ and ].")
            self._table(value, item, path)
            return UNUSABLE
        return self._note(path, value, _mismatch(value, wanted))

    def _mapping(self, value: Mapping[Any, Any], wanted: Any, path: Path) -> dict[str, Any]:
        read = {}
        for key, item in value.items():
            if isinstance(key, str):
                read[key] = self.read(item, wanted, (*path, key))
            else:
                text = f"The key must be a text, and `{shown(key)}` is {kind(key)}."
                self.wrong.append(Wrong((*path, key), item, text, of_key=True))
        return read

    def _table(self, value: Mapping[Any, Any], wanted: Any, path: Path) -> Any:
        types = get_type_hints(wanted)
        names = {name.rstrip("_"): name for name in types}
        read: dict[str, Any] = {}
        given = {key for key in value if isinstance(key, str)}
        for key, item in value.items():
            name = key if isinstance(key, str) else ""
            if name not in names:
                name = closest(name, names)
                self._note((*path, key), item, _no_key(key, name, names))
                if not name or name in given:
                    continue
            read[names[name]] = self.read(item, types[names[name]], (*path, key))
        for name in _required(wanted):
            if name not in read:
                self._note((*path, name), NO_VALUE, f"This key is missing: {wanted_words(types[name])} is wanted.")
            if read.get(name, UNUSABLE) is UNUSABLE:
                read[name] = ""  # stands in, so that the rest can be looked at
        return wanted(**{name: item for name, item in usable(read).items() if item is not UNUSABLE})


def _is_table(wanted: Any) -> bool:
    """Tell whether a type is written as a table of its fields."""
    return isinstance(wanted, type) and issubclass(wanted, Struct)


@cache
def _required(wanted: type) -> tuple[str, ...]:
    """List the keys that a table must have: texts, all of them."""
    return tuple(name for name, field in signature(wanted).parameters.items() if field.default is field.empty)


def _no_key(key: object, meant: str, names: Iterable[str]) -> str:
    written = cut(key) if isinstance(key, str) else shown(key)
    advice = f"Did you mean `{meant}`?" if meant else f"There are {', '.join(f'`{name}`' for name in names)}."
    return f"There is no key `{written}`. {advice}"


def usable(value: Any) -> Any:
    """Leave out of a list or a table what cannot be used."""
    if isinstance(value, tuple):
        return tuple(usable(item) for item in value if item is not UNUSABLE)
    if isinstance(value, dict):
        return {key: usable(item) for key, item in value.items() if item is not UNUSABLE}
    return value


def _alternatives(wanted: Any) -> tuple[Any, ...]:
    return get_args(wanted) if get_origin(wanted) in (Union, UnionType) else (wanted,)


def wanted_words(wanted: Any) -> str:
    """Say what a type wants: `a text`, `a whole number`, `a list` …"""
    words = (_WORDS.get(other) or _WORDS.get(get_origin(other)) or "" for other in _alternatives(wanted))
    if get_origin(wanted) is Literal:
        return f"one of {', '.join(f'`{name}`' for name in get_args(wanted))}"
    found = list(dict.fromkeys(filter(None, words)))
    return " or ".join(found) or "a table"


_WORDS: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    bool: "True or False",
    datetime.date: "a date",
    tuple: "a list",
    Mapping: "a table",
}


def kind(value: object) -> str:
    """Say what sort of value this is."""
    if value is None or isinstance(value, bool):
        return str(value)
    for of, words in _KINDS.items():
        if isinstance(value, of):
            return words
    return f"a `{cut(type(value).__name__)}`"


_KINDS: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number with a decimal point",
    list: "a list",
    tuple: "a tuple",
    set: "a set, which has no order",
    frozenset: "a set, which has no order",
    Mapping: "a table",
    bytes: "bytes",
    datetime.date: "a date",
}


def _mismatch(value: object, wanted: Any, known: Sequence[str] = ()) -> str:
    of = [other for other in _alternatives(wanted) if other is not NoneType]
    if get_origin(of[0]) is Literal and isinstance(value, str):
        return none_of(value, get_args(of[0]))
    words = wanted_words(wanted)
    text = f"{words[0].upper()}{words[1:]} is wanted, and this is {kind(value)}."
    return text + next(filter(None, (advise(value, known) for other in of if (advise := _advice(other)))), "")


def _advice(wanted: Any) -> Any:
    if get_origin(wanted) is tuple:
        item = get_args(wanted)[0]
        known = get_args(item) if get_origin(item) is Literal else ()
        return (lambda value, names: _as_list(value, known or names)) if item is str or known else None
    return {bool: _as_switch, int: _as_number, datetime.date: _as_date}.get(wanted)


def _as_switch(value: object, _: Sequence[str]) -> str:
    word = str(value).strip().lower() if isinstance(value, str | int | float) else ""
    return f" Write {word in ON}, without quotes." if word in ON | OFF else ""


def _as_number(value: object, _: Sequence[str]) -> str:
    written = value.strip() if isinstance(value, str) else str(value) if isinstance(value, float) else ""
    found = re.fullmatch(r"(\d{1,4})(?:\.0*)?", written)
    return f" Write {int(found[1])}, without quotes or point." if found else ""


def _as_list(value: object, known: Sequence[str]) -> str:
    """Write a text as the list that it means, with the names that are known."""
    if not isinstance(value, str) or len(value) > SHOWN_AT_MOST:
        return ""
    text = value.strip(" \t\n[](){},;")
    names = re.split(_SEPARATORS, text) if re.search(_SEPARATORS, text) else text.split()
    names = [name.strip("\"' ") for name in names]
    names = [closest(name, known) for name in names] if known else names
    return f" Write {json.dumps(names, ensure_ascii=False)}." if names and all(names) else ""


def _as_date(value: object, _: Sequence[str]) -> str:
    days = sorted({str(day) for day in _dates(value)}) or ["2026-12-31"]
    return f" Write year, month and day: {' or '.join(f'`{day}`' for day in days)}."


def _dates(value: object) -> Iterator[datetime.date]:
    """Read a date in all the ways in which people write one."""
    text = " ".join(str(value).split()).replace(" ", "_") if isinstance(value, str | int) else ""
    if len(text) > SHOWN_AT_MOST:
        return
    for form in _DATES.split():
        try:
            yield datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    try:
        yield datetime.datetime.fromisoformat(text.replace("_", " ")).date()
    except ValueError:
        return
