"""A referral to read, to print, and its documents."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, url_for

from fap.long_form import LONG_FORM, bar, child_words
from fap.models import Referral, ReferralDocument
from fap.pages.blueprints import referral_pages as pages
from fap.pages.referral import READERS
from fap.reading import ReferralReader, writes
from foundation.access.permissions import Permission
from foundation.answers import reading_of
from foundation.paper import render_pdf
from foundation.questions import Reading
from foundation.store import current_actor, documents, now


def sent_reading(referral: Referral) -> Reading:
    """What the person reads: the version that was sent; whoever writes it reads the present answers."""
    actor = current_actor()
    own_draft = referral.is_open_to_change and writes(actor, referral)
    version = None if own_draft else referral.version
    return reading_of(referral, LONG_FORM, ReferralReader(actor, referral), version)


@pages.page("/<referral>/answers", needs=READERS, opens=Referral)
def answers(referral: Referral) -> Any:
    """Everything that was answered, as this person may read it."""
    return render_template(
        "fap/answers.html", lines=sent_reading(referral).said(), referral=referral, facts=bar(referral)
    )


@pages.page("/<referral>/pdf", needs=READERS, opens=Referral, kind="print")
def pdf(referral: Referral) -> Any:
    """The whole form as a PDF, from the same reading as the page."""
    context = {"lines": sent_reading(referral).said(), "referral": referral, "child": child_words(referral)}
    made = render_pdf(
        "paper/referral.html",
        context,
        reference=referral.known_as,
        version=referral.version or "draft",
        printed_by=current_actor().name,
        printed_at=now(),
        watermark=None if referral.version else "Draft",
    )
    return download(made, "application/pdf", f"{referral.reference or 'referral-draft'}.pdf")


@pages.page(
    "/<referral>/documents/<document>", needs=Permission.READ_REFERRALS, opens=(Referral, ReferralDocument)
)
def document(referral: Referral, document: ReferralDocument) -> Any:
    """One document of the checklist, as a download."""
    if document.referral_id != referral.id or document.removed_at is not None:
        abort(404)
    if document.waits:
        flash("The virus scanner has not looked at this document yet. Try again in a few minutes.", "error")
        return redirect(url_for("fap.referral", referral=referral.public_id))
    ending = document.file_name.rpartition(".")[2].casefold()
    plain = f"{referral.reference or 'referral'}-{document.kind}.{ending if ending.isalnum() else 'bin'}"
    return download(documents.get(document.stored_as), document.media_type, plain)


def download(data: bytes, media_type: str, name: str) -> Response:
    """A download under a name without a child's; never shown inside the page's own origin."""
    response = Response(data, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
