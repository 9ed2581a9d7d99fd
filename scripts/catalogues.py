"""The desk in other languages: collect its strings, bring the catalogues up to date, compile them. Needs no gettext.

    python scripts/catalogues.py           # add new strings to every django.po, drop gone ones, write every django.mo
    python scripts/catalogues.py --check   # say what is not up to date or not translated, and fail

A translator fills in the `msgstr` of src/gawah/desk/locale/LANGUAGE/LC_MESSAGES/django.po and runs this again.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
DESK = ROOT / "src" / "gawah" / "desk"
LOCALE = DESK / "locale"
LANGUAGES = ("ar", "fa", "ps")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
ELSEWHERE = (DESK / "locale" / "elsewhere.txt").read_text("utf-8").splitlines()
"""Strings of Django and allauth that the desk shows and that not every language of the desk has there."""

Key = tuple[str, str | tuple[str, str]]
"""Context (or nothing) and message; the message is a pair where it has a plural."""


def collected() -> list[Key]:
    """Every string of the desk, each once, in the order of files and lines."""
    found: dict[Key, None] = {}
    for path in sorted((DESK / "templates").rglob("*.*")):
        for key in _strings(templatize(path.read_text("utf-8"), origin=path.name)):
            found.setdefault(key)
    for path in sorted(DESK.rglob("*.py")):
        for key in _strings(path.read_text("utf-8")):
            found.setdefault(key)
    for words in ELSEWHERE:
        if words and not words.startswith("#"):
            found.setdefault(("", words))
    return list(found)


def _strings(source: str) -> Iterator[Key]:
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):  # type: ignore[arg-type]
        if message:
            yield context or "", message  # type: ignore[misc]


def path_of(language: str, kind: str) -> Path:
    """Where the catalogue of a language lies; `kind` is po or mo."""
    return LOCALE / language / "LC_MESSAGES" / f"django.{kind}"


class Ours(Catalog):
    """A catalogue whose head says nothing of the day or the machine, so that the same strings give the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext must know."""
        plural = f"nplurals={self.num_plurals}; plural={self.plural_expr};"
        held = {"Language": str(self.locale), "Plural-Forms": plural, "Content-Type": "text/plain; charset=utf-8"}
        return list({"Project-Id-Version": "gawah", **held, "Content-Transfer-Encoding": "8bit"}.items())

    @mime_headers.setter
    def mime_headers(self, headers: list[tuple[str, str]]) -> None:
        """Heads that are read change nothing."""


def read(language: str) -> Catalog:
    """The catalogue of a language as it is; empty where there is none yet."""
    path = path_of(language, "po")
    if not path.exists():
        return Ours(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: str, keys: list[Key]) -> Catalog:
    """The catalogue with exactly these strings, and the translations that it has of them."""
    old = read(language)
    new = Ours(
        locale=language,
        header_comment=f"# The desk in {language}. Made by scripts/catalogues.py; fill in the msgstr.",
        fuzzy=False,
    )
    for context, message in keys:
        held = old.get(message if isinstance(message, str) else message[0], context=context or None)
        flags = [flag for flag in ("python-format",) if held and flag in held.flags]
        string = held.string if held and isinstance(held.string, str) == isinstance(message, str) else None
        new.add(message, string, context=context or None, flags=flags)
    return new


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages without a translation."""
    return [
        str(one.id) for one in catalogue if one.id and not (all(one.string) if isinstance(one.string, tuple) else one.string)
    ]


def po(catalogue: Catalog) -> bytes:
    """The catalogue as a translator reads it."""
    file = io.BytesIO()
    write_po(file, catalogue, width=120, no_location=True)
    return file.getvalue()


def mo(catalogue: Catalog) -> bytes:
    """The catalogue as Django reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main(arguments: list[str]) -> int:
    """Bring the catalogues up to date, or say what is not."""
    keys, faults = collected(), []
    for language in LANGUAGES:
        new = renewed(language, keys)
        for kind, made in (("po", po(new)), ("mo", mo(new))):
            path = path_of(language, kind)
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(made)
            elif not path.exists() or path.read_bytes() != made:
                faults.append(f"{path.relative_to(ROOT)} is not up to date; run python scripts/catalogues.py")
        left = untranslated(new)
        print(f"{language}: {len(keys) - len(left)} of {len(keys)} strings are translated")
        faults += [f"{language} lacks: {words}" for words in left] if "--check" in arguments else []
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
