"""The fields by which the slots of a claim are corrected, each fit for its slot; and what was corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gawah.desk.judge import words
from gawah.errors import BadInput
from gawah.model import Claim, Count, EventType, Outcome, Role, Scope, Stance, Status, Toll, TollKind
from gawah.review import correct, toll_words, written

_LIST = _("Several are parted by semicolons.")
SPARE = 2
"""Empty rows for tolls that the reader missed."""


class Slots(forms.Form):
    """The slots of a claim, but its tolls."""

    event = forms.ChoiceField(label=words.SLOTS["event"], choices=words.choices(EventType, words.EVENTS))
    stance = forms.ChoiceField(
        label=words.SLOTS["stance"], choices=[("", _("not understood")), *words.choices(Stance, words.STANCES)], required=False
    )
    hedged = forms.ChoiceField(label=words.SLOTS["hedged"], choices=[("no", _("no")), ("yes", _("yes"))])
    scope = forms.ChoiceField(label=words.SLOTS["scope"], choices=words.choices(Scope, words.SCOPES))
    speaker = forms.CharField(
        label=words.SLOTS["speaker"], max_length=500, required=False, help_text=_("Empty: the document itself.")
    )
    role = forms.ChoiceField(label=words.SLOTS["role"], choices=[("", "—"), *words.choices(Role, words.ROLES)], required=False)
    cites = forms.CharField(label=words.SLOTS["cites"], max_length=500, required=False)
    agents = forms.CharField(label=words.SLOTS["agents"], max_length=2000, required=False, help_text=_LIST)
    targets = forms.CharField(label=words.SLOTS["targets"], max_length=2000, required=False, help_text=_LIST)
    places = forms.CharField(
        label=words.SLOTS["places"],
        max_length=2000,
        required=False,
        help_text=_("The most exact first. Several are parted by semicolons."),
    )
    times = forms.CharField(label=words.SLOTS["times"], max_length=2000, required=False, help_text=_LIST)
    told = forms.DateField(
        label=words.SLOTS["told"], required=False, widget=forms.DateInput(attrs={"placeholder": "2022-05-09"})
    )

    @classmethod
    def initials(cls, claim: Claim) -> dict[str, str]:
        """The slots as they stand."""
        return {slot: written(claim, slot) for slot in cls.base_fields}

    def check(self, claim: Claim) -> dict[str, str]:
        """The slots that are other than on the claim, in an order in which they can be applied; faults go to their fields."""
        found: dict[str, str] = {}
        for slot in self.base_fields:
            if slot in self.errors or (slot in {"role", "cites"} and claim.speaker is None):
                continue
            value = self.cleaned_data[slot]
            value = value.isoformat() if slot == "told" and value else str(value or "")
            untold = slot == "role" and not value
            if untold or " ".join(value.split()) == " ".join(written(claim, slot).split()):
                continue
            try:
                claim = correct(claim, slot, value)
            except BadInput as wrong:
                self.add_error(slot, str(wrong))
                continue
            found[slot] = value
        return found


class TollForm(forms.Form):
    """One figure of a claim."""

    outcome = forms.ChoiceField(
        label=_("What became of them"), choices=[("", "—"), *words.choices(Outcome, words.OUTCOMES)], required=False
    )
    low = forms.IntegerField(label=_("At least"), min_value=0, max_value=999_999_999, required=False)
    high = forms.IntegerField(label=_("At most"), min_value=0, max_value=999_999_999, required=False)
    approximate = forms.BooleanField(label=_("about"), required=False)
    of = forms.CharField(label=_("Of whom"), max_length=300, required=False)
    status = forms.ChoiceField(label=_("Said to be"), choices=words.choices(Status, words.STATUSES), required=False)
    kind = forms.ChoiceField(label=_("How it counts"), choices=words.choices(TollKind, words.KINDS), required=False)

    @staticmethod
    def initial_of(toll: Toll) -> dict[str, Any]:
        """A toll as the form shows it."""
        return {
            "outcome": toll.outcome.value,
            "low": toll.count.low,
            "high": toll.count.high,
            "approximate": toll.count.approximate,
            "of": toll.of,
            "status": toll.status.value,
            "kind": toll.kind.value,
        }

    def clean_of(self) -> str:
        """Those counted; the signs by which a list of tolls is written are no part of it."""
        of = str(self.cleaned_data["of"])
        if any(sign in of for sign in ";()"):
            raise ValidationError(_("Leave out brackets and semicolons."))
        return of

    def clean(self) -> dict[str, Any]:
        """A figure needs an outcome; its ends must not cross."""
        cleaned: dict[str, Any] = super().clean() or {}
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", _("It is less than the least; swap the two."))
        if not cleaned.get("outcome") and (low is not None or high is not None or cleaned.get("of")):
            self.add_error("outcome", _("Say what became of them; empty all fields of the row to leave the figure out."))
        return cleaned

    def toll(self) -> Toll | None:
        """The toll; None for a row without an outcome."""
        made = self.cleaned_data
        if not made.get("outcome"):
            return None
        low, high = made.get("low"), made.get("high")
        return Toll(
            outcome=Outcome(made["outcome"]),
            count=Count(low, high, approximate=bool(made.get("approximate")) and (low is not None or high is not None)),
            of=" ".join(made.get("of", "").split()),
            kind=TollKind(made.get("kind") or "new"),
            status=Status(made.get("status") or "unknown"),
        )


Tolls = forms.formset_factory(TollForm, extra=SPARE, max_num=60, absolute_max=60)


def tolls_form(claim: Claim, posted: Mapping[str, Any] | None = None) -> Any:
    """The rows of the tolls of a claim, with a few empty ones behind."""
    return Tolls(posted, initial=[TollForm.initial_of(toll) for toll in claim.tolls], prefix="toll")


def tolls_value(claim: Claim, rows: Any) -> str | None:
    """The tolls as a correction writes them; None where they are as they were."""
    made = [toll for form in rows.forms if (toll := form.toll())]
    value = "; ".join(toll_words(toll) for toll in made)
    return None if value == written(claim, "tolls") else value
