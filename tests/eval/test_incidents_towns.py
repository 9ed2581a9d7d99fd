"""Towns in the text of a report: names that the gazetteer knows, long ones whole, common words not."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from eval.incidents_towns import towns

from gawah.model import Document, Place, Precision
from gawah.resolve.gazetteer import Match


@dataclass
class Atlas:
    """A gazetteer of a few names; each lies in the country given."""

    known: dict[str, str] = field(
        default_factory=lambda: {
            "Taunton": "US",
            "Florida City": "US",
            "Florida": "US",
            "Man": "US",
            "Kabul": "AF",
            "Weir": "US",
        }
    )

    def has_name(self, name: str) -> bool:
        return name in self.known

    def find(self, name: str) -> tuple[Match, ...]:
        level = Precision.PROVINCE if name == "Florida" else Precision.VILLAGE
        place = Place(id=name, name=name, country=self.known[name], precision=level)
        return (Match(place=place, name=name, spelled=1.0),)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Man shot in Taunton", "A man was shot on Weir Street in Taunton, police said.", ["Taunton", "Weir"]),
        ("TAUNTON SHOOTING", "Two people are in hospital in TAUNTON.", ["Taunton"]),
        ("Teen dies", "The teen of Florida City died in Florida.", ["Florida City"]),
        ("Man held", "A Man was held; he had lived in Kabul.", []),
        ("Taunton's mayor", "The mayor of Taunton's council spoke.", ["Taunton"]),
        ("", "", []),
    ],
)
def test_towns(title: str, text: str, expected: list[str]) -> None:
    document = Document(id="d", title=title, text=f"{title}\n\n{text}")
    assert towns(document, Atlas()) == expected  # type: ignore[arg-type]
