"""What can go wrong, in one tree.

GawahError                     everything gawah raises on purpose
├── BadInput                   a file, table or option of the user's cannot be used
│   ├── UnreadableDocument     a report cannot be read (which file, why, what to do)
│   └── BadTable               a line of a table cannot be used (which file, which line, why)
├── ContradictoryRange         a count, span or period runs backwards
├── MissingPack                a language pack or table is not installed
├── NoNetwork                  a server cannot be reached, or broke off (only commands that fetch)
├── Overtaken                  another reviewer has decided meanwhile
├── UnreviewedClaims           a release would hold claims that no person has looked at
├── ProtectedFound             a release would tell a name that is protected
├── UnknownRecord              no document, claim, incident or toll has this id
└── BrokenCase                 the case cannot be opened or written
    ├── NewerCase              it was written by a later gawah
    ├── LockedCase             another gawah is writing to it
    ├── FullDisk               there is no room to write; what was kept stays kept
    └── TamperedCase           a hash or the chain of the log does not hold

Every message says what, where and what to do; the parts stay on the error as attributes.
"""

from __future__ import annotations


class GawahError(Exception):
    """Root of all errors that gawah raises on purpose."""

    exit_code = 1


class BadInput(GawahError):
    """A file, table or option of the user's cannot be used."""

    exit_code = 2


class UnreadableDocument(BadInput):
    """A report cannot be read: `file`, the `cause` and the `remedy` in words."""

    def __init__(self, file: str, cause: str, remedy: str) -> None:
        super().__init__(f"{file}: {cause}; {remedy}")
        self.file, self.cause, self.remedy = file, cause, remedy


class BadTable(BadInput):
    """A table cannot be used: `file`, `line` (0 = the whole file) and the `cause` in words."""

    def __init__(self, file: str, line: int, cause: str) -> None:
        super().__init__(f"{file}{f', line {line}' if line else ''}: {cause}")
        self.file, self.line, self.cause = file, line, cause


class ContradictoryRange(GawahError, ValueError):
    """A count, span or period runs backwards."""


class MissingPack(GawahError):
    """A language pack or table is not installed."""


class NoNetwork(GawahError):
    """A server cannot be reached, or broke off. Only commands that are asked to fetch something use the network."""


class UnknownRecord(GawahError, LookupError):
    """No document, claim, incident or toll of the case has this id."""


class Overtaken(GawahError):
    """Another reviewer has decided on the same claim or pair meanwhile; `since` are their judgements, the oldest first."""

    def __init__(self, told: str, since: tuple[object, ...] = ()) -> None:
        super().__init__(told)
        self.since = since


class UnreviewedClaims(GawahError):
    """A release would hold claims that no person has looked at: so many `claims` of so many `incidents`."""

    def __init__(self, claims: int, incidents: int) -> None:
        await_ = f"{claims:,} claim{'s' * (claims != 1)} of {incidents:,} incident{'s' * (incidents != 1)}"
        verb = "awaits" if claims == 1 else "await"
        super().__init__(f'{await_} {verb} review; run "gawah review" or publish with --include-unreviewed')
        self.claims, self.incidents = claims, incidents


class ProtectedFound(GawahError):
    """A release would tell a name that is protected; nothing was written. `found` pairs the file with the name."""

    def __init__(self, found: tuple[tuple[str, str], ...]) -> None:
        told = "; ".join(f"{name!r} in {file}" for file, name in found[:5])
        more = f", and {len(found) - 5} more" if len(found) > 5 else ""
        super().__init__(
            f"nothing was written, because protected names would go out: {told}{more}; change the title or profile"
        )
        self.found = found


class BrokenCase(GawahError):
    """The case cannot be opened or written."""

    exit_code = 3


class NewerCase(BrokenCase):
    """The case was written by a later gawah."""


class LockedCase(BrokenCase):
    """Another gawah is writing to the case."""


class FullDisk(BrokenCase):
    """There is no room to write; what was kept stays kept."""


class TamperedCase(BrokenCase):
    """A hash, or the chain of the log, does not hold."""
