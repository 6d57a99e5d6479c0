"""Errors for machines: problem documents (RFC 9457). They say no more than a page would."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify

MEDIA_TYPE = "application/problem+json"
WORDS: dict[int, str] = {
    400: "The request cannot be read.",
    401: "A valid key is needed: Authorization: Bearer KEY.",
    403: "This key may not do this.",
    404: "There is nothing at this address.",
    405: "This address does not take this method.",
    413: "The request is too large.",
    415: "Send JSON, with Content-Type: application/json.",
    422: "Something in the request is not right.",
    429: "Too many requests. Wait, and ask again.",
    500: "Something went wrong here. It has been noted.",
}


def problem(
    status: int, detail: str = "", *, request_id: str = "", errors: Mapping[str, str] | None = None
) -> Response:
    """A problem document. `errors`: what is wrong, by the name of the field."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or WORDS.get(status, HTTPStatus(status).phrase),
    }
    if errors:
        body["errors"] = [{"field": field, "detail": words} for field, words in errors.items()]
    if request_id:
        body["instance"] = f"urn:request:{request_id}"
    answer = jsonify(body)
    answer.status_code, answer.content_type = status, MEDIA_TYPE
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="placement checks"'
    return answer
