"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from gawah.intake import Defaults

F = TypeVar("F", bound=Callable[..., Any])

case_option = click.option(
    "--case",
    "case_path",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the case; .gawah is added where it is missing.",
)
profile_option = click.option(
    "--profile", default="gawah", show_default=True, help="Rules by which tolls are weighed; see docs/method.md."
)


def case_folder(path: Path) -> Path:
    """The folder of a case: `--case demo` means `demo.gawah`."""
    return path if path.suffix == ".gawah" else path.with_name(f"{path.name}.gawah")


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or fail with what is expected."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as YYYY-MM-DD, for example 2022-05-12", param, ctx)


def document_options(function: F) -> F:
    """Options that say about documents what the files themselves do not."""
    for option in (
        click.option("--language", default="en", show_default=True, help="Language of files that do not say."),
        click.option("--publisher", default="", help="Publisher of files that do not say."),
        click.option("--published", type=Day(), help="Day of publication of files that do not say, as YYYY-MM-DD."),
        click.option(
            "--sources",
            type=click.Path(path_type=Path, dir_okay=False, exists=True),
            help="A table (CSV) with file, title, publisher, published, url, language.",
        ),
    ):
        function = option(function)
    return function


def defaults(published: date | None, publisher: str, language: str) -> Defaults:
    """What to assume of a document whose file does not say."""
    return Defaults(published=published, publisher=publisher, language=language)
