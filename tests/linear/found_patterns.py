"""Every regular expression of the package, found without a list kept by hand.

Three ways: what modules hold (also in dicts, lists and records), what cached functions return whose arguments the
source itself tells, and what stands in a call of `re` in the source. A call whose pattern is put together from what a
function is given is seen while `pattern_sites` records what the functions at the doors compile.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import ModuleType

import drift

CALLS = ("compile", "search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn")
COLUMNS = ("match", "fullmatch", "contains", "extract", "extractall", "findall", "replace", "split", "count")  # pandas
_CACHED = type(functools.cache(lambda: None))


@dataclass
class Found:
    """A pattern, where it stands, and how it is used: search stands for all that goes over a whole text."""

    where: str
    pattern: re.Pattern
    uses: set[str] = field(default_factory=set)


@functools.cache
def list_modules() -> tuple[ModuleType, ...]:
    """Return every module of the package; those that run when they are imported are left out."""
    names = (one.name for one in pkgutil.walk_packages(drift.__path__, "drift."))
    return tuple(importlib.import_module(name) for name in names if not name.endswith("__main__"))


@functools.cache
def parse(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module) or "")


@functools.cache
def find_patterns() -> dict[str, Found]:
    """Return every pattern by its text and flags, with where it was found first; looked for once."""
    found: dict[str, Found] = {}
    for module in list_modules():
        held = [*_in_values(module), *_in_cached(module), *_in_calls(module)]
        for name, pattern in held:
            key = f"{pattern.flags} {pattern.pattern!r}"
            one = found.setdefault(key, Found(f"{module.__name__}:{name}", pattern))
            one.uses |= uses_of(module, name)
    return found


def _in_values(module: ModuleType) -> Iterator[tuple[str, re.Pattern]]:
    for name, value in [*vars(module).items()]:
        yield from _walk(name, value)


def _walk(name: str, value: object, depth: int = 4) -> Iterator[tuple[str, re.Pattern]]:
    """Yield the patterns in a value; the name is that of the variable, with the key in a dict behind it."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth == 0:
        return
    elif isinstance(value, Mapping):  # also one that compiles what it is asked for
        for key, one in [*value.items()]:
            yield from _walk(f"{name}[{key}]" if depth == 4 else name, one, depth - 1)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from _walk(name, one, depth - 1)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _walk(name, getattr(value, one.name), depth - 1)


def _in_cached(module: ModuleType) -> Iterator[tuple[str, re.Pattern]]:
    """Yield what cached functions return, called without arguments or with those that the source names."""
    for name, value in [*vars(module).items()]:
        if isinstance(value, _CACHED) and not _required(value):
            yield from _walk(name, value())
    for call in ast.walk(parse(module)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args and not call.keywords:
            value = vars(module).get(call.func.id)
            if isinstance(value, _CACHED) and all(isinstance(arg, ast.Constant) for arg in call.args):
                yield from _walk(call.func.id, value(*(arg.value for arg in call.args)))


def _required(function: object) -> list[str]:
    return [one.name for one in inspect.signature(function).parameters.values() if one.default is one.empty]


def _in_calls(module: ModuleType) -> Iterator[tuple[str, re.Pattern]]:
    for call in list_calls(module):
        pattern = _evaluate(call, module)
        if pattern is not None:
            yield f"re.{call.func.attr} line {call.lineno}", pattern


def list_calls(module: ModuleType) -> list[ast.Call]:
    """Return the calls in the source of a module that take a pattern: of `re`, and of text columns (`.str.match`)."""
    calls = [node for node in ast.walk(parse(module)) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and _takes_pattern(call)]


def _takes_pattern(call: ast.Call) -> bool:
    of = call.func.value
    if isinstance(of, ast.Name):
        return of.id == "re" and call.func.attr in CALLS
    if not (isinstance(of, ast.Attribute) and of.attr == "str" and call.args):
        return False
    told = {word.arg: word.value for word in call.keywords}
    plain = call.func.attr in ("replace", "split") and "regex" not in told
    return call.func.attr in COLUMNS and not plain


def _evaluate(call: ast.Call, module: ModuleType) -> re.Pattern | None:
    """Return the pattern of a call, None where it hangs on what a function is given."""
    if not call.args:
        return None
    given = [call.args[0], *(call.args[1:2] if call.func.attr == "compile" else ())]
    given += [word.value for word in call.keywords if word.arg == "flags"]
    try:
        pattern, *flags = (eval(compile(ast.Expression(arg), "<pattern>", "eval"), vars(module)) for arg in given)
    except NameError:
        return None
    return pattern if isinstance(pattern, re.Pattern) else re.compile(pattern, *flags)


@functools.cache
def _used(module: ModuleType) -> dict[str, set[str]]:
    """Return, for every variable, function and key that a module keeps patterns by, the methods it calls."""
    used: dict[str, set[str]] = {}
    for node in ast.walk(parse(module)):
        if isinstance(node, ast.Attribute) and node.attr in CALLS:
            for name in _names(node.value):
                used.setdefault(name, set()).add(node.attr)
    return used


def _names(value: ast.expr) -> list[str]:
    """Return what a pattern is called where it is used: _WORD, PATTERNS[end], PATTERNS[?], _roles."""
    if isinstance(value, ast.Name):
        return [value.id]
    if isinstance(value, ast.Call):
        return _names(value.func)
    if isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name):
        key = value.slice.value if isinstance(value.slice, ast.Constant) else "?"
        return [f"{value.value.id}[{key}]"]
    return []


def uses_of(module: ModuleType, name: str) -> set[str]:
    """Return how a pattern is used: match and fullmatch from the first sign on, else search."""
    if name.startswith("re."):
        method = name[3:].partition(" ")[0]
        return set() if method == "compile" else {method if method in CALLS else "search"}
    plain, _, key = name.partition("[")
    names = [name, f"{plain}[?]"] if key else [plain]
    sharing = [one for one in list_modules() if vars(one).get(plain) is vars(module)[plain]]
    uses = set().union(*(_used(one).get(known, set()) for one in sharing for known in names))
    return uses or {"search"}
