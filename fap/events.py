"""What happens to referrals, meetings, decisions and placements."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class ReferralStarted(Event):
    """A draft was opened."""

    words = "started the referral"


@dataclass(frozen=True, kw_only=True)
class ReferralSubmitted(Event):
    """The school sent the form; `version` is the frozen version of its answers."""

    version: int
    words = "submitted the referral (version {version})"


@dataclass(frozen=True, kw_only=True)
class ReferralReturned(Event):
    """Something is missing; the school reads the reason, changes the form and submits again."""

    reason: str
    words = "returned it for information: {reason}"


@dataclass(frozen=True, kw_only=True)
class ReferralAccepted(Event):
    """A fair access case: the 20 school days start."""

    category: str
    due_on: str
    words = "accepted it under category ({category}); a place is due by {due_on}"


@dataclass(frozen=True, kw_only=True)
class ReferralNotEligible(Event):
    """Not a fair access case; the reason says what to do instead."""

    reason: str
    words = "said that it is not a fair access case: {reason}"


@dataclass(frozen=True, kw_only=True)
class ReferralWithdrawn(Event):
    """Whoever referred took it back."""

    reason: str
    words = "withdrew the referral: {reason}"


@dataclass(frozen=True, kw_only=True)
class PutOnAgenda(Event):
    """It will be discussed at a meeting."""

    meeting: str
    number: int
    words = "put it on the agenda of {meeting} as item {number}"


@dataclass(frozen=True, kw_only=True)
class TakenOffAgenda(Event):
    """It will not be discussed at that meeting."""

    meeting: str
    reason: str
    words = "took it off the agenda of {meeting}: {reason}"


@dataclass(frozen=True, kw_only=True)
class ReferralDeferred(Event):
    """The panel decided nothing yet; the clock runs on."""

    reason: str
    words = "deferred it: {reason}"


@dataclass(frozen=True, kw_only=True)
class ReferralDecided(Event):
    """The chair's signature decided a place."""

    kind: str
    words = "decided: {kind}"


@dataclass(frozen=True, kw_only=True)
class ChildPlaced(Event):
    """The child attended for the first time."""

    on: str
    words = "recorded the first day in school, {on}"


@dataclass(frozen=True, kw_only=True)
class ReferralClosed(Event):
    """Four weeks on, the place was looked at and the referral closed."""

    outcome: str
    words = "closed it after the four-week check: {outcome}"


@dataclass(frozen=True, kw_only=True)
class PlacementBrokeDown(Event):
    """The place did not hold; the same referral is open again."""

    reason: str
    words = "reopened it, because the placement broke down: {reason}"


@dataclass(frozen=True, kw_only=True)
class FlagAddedAtPanel(Event):
    """Something was said that is not on the form; the school's answers stay as they were."""

    flag: str
    words = "added what was said at the panel: {flag}"


@dataclass(frozen=True, kw_only=True)
class DiscussionNoted(Event):
    """How the discussion compares with the form was written down."""

    matched: str
    words = "noted what was said at the panel; the written reason matched: {matched}"


@dataclass(frozen=True, kw_only=True)
class SettingSaidNotSafe(Event):
    """A setting said that it is not safe given who is there now; no name was given."""

    setting: str
    words = "noted that {setting} says it is not safe given who is there now"


@dataclass(frozen=True, kw_only=True)
class SafetyUpheld(Event):
    """The officer rules that the setting is right."""

    words = "ruled that the setting is right"


@dataclass(frozen=True, kw_only=True)
class SafetyNotUpheld(Event):
    """The officer rules that the setting can take the child."""

    words = "ruled that the setting can take the child"


@dataclass(frozen=True, kw_only=True)
class PeersRead(Event):
    """An officer looked at the peers that a form names, for a purpose that was asked."""

    purpose: str
    words = "read the names of peers, because: {purpose}"


@dataclass(frozen=True, kw_only=True)
class DocumentRefused(Event):
    """The virus scanner found something; the bytes are gone."""

    kind: str
    words = "a document was refused by the virus scanner: {kind}"


@dataclass(frozen=True, kw_only=True)
class DraftExpired(Event):
    """Nobody ever typed anything into the draft."""

    words = "the untouched draft expired"


@dataclass(frozen=True, kw_only=True)
class ReferralLoaded(Event):
    """A referral of the past was loaded from a file; it is over."""

    words = "loaded a referral of the past from a file"


@dataclass(frozen=True, kw_only=True)
class PaperTypedIn(Event):
    """A form on paper was typed in later."""

    dated: str
    words = "typed in a form that was filled in on paper on {dated}"


@dataclass(frozen=True, kw_only=True)
class PanelMade(Event):
    """A panel was set up."""

    words = "set up the panel"


@dataclass(frozen=True, kw_only=True)
class MeetingPlanned(Event):
    """A meeting stands in the calendar."""

    words = "planned the meeting"


@dataclass(frozen=True, kw_only=True)
class MeetingPublished(Event):
    """The members can read the agenda and its referrals from now on."""

    items: int
    words = "published the agenda with {items} items"


@dataclass(frozen=True, kw_only=True)
class MeetingClosed(Event):
    """The members can no longer read the referrals."""

    words = "closed the meeting"


@dataclass(frozen=True, kw_only=True)
class DecisionDrafted(Event):
    """A decision was written down; it decides nothing."""

    kind: str
    words = "drafted a decision: {kind}"


@dataclass(frozen=True, kw_only=True)
class DecisionChanged(Event):
    """The draft was changed; `changed` names the fields, in brackets."""

    kind: str
    changed: str = ""
    words = "changed the draft: {kind}{changed}"


@dataclass(frozen=True, kw_only=True)
class CheckOverridden(Event):
    """A place was chosen although the placement check was not clear. `result` is its colour only."""

    result: str
    reason: str
    words = "chose the place although the placement check said {result}: {reason}"


@dataclass(frozen=True, kw_only=True)
class DecisionSentBack(Event):
    """When the chair signed, the placement check was worse than when it was drafted: nothing was signed."""

    reason: str
    words = "the signature was refused: {reason}"


@dataclass(frozen=True, kw_only=True)
class DecisionSigned(Event):
    """The chair signed, having proved who they are: this decides."""

    kind: str
    words = "signed the decision: {kind}"
