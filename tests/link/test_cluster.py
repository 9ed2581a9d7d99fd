"""Average link: what joins, what must, what must not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.link.cluster import Bonds, clusters

JOIN, UNSEEN = 0, -4000


def labels(n: int, pairs: dict[tuple[int, int], int], documents: list[int] | None = None, apart: tuple = ()) -> list[int]:
    one, other = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    bonds = Bonds(documents or list(range(n)), apart)
    return clusters(n, one, other, np.array(list(pairs.values()), np.int64), bonds, join=JOIN, unseen=UNSEEN).tolist()


CASES = [
    ("a strong pair joins", 2, {(0, 1): 2000}, None, (), [0, 0]),
    ("a weak pair does not", 2, {(0, 1): -1}, None, (), [0, 1]),
    ("a chain is no cluster", 3, {(0, 1): 3000, (1, 2): 2000}, None, (), [0, 0, 2]),
    ("a triangle is", 3, {(0, 1): 3000, (1, 2): 2000, (0, 2): 10}, None, (), [0, 0, 0]),
    ("one document tells of two happenings", 3, {(0, 1): 3000, (1, 2): 2000, (0, 2): 10}, [7, 8, 7], (), [0, 0, 2]),
    ("a reviewer told two apart", 3, {(0, 1): 3000, (1, 2): 2000, (0, 2): 10}, None, ((0, 1),), [0, 1, 1]),
    ("a tie goes to the earlier", 3, {(0, 1): 2000, (1, 2): 2000}, None, (), [0, 0, 2]),
]


@pytest.mark.parametrize(("name", "n", "pairs", "documents", "apart", "expected"), CASES, ids=[case[0] for case in CASES])
def test_worked_cases(name: str, n: int, pairs: dict, documents: list[int] | None, apart: tuple, expected: list[int]) -> None:
    assert labels(n, pairs, documents, apart) == expected


def test_bonds_hold_and_never_break_a_ban() -> None:
    bonds = Bonds([1, 2, 3, 1], [(0, 1)])
    assert bonds.join(1, 2)
    assert not bonds.join(0, 2)
    assert not bonds.join(0, 3)
    assert bonds.join(0, 3, across=True)
    assert bonds.rivals == {(0, 1)}


@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.integers(-4000, 8000)))
def test_no_cluster_holds_a_document_twice(pairs: dict[tuple[int, int], int]) -> None:
    documents = [0, 1, 2, 3, 0, 1, 2, 3]
    found = labels(8, pairs, documents)
    assert len({*zip(found, documents, strict=True)}) == 8
