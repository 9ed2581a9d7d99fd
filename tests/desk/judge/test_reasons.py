"""The machine's reasons in the reader's language: the table holds what the stages say; what it lacks is said to be English."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import gawah
from gawah.desk.judge import reasons
from gawah.desk.judge.sentences import FIGURES, SENTENCES
from gawah.desk.judge.terms import PLACE_KINDS, RULES, WHO
from gawah.desk.templatetags.shown import english, figure, named, reason, rule
from gawah.model import Account
from gawah.pipeline import Lookups, assess, build, questions
from gawah.publish.words import incident_when, tally_words, toll_words
from gawah.resolve.place_features import FEATURES
from gawah.review import Question
from gawah.store import Case

EXAMPLE = Path(__file__).parents[3] / "examples" / "panjshir-2022"
LETTERS = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Account, list[Question]]:
    """What the machine makes of the example, and what it asks."""
    with Case.create(tmp_path_factory.mktemp("reasons") / "example.gawah") as case:
        build(case, [EXAMPLE])
        made = assess(case, Lookups.open())
        return made, questions(case, made)


def said(made: Account, asked: list[Question]) -> Iterator[str]:
    """Every reason that the pages of review show of an account."""
    for one in made.claims.values():
        yield from (one.why_when, one.why_where, *one.claim.doubts, *(toll_words(toll) for toll in one.claim.tolls))
        speaker = [one.speaker] if one.speaker else []
        for found in (*one.places, *one.agents, *one.targets, *speaker):
            yield found.why
            yield from (given.words for candidate in found.candidates for given in candidate.reasons)
    for incident in made.incidents:
        yield from incident.standing.why
        yield incident_when(made, incident)
        yield from (given.words for member in incident.members for given in member.reasons)
        for tally in incident.tallies:
            yield tally_words(tally)
            yield from (step.words for step in tally.steps)
    yield from (given.words for pair in made.unsure for given in pair.reasons)
    yield from (words for question in asked for words in question.reasons)


def test_the_table_holds_what_the_stages_say_of_the_example(example: tuple[Account, list[Question]]) -> None:
    every = {clause for words in said(*example) if not reasons.read(words) for clause in reasons.clauses(words)}
    assert sorted(one for one in every if one and not reasons.read(one)) == []
    assert len(set(said(*example))) > 300


def test_every_comparison_of_places_has_its_sentences() -> None:
    filled = {
        "name": "Anaba",
        "form": "Anawa",
        "kind": "village",
        "word": "village",
        "people": "1,200",
        "how": '"Anaba, Panjshir"',
    }
    for feature in FEATURES:
        for words in filter(None, (feature.yes, feature.no)):
            sentence = words.format(value=0.25, place="Anaba", **filled)
            assert reasons.read(sentence), sentence


def test_every_rule_of_the_arithmetic_is_named() -> None:
    given = set()
    for path in (Path(gawah.__file__).parent / "weigh").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.keyword(arg="rule", value=ast.Constant(value=str(name))):
                    given.add(name)
                case ast.Call(func=ast.Attribute(attr="append"), args=[ast.Tuple(elts=[ast.Constant(value=str(name)), _])]):
                    given.add(name)
                case ast.Assign(targets=[ast.Name(id="rule")], value=ast.IfExp(body=ast.Constant(a), orelse=ast.Constant(b))):
                    given |= {a, b}
    assert len(given) > 20
    assert given == set(RULES)


@pytest.mark.parametrize(
    ("words", "kept", "shown"),
    [
        ("the grammar reads arrest, the learned marks armed_clash", [], ["درگیری مسلحانه", "بازداشت"]),
        ("the reader is 72% sure of the reading", ["72%"], ["مطمئن"]),
        ("“Red Unit” is a known name: Red Unit (Taliban)", ["Red Unit", "Red Unit (Taliban)"], ["نامی شناخته است"]),
        ('"Deh Miran" could be 3 places; all that is likely lies in Andarab', ["Deh Miran", "3", "Andarab"], ["محتمل", " · "]),
        ("National Resistance Front says 23 or more", ["National Resistance Front", "23"], ["یا بیشتر"]),
        ("a claim was rejected by ana: twice told and does not count", ["ana", "twice told"], ["رد شد", "شمرده نمی‌شود"]),
        ("killed: 6 and 1, which cannot be one number", ["6", "1"], ["کشته"]),
        ("between 9 May 2022 and 12 May 2022", ["<time>2022-05-09</time>", "<time>2022-05-12</time>"], ["میان"]),
        ("in May 2022", ["<time>2022-05</time>"], ["در"]),
        ("people killed or wounded: 30 to 30, no best figure (told only by sides of the fight)", ["30"], ["طرف‌های جنگ"]),
        ('nothing in the text says that "A" is B, C; the claim names D around it', ["A", "B, C", "D"], ["پیرامون"]),
        ("2 people killed; an untold number of Taliban killed", ["2", "Taliban"], ["ناگفته", "کسان"]),
        ("village or town, how well known: 0.45", ["0.45"], ["قریه یا شهر"]),
    ],
)  # fmt: skip
def test_a_reason_is_said_in_the_language_of_the_page(words: str, kept: list[str], shown: list[str]) -> None:
    with translation.override("fa"):
        page = reason(words)
    for part in (*kept, *shown):
        assert part in page, page
    assert 'lang="en"' not in page
    with translation.override("en"):
        assert re.sub("<[^>]*>", "", reason(words)) == words.replace('"', "&quot;")


def test_what_the_table_lacks_is_english_and_says_so() -> None:
    with translation.override("ps"):
        assert reason("an odd remark") == '<bdi lang="en" dir="ltr">an odd remark</bdi>'
        mixed = reason("it recurs; an odd remark")
        assert LETTERS.search(mixed)
        assert '<bdi lang="en" dir="ltr">an odd remark</bdi>' in mixed
        assert english("Villagers: a raid.") == '<bdi lang="en" dir="ltr">Villagers: a raid.</bdi>'
        assert named("Anaba, Panjshir") == "<bdi>Anaba, Panjshir</bdi>"
        assert LETTERS.search(named("place not told"))
    with translation.override("en"):
        assert reason("an odd remark") == english("an odd remark") == "<bdi>an odd remark</bdi>"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_names_inside_a_reason_stay_words(language: str) -> None:
    evil = "<script>alert(1)</script>"
    with translation.override(language):
        page = reason(f"“{evil}” is a known name: \u202egnp.exe")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'data-sign="U+202E"' in page


def test_a_sentence_of_a_source_does_not_pass_for_one_of_the_machine() -> None:
    """A part that must be a sentence itself is not filled with whatever stands there."""
    assert reasons.read("Villagers: it was the army") is None
    assert reasons.read("Villagers of several: Anaba") is None
    assert reasons.read("a claim was told on the radio and does not count") is None


def test_figures_and_rules() -> None:
    with translation.override("fa"):
        assert "تا" in figure("6–27 (best 23)")
        assert figure("12") == "<bdi>12</bdi>"
        assert LETTERS.search(str(rule("party alone")))
        assert rule("a rule of tomorrow") == "a rule of tomorrow"


@pytest.mark.parametrize("language", ["fa", "ps", "ar"])
def test_every_sentence_has_other_words_in_every_language(language: str) -> None:
    with translation.override(language):
        for message in (*SENTENCES, *FIGURES):
            words = translation.gettext(message)
            assert words != message or not re.sub(r"%\(\w+\)s|\W", "", message), message
        for table in (RULES, WHO, PLACE_KINDS):
            assert all(LETTERS.search(str(words)) for words in table.values())


def test_reading_a_long_reason_is_quick() -> None:
    start = time.process_time()
    for words in ("“" + "a” is " * 600, '"' + '" is "' * 600, "says " * 780, "; " * 1900, "a: " * 1300, "the parts (" * 360):
        reasons.read(words)
    assert time.process_time() - start < 1
