"""Bundles of a colleague who may not be trusted (threat 22): signed, limited, taken in as proposals."""

from __future__ import annotations

import dataclasses
import io
import json
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519

from gawah.cli import gawah
from gawah.errors import BadInput, GawahError, TamperedCase, UnknownRecord
from gawah.model import Judgement, Verdict
from gawah.store import Case, bundle
from gawah.store.backup_key import Key, closing_to, opening_from
from gawah.store.bundle import export, read, signer_of, usable
from gawah.store.proposing import adopt, decline, one, proposals, propose
from tests.store.made import judgement, report

_ONE = x25519.Identity.generate()
KEY = Key(recipients=(str(_ONE.to_public()),), identities=(str(_ONE),))
CLAIM = report(1)[2].claims[0].id
SECOND = report(1)[2].claims[1].id


def made(path: Path, *judgements: Judgement) -> Path:
    with Case.create(path) as case:
        case.keep(*report(1), who="gawah")
        for each in judgements:
            case.judge(each)
    return path


@pytest.fixture
def theirs(tmp_path: Path) -> Case:
    path = made(
        tmp_path / "theirs.gawah", judgement(CLAIM, Verdict.REJECT), judgement(SECOND, id_="j2", verdict=Verdict.ACCEPT)
    )
    case = Case.open(path)
    case.keep(*report(2), who="gawah")
    return case


def test_what_was_exported_is_read_and_names_no_reviewer(theirs: Case, tmp_path: Path) -> None:
    export(theirs, tmp_path / "out.bundle", KEY)
    into = tmp_path / "into"
    into.mkdir()
    got = read(tmp_path / "out.bundle", KEY, signer_of(theirs.path), into)
    assert [each.about["publisher"] for each in got.documents] == ["Valley Post"] * 2
    assert {each.subject: each.verdict for each in got.judgements} == {CLAIM: Verdict.REJECT, SECOND: Verdict.ACCEPT}
    assert {each.reviewer for each in got.judgements} == {""}
    assert {path.name for path in into.iterdir()} == {each.id for each in got.documents}
    assert (theirs.path / "bundle.key").stat().st_mode & 0o777 == 0o600
    assert b"Ana" not in (tmp_path / "out.bundle").read_bytes()
    theirs.close()


def test_a_bundle_cannot_be_read_without_the_key(theirs: Case, tmp_path: Path) -> None:
    export(theirs, tmp_path / "out.bundle", KEY)
    raw = (tmp_path / "out.bundle").read_bytes()
    assert b"hamlet" not in raw
    assert b"signature" not in raw
    other = Key(identities=(str(x25519.Identity.generate()),))
    with pytest.raises(BadInput, match="key does not fit"):
        read(tmp_path / "out.bundle", other, signer_of(theirs.path), tmp_path)
    with pytest.raises(BadInput, match="is there already"):
        export(theirs, tmp_path / "out.bundle", KEY)
    theirs.close()


def changed(path: Path, change: dict[str, bytes | None], *, sign: Ed25519PrivateKey | None = None) -> Path:
    """A bundle with parts put in place of its own; `sign` signs it anew with another key."""
    with opening_from(path, KEY) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        parts = {info.name: part.read() for info in archive if (part := archive.extractfile(info))}
    parts.update({name: raw for name, raw in change.items() if raw is not None})
    parts = {name: raw for name, raw in parts.items() if change.get(name, b"") is not None}
    if sign is not None:
        parts["signature"] = sign.sign(parts["bundle.json"])
    target = path.with_name("changed.bundle")
    with target.open("wb") as file, closing_to(file, KEY) as stream, tarfile.open(fileobj=stream, mode="w|") as archive:
        for name, raw in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return target


def test_a_bundle_that_was_changed_is_refused(theirs: Case, tmp_path: Path) -> None:
    export(theirs, tmp_path / "out.bundle", KEY)
    signer, original = signer_of(theirs.path), f"originals/{next(theirs.documents()).id}"
    with opening_from(tmp_path / "out.bundle", KEY) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        told = archive.extractfile(archive.next() or tarfile.TarInfo())
        assert told is not None
        manifest = told.read()
    more = json.dumps({**json.loads(manifest), "documents": []}).encode()
    forged = b'{"id":"x","subject":"y","verdict":"accept","reviewer":"admin","at":"2022-01-01T00:00:00+00:00"}\n'
    for change, told_ in (
        ({"bundle.json": more}, "was not signed by"),
        ({"signature": b"0" * 64}, "was not signed by"),
        ({"judgements.jsonl": forged}, "not as they were signed"),
        ({original: b"other words"}, "was not signed for"),
        ({original: None}, "originals are missing"),
        ({"originals/../../evil": b"x"}, "was not signed for"),
        ({"bundle.json": None}, "is no bundle"),
    ):
        with pytest.raises(GawahError, match=told_):
            read(changed(tmp_path / "out.bundle", change), KEY, signer, tmp_path)
    stranger = Ed25519PrivateKey.generate()
    with pytest.raises(TamperedCase, match="was not signed by"):
        read(changed(tmp_path / "out.bundle", {}, sign=stranger), KEY, signer, tmp_path)
    for key in ("", "ed25519:1234", "ana"):
        with pytest.raises(BadInput, match="no key of a colleague"):
            read(tmp_path / "out.bundle", KEY, key, tmp_path)
    assert not [path for path in tmp_path.rglob("*") if "evil" in path.name]
    theirs.close()


def signed(theirs: Case, tmp_path: Path, table: bytes, **told: object) -> tuple[Path, str]:
    """A bundle that a colleague signed in earnest, with judgements that no gawah wrote."""
    import hashlib

    export(theirs, tmp_path / "out.bundle", KEY)
    sign = Ed25519PrivateKey.generate()
    about = {"gawah_bundle": 1, "judgements": hashlib.sha256(table).hexdigest(), "documents": [], **told}
    change: dict[str, bytes | None] = {"bundle.json": json.dumps(about).encode(), "judgements.jsonl": table}
    change |= {f"originals/{each.id}": None for each in theirs.documents()}
    theirs.close()
    path = changed(tmp_path / "out.bundle", change, sign=sign)
    return path, f"ed25519:{sign.public_key().public_bytes_raw().hex()}"


GOOD = {"id": "x", "subject": CLAIM, "verdict": "accept", "reviewer": "", "at": "2022-01-01T00:00:00+00:00"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({**GOOD, "role": "admin"}, "judgement 1 cannot be read"),
        ({**GOOD, "verdict": "publish"}, "judgement 1 cannot be read"),
        ({**GOOD, "at": "yesterday"}, "judgement 1 cannot be read"),
        ({**GOOD, "subject": 7}, "judgement 1 cannot be read"),
        ({**GOOD, "why": "x" * 30_000}, "too long"),
        ([1, 2], "judgement 1 cannot be read"),
    ],
)
def test_a_signature_does_not_make_nonsense_good(theirs: Case, tmp_path: Path, row: object, told: str) -> None:
    path, signer = signed(theirs, tmp_path, f"{json.dumps(row)}\n".encode())
    with pytest.raises(BadInput, match=told):
        read(path, KEY, signer, tmp_path)


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"gawah_bundle": 7}, "update gawah"),
        ({"documents": [{"id": "../x"}]}, "gawah does not know"),
        ({"documents": [dict.fromkeys((*bundle._ABOUT, "id"), "../x")]}, "without a SHA-256"),
        ({"documents": 3}, "gawah does not know"),
    ],
)
def test_a_manifest_that_cannot_be_used(theirs: Case, tmp_path: Path, about: dict[str, object], told: str) -> None:
    path, signer = signed(theirs, tmp_path, b"", **about)
    with pytest.raises(BadInput, match=told):
        read(path, KEY, signer, tmp_path)


def test_limits(theirs: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(theirs, tmp_path / "out.bundle", KEY)
    signer = signer_of(theirs.path)
    theirs.close()
    for name, told in (("MOST_DOCUMENTS", "more than 1 documents"), ("MOST_JUDGEMENTS", "more than 1 judgements")):
        monkeypatch.setattr(bundle, name, 1)
        with pytest.raises(BadInput, match=told):
            read(tmp_path / "out.bundle", KEY, signer, tmp_path)
        monkeypatch.undo()
    monkeypatch.setattr(bundle, "LARGEST", 10)
    with pytest.raises(BadInput, match="too large"):
        read(tmp_path / "out.bundle", KEY, signer, tmp_path)


def test_proposals_change_nothing_until_a_reviewer_takes_them_up(tmp_path: Path) -> None:
    mine = judgement(CLAIM, Verdict.ACCEPT, id_="mine")
    with Case.open(made(tmp_path / "mine.gawah", mine)) as case:
        offered = [judgement(CLAIM, Verdict.REJECT, id_="a"), judgement(SECOND, Verdict.DISCOUNT, id_="b"), mine]
        offered = [dataclasses.replace(each, reviewer="admin") for each in offered]
        assert propose(case, offered, "ed25519:ab", "me") == 2
        assert propose(case, offered, "ed25519:ab", "me") == 0
        assert case.judgements() == (mine,), "the accepted decision stands, and nothing was added"
        assert [each.id for each in proposals(case)] == ["a", "b"]
        assert not usable(case, judgement("0" * 16))
        taken = adopt(case, one(case, "a"), "Ben", known=1)
        assert (taken.reviewer, taken.verdict, taken.subject) == ("Ben", Verdict.REJECT, CLAIM)
        assert "proposed by ed25519:ab" in taken.why
        decline(case, one(case, "b"), "Ben", "hearsay")
        assert proposals(case) == ()
        with pytest.raises(UnknownRecord, match="no open proposal"):
            one(case, "a")
        assert [each.id for each in case.judgements()] == ["mine", taken.id]
        assert case.verify() == []


def test_the_commands(theirs: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From one case to the other, without documents that would have to be read: those are known there already."""
    secret = tmp_path / "secret.txt"
    secret.write_text(f"# mine\n{_ONE}\n")
    path = made(tmp_path / "mine.gawah", judgement(CLAIM, Verdict.ACCEPT, id_="mine"))
    with Case.open(path) as case:
        case.keep(*report(2), who="gawah")
    signer = signer_of(theirs.path)
    theirs.close()

    def run(*words: str) -> str:
        result = CliRunner().invoke(gawah, ["bundle", *words], catch_exceptions=False, standalone_mode=False)
        return result.output

    assert run("key", "--case", str(theirs.path)).strip() == signer
    target = str(tmp_path / "out.bundle")
    assert "2 documents, 2 judgements" in run("export", target, "--case", str(theirs.path), "--recipient", KEY.recipients[0])
    told = run("import", target, "--case", str(path), "--from", signer, "--identity", str(secret))
    assert "new documents: 0; proposed judgements: 2" in told
    assert not [each for each in path.iterdir() if each.name.startswith(".incoming")]
    assert "reject" in run("proposals", "--case", str(path))
    assert "adopted: reject" in run("adopt", "j1", "--case", str(path), "--by", "Ben")
    assert "declined" in run("decline", "j2", "--case", str(path), "--by", "Ben")
    assert "nothing is proposed" in run("proposals", "--case", str(path))
    with Case.open(path, read_only=True) as case:
        assert [each.reviewer for each in case.judgements()] == ["Ana", "Ben"]
        assert case.verify() == []
