"""Pages of incidents."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gawah.desk.incidents import contradictions, joining, pairs, workbench

app_name = "incidents"
menu = ((_("Contradictions"), "incidents:contradictions"),)
urlpatterns = [
    path("contradictions/", contradictions.contradictions, name="contradictions"),
    path("pair/<str:one>/<str:other>/", pairs.pair, name="pair"),
    path("<str:incident>/", workbench.one, name="one"),
    path("<str:incident>/profiles/", workbench.profiles, name="profiles"),
    path("<str:incident>/merge/", joining.merge, name="merge"),
    path("<str:incident>/split/", joining.split, name="split"),
]
