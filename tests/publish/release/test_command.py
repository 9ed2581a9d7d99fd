"""`gawah publish --release` on a real case: looked at, refused, made, compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gawah.cli import gawah
from gawah.errors import BadInput, UnreviewedClaims
from gawah.publish.release import Sealed
from gawah.store import Case
from tests.store.made import report


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("release") / "inquiry.gawah"
    with Case.create(path) as made:
        for number in (1, 2):
            made.keep(*report(number), who="gawah")
    return path


def run(case: Path, *words: str) -> Result:
    return CliRunner().invoke(gawah, ["publish", "--case", str(case), *words], catch_exceptions=False, standalone_mode=False)


def test_looked_at_refused_made_and_compared(case: Path, tmp_path: Path) -> None:
    wanted = ("--release", "2021-03", "--out", str(tmp_path))
    told = run(case, *wanted, "--preflight")
    assert told.return_value == 1
    assert "would be refused: 6 claims of" in told.output
    assert "claims, held back: places, speaker" in told.output
    with pytest.raises(UnreviewedClaims):
        run(case, *wanted)
    assert not list(tmp_path.iterdir())
    made = run(case, *wanted, "--include-unreviewed")
    assert "SHA-256 of the archive" in made.output
    assert "6 claims of" in made.output
    first = Sealed.at(tmp_path / "2021-03")
    with Case.open(case, read_only=True) as opened:
        assert (first.told["case"]["row"], first.told["case"]["hash"]) == opened.head()
        assert opened.verify((first.told["case"]["row"], first.told["case"]["hash"])) == []
    again = ("--release", "2021-04", "--out", str(tmp_path), "--since", "2021-03", "--include-unreviewed", "--json")
    told_ = json.loads(run(case, *again).stdout)
    assert told_["manifest"]["counts"]["added"] == told_["manifest"]["counts"]["withdrawn"] == 0
    assert told_["manifest"]["since"]["name"] == "2021-03"


def test_the_same_case_released_elsewhere_is_the_same_to_the_byte(case: Path, tmp_path: Path) -> None:
    made = []
    for place in ("a", "b"):
        words = ("--release", "x", "--out", str(tmp_path / place), "--include-unreviewed", "--profile", "full", "--json")
        made.append(json.loads(run(case, *words).stdout)["sha256"])
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--release", "x"), "needs a folder"),
        (("--release", "x", "--out", "o", "--brief", "b.html"), "holds every format"),
        (("--out", "o"), "belong to a release"),
        (("--preflight",), "belong to a release"),
        (
            ("--release", "x", "--out", "o", "--profile", "secret"),
            "there is no profile 'secret'; there are full, partners",
        ),
        (("--release", "x", "--out", "o", "--since", "none"), "is no release"),
        (("--release", "../x", "--out", "o"), "no name for a release"),
    ],
)
def test_wrong_options_are_told(
    case: Path, tmp_path: Path, words: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match=told):
        run(case, *words)
    assert not list(tmp_path.iterdir())
