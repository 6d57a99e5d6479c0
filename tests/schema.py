"""A small judge of JSON against the schemas of our own OpenAPI document, as far as they use JSON Schema."""

from __future__ import annotations

import datetime as dt
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
}
KNOWN = {"$ref", "type", "enum", "format", "required", "properties", "additionalProperties", "items"}
SAID = {"description", "examples"}


def wrong(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str = "$") -> list[str]:
    """Everything in a value that its schema does not allow. A word of a schema that is not known fails."""
    assert set(schema) <= KNOWN | SAID, f"{at}: {set(schema) - KNOWN - SAID} is not judged here"
    if "$ref" in schema:
        found: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return wrong(value, found, document, at)
    kind = schema.get("type", "object")
    if not isinstance(value, TYPES[kind]) or (kind == "integer" and isinstance(value, bool)):
        return [f"{at}: no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    if schema.get("format") == "date" and not _is_date(value):
        return [f"{at}: no date"]
    if kind == "array":
        parts = enumerate(value)
        return [line for n, one in parts for line in wrong(one, schema["items"], document, f"{at}[{n}]")]
    return _fields(value, schema, document, at) if kind == "object" else []


def _fields(value: dict[str, Any], schema: dict[str, Any], document: dict[str, Any], at: str) -> list[str]:
    known = schema.get("properties", {})
    found = [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
    if schema.get("additionalProperties") is False:
        found += [f"{at}: {name} is not known" for name in value if name not in known]
    for name in value.keys() & known.keys():
        found += wrong(value[name], known[name], document, f"{at}.{name}")
    return found


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
