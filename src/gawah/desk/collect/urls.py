"""Pages of collecting."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gawah.desk.collect import views

app_name = "collect"
menu = ((_("Collect"), "collect:index"),)
urlpatterns = [
    path("", views.index, name="index"),
    path("add/", views.add, name="add"),
    path("<int:number>/", views.batch, name="batch"),
    path("<int:number>/close/", views.close, name="close"),
    path("<int:number>/progress/", views.progress, name="progress"),
    path("left-out/", views.left, name="left"),
]
