"""Pages about people, and the log."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gawah.desk.people import first, log, own, staff

app_name = "people"
menu = ((_("Log"), "people:log"), (_("People"), "people:list"))
urlpatterns = [
    path("first/", first.first, name="first"),
    path("account/", own.account, name="account"),
    path("account/sessions/end/", own.end_session, name="end_session"),
    path("", staff.people, name="list"),
    path("invite/", staff.invite, name="invite"),
    path("<int:number>/role/", staff.role, name="role"),
    path("<int:number>/able/", staff.able, name="able"),
    path("<int:number>/end/", staff.end, name="end"),
    path("<int:number>/anew/", staff.anew, name="anew"),
    path("log/", log.log, name="log"),
    path("log/verify/", log.verify, name="verify"),
]
