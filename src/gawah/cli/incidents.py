"""`gawah incidents`: the incidents of a case as a table."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from gawah.cli.options import case_folder, case_option, profile_option
from gawah.cli.screen import json_option, out, print_json, tell_first_use
from gawah.model import Account, Incident
from gawah.pipeline import account_of
from gawah.publish import TOLL_COLUMNS, toll_rows
from gawah.publish.place_table import province_of
from gawah.publish.words import event_noun, incident_place, incident_when, outcome_words, range_words


@click.command("incidents")
@case_option
@profile_option
@click.option("--all", "everything", is_flag=True, help="Statements and other happenings without a toll too.")
@json_option
def command(case_path: Path, profile: str, everything: bool, as_json: bool) -> int:
    """List the incidents of a case: where, when, what, the toll as a range, and its status.

    Example: gawah incidents --case panjshir
    """
    tell_first_use()
    account = account_of(case_folder(case_path), profile)
    if as_json:
        print_json([{column: row.get(column) for column in TOLL_COLUMNS} for row in toll_rows(account)])
        return 0
    shown = [one for one in account.incidents if everything or one.tallies or one.event.family.violent]
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for title in ("id", "place", "when", "what", "toll: low to high, best", "claims", "status"):
        table.add_column(title, overflow="fold")
    for incident in sorted(shown, key=lambda one: (province_of(one), account.latest(one), one.id)):
        table.add_row(*_cells(account, incident))
    out().print(table)
    hidden = len(account.incidents) - len(shown)
    more = f"; {hidden} without a toll are not shown (--all shows them)" if hidden else ""
    out().print(f"{len(shown)} incidents from {len(account.claims)} claims in {len(account.documents)} documents{more}")
    return 0


def _cells(account: Account, incident: Incident) -> tuple[Text, ...]:
    tolls = "; ".join(
        f"{'of these, ' if tally.part_of else ''}{tally.of or 'people'} {outcome_words(tally.outcome)} {range_words(tally)}"
        f"{' †' if tally.party else ''}"
        for tally in incident.tallies
    )
    standing = incident.standing
    status = f"{standing.corroboration.value}, {standing.responsibility.value}, {standing.numbers.value}"
    what = event_noun(incident.event) + (" (summary)" if incident.summary else "")
    cells = (incident.id[:8], incident_place(incident), incident_when(account, incident), what, tolls)
    return (*map(Text, cells), Text(str(len(incident.members))), Text(status))
