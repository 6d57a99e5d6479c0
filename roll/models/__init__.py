"""What the roll keeps: settings, children and their stays, and the runs that said so."""

from __future__ import annotations

from roll.models.children import OPEN_END, PREVIOUS, Child, ChildAlias, Enrolment, ExpectedEnrolment
from roll.models.extracts import RollExtract
from roll.models.places import Postcode, Ward
from roll.models.profiles import ColumnProfile
from roll.models.runs import IdentityQuestion, ImportReject, ImportRun
from roll.models.settings import Setting, SettingPlace, SiteGroup

__all__ = [
    "OPEN_END",
    "PREVIOUS",
    "Child",
    "ChildAlias",
    "ColumnProfile",
    "Enrolment",
    "ExpectedEnrolment",
    "IdentityQuestion",
    "ImportReject",
    "ImportRun",
    "Postcode",
    "RollExtract",
    "Setting",
    "SettingPlace",
    "SiteGroup",
    "Ward",
]
