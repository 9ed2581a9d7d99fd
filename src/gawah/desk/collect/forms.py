"""What is said of files when they are handed in; it holds where a file does not say it itself."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FIRST = date(1900, 1, 1)


class Handed(forms.Form):
    """The form beside the files."""

    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    published = forms.DateField(
        label=_("Day of publication"), required=False, input_formats=["%Y-%m-%d"], widget=forms.DateInput({"type": "date"})
    )
    url = forms.URLField(label=_("Address (URL)"), max_length=2000, required=False, assume_scheme="https")
    language = forms.CharField(
        label=_("Language"), max_length=40, required=False, help_text=_("A tag such as en, fa, ps or ar.")
    )
    batch = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)

    def clean_published(self) -> date | None:
        """A day that a report can have come out on."""
        day: date | None = self.cleaned_data["published"]
        if day and not _FIRST <= day <= date.today():  # noqa: DTZ011 - the reader's own calendar
            raise ValidationError(_("No report read here can have come out on that day; look at the year."))
        return day

    def clean_language(self) -> str:
        """A language tag."""
        tag: str = self.cleaned_data["language"].strip()
        if tag and not _TAG.fullmatch(tag):
            raise ValidationError(_("That is no language tag. Write en for English, fa for Persian and Dari, ps for Pashto."))
        return tag.split("-", maxsplit=1)[0].lower()

    def about(self) -> dict[str, Any]:
        """What holds for the files that do not say."""
        return {name: self.cleaned_data[name] for name in ("publisher", "published", "url", "language")}
