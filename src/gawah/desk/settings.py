"""Django's settings, and the case that the desk stands on.

The desk's own tables are the database `default`: beside the case in `desk.sqlite3`, or in the same database where the case is
kept on PostgreSQL. The case has an alias of its own and is migrated by `gawah.store`.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gawah.errors import BrokenCase

HERE = Path(__file__).parent
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LANGUAGES = (("en", "English"), ("fa", "دری / فارسی"), ("ps", "پښتو"), ("ar", "العربية"))
"""Languages of the desk, each in its own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What one desk is told: its case, the address of a PostgreSQL database (or none), and how it may be reached.

    `hosts` are the names under which browsers may ask for it; `https` says that a proxy adds TLS, so that cookies travel by TLS
    alone.
    """

    case: Path
    database: str = ""
    read_only: bool = False
    hosts: tuple[str, ...] = LOOPBACK
    https: bool = False

    @property
    def own_database(self) -> Path:
        """The SQLite file of the desk's own tables; not there on PostgreSQL."""
        return self.case / "desk.sqlite3"


_at: list[Desk] = []


def set_up() -> None:
    """Set Django up for a desk, before there is a case."""
    import django
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        settings.configure(**_fixed())
    if not apps.ready:
        django.setup()


def configure(case: Path, database: str = "", **told: Any) -> Desk:
    """Set Django up for the desk of a case, or turn a desk that is set up already to this case. Opens nothing yet."""
    desk = Desk(case=Path(case), database=database, **told)
    set_up()
    _turn_to(desk)
    return desk


def the_desk() -> Desk:
    """The desk at hand."""
    if not _at:
        raise BrokenCase("no case is open at the desk; start it with `gawah serve --case NAME`")
    return _at[0]


def _turn_to(desk: Desk) -> None:
    """Let every setting that hangs on the case speak of this one."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    for alias in ("default", *connections.settings):
        with contextlib.suppress(AttributeError):
            del connections[alias]
    connections.databases["default"] = connections.configure_settings({"default": _database(desk)})["default"]
    settings.SECRET_KEY = key(desk.case)
    settings.ALLOWED_HOSTS = list(desk.hosts)
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = desk.https
    settings.SECURE_HSTS_SECONDS = 31_536_000 if desk.https else 0
    _at[:] = [desk]


def key(case: Path) -> str:
    """The secret that signs the cookies of this desk: random, made once, readable by its owner alone."""
    path = case / "desk.key"
    if not path.exists():
        part = path.with_suffix(f".{os.getpid()}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(48)).decode())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(part)  # the first of two that start at once wins
        part.unlink()
    return path.read_text("ascii")


def _database(desk: Desk) -> dict[str, Any]:
    from gawah.store import settings as store

    if desk.database:
        kept = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
        return store.postgresql(desk.database, read_only=False) | kept
    return store.sqlite(desk.own_database, read_only=False)


def areas() -> list[str]:
    """The areas of the desk that have pages, in the order of the navigation."""
    order = ["collect", "judge", "incidents", "browse", "releases", "people"]
    found = {path.parent.name for path in HERE.glob("*/urls.py")}
    return [name for name in order if name in found] + sorted(found - set(order))


def _fixed() -> dict[str, Any]:
    """What is the same for every case."""
    own = sorted(f"gawah.desk.{path.parent.name}" for path in HERE.glob("*/models.py"))
    return {
        "INSTALLED_APPS": [
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "allauth",
            "allauth.account",
            "allauth.mfa",
            "allauth.usersessions",
            "axes",
            "django_htmx",
            "leaflet",
            "gawah.store",
            "gawah.desk",
            *own,
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "gawah.desk.middleware.Headers",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "allauth.account.middleware.AccountMiddleware",
            "allauth.usersessions.middleware.UserSessionsMiddleware",
            "gawah.desk.middleware.Doorkeeper",
            "gawah.desk.middleware.PlainFaults",
            "axes.middleware.AxesMiddleware",
        ],
        "ROOT_URLCONF": "gawah.desk.urls",
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "django.template.context_processors.i18n",
                        "gawah.desk.page.around",
                    ]
                },
            }
        ],
        "DATABASES": {"default": {"ENGINE": "django.db.backends.dummy"}},
        "DATABASE_ROUTERS": ["gawah.desk.cases.Router"],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "desk_cache"}},
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"terminal": {"class": "logging.StreamHandler", "level": "ERROR"}},
            "loggers": {
                "django.request": {"handlers": ["terminal"], "propagate": True},
                "axes": {"handlers": ["terminal"], "propagate": True},
            },
        },
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LANGUAGE_CODE": "en",
        "LANGUAGES": LANGUAGES,
        "LANGUAGES_BIDI": ["ar", "fa", "ps"],
        "LOCALE_PATHS": [HERE / "locale"],
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [HERE / "static"],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_MAX_AGE": 600,
        "WHITENOISE_ALLOW_ALL_ORIGINS": False,
        **_safety(),
        **_signing_in(),
    }


def _safety() -> dict[str, Any]:
    return {
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_AGE": 12 * 3600,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_COOKIE_NAME": "desk",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_FAILURE_VIEW": "gawah.desk.page.forged",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 20_000,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 5_000,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 10_000_000,
        "FILE_UPLOAD_PERMISSIONS": 0o600,
    }


def _signing_in() -> dict[str, Any]:
    return {
        "AUTH_USER_MODEL": "people.Person",
        "AUTHENTICATION_BACKENDS": ["axes.backends.AxesBackend", "allauth.account.auth_backends.AuthenticationBackend"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
            for name, options in (
                ("UserAttributeSimilarityValidator", {"user_attributes": ["name"]}),
                ("MinimumLengthValidator", {"min_length": 12}),
                ("CommonPasswordValidator", {}),
            )
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "home",
        "ACCOUNT_ADAPTER": "gawah.desk.people.adapters.Accounts",
        "MFA_ADAPTER": "gawah.desk.people.adapters.Codes",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": "name",
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*", "password2*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
        "ACCOUNT_PRESERVE_USERNAME_CASING": True,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_EMAIL_NOTIFICATIONS": False,
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
        "MFA_TOTP_ISSUER": "gawah",
        "USERSESSIONS_TRACK_ACTIVITY": False,
        "AXES_FAILURE_LIMIT": 5,
        "AXES_COOLOFF_TIME": 0.25,  # hours
        "AXES_LOCKOUT_PARAMETERS": ["username"],
        "AXES_USERNAME_CALLABLE": "gawah.desk.people.lockout.name_of",
        "AXES_LOCKOUT_CALLABLE": "gawah.desk.people.lockout.locked",
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
        "AXES_IPWARE_META_PRECEDENCE_ORDER": ["REMOTE_ADDR"],
    }
