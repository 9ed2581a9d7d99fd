"""`gawah actors`: bring actors in, look a name up, see who the reports of a case give which part in which body."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gawah.cli.options import Day, case_folder, case_option
from gawah.cli.screen import PARTIAL, err, json_option, out, print_json

if TYPE_CHECKING:
    from gawah.resolve.people import Person
    from gawah.resolve.registry import Entry


@click.group("actors")
def command() -> None:
    """Actors that names are looked up in: bring them in, look one up, see who changed sides."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
def bring(file: Path, as_json: bool) -> int:
    """Read FILE into your registry of actors.

    FILE is UCDP's actor file (CSV) or a list of your own: CSV or YAML with id, name, kind, also, parent, side, days, in and
    people. Several names in one cell of a CSV list are parted by "|". An actor with a known id takes the place of the old one.

    Lines that cannot be used are counted and told by number. Where nothing can be used, the registry stays as it was.

    Example: gawah actors import ucdp-actors.csv
    """
    from gawah.resolve.actor_files import bring_in

    report = bring_in(file)
    if as_json:
        print_json({"actors": report.kept, "names": report.names, "faults": dict(report.faults), "lines": report.lines})
    else:
        for line in report.lines:
            err().print(line, markup=False)
        out().print(report.summary("actors"), markup=False)
    return PARTIAL if report.faults else 0


@command.command("search")
@click.argument("name")
@click.option("--on", "day", type=Day(), help="A day: who did not exist then is no candidate.")
@click.option("--in", "country", default="", metavar="CC", help="The country (two letters) where it happened.")
@click.option("--case", "case_path", type=click.Path(path_type=Path, file_okay=False), help="A case with actors of its own.")
@json_option
def search(name: str, day: date | None, country: str, case_path: Path | None, as_json: bool) -> int:
    """Show which actor NAME means, with the reason, and who it cannot be.

    Example: gawah actors search FARC --on 2020-03-01
    """
    from gawah.model import Mention, Span, When
    from gawah.resolve.actors import Setting, resolve_name
    from gawah.resolve.registry import Registry

    registry = _of_case(case_path) if case_path else Registry.open()
    setting = Setting(When(first=day, last=day), country.upper())
    found = resolve_name(name, Mention(words=name, span=Span(0, len(name))), registry, setting)
    entries = [entry for one in found.candidates if (entry := registry.entry(one.value.id))]
    if as_json:
        print_json({"why": found.why, "score": found.score, "candidates": [_as_data(entry) for entry in entries]})
    else:
        out().print(found.why, markup=False)
        for entry in entries:
            _show(entry)
    return 0 if entries else 1


@command.command("people")
@case_option
@json_option
def people(case_path: Path, as_json: bool) -> int:
    """Show which part in which body the reports of a case give to whom, and who is told of on another side later.

    Example: gawah actors people --case panjshir
    """
    from gawah.resolve.people import people_of
    from gawah.store import Case

    folder = case_folder(case_path)
    with Case.open(folder, read_only=True) as case:
        found = people_of(case.documents(), _of_case(folder))
    if as_json:
        print_json([_person(one) for one in found])
    for one in found if not as_json else ():
        out().print(one.name, markup=False)
        for post in one.posts:
            role = " ".join(filter(None, ("former" if post.former else "", post.role or post.turn)))
            out().print(f"    {post.days.edtf or 'day not told'}  {role}: {post.actor.name}", markup=False)
        for before, after in one.turns:
            out().print(f"    told of on another side: {before.actor.name}, then {after.actor.name}", markup=False)
    return 0


def _of_case(path: Path) -> Any:
    from gawah.resolve.actor_files import registry_of

    return registry_of(case_folder(path))


def _show(entry: Entry) -> None:
    actor = entry.actor
    facts = [actor.kind.value, f"belongs to {actor.parent}" if actor.parent else "", entry.days.edtf or ""]
    out().print(f"{actor.name}  ({actor.id}; {'; '.join(filter(None, facts))})", markup=False)
    out().print(f"      {', '.join(entry.names[1:])}", markup=False)
    for leader in entry.people:
        days = f", {leader.days.edtf}" if leader.days.known else ""
        out().print(f"      {leader.name}: {leader.role or 'leads or speaks for it'}{days}", markup=False)


def _as_data(entry: Entry) -> dict[str, Any]:
    actor = entry.actor
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "parent": actor.parent,
        "side": actor.side,
        "names": list(entry.names),
        "days": entry.days.edtf,
        "countries": list(entry.home),
        "people": [{"name": one.name, "role": one.role, "days": one.days.edtf} for one in entry.people],
    }


def _person(one: Person) -> dict[str, Any]:
    posts = [
        {
            "role": post.role,
            "actor": post.actor.id,
            "days": post.days.edtf,
            "former": post.former,
            "turn": post.turn,
            "document": post.document,
            "span": [post.mention.span.start, post.mention.span.end],
        }
        for post in one.posts
    ]
    return {"name": one.name, "posts": posts, "turns": [[a.actor.id, b.actor.id] for a, b in one.turns]}
