"""Windows joined: no mark twice, links that cross a border find their mark."""

import numpy as np

from gawah.language.marks_join import Joined
from gawah.language.parsed import Link, Mark


def home(total, *inside):
    found = np.zeros(total, bool)
    found[list(inside)] = True
    return found


def test_marks_come_in_order_and_links_follow():
    joined = Joined()
    marks = [Mark(4, 5, "trigger", "arrest", 0.9), Mark(0, 2, "party", "party", 0.8)]
    joined.add(marks, [Link(0, 1, "agent", 0.7)], 0, home(6, *range(6)))
    found, links = joined.sorted()
    assert [mark.first for mark in found] == [0, 4]
    assert links == (Link(1, 0, "agent", 0.7),)


def test_each_token_speaks_from_its_home():
    joined = Joined()
    joined.add([Mark(1, 2, "place", "place", 0.5), Mark(5, 6, "place", "place", 0.4)], [], 0, home(10, *range(5)))
    joined.add([Mark(0, 1, "place", "place", 0.9), Mark(3, 4, "place", "place", 0.6)], [], 5, home(10, *range(5, 10)))
    found, _ = joined.sorted()
    assert [(mark.first, mark.score) for mark in found] == [(1, 0.5), (5, 0.9), (8, 0.6)]


def test_a_link_into_another_window_finds_the_mark_there():
    joined = Joined()
    joined.add(
        [Mark(1, 2, "trigger", "arrest", 0.9), Mark(5, 7, "party", "party", 0.4)],
        [Link(0, 1, "target", 0.6)],
        0,
        home(10, *range(5)),
    )
    joined.add([Mark(0, 3, "party", "party", 0.9)], [], 5, home(10, *range(5, 10)))
    found, links = joined.sorted()
    assert links == (Link(0, 1, "target", 0.6),)
    assert found[1] == Mark(5, 8, "party", "party", 0.9)


def test_a_link_to_what_no_window_kept_is_dropped():
    joined = Joined()
    joined.add(
        [Mark(1, 2, "trigger", "arrest", 0.9), Mark(5, 7, "party", "party", 0.4)],
        [Link(0, 1, "target", 0.6)],
        0,
        home(10, *range(5)),
    )
    assert joined.sorted()[1] == ()


def test_mentions_of_a_layer_never_overlap_at_a_border():
    joined = Joined()
    joined.add([Mark(3, 7, "speaker", "speaker", 0.9)], [], 0, home(10, *range(5)))
    joined.add([Mark(0, 2, "speaker", "speaker", 0.9), Mark(0, 2, "party", "party", 0.9)], [], 5, home(10, *range(5, 10)))
    found, _ = joined.sorted()
    assert [(mark.first, mark.layer) for mark in found] == [(3, "speaker"), (5, "party")]
