"""The desk at scale: `python -m benchmarks.desk [--claims N] [--database URL] [--case FOLDER] [--requests N] [--only WORD]`.

Puts a made-up war (`benchmarks.desk_war`) on a shelf and into a case, then asks every list, filter, map, timeline, search and
toll view as a signed-in reviewer would, in one process, with parameters drawn from what the shelf holds. Prints one JSON line a
view: milliseconds at the median and the 95th percentile, those that this process worked itself (`cpu`: what a busy machine does
not blur; without what a PostgreSQL server works), and the largest answer in kB. Exits with 1 where a view is slower than
200 ms at the 95th percentile or larger than 100 kB. With --case the folder is kept and used again.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SLOWEST_MS, LARGEST_KB = 200, 100
HOST = "localhost"
Address = Callable[[random.Random], str]


def main() -> int:
    """Make, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=110_000)
    parser.add_argument("--database", default="", help="postgresql:// address of an empty database or schema")
    parser.add_argument("--case", type=Path, help="folder to keep the case in")
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--only", default="", help="only views whose name holds this word")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.case or Path(temporary) / "scale.gawah"
        _open(folder, options.database, options.claims)
        slow = [view for view in _measured(options.requests, options.only) if not _fits(view)]
    return 1 if slow else 0


def _open(folder: Path, database: str, claims: int) -> None:
    """A desk on a case of this size; made where it is not there."""
    from gawah.desk import serving, settings

    fresh = not (folder / "case.json").exists()
    settings.configure(folder.parent, database, hosts=(HOST,))
    if fresh:
        from gawah.store import Case

        Case.create(folder, database=database).close()
    serving.prepare(folder, database, hosts=(HOST,))
    if fresh:
        _fill(claims)


def _fill(claims: int) -> None:
    from benchmarks.desk_war import told

    from gawah.desk.cases import the_case
    from gawah.desk.shelf.fill import Filler
    from gawah.review import apply

    begin = time.perf_counter()
    made = told(claims)
    _say(made="war", claims=claims, incidents=len(made.account.incidents), seconds=time.perf_counter() - begin)
    begin = time.perf_counter()
    _keep(the_case().alias, made)
    _say(made="case", seconds=time.perf_counter() - begin)
    filler, reviewed, head = Filler(), apply((), made.claims), the_case().head()
    for again in (False, True):
        begin = time.perf_counter()
        changed = filler.fill(made.account, reviewed, head)
        _say(made="shelf again" if again else "shelf", rows=changed.total(), seconds=time.perf_counter() - begin)


def _keep(alias: str, made: Any) -> None:
    """Put the documents and claims into the case at once. They are not logged: this case is for measuring alone."""
    from django.db import transaction

    from gawah.model import Reading
    from gawah.store import models
    from gawah.store.keeping import claim_columns, document_columns, rest_of

    with transaction.atomic(using=alias):
        documents = [models.DocumentRow(**document_columns(one), size=len(one.text), print=b"") for one in made.documents]
        models.DocumentRow.objects.using(alias).bulk_create(documents, batch_size=2000)
        readings = [models.ReadingRow(document_id=one.id, record=rest_of(Reading(document=one.id))) for one in made.documents]
        models.ReadingRow.objects.using(alias).bulk_create(readings, batch_size=2000)
        claims = [models.ClaimRow(**claim_columns(one, at)) for at, one in enumerate(made.claims)]
        models.ClaimRow.objects.using(alias).bulk_create(claims, batch_size=2000)


def _measured(requests: int, only: str) -> Iterator[dict[str, Any]]:
    client, dice = _reviewer(), random.Random(5)
    for name, address in _views().items():
        if only not in name:
            continue
        client.get(address(dice))
        taken: list[float] = []
        worked: list[float] = []
        largest = 0
        for _ in range(requests):
            where = address(dice)
            begin, busy = time.perf_counter(), time.process_time()
            answer = client.get(where, follow=True)
            taken.append((time.perf_counter() - begin) * 1000)
            worked.append((time.process_time() - busy) * 1000)
            largest = max(largest, len(answer.content))
            if answer.status_code != 200:
                raise SystemExit(f"{where} answered {answer.status_code}")
        times = {"p50_ms": _part(taken, 0.5), "p95_ms": _part(taken, 0.95), "cpu_p95_ms": _part(worked, 0.95)}
        view = {"view": name, **times, "kb": largest / 1000}
        _say(**view)
        yield view


def _part(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def _fits(view: dict[str, Any]) -> bool:
    return bool(view["p95_ms"] <= SLOWEST_MS and (view["kb"] <= LARGEST_KB or "outlines" in view["view"]))


def _say(**told: Any) -> None:
    print(json.dumps({key: round(value, 1) if isinstance(value, float) else value for key, value in told.items()}), flush=True)


def _reviewer() -> Any:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP
    from django.test import Client

    from gawah.desk.people.models import Person

    person = Person.objects.filter(name="measurer").first()
    if person is None:
        person = Person.objects.invite("measurer", "editor", "a long way to the river", once=False)
        TOTP.activate(person, "JBSWY3DPEHPK3PXP")
        RecoveryCodes.activate(person)
    client = Client(SERVER_NAME=HOST)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _views() -> dict[str, Address]:
    """Every view that shows many rows, each with how an address of it is drawn."""
    from gawah.desk.shelf.models import ClaimRow, DocumentRow, IncidentRow

    some = {
        "province": list(IncidentRow.objects.exclude(province="").values_list("province", flat=True).distinct()),
        "place": list(IncidentRow.objects.exclude(place="").values_list("place", flat=True).distinct()[:500]),
        "publisher": list(DocumentRow.objects.values_list("publisher", flat=True).distinct()),
        "event": list(IncidentRow.objects.values_list("event", flat=True).distinct()),
    }
    incidents = list(IncidentRow.objects.order_by("-claims").values_list("id", flat=True)[:50])
    incidents += list(IncidentRow.objects.order_by("id").values_list("id", flat=True)[:50])
    claims = list(ClaimRow.objects.order_by("id").values_list("id", flat=True)[:100])
    keys = {table: list(table.objects.values_list("sort_day", "seq").order_by("id")[:200]) for table in (IncidentRow, ClaimRow)}
    filters = _filters(some)

    def drawn(path: str, table: Any = None) -> dict[str, Address]:
        made = {f"{path} {name}": (lambda dice, path=path, part=part: f"{path}?{part(dice)}") for name, part in filters.items()}
        if table:
            made[f"{path} deep"] = lambda dice: f"{path}?after={'~'.join(map(str, dice.choice(keys[table])))}"
        return made

    views: dict[str, Address] = {}
    for path, table in (
        ("/browse/", IncidentRow),
        ("/browse/claims/", ClaimRow),
        ("/browse/map/", None),
        ("/browse/timeline/", None),
    ):
        views |= drawn(path, table)
    for sort in ("dead", "claims", "questions", "oldest"):
        views[f"/browse/ by {sort}"] = lambda _dice, sort=sort: f"/browse/?sort={sort}"
    for sort in ("dead", "weight", "confidence", "oldest"):
        views[f"/browse/claims/ by {sort}"] = lambda _dice, sort=sort: f"/browse/claims/?sort={sort}"
    for zoom in (4, 6, 8, 10, 12):
        views[f"/browse/map/areas/ zoom {zoom}"] = lambda dice, zoom=zoom: _window(dice, zoom, "")
    views["/browse/map/areas/ filtered"] = lambda dice: _window(dice, 6, dice.choice(list(filters.values()))(dice))
    views["/browse/map/outlines/"] = lambda _dice: "/browse/map/outlines/"
    views["/browse/search/"] = lambda dice: f"/browse/search/?q={_word(dice)}"
    views["/browse/search/ claims"] = lambda dice: f"/browse/search/?in=claims&q={_word(dice)}"
    views["incident (toll)"] = lambda dice: f"/incidents/{dice.choice(incidents)}/"
    views["claim"] = lambda dice: f"/judge/claim/{dice.choice(claims)}/"
    views["queue"] = lambda _dice: "/judge/"
    return views | _work(incidents, claims)


def _work(incidents: list[str], claims: list[str]) -> dict[str, Address]:
    """The views by which decisions are made."""
    from gawah.desk.shelf.models import ClaimRow, PairRow, TallyRow

    documents = list(ClaimRow.objects.order_by("id").values_list("document", flat=True)[:100])
    pairs = list(PairRow.objects.order_by("id").values_list("one", "other")[:50])
    tolled = list(TallyRow.objects.order_by("-claims", "id").values_list("incident", flat=True)[:50])
    views: dict[str, Address] = {
        "incident, every claim": lambda dice: f"/incidents/{dice.choice(incidents)}/?all=yes",
        "incident, a step": lambda dice: f"/incidents/{dice.choice(tolled)}/?toll=0&step=0",
        "profiles": lambda dice: f"/incidents/{dice.choice(incidents)}/profiles/",
        "contradictions": lambda dice: f"/incidents/contradictions/?kind={dice.choice(('', 'contested', 'denied', 'figures'))}",
        "document": lambda dice: f"/judge/document/{dice.choice(documents)}/",
        "correct": lambda dice: f"/judge/claim/{dice.choice(claims)}/correct/",
        "place": lambda dice: f"/judge/claim/{dice.choice(claims)}/place/",
        "days": lambda dice: f"/judge/claim/{dice.choice(claims)}/days/",
        "bulk": lambda dice: f"/judge/bulk/?tolls={dice.choice(('', '1', '2'))}",
    }
    if pairs:
        views["pair"] = lambda dice: "/incidents/pair/{}/{}/".format(*dice.choice(pairs))
    return views


def _filters(some: dict[str, list[str]]) -> dict[str, Address]:
    def one(name: str) -> Address:
        return lambda dice: f"{name}={dice.choice(some[name])}"

    def days(dice: random.Random) -> str:
        year = dice.choice((2018, 2019, 2020, 2021))
        return f"since={year}-0{dice.randint(1, 9)}-01&until={year + 1}-0{dice.randint(1, 9)}-28"

    return {
        "all": lambda _dice: "",
        **{name: one(name) for name in some},
        "days": days,
        "side": lambda dice: f"side=side-{dice.randrange(8)}",
        "outcome": lambda dice: f"outcome={dice.choice(('killed', 'wounded', 'displaced'))}",
        "standing": lambda dice: f"corroboration=corroborated&responsibility={dice.choice(('contested', 'denied'))}",
        "toll": lambda dice: f"toll={dice.choice(('yes', 'no'))}",
        "review": lambda dice: f"review={dice.choice(('yes', 'no'))}",
        "words": lambda dice: f"q={_word(dice)}",
        "common word": lambda _dice: "q=fighters",
        "nothing": lambda _dice: "q=quxalot&toll=yes",
        "several": lambda dice: f"{one('event')(dice)}&{one('province')(dice)}&{days(dice)}&side=side-{dice.randrange(8)}",
    }


def _word(dice: random.Random) -> str:
    from benchmarks.desk_war import name

    return name(dice.choice((dice.randrange(1001, 2500), dice.randrange(900, 908), dice.randrange(5001, 5030))))


def _window(dice: random.Random, zoom: int, part: str) -> str:
    wide = 1280 * 360 / (256 * 2**zoom)
    west, south = 60 + 12 * dice.random() - wide / 2, 30 + 8 * dice.random() - wide / 3
    edges = f"west={west}&east={west + wide}&south={south}&north={south + wide * 0.6}&zoom={zoom}"
    return f"/browse/map/areas/?{edges}&{part}"


if __name__ == "__main__":
    sys.exit(main())
