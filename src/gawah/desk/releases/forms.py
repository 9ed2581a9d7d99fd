"""What is asked of who makes a release, and of who protects a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gawah.desk.settings import the_desk
from gawah.errors import BadInput, BadTable
from gawah.publish.release import profile_named, profile_names, proper_name, releases_in


class Wanted(forms.Form):
    """A release: its name, title and profile, and what it is compared with."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Such as 2022-07. A release keeps its name for good."))
    title = forms.CharField(label=_("Title of the brief"), max_length=200, required=False)
    profile = forms.ChoiceField(label=_("What may go out"))
    since = forms.ChoiceField(label=_("Tell what changed since"), required=False)
    include = forms.BooleanField(label=_("Also let out claims that nobody has reviewed"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = the_desk().case
        self.made = releases_in(case / "releases")
        choices = {
            "profile": [(name, _described(name, case)) for name in profile_names(case)],
            "since": [("", _("nothing: a first release")), *((one.name, one.name) for one in self.made)],
        }
        for field, found in choices.items():
            self.fields[field].choices = found  # type: ignore[attr-defined]
        self.fields["profile"].initial = "public"
        self.fields["since"].initial = self.made[0].name if self.made else ""

    def clean_name(self) -> str:
        """A name that a release may have, and that none has yet."""
        try:
            name = proper_name(str(self.cleaned_data["name"]))
        except BadInput as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if name in {one.name for one in self.made}:
            raise forms.ValidationError(_("There is a release of this name already; releases stay as they are."))
        return name

    def clean(self) -> dict[str, Any]:
        """Releases are compared by one profile only."""
        told = super().clean() or {}
        before = next((one for one in self.made if one.name == told.get("since")), None)
        if before and told.get("profile") and before.profile["name"] != told["profile"]:
            self.add_error("since", _("That release was made by another profile; a difference of the two would tell too much."))
        return told


def _described(name: str, case: Path) -> str:
    """A profile with what it says of itself; one that cannot be used says so when it is chosen."""
    try:
        return f"{name}: {gettext(profile_named(name, case).about)}"
    except BadTable as wrong:
        return f"{name} ({wrong})"


class Name(forms.Form):
    """A name to protect, and why."""

    name = forms.CharField(label=_("Name, as the reports write it"), max_length=200)
    why = forms.CharField(label=_("Why"), max_length=500, required=False)
