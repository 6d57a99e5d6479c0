"""The OpenAPI document of the placement check: what may be sent, and every shape that may come back."""

from __future__ import annotations

from typing import Any

from foundation.access.problems import MEDIA_TYPE
from transitions import placement

PATH = "/api/placement-checks"
_DATE = {"type": "string", "format": "date", "examples": ["2027-01-05"]}


def _problem(words: str) -> dict[str, Any]:
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": words, "content": {MEDIA_TYPE: shape}}


def document(base_url: str) -> dict[str, Any]:
    """The document for an installation at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Placement checks",
            "version": "1.0.0",
            "description": "May this child go to this setting from this date? The key decides whether "
            "the reasons are told. Every call is written down with the key's account.",
        },
        "servers": [{"url": base_url.rstrip("/")}],
        "security": [{"key": []}],
        "paths": {PATH: {"post": _operation()}},
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Question": _question(), "Answer": _answer(), "Problem": _problem_shape()},
        },
    }


def _operation() -> dict[str, Any]:
    question = {"application/json": {"schema": {"$ref": "#/components/schemas/Question"}}}
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}
    limits = {
        name: {"schema": {"type": "string"}, "description": words}
        for name, words in (
            ("X-RateLimit-Limit", "How many calls this key has in the window"),
            ("X-RateLimit-Remaining", "How many are left"),
            ("X-RateLimit-Reset", "When the window begins anew, in seconds since 1970"),
        )
    }
    return {
        "operationId": "checkPlacement",
        "summary": "Ask the placement check",
        "requestBody": {"required": True, "content": question},
        "responses": {
            "200": {"description": "The answer", "headers": limits, "content": answer},
            "400": _problem("The body is no JSON object"),
            "401": _problem("No key, or one that is unknown, over or revoked"),
            "403": _problem("The key has another purpose"),
            "413": _problem("The body is too large"),
            "415": _problem("The body is not sent as JSON"),
            "422": _problem("A field is missing, unknown or wrong; `errors` says which"),
            "429": _problem("Too many calls with this key; Retry-After says how long to wait"),
            "500": _problem("Something went wrong"),
        },
    }


def _question() -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["upn", "urn", "from"],
        "properties": {
            "upn": {
                "type": "string",
                "description": "The child's unique pupil number; its check letter is checked",
            },
            "urn": {
                "type": "string",
                "description": "The setting's URN, or the authority's own code (X and digits)",
            },
            "from": {**_DATE, "description": "The first day at the setting"},
        },
    }


def _answer() -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["result", "colour", "reasons"],
        "properties": {
            "result": {"type": "string", "enum": list(placement.WORDS)},
            "colour": {"type": "string", "enum": sorted(set(placement.COLOURS.values()))},
            "reasons": {
                "type": "array",
                "items": {"type": "string"},
                "description": f"Empty when clear; otherwise the reasons, or “{placement.SPEAK}”",
            },
        },
    }


def _problem_shape() -> dict[str, Any]:
    line = {
        "type": "object",
        "additionalProperties": False,
        "required": ["field", "detail"],
        "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "instance": {"type": "string"},
            "errors": {"type": "array", "items": line},
        },
    }
