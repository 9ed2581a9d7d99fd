from __future__ import annotations

from datetime import date

import pytest

from gawah.model import Document
from gawah.resolve.people import people_of, posts_of
from gawah.resolve.registry import Registry


def document(text: str, day: str = "2022-05-12", name: str = "a") -> Document:
    return Document(id=name, text=text, published=date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "person", "role", "actor"),
    [
        ("Taliban commander Malik Khan was seen in Dara.", "Malik Khan", "commander", "af-taliban"),
        ("Omar Gul, deputy spokesman for the Taliban, denied it.", "Omar Gul", "deputy spokesman", "af-taliban"),
        ("The M23's political leader Jean Kabila spoke.", "Jean Kabila", "political leader", "cd-m23"),
        ("Commander Hasib Safi of the National Resistance Front fell.", "Hasib Safi", "Commander", "af-nrf"),
        ("The Pentagon's spokesman Navy Capt. John Reed said so.", "John Reed", "spokesman", "us-military"),
        ("Sara Noor, an official of UNAMA, said so.", "Sara Noor", "official", "af-unama"),
    ],
)
def test_a_person_keeps_the_part_that_the_text_gives(text: str, person: str, role: str, actor: str) -> None:
    (post,) = posts_of(document(text), Registry.open())
    assert (post.person, post.role, post.actor.id) == (person, role, actor)
    assert document(text).text[post.mention.span.start : post.mention.span.end] == person
    assert not post.former


@pytest.mark.parametrize(
    "text", ["The Taliban said so. Malik Khan slept.", "Taliban fighters met National Resistance Front men."]
)
def test_no_part_is_invented(text: str) -> None:
    assert list(posts_of(document(text), Registry.open())) == []


def test_a_change_of_side_is_seen_across_documents() -> None:
    told = [
        document("NRF commander Malik Khan spoke in Dara.", "2022-05-20", "b"),
        document("Taliban commander Malik Khan held Dara.", "2022-03-02", "a"),
    ]
    (person,) = people_of(told, Registry.open())
    assert [post.actor.id for post in person.posts] == ["af-taliban", "af-nrf"]
    ((before, after),) = person.turns
    assert (before.document, after.document) == ("a", "b")


def test_a_turn_has_the_day_that_its_sentence_names() -> None:
    text = (
        "Malik Khan, a former commander of the Taliban, was quoted. Malik Khan joined the National Resistance Front on 3 May."
    )
    (person,) = people_of([document(text)], Registry.open())
    told = [(post.actor.id, post.former, post.turn, post.days.edtf) for post in person.posts]
    assert told == [("af-taliban", True, "", "../2022-05-12"), ("af-nrf", False, "joined", "2022-05-03")]
    assert [(one.actor.id, other.actor.id) for one, other in person.turns] == [("af-taliban", "af-nrf")]


def test_a_part_in_a_body_below_or_above_is_no_change_of_side() -> None:
    told = [
        document("Taliban commander Malik Khan held Dara.", "2022-03-02", "a"),
        document("Red Unit commander Malik Khan held Dara.", "2022-05-02", "b"),
    ]
    (person,) = people_of(told, Registry.open())
    assert len(person.posts) == 2
    assert person.turns == ()
