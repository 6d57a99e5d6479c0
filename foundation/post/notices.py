"""The fixed texts of every mail. None has a place for a name, a number, a school or a reason.

A mail says that there is something to do and where; who and what stands behind the sign-in. It holds
the name of the service, one of the sentences below, and a link.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """One kind of mail: `subject` after the service's name, and the sentence that says what to do."""

    name: str
    subject: str
    what_to_do: str


NOTICES: dict[str, Notice] = {}


class UnknownNotice(LookupError):
    """No notice of this name was registered."""


def register(notice: Notice) -> Notice:
    """Add a notice; a room does so for its own. Raises ValueError when the name is taken by another text."""
    if NOTICES.setdefault(notice.name, notice) != notice:
        raise ValueError(f"there is another notice called {notice.name!r}")
    return notice


def notice(name: str) -> Notice:
    """The notice of a name. Raises `UnknownNotice`."""
    try:
        return NOTICES[name]
    except KeyError:
        raise UnknownNotice(f"no notice is called {name!r}") from None


READ = "there is something for you to read"
ANSWER = "there is something for you to answer"
LATE = "something is waiting for you and is late"

for _name, _subject, _what_to_do in (
    # The way in
    (
        "account_invited",
        "set up your sign-in",
        "You have been invited. Open the link to set up your sign-in.",
    ),
    (
        "password_reset",
        "set a new password",
        "Open the link to set a new password. If you did not ask, tell us.",
    ),
    (
        "sign_in_changed",
        "your sign-in was changed",
        "Your sign-in was changed. If it was not you, tell us at once.",
    ),
    ("sign_in_locked", "your sign-in is locked", "Your sign-in was locked after several wrong tries."),
    # Moves between settings
    ("alert_raised", READ, "There is a new item in your list. Sign in to read it and say what you will do."),
    ("alert_assigned", ANSWER, "An item was passed to you. Sign in to read it and say what you will do."),
    (
        "alert_overdue",
        LATE,
        "An item in your list has not been answered in time. Sign in to answer it today.",
    ),
    (
        "disclosure_released",
        READ,
        "Something was shared with your setting. Sign in to read and acknowledge it.",
    ),
    ("disclosure_late", LATE, "Something that was shared has not been acknowledged. Sign in to see to it."),
    ("disclosure_acknowledged", READ, "Something that you shared was acknowledged. Sign in to see it."),
    ("handover_waiting", ANSWER, "Something is on its way to your setting. Sign in to accept it."),
    ("check_overridden", ANSWER, "Someone went ahead against a warning. Sign in to read why, today."),
    ("incident_unlinked", ANSWER, "There is a new item in the queue. Sign in to say where it belongs."),
    ("watch_differs", ANSWER, "The nightly self-check needs you. Sign in to see what it found, today."),
    ("import_held", ANSWER, "A file was held and not applied. Sign in to see why and to decide."),
    # Plans
    ("plan_requested", ANSWER, "You are asked for a plan, with a date. Sign in to begin it."),
    ("plan_late", LATE, "A plan that you were asked for is late. Sign in to complete it."),
    ("plan_submitted", READ, "A plan was submitted. Sign in to review it."),
    ("plan_feedback", ANSWER, "There is feedback on a plan. Sign in to read and answer it."),
    ("plan_answered", READ, "Feedback that you gave was answered. Sign in to read the answer."),
    ("plan_accepted", READ, "A plan was accepted. Sign in to see it."),
    ("plan_review_due", ANSWER, "A plan is due for review. Sign in to review it."),
    ("plan_names_changed", ANSWER, "A plan was changed in a way that you must confirm. Sign in to see what."),
    ("plan_told", READ, "There is news about a plan. Sign in to read it."),
    ("plan_to_decide", ANSWER, "A decision about a plan is wanted. Sign in to take it."),
    ("plan_help_wanted", ANSWER, "Someone asks for help with a plan. Sign in to answer."),
    # The panel
    ("referral_submitted", READ, "A referral was submitted. Sign in to check it."),
    ("referral_returned", ANSWER, "A referral came back to you. Sign in to see what is asked for."),
    ("referral_accepted", READ, "A referral was accepted. Sign in to see what happens next."),
    ("referral_ended", READ, "A referral was ended. Sign in to see why."),
    ("agenda_published", READ, "The papers of a meeting are ready. Sign in to read them."),
    ("leave_asked", ANSWER, "A late item waits for your leave. Sign in to give it or not."),
    ("leave_ruled", READ, "A late item was ruled on. Sign in to read how."),
    ("meeting_moved", READ, "A meeting was moved. Sign in to see when and where it is."),
    ("meeting_cancelled", READ, "A meeting was cancelled. Sign in to see why."),
    ("decision_to_sign", ANSWER, "A decision is ready for your signature. Sign in to read and sign it."),
    ("document_refused", ANSWER, "A document was refused by the virus scanner. Sign in to see which."),
    ("safety_answer", ANSWER, "A setting says that a place is not safe. Sign in to rule on it."),
    ("decision_signed", READ, "A decision was made. Sign in to read it."),
    ("decision_outside", ANSWER, "A decision cannot wait for the next meeting. Sign in to read and sign it."),
    ("not_ratified", ANSWER, "A panel did not ratify a decision. Sign in to see what happens next."),
    ("advice_asked", ANSWER, "Your advice is asked before a decision. Sign in to answer."),
    ("advice_given", READ, "The advice that you asked for is there. Sign in to read it."),
    ("advice_noted", ANSWER, "Something that you said was written down. Sign in to read or correct it."),
    # After a decision
    ("place_offered", ANSWER, "You are offered something to decide on. Sign in to read and answer."),
    ("place_answered", READ, "An offer was answered. Sign in to read the answer."),
    ("place_begun", READ, "A first day was recorded. Sign in to see it."),
    ("place_not_begun", READ, "A first day did not take place. Sign in to see what was done."),
    ("place_late", LATE, "An answer or a step is late. Sign in to see to it."),
    ("handover_received", READ, "A handover was received. Sign in to see it."),
    # Cases and meetings
    ("contact_received", READ, "There is a new contact in the queue. Sign in to decide on it."),
    ("action_due", ANSWER, "An action of yours is due. Sign in to say how it stands."),
    ("meeting_called", READ, "You are asked to a meeting. Sign in to see when and where."),
    ("information_asked", ANSWER, "You are asked for information. Sign in to read and answer."),
    ("information_given", READ, "Information that you asked for is there. Sign in to read it."),
    ("information_feedback", READ, "There is word on what came of your information. Sign in to read it."),
    ("information_late", LATE, "Information that you are asked for is late. Sign in to answer."),
    ("information_awaited", LATE, "Information that you asked for has not come. Sign in to see to it."),
    ("information_joined", READ, "A colleague joined an assessment of yours. Sign in to see who and why."),
    ("action_late", LATE, "An action of yours is overdue. Sign in to say how it stands."),
    ("action_late_of_other", LATE, "An action that a colleague has is long overdue. Sign in to see to it."),
    ("meeting_untold", LATE, "A meeting of yours is past. Sign in to say whether it was held."),
    ("minutes_late", LATE, "Minutes that you are to write are late. Sign in to finish them."),
    (
        "decision_to_reconsider",
        ANSWER,
        "Something on which a decision relied has changed. Sign in to look at the decision again.",
    ),
    ("contact_late", LATE, "A contact has waited for more than 48 hours. Sign in to see to it."),
    ("advice_late", LATE, "Advice is overdue without an answer. Sign in to ask what became of it."),
    (
        "condition_ending",
        ANSWER,
        "A condition will end soon. Sign in to see which, and what follows from it.",
    ),
    ("separation_review_late", LATE, "A review is overdue. Sign in to do it."),
    ("audit_finding", READ, "The council has written what its audit found. Sign in to read it."),
    # The service itself
    ("export_ready", READ, "A file that you asked for is ready. Sign in to download it."),
    ("work_parked", ANSWER, "Some background work did not succeed. Sign in to see what."),
):
    register(Notice(_name, _subject, _what_to_do))
