"""Marks and links joined into claims by thresholds, as `eval.marks` measures them."""

from eval.marks import claims, comparable

from gawah.language.parsed import Link, Mark, Parsed, Sentence, Token

TEXT = "The army shelled the village of Dara and killed two men."
LEAST = dict.fromkeys(("trigger", "agent", "target", "place", "speaker", "toll", "denies", "hedged", "aggregate"), 0.5)


def read(*links, flags=(), trigger=0.9):
    tokens, at = [], 0
    for word in TEXT.replace(".", " .").split():
        start = TEXT.index(word, at)
        at = start + len(word)
        tokens.append(Token(len(tokens), start, at, word, word, "X", "", -1, "root", "O"))
    marks = [
        Mark(2, 3, "trigger", "shelling_or_missile", trigger),
        Mark(0, 2, "party", "party", 0.9),
        Mark(6, 7, "place", "place", 0.9),
        Mark(9, 11, "toll", "toll", 0.9),
        *(Mark(2, 3, "flag", flag, score) for flag, score in flags),
    ]
    return Parsed(TEXT, "en", tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(TEXT)),), tuple(marks), links)


def test_links_above_their_threshold_fill_slots():
    (claim,) = claims(read(Link(0, 1, "agent", 0.7), Link(0, 2, "place", 0.4), Link(0, 3, "killed", 0.6)), LEAST)
    assert claim["event"] == "shelling_or_missile"
    assert claim["agents"] == ["army"]
    assert claim["places"] == []
    assert claim["tolls"] == [{"outcome": "killed"}]
    assert claim["quotes"] == [TEXT]


def test_flags_above_their_threshold_are_set():
    (claim,) = claims(read(flags=(("denies", 0.8), ("hedged", 0.3))), LEAST)
    assert (claim["stance"], claim["hedged"], claim["aggregate"]) == ("denies", False, False)


def test_a_weak_trigger_is_no_claim():
    assert claims(read(trigger=0.4), LEAST) == []


def test_days_and_counts_are_left_out_of_the_comparison():
    gold = {"when": "2020", "tolls": [{"outcome": "killed", "low": 2, "high": 2, "of": "men"}]}
    assert comparable(gold) == {"when": None, "tolls": [{"outcome": "killed"}]}
