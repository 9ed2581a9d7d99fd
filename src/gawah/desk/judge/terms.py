"""Terms that the stages give in English and that a page gives in its own language: rules, those counted, kinds of places."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from gawah.desk.judge.words import Words

RULES: dict[str, Words] = {
    "admission": pgettext_lazy("rule", "admission"),
    "best": pgettext_lazy("rule", "best"),
    "casualties": pgettext_lazy("rule", "casualties"),
    "combatants": pgettext_lazy("rule", "combatants"),
    "copies": pgettext_lazy("rule", "copies"),
    "denial": pgettext_lazy("rule", "denial"),
    "described": pgettext_lazy("rule", "described"),
    "group above the whole": pgettext_lazy("rule", "group above the whole"),
    "latest telling": pgettext_lazy("rule", "latest telling"),
    "least": pgettext_lazy("rule", "least"),
    "ledgers": pgettext_lazy("rule", "ledgers"),
    "more": pgettext_lazy("rule", "more"),
    "most": pgettext_lazy("rule", "most"),
    "names": pgettext_lazy("rule", "names"),
    "no number": pgettext_lazy("rule", "no number"),
    "not understood": pgettext_lazy("rule", "not understood"),
    "one origin": pgettext_lazy("rule", "one origin"),
    "parts against total": pgettext_lazy("rule", "parts against total"),
    "parts of one kind": pgettext_lazy("rule", "parts of one kind"),
    "party alone": pgettext_lazy("rule", "party alone"),
    "repeated": pgettext_lazy("rule", "repeated"),
    "retold": pgettext_lazy("rule", "retold"),
    "running total": pgettext_lazy("rule", "running total"),
    "same people": pgettext_lazy("rule", "same people"),
    "summary": pgettext_lazy("rule", "summary"),
    "unallocated": pgettext_lazy("rule", "unallocated"),
    "vague word": pgettext_lazy("rule", "vague word"),
    "zero from a side": pgettext_lazy("rule", "zero from a side"),
}
"""The rules of the arithmetic of tolls, by the names that the steps carry."""
WHO: dict[str, Words] = {
    "people": pgettext_lazy("those counted", "people"),
    "not told who": pgettext_lazy("those counted", "not told who"),
    "not allocated to an incident": pgettext_lazy("those counted", "not allocated to an incident"),
    "civilians": pgettext_lazy("those counted", "civilians"),
    "fighters": pgettext_lazy("those counted", "fighters"),
    "children": pgettext_lazy("those counted", "children"),
    "women": pgettext_lazy("those counted", "women"),
}
"""Words for those counted that are the machine's as often as a source's."""
PLACE_KINDS: dict[str, Words] = {
    "administrative area": pgettext_lazy("kind of place", "administrative area"),
    "area": pgettext_lazy("kind of place", "area"),
    "base": pgettext_lazy("kind of place", "base"),
    "camp": pgettext_lazy("kind of place", "camp"),
    "capital": pgettext_lazy("kind of place", "capital"),
    "country": pgettext_lazy("kind of place", "country"),
    "district": pgettext_lazy("kind of place", "district"),
    "hill": pgettext_lazy("kind of place", "hill"),
    "locality": pgettext_lazy("kind of place", "locality"),
    "mountain": pgettext_lazy("kind of place", "mountain"),
    "pass": pgettext_lazy("kind of place", "pass"),
    "place": pgettext_lazy("kind of place", "place"),
    "plain": pgettext_lazy("kind of place", "plain"),
    "province": pgettext_lazy("kind of place", "province"),
    "quarter": pgettext_lazy("kind of place", "quarter"),
    "region": pgettext_lazy("kind of place", "region"),
    "river": pgettext_lazy("kind of place", "river"),
    "road": pgettext_lazy("kind of place", "road"),
    "site": pgettext_lazy("kind of place", "site"),
    "sub-district": pgettext_lazy("kind of place", "sub-district"),
    "town": pgettext_lazy("kind of place", "town"),
    "valley": pgettext_lazy("kind of place", "valley"),
    "village": pgettext_lazy("kind of place", "village"),
    "village or town": pgettext_lazy("kind of place", "village or town"),
}
"""Kinds of places as the gazetteer calls them; a rarer one is shown in English."""
