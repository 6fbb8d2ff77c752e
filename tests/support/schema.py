"""JSON Schema (draft 2020-12), as much of it as docs/schema uses, for outputs under test."""

import json
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schema"

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_SAID_ONLY = {"$schema", "$id", "$defs", "title", "description"}


def schema(name: str) -> dict[str, Any]:
    """The schema in ``docs/schema/NAME.schema.json``."""
    loaded: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    return loaded


def faults(value: Any, rules: dict[str, Any]) -> list[str]:
    """What in a JSON value is not as a schema says, each with its place; none when it is valid.

    A keyword that is not known here is an error of the schema (`KeyError`), never passed over.
    """
    return _Check(rules).of(value, rules, "$")


class _Check:
    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root

    def of(self, value: Any, rules: dict[str, Any], place: str) -> list[str]:
        found = []
        for keyword, rule in rules.items():
            if keyword not in _SAID_ONLY:
                check = getattr(self, "_" + keyword.removeprefix("$"), None)
                if check is None:
                    raise KeyError(keyword)
                found += check(value, rule, place)
        known = set(rules.get("properties", {}))
        if isinstance(value, dict) and "additionalProperties" in rules:
            for name in value.keys() - known:
                found += self._extra(value[name], rules["additionalProperties"], f"{place}.{name}")
        return found

    def _extra(self, value: Any, rule: Any, place: str) -> list[str]:
        if isinstance(rule, dict):
            return self.of(value, rule, place)
        return [] if rule else [f"{place} is not in the schema"]

    def _additionalProperties(self, *_: Any) -> list[str]:
        return []  # judged in `of`, beside `properties`

    def _ref(self, value: Any, rule: str, place: str) -> list[str]:
        rules = self._root
        for step in rule.removeprefix("#/").split("/"):
            rules = rules[step]
        return self.of(value, rules, place)

    def _allOf(self, value: Any, rule: list[Any], place: str) -> list[str]:
        return [fault for one in rule for fault in self.of(value, one, place)]

    def _type(self, value: Any, rule: str | list[str], place: str) -> list[str]:
        names = [rule] if isinstance(rule, str) else rule
        for name in names:
            # To Python, but not to JSON, true is a number.
            if isinstance(value, _TYPES[name]) and isinstance(value, bool) is (name == "boolean"):
                return []
        return [f"{place} is {value!r:.60}, not {' or '.join(names)}"]

    def _const(self, value: Any, rule: Any, place: str) -> list[str]:
        return [] if value == rule else [f"{place} is {value!r:.60}, not {rule!r}"]

    def _enum(self, value: Any, rule: list[Any], place: str) -> list[str]:
        return [] if value in rule else [f"{place} is {value!r:.60}, not one of {rule}"]

    def _pattern(self, value: Any, rule: str, place: str) -> list[str]:
        wrong = isinstance(value, str) and not re.search(rule, value)
        return [f"{place} is {value!r:.60}, not like {rule}"] if wrong else []

    def _minimum(self, value: Any, rule: float, place: str) -> list[str]:
        wrong = isinstance(value, (int, float)) and value < rule
        return [f"{place} is {value}, less than {rule}"] if wrong else []

    def _maximum(self, value: Any, rule: float, place: str) -> list[str]:
        wrong = isinstance(value, (int, float)) and value > rule
        return [f"{place} is {value}, more than {rule}"] if wrong else []

    def _required(self, value: Any, rule: list[str], place: str) -> list[str]:
        if not isinstance(value, dict):
            return []
        return [f"{place}.{name} is missing" for name in rule if name not in value]

    def _properties(self, value: Any, rule: dict[str, Any], place: str) -> list[str]:
        if not isinstance(value, dict):
            return []
        pairs = [(name, one) for name, one in rule.items() if name in value]
        return [fault for n, one in pairs for fault in self.of(value[n], one, f"{place}.{n}")]

    def _items(self, value: Any, rule: dict[str, Any], place: str) -> list[str]:
        if not isinstance(value, list):
            return []
        return [f for n, one in enumerate(value) for f in self.of(one, rule, f"{place}[{n}]")]
