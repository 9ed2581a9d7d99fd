"""Pages of review."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gawah.desk.judge import bulk, claims, correcting, documents, last, naming, placing, queue

app_name = "judge"
menu = ((_("Review"), "judge:next"),)
urlpatterns = [
    path("", queue.next_, name="next"),
    path("claim/<str:claim>/", claims.claim, name="claim"),
    path("claim/<str:claim>/decide/", claims.decide, name="decide"),
    path("claim/<str:claim>/correct/", correcting.correct, name="correct"),
    path("claim/<str:claim>/place/", placing.place, name="place"),
    path("claim/<str:claim>/actor/", naming.actor, name="actor"),
    path("claim/<str:claim>/days/", naming.days, name="days"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("document/<str:document>/", documents.document, name="document"),
    path("document/<str:document>/original/", documents.original, name="original"),
    path("judgement/<str:judgement>/withdraw/", claims.withdraw, name="withdraw"),
    path("claim/<str:claim>/look/", claims.look, name="look"),
    path("last/", last.last, name="last"),
    path("undo/", last.undo, name="undo"),
]
