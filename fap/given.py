"""What the declaration needs from outside: today, reference sets, settings, documents."""

from __future__ import annotations

from collections.abc import Sequence

from flask import has_request_context, url_for
from sqlalchemy import select

from fap.form import FORM
from fap.models import Referral, ReferralDocument
from foundation.questions import Given, every_question
from foundation.store import session, today
from foundation.store.reference_data import choices, label
from roll.lists import setting_by_urn, settings_by_name
from roll.models import Setting

SETS = tuple(sorted({question.set_name for _path, question in every_question(FORM.questions)} - {""}))


def setting_label(setting: Setting) -> str:
    """A setting as it stands in forms: name and URN."""
    return f"{setting.name} ({setting.urn})"


class SettingsFinder:
    """The look-up of settings by URN, by label, or by words of the name."""

    def find(self, text: str) -> Sequence[tuple[str, str]]:
        """(URN, label) of everything the text may mean; an exact match alone."""
        text = text.strip()
        exact = setting_by_urn(text) if text else None
        if exact is None and text.endswith(")"):
            exact = setting_by_urn(text.rpartition("(")[2].rstrip(")"))
        if exact is not None:
            return [(exact.urn, setting_label(exact))]
        found = settings_by_name(text, limit=20)
        same = [row for row in found if row.name.casefold() == text.casefold()]
        return [(row.urn, setting_label(row)) for row in (same if len(same) == 1 else found)]

    def label(self, code: str) -> str | None:
        """The label of a URN."""
        found = setting_by_urn(code)
        return setting_label(found) if found else None


def sets() -> dict[str, list[tuple[str, str]]]:
    """Every reference set of the form, as it can be chosen today."""
    return {name: [(choice.code, choice.label) for choice in choices(name)] for name in SETS}


def given(referral: Referral | None = None) -> Given:
    """Everything for one referral (or for none yet)."""
    return Given(
        today=today(),
        sets=sets(),
        lookups={"settings": SettingsFinder()},
        old_label=label,
        files=files(referral) if referral is not None else {},
    )


def files(referral: Referral) -> dict[str, tuple[str, str]]:
    """Public id -> (name, address) of the documents of a referral; one that waits has no address."""
    found = session().scalars(
        select(ReferralDocument).where(
            ReferralDocument.referral_id == referral.id, ReferralDocument.removed_at.is_(None)
        )
    )
    return {
        row.public_id: (f"{row.file_name} (waits for the virus scanner)", "")
        if row.waits
        else (row.file_name, _address(referral, row))
        for row in found
    }


def _address(referral: Referral, row: ReferralDocument) -> str:
    """Where the document is downloaded; a command has no pages, and needs none."""
    if not has_request_context():
        return ""
    return url_for("fap.document", referral=referral.public_id, document=row.public_id)
