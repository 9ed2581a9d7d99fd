"""The desk in Dari and Persian, Pashto and Arabic: nothing is missing, nothing that is filled in got lost in translation."""

from __future__ import annotations

import gettext
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Catalog

from tests.desk.conftest import ClientAs

FILLED = re.compile(r"%\(\w+\)[sd]|</?\w+>")


def script() -> ModuleType:
    path = Path(__file__).parents[2] / "scripts" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("scripts_catalogues", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogues = script()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_string_of_the_desk_is_translated(language: str) -> None:
    made: Catalog = catalogues.renewed(language, catalogues.collected())
    assert catalogues.untranslated(made) == []
    for kind, wanted in (("po", catalogues.po(made)), ("mo", catalogues.mo(made))):
        assert catalogues.path_of(language, kind).read_bytes() == wanted, "run: python scripts/catalogues.py"


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_what_is_filled_in_stands_in_every_translation(language: str) -> None:
    for message in catalogues.read(language):
        if not message.id:
            continue
        one, *more = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        for words in said:
            assert sorted(FILLED.findall(words)) == sorted(FILLED.findall(more[0] if more else one)), message.id


def test_what_is_compiled_is_what_django_reads() -> None:
    with catalogues.path_of("fa", "mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("Sign in") == "ورود"
    assert read.ngettext("%(n)s claim", "%(n)s claims", 3) == "%(n)s ادعا"
    with catalogues.path_of("ar", "mo").open("rb") as file:
        arabic = gettext.GNUTranslations(file)
    forms = {arabic.ngettext("%(n)s claim", "%(n)s claims", number) for number in (1, 2, 5, 20)}
    assert len(forms) == 4


@pytest.mark.parametrize("language", ["ar", "fa", "ps", "en"])
def test_pages_speak_the_language_that_was_chosen(client_as: ClientAs, language: str) -> None:
    client = client_as("reviewer")
    client.post("/language/", {"language": language, "next": "/"})
    page = client.get("/people/log/").text
    assert f'<html lang="{language}" dir="{"ltr" if language == "en" else "rtl"}">' in page
    title = catalogues.read(language).get("Log").string if language != "en" else "Log"
    assert f"<h1>{title}</h1>" in page
