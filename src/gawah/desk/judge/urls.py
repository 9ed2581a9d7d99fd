"""Pages of review."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gawah.desk.judge import claims, correcting, documents, last, queue

app_name = "judge"
menu = ((_("Review"), "judge:next"),)
urlpatterns = [
    path("", queue.next_, name="next"),
    path("claim/<str:claim>/", claims.claim, name="claim"),
    path("claim/<str:claim>/decide/", claims.decide, name="decide"),
    path("claim/<str:claim>/correct/", correcting.correct, name="correct"),
    path("document/<str:document>/", documents.document, name="document"),
    path("document/<str:document>/original/", documents.original, name="original"),
    path("judgement/<str:judgement>/withdraw/", claims.withdraw, name="withdraw"),
    path("claim/<str:claim>/look/", claims.look, name="look"),
    path("last/", last.last, name="last"),
    path("undo/", last.undo, name="undo"),
]
