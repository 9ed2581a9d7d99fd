"""The queue: one question after another, in the order in which an answer changes the most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from gawah.desk.cases import the_case
from gawah.desk.deciding import who
from gawah.desk.judge import looking, words
from gawah.desk.shelf import find
from gawah.desk.shelf.models import QuestionRow
from gawah.desk.shelf.paging import Sort, page
from gawah.model import EventType, Judgement, Verdict, in_force
from gawah.review import Kind, ReviewState, stand

WEIGHT = Sort("weight", read=float)
TRIED = 400
"""So many questions that are answered already, or in other hands, are passed over before the queue counts as done."""
_ANY = ("", _("any"))


class Wanted(forms.Form):
    """Which questions are wanted."""

    kind = forms.ChoiceField(label=_("Question"), choices=[_ANY, *words.choices(Kind, words.QUESTIONS)], required=False)
    tolls = forms.ChoiceField(
        label=_("At stake"), choices=[_ANY, ("2", _("the dead")), ("1", _("another toll")), ("0", _("no toll"))], required=False
    )
    event = forms.ChoiceField(label=_("What happened"), choices=[_ANY, *words.choices(EventType, words.EVENTS)], required=False)
    province = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    publisher = forms.CharField(label=_("Publisher"), max_length=300, required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which questions a person works through, and behind which one they are (`after`: a key of `shelf.paging`)."""

    kind: str = ""
    tolls: str = ""
    event: str = ""
    province: str = ""
    publisher: str = ""
    after: str = ""

    @classmethod
    def read(cls, parameters: Any) -> Asked:
        """What a query string asks for; what cannot be used asks for nothing."""
        form = Wanted(parameters)
        form.is_valid()
        return cls(**form.cleaned_data, after=_key(str(parameters.get("after", ""))))

    def link(self, **more: str) -> str:
        """The same as a query string."""
        found = {name: getattr(self, name) for name in self.__slots__} | more
        return urlencode({name: value for name, value in found.items() if value})

    def rows(self) -> QuerySet[QuestionRow]:
        """The questions, in no order."""
        rows = QuestionRow.objects.all()
        for name in ("kind", "tolls", "event", "province", "publisher"):
            if value := getattr(self, name):
                rows = rows.filter(**{name: value})
        return rows

    def behind(self, row: QuestionRow) -> Asked:
        """The same, behind this question."""
        return replace(self, after=f"{row.weight}~{row.seq}")


def _key(words: str) -> str:
    """A key of a page, or nothing where it is none."""
    weight, _parted, number = words.rpartition("~")
    try:
        return words if abs(float(weight)) < 1e6 and number.isascii() and number.isdigit() and len(number) < 19 else ""
    except ValueError:
        return ""


@require_GET
def next_(request: HttpRequest) -> HttpResponse:
    """On to the next question that is open to this person; to the end of the queue where there is none."""
    asked = Asked.read(request.GET)
    back = asked.after and "back" in request.GET
    found = reversed(page(asked.rows(), WEIGHT, before=asked.after).rows) if back else upcoming(asked, who(request))
    for row in found:
        return redirect(link_to(row, asked))
    fresh = replace(asked, after="")
    left, whole = find.counted(fresh.rows())
    shown = {"asked": fresh, "left": left, "whole": whole, "again": bool(asked.after), "form": Wanted(request.GET)}
    return render(request, "desk/judge/end.html", shown)


def link_to(row: QuestionRow, asked: Asked) -> str:
    """Where a question is answered, for a person who works through the queue."""
    if row.kind == Kind.PAIR:
        return f"{reverse('incidents:pair', args=[row.claim, row.other])}?{asked.behind(row).link()}"
    return f"{reverse('judge:claim', args=[row.claim])}?{asked.behind(row).link()}"


def upcoming(asked: Asked, name: str) -> Iterator[QuestionRow]:
    """The questions behind a key that this person can answer now: not answered since, and in no other hands."""
    after, tried = asked.after, 0
    while tried < TRIED:
        found = page(asked.rows(), WEIGHT, after=after, size=20)
        for row in found.rows:
            tried += 1
            if is_open(row, name):
                yield row
        if not found.next:
            return
        after = found.next


def is_open(row: QuestionRow, name: str) -> bool:
    """Whether a question waits for this person: a few look-ups in the case, since the shelf may be behind."""
    case = the_case()
    if row.other:
        holding = in_force(case.judgements_on(row.claim, row.other))[0]
        if any(one.verdict in {Verdict.SAME, Verdict.NOT_SAME} or _own_doubt(one, name) for one in holding):
            return False
        return not looking.others(f"pair:{row.claim}:{row.other}", name)
    now = stand(case, row.claim)
    if any(_own_doubt(one, name) for one in now.holding) or looking.others(f"claim:{row.claim}", name):
        return False
    if row.kind == Kind.CONTRADICTION:
        return any(later.reviewer != name for _earlier, later in now.contradicted)
    return now.state in {ReviewState.MACHINE, ReviewState.PENDING}


def _own_doubt(judgement: Judgement, name: str) -> bool:
    """Whether this person was unsure already; then it is for another to say."""
    return judgement.verdict is Verdict.UNSURE and judgement.reviewer == name
