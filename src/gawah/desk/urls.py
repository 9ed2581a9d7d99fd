"""The URLs of the desk: those of its areas, and what allauth brings for signing in (not for signing up)."""

from __future__ import annotations

from allauth.account import views as account  # type: ignore[import-untyped]
from allauth.mfa import urls as mfa  # type: ignore[import-untyped]
from django.urls import include, path
from django.views.i18n import set_language

from gawah.desk.page import home
from gawah.desk.settings import areas

urlpatterns = [
    path("", home, name="home"),
    path("language/", set_language, name="set_language"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/codes/", include(mfa)),
    *(path(f"{area}/", include(f"gawah.desk.{area}.urls")) for area in areas()),
]
