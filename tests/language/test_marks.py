"""The claim heads of the English pack on reports of our own: what they promise to the rooms above, and hostile text."""

import time
from collections import defaultdict

import pytest

from gawah.language.marks import FLAGS, FLOOR, MENTION_LAYERS, WHEN_FORMS
from gawah.language.pack import load
from gawah.model.events import EventType
from gawah.model.toll import Outcome

REPORT = (
    "PORT SALIM, March 4 - Warplanes bombed a market in Tell Aswad on Monday, killing at least 12 traders, "
    "two doctors said.\n\n"
    "The army denied any raid. Its spokesman, Colonel Rashid Omar, said rebels had shelled the town.\n\n"
    "Police arrested nine students at a protest in the capital on Sunday."
)
LAYER_OF = {
    "agent": "party", "target": "party", "place": "place", "first_place": "place", "when": "time", "speaker": "speaker",
    "part": "toll", **{outcome.value: "toll" for outcome in Outcome},
}  # fmt: skip


@pytest.fixture(scope="module")
def pack():
    return load()


@pytest.fixture(scope="module")
def parsed(pack):
    return pack.parse(REPORT)


def words(parsed, mark):
    return parsed.text[parsed.tokens[mark.first].start : parsed.tokens[mark.last - 1].end]


def linked(parsed, label, trigger):
    return {
        words(parsed, parsed.marks[link.target])
        for link in parsed.links
        if link.label == label and link.score >= 0.4 and trigger in words(parsed, parsed.marks[link.source])
    }


def test_triggers_have_their_types(parsed):
    found = {words(parsed, mark): mark.label for mark in parsed.marks if mark.layer == "trigger" and mark.score >= 0.5}
    assert any(trigger.startswith("bombed") and label == "air_or_drone_strike" for trigger, label in found.items())
    assert any("arrested" in trigger and label == "arrest" for trigger, label in found.items())


def test_roles_reach_their_mentions(parsed):
    assert any("Tell Aswad" in place for place in linked(parsed, "place", "bombed"))
    assert any("12 traders" in toll for toll in linked(parsed, "killed", "bombed"))
    assert any("doctors" in speaker for speaker in linked(parsed, "speaker", "bombed"))
    assert any("Police" in party for party in linked(parsed, "agent", "arrested"))


def check(parsed):
    labels = {event.value for event in EventType}
    triggers = {(mark.first, mark.last) for mark in parsed.marks if mark.layer == "trigger"}
    taken = defaultdict(set)
    for mark in parsed.marks:
        assert 0 <= mark.first < mark.last <= len(parsed.tokens)
        assert FLOOR <= mark.score <= 1.0001
        if mark.layer in MENTION_LAYERS:
            assert not taken[mark.layer] & set(range(mark.first, mark.last))
            taken[mark.layer].update(range(mark.first, mark.last))
            assert mark.label == mark.layer
        else:
            assert (mark.first, mark.last) in triggers
            assert mark.label in {"trigger": labels, "event": labels, "flag": FLAGS, "when": WHEN_FORMS}[mark.layer]
    for link in parsed.links:
        source, target = parsed.marks[link.source], parsed.marks[link.target]
        assert source.layer == "trigger"
        assert FLOOR <= link.score <= 1.0001
        if link.label == "same_happening":
            assert target.layer == "trigger"
            assert link.source < link.target
        else:
            assert target.layer == LAYER_OF[link.label]
    assert [mark.first for mark in parsed.marks] == sorted(mark.first for mark in parsed.marks)


def test_marks_keep_their_promises(parsed):
    check(parsed)


def test_reading_twice_gives_the_same(pack, parsed):
    assert pack.parse(REPORT) == parsed


def test_company_changes_nothing(pack, parsed):
    assert list(pack.parse_many(["Rain fell.", REPORT, ""]))[1].links == parsed.links


def test_a_long_text_is_read_in_windows(pack):
    found = pack.parse("\n\n".join(f"{REPORT}\nReport {number} ends here." for number in range(8)))
    check(found)
    bombed = [mark.first for mark in found.marks if mark.layer == "trigger" and words(found, mark).startswith("bombed")]
    assert len(bombed) == len(set(bombed)) >= 6


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "!" * 500,
        "killed " * 1500,
        "Ґрунт — 攻撃 – قصف " * 40,
        "a" * 3000,
        "\x00\x01killed\x02\u202e12",
        "12 12 12 " * 300,
    ],
    ids=["nothing", "space", "signs", "repeated", "scripts", "one word", "control", "numbers"],
)
def test_hostile_text_is_read_in_bounded_time(pack, text):
    started = time.perf_counter()
    check(pack.parse(text))
    assert time.perf_counter() - started < 20


def test_thresholds_are_given_for_every_layer_and_role(pack):
    assert pack.claim_heads is not None
    least = pack.claim_heads.thresholds
    assert {"trigger", "agent", "target", "place", "when", "speaker", "toll", *FLAGS} <= set(least)
    assert all(0 < value < 1 for value in least.values())
