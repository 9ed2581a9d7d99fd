"""Pages of browsing."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gawah.desk.browse import lists, mapping, saved, searching, timeline

app_name = "browse"
menu = ((_("Browse"), "browse:incidents"), (_("Search"), "browse:search"))
urlpatterns = [
    path("", lists.incidents, name="incidents"),
    path("claims/", lists.claims, name="claims"),
    path("map/", mapping.map_, name="map"),
    path("map/areas/", mapping.areas_, name="areas"),
    path("map/outlines/", mapping.outlines, name="outlines"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("search/", searching.search, name="search"),
    path("filters/", saved.save, name="save"),
    path("filters/<int:number>/forget/", saved.forget, name="forget"),
]
