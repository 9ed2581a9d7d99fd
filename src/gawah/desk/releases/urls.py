"""Pages of releases."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gawah.desk.releases import making, names, reading

app_name = "releases"
menu = ((_("Publish"), "releases:index"),)
urlpatterns = [
    path("", making.index, name="index"),
    path("prepare/", making.prepare, name="prepare"),
    path("job/<int:number>/", making.job, name="job"),
    path("job/<int:number>/progress/", making.progress, name="progress"),
    path("job/<int:number>/make/", making.make, name="make"),
    path("made/<str:name>/", reading.one, name="one"),
    path("made/<str:name>/archive/", reading.archive, name="archive"),
    path("made/<str:name>/<str:file>/", reading.file, name="file"),
    path("names/", names.names, name="names"),
    path("names/protect/", names.protect_one, name="protect"),
    path("names/unprotect/", names.unprotect_one, name="unprotect"),
]
