"""Who may do what: every URL by its name, with the least role that may read it and the least that may post to it.

A URL that is not named here is refused to everyone. A test holds this table against the URLs of the desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What a person may do; each may do all that the one before may."""

    NOBODY = 0
    """Has not signed in."""
    VIEWER = 1
    """Reads everything but the names of the staff."""
    REVIEWER = 2
    """Decides about claims and incidents."""
    EDITOR = 3
    """Takes in documents and makes releases."""
    ADMIN = 4
    """Invites people, gives roles, ends sessions."""

    @classmethod
    def of(cls, name: str) -> Role:
        """The role of this name; NOBODY for a name that is none."""
        return cls.__members__.get(name.upper(), cls.NOBODY)


@dataclass(frozen=True, slots=True)
class Rule:
    """The least role that may read a URL, and the least that may post to it; None: nobody may, whatever the role.

    `always`: also where the desk is only read, and before a person has set up one-time codes.
    """

    read: Role | None
    post: Role | None = None
    always: bool = False


NOBODY, VIEWER, REVIEWER, EDITOR, ADMIN = Role

SIGNING_IN = {
    "account_login": Rule(NOBODY, NOBODY, always=True),
    "account_inactive": Rule(NOBODY, always=True),
    "account_logout": Rule(NOBODY, NOBODY, always=True),
    "account_reauthenticate": Rule(VIEWER, VIEWER, always=True),
    "account_change_password": Rule(VIEWER, VIEWER, always=True),
    "mfa_authenticate": Rule(NOBODY, NOBODY, always=True),
    "mfa_reauthenticate": Rule(VIEWER, VIEWER, always=True),
    "mfa_activate_totp": Rule(VIEWER, VIEWER, always=True),
    "mfa_deactivate_totp": Rule(VIEWER, VIEWER),
    "mfa_index": Rule(VIEWER, always=True),
    "mfa_view_recovery_codes": Rule(VIEWER, always=True),
    "mfa_generate_recovery_codes": Rule(VIEWER, VIEWER),
    "mfa_download_recovery_codes": Rule(VIEWER),
    "set_language": Rule(None, NOBODY, always=True),
}
PEOPLE = {
    "home": Rule(VIEWER),
    "people:first": Rule(NOBODY, NOBODY),
    "people:account": Rule(VIEWER),
    "people:end_session": Rule(None, VIEWER),
    "people:list": Rule(ADMIN),
    "people:invite": Rule(ADMIN, ADMIN),
    "people:role": Rule(None, ADMIN),
    "people:able": Rule(None, ADMIN),
    "people:end": Rule(None, ADMIN),
    "people:anew": Rule(None, ADMIN),
    "people:log": Rule(REVIEWER),
    "people:verify": Rule(None, REVIEWER),
}
COLLECT = {
    "collect:index": Rule(EDITOR),
    "collect:add": Rule(None, EDITOR),
    "collect:batch": Rule(EDITOR),
    "collect:close": Rule(None, EDITOR),
    "collect:progress": Rule(EDITOR),
    "collect:left": Rule(REVIEWER),
}
JUDGE = {
    "judge:next": Rule(REVIEWER),
    "judge:bulk": Rule(REVIEWER, REVIEWER),
    "judge:claim": Rule(VIEWER),
    "judge:look": Rule(REVIEWER),
    "judge:decide": Rule(None, REVIEWER),
    "judge:correct": Rule(REVIEWER, REVIEWER),
    "judge:place": Rule(REVIEWER, REVIEWER),
    "judge:actor": Rule(REVIEWER, REVIEWER),
    "judge:days": Rule(REVIEWER, REVIEWER),
    "judge:withdraw": Rule(None, REVIEWER),
    "judge:undo": Rule(None, REVIEWER),
    "judge:last": Rule(REVIEWER),
    "judge:document": Rule(VIEWER),
    "judge:original": Rule(VIEWER),
}
INCIDENTS = {
    "incidents:one": Rule(VIEWER),
    "incidents:profiles": Rule(VIEWER),
    "incidents:contradictions": Rule(VIEWER),
    "incidents:merge": Rule(None, REVIEWER),
    "incidents:split": Rule(None, REVIEWER),
    "incidents:pair": Rule(REVIEWER, REVIEWER),
}
BROWSE = {
    "browse:incidents": Rule(VIEWER),
    "browse:claims": Rule(VIEWER),
    "browse:map": Rule(VIEWER),
    "browse:areas": Rule(VIEWER),
    "browse:outlines": Rule(VIEWER),
    "browse:timeline": Rule(VIEWER),
    "browse:search": Rule(VIEWER),
    "browse:save": Rule(None, VIEWER),
    "browse:forget": Rule(None, VIEWER),
}
RELEASES = {
    "releases:index": Rule(EDITOR),
    "releases:prepare": Rule(None, EDITOR),
    "releases:job": Rule(EDITOR),
    "releases:progress": Rule(EDITOR),
    "releases:make": Rule(None, EDITOR),
    "releases:one": Rule(EDITOR),
    "releases:file": Rule(EDITOR),
    "releases:archive": Rule(EDITOR),
    "releases:names": Rule(EDITOR),
    "releases:protect": Rule(None, EDITOR),
    "releases:unprotect": Rule(None, EDITOR),
}

RULES: dict[str, Rule] = {**SIGNING_IN, **PEOPLE, **COLLECT, **JUDGE, **INCIDENTS, **BROWSE, **RELEASES}


def least(name: str, *, post: bool) -> Role | None:
    """The least role that may do this; None: nobody may."""
    rule = RULES.get(name)
    if rule is None:
        return None
    return rule.post if post else rule.read


def may(role: Role, name: str, *, post: bool = False) -> bool:
    """Whether a role may read this URL, or post to it."""
    needed = least(name, post=post)
    return needed is not None and role >= needed
