"""What hundreds of builds would each do again: compile the same themes, half of their time, and look for plugins."""

from __future__ import annotations

from functools import cache
from types import CodeType, FunctionType
from typing import Any

from jinja2 import Environment
from pygments import plugin

_compile = Environment.compile
_known: dict[Any, CodeType] = {}


def remember_compiled() -> None:
    """Let no environment compile again what another one that is set up alike has compiled."""
    Environment.compile = _remembered  # type: ignore[method-assign,assignment]


def remember_installed() -> None:
    """Look once for plugins of Pygments: it looks through all that is installed for each code of unknown language."""
    plugin.iter_entry_points = cache(plugin.iter_entry_points)


def _remembered(
    self: Environment, source: Any, name: str | None = None, filename: str | None = None, **options: Any
) -> Any:
    if not isinstance(source, str) or options:
        return _compile(self, source, name, filename, **options)
    key = (source, name, filename, *_set_up(self))
    if key not in _known:
        _known[key] = _compile(self, source, name, filename)
    return _known[key]


def _set_up(environment: Environment) -> tuple[Any, ...]:
    """List all that the code of a template depends on beside its source: what is constant is worked out in it."""
    named = ("block_start_string", "variable_start_string", "comment_start_string", "line_statement_prefix")
    named += ("line_comment_prefix", "trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline")
    named += ("autoescape", "finalize", "undefined", "optimized", "sandboxed", "is_async", "code_generator_class")
    called = (*environment.filters.items(), *environment.tests.items())
    return (
        type(environment),
        *(getattr(environment, name) for name in named),
        tuple(environment.extensions),
        tuple((name, call if isinstance(call, FunctionType) else type(call)) for name, call in called),
    )
