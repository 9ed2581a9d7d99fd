"""Who may sign in to a desk, and as what."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from gawah.desk.policy import Role

ROLES = (("viewer", _("viewer")), ("reviewer", _("reviewer")), ("editor", _("editor")), ("admin", _("admin")))


PROPER = RegexValidator(r"^\w[\w.@-]*\Z", _("Letters, digits and . @ - _ only, beginning with a letter or digit."))
"""What a name may be that stands in the log for good."""


class People(BaseUserManager["Person"]):
    """Makes people."""

    def invite(self, name: str, role: str, password: str, *, once: bool = True) -> Person:
        """A new person; `once`: the password was given by another and must be changed at the first sign-in."""
        person = Person(name=name, role=role, once=once)
        person.set_password(password)
        person.save(force_insert=True)
        return person


class Person(AbstractBaseUser):
    """A person with a role. `once`: must change the password before anything else.

    `epoch` counts how often all sessions were ended: it is part of what a session proves, as are password and role, so that a
    change of any of them ends every session there is.
    """

    name: models.CharField[str, str] = models.CharField(_("name"), max_length=60, unique=True, validators=[PROPER])
    role: models.CharField[str, str] = models.CharField(_("role"), max_length=10, choices=ROLES, default="viewer")
    is_active: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    once: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    epoch: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(default=0)
    since: models.DateTimeField[datetime, datetime] = models.DateTimeField(default=now)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Where it lies."""

        db_table = "desk_person"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def rank(self) -> Role:
        """The role, to be compared."""
        return Role.of(self.role)

    def end_sessions(self) -> None:
        """End every session of this person, this one too."""
        from allauth.usersessions.models import UserSession  # type: ignore[import-untyped]

        Person.objects.filter(pk=self.pk).update(epoch=models.F("epoch") + 1)
        self.refresh_from_db(fields=["epoch"])
        for session in UserSession.objects.filter(user_id=self.pk):
            session.end()

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        proved = f"{self.password}|{self.role}|{self.epoch}"
        return salted_hmac("gawah.desk.people", proved, secret=secret, algorithm="sha256").hexdigest()


def role_of(user: Any) -> Role:
    """The role of who asks; NOBODY before sign-in."""
    return user.rank if isinstance(user, Person) and user.is_active else Role.NOBODY


def still_to_do(user: Any) -> str:
    """The name of the URL where a person must go first; empty where all is set up.

    Who was invited changes the password that another gave; who can change anything sets up one-time codes.
    """
    if user.once:
        return "account_change_password"
    if user.rank >= Role.REVIEWER and not has_codes(user):
        return "mfa_activate_totp"
    return ""


def has_codes(user: Any) -> bool:
    """Whether a person has set up one-time codes."""
    from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]

    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())
