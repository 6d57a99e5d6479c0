"""The checklist of documents, and who filled in the form (parts 4 and 5)."""

from __future__ import annotations

from foundation.questions import (
    DateKind,
    Documents,
    DocumentType,
    Email,
    Group,
    Line,
    Phone,
    Section,
)

CHECKLIST = (
    DocumentType("pastoral_support_plan", "Pastoral support plan"),
    DocumentType("attendance_record", "Attendance record"),
    DocumentType("school_report", "Most recent school report"),
    DocumentType("early_help", "CAF or early help assessment"),
    DocumentType("behaviour_log", "Behaviour log"),
    DocumentType("iep", "Individual education plan", must=False),
    DocumentType("ehc_papers", "Statement or EHC papers", must=False),
    DocumentType("ep_report", "Educational psychologist’s report", must=False),
    DocumentType("ehc_review", "Statement review", must=False),
    DocumentType("careers_plan", "Careers plan", must=False),
    DocumentType("yos_report", "Youth justice report", must=False),
    DocumentType("active_psp", "Active pastoral support programme", must=False),
    DocumentType("risk_assessment", "Risk assessment", must=False),
    DocumentType("other", "Another document", must=False),
)

DOCUMENTS = Section(
    "documents",
    "Documents and who filled this in",
    part="5. Checklist of documents",
    hint="Five documents are required, or the reason why there is none",
    contents=(
        Documents("documents", "Documents", types=CHECKLIST),
        Group(
            "Who filled in this form",
            (
                Line("referred_by", "Referred by", required="Enter who refers", prefill="actor.name"),
                DateKind(
                    "completed_on",
                    "Date completed",
                    past=True,
                    required="Enter the date the form was completed",
                    prefill="today",
                ),
                Phone("referrer_phone", "Telephone", required="Enter a telephone number"),
                Email("referrer_email", "Email", required="Enter an email address", prefill="actor.email"),
            ),
        ),
    ),
)
