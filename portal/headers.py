"""Security headers on every answer (security G11, G12)."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request


def csp_nonce() -> str:
    """The nonce of this answer's scripts and styles."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(18)
    nonce: str = g.csp_nonce
    return nonce


def init_app(app: Flask) -> None:
    """Set the headers after every request, error pages and downloads included."""
    app.after_request(_headers)
    app.before_request(_request_id)


def _request_id() -> None:
    g.request_id = secrets.token_hex(8)


def _policy() -> str:
    nonce = f"'nonce-{csp_nonce()}'"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {nonce} 'strict-dynamic'",
            f"style-src 'self' {nonce}",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            "manifest-src 'self'",
        ]
    )


def _headers(response: Response) -> Response:
    found = response.headers
    found.setdefault("Content-Security-Policy", _policy())
    found["X-Content-Type-Options"] = "nosniff"
    found["X-Frame-Options"] = "DENY"
    found["Referrer-Policy"] = "no-referrer" if request.endpoint == "access.invitation" else "same-origin"
    found["Cross-Origin-Opener-Policy"] = "same-origin"
    found["Cross-Origin-Embedder-Policy"] = "require-corp"
    found["Cross-Origin-Resource-Policy"] = "same-origin"
    found["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
    if request.is_secure:
        found["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    if request.endpoint == "static":
        found["Cache-Control"] = (
            "public, max-age=31536000, immutable" if request.args.get("v") else "no-cache"
        )
    else:
        found["Cache-Control"] = "no-store"
    return response
