"""Django settings that are the same for every case: parts, what a request passes, safety, signing in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = (("en", "English"), ("fa", "دری / فارسی"), ("ps", "پښتو"), ("ar", "العربية"))
"""Languages of the desk, each in its own words."""
APPS = [
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
    *sorted(f"gawah.desk.{path.parent.name}" for path in HERE.glob("*/models.py")),
]
"""The parts; every area of the desk with tables of its own is one."""
MIDDLEWARE = [
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
]
TEMPLATES: list[dict[str, Any]] = [
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
]
SAFETY: dict[str, Any] = {
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
SIGNING_IN: dict[str, Any] = {
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
FIXED: dict[str, Any] = {
    "INSTALLED_APPS": APPS,
    "MIDDLEWARE": MIDDLEWARE,
    "ROOT_URLCONF": "gawah.desk.urls",
    "TEMPLATES": TEMPLATES,
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
    **SAFETY,
    **SIGNING_IN,
}
