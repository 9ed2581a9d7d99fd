"""The map: areas of the incidents that the filter asks for, and the same as a list, for those who do not see the map."""

from __future__ import annotations

import json
import re
from math import ceil, floor, isfinite

from django.db.models import Count, Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gawah.desk.browse import outlines as ground
from gawah.desk.browse.areas import CLOSEST, DRAWABLE, Window, areas, by_place, on_map
from gawah.desk.browse.look import around, asked, tidied
from gawah.desk.shelf import find
from gawah.desk.shelf.models import IncidentRow

LISTED = 40
_POINT = re.compile(r"(-?\d{1,3}),(-?\d{1,3})", re.ASCII)


def map_(request: HttpRequest) -> HttpResponse:
    """The page of the map."""
    if tidy := tidied(request):
        return tidy
    wanted, faults = asked(request)
    context = around(request, "map", wanted, faults)
    rows = find.incidents(wanted) if not faults else IncidentRow.objects.none()
    count, shown, edges = _edges(rows)
    places = [row | {"radius_km": max(1, round(row["reach"] / 1000))} for row in by_place(on_map(rows), LISTED)]
    context |= {
        "count": count,
        "off_map": count - shown,
        "places": [(row, wanted.but(place=row["one"]).link()) for row in places],
        "edges": json.dumps(edges),
    }
    return render(request, "desk/browse/map.html", context, status=400 if faults else 200)


def areas_(request: HttpRequest) -> JsonResponse:
    """The areas of a window of the map, as JSON, and how many of its incidents are not drawn."""
    wanted, faults = asked(request)
    window = _window(request)
    if faults or window is None:
        return JsonResponse({"fault": _("The map cannot be asked for that.")}, status=400)
    found, left = areas(find.incidents(wanted), window)
    return JsonResponse({"areas": found, "left": left})


def outlines(request: HttpRequest) -> JsonResponse:
    """Outlines of countries, coarse but near the case, or near a point in whole degrees (`near=35,69`).

    They change with the case alone, so browsers may keep them a while.
    """
    near = request.GET.get("near", "")
    whole = _near(near) if near else _case()
    if near and whole is None:
        return JsonResponse({"fault": _("The map cannot be asked for that.")}, status=400)
    answer = JsonResponse({"rings": ground.outlines(whole)}, json_dumps_params={"separators": (",", ":")})
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer


def _near(words: str) -> ground.Box | None:
    """The point "latitude,longitude" as a box; None where it is none."""
    found = _POINT.fullmatch(words)
    lat, lon = (int(part) for part in found.groups()) if found else (91, 0)
    return (lon, lat, lon, lat) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _case() -> ground.Box | None:
    """The box round all incidents that are drawn; None where none is."""
    _count, _shown, edges = _edges(IncidentRow.objects.all())
    return (floor(edges[0][1]), floor(edges[0][0]), ceil(edges[1][1]), ceil(edges[1][0])) if edges else None


def _edges(rows: QuerySet[IncidentRow]) -> tuple[int, int, list[list[float]] | None]:
    """How many there are, how many are drawn, and the south-west and north-east corner of these; None where none is."""
    found = rows.aggregate(
        all=Count("seq"),
        drawn=Count("seq", filter=DRAWABLE),
        south=Min("lat", filter=DRAWABLE),
        west=Min("lon", filter=DRAWABLE),
        north=Max("lat", filter=DRAWABLE),
        east=Max("lon", filter=DRAWABLE),
    )
    edges = [[found["south"], found["west"]], [found["north"], found["east"]]] if found["drawn"] else None
    return found["all"], found["drawn"], edges


def _window(request: HttpRequest) -> Window | None:
    """The window that is asked for, kept on the world; None where it is none."""
    try:
        west, south, east, north = (float(request.GET.get(name, "")) for name in ("west", "south", "east", "north"))
        zoom = int(request.GET.get("zoom", ""))
    except ValueError:
        return None
    if not all(map(isfinite, (west, south, east, north))) or south > north or west > east or not 0 <= zoom <= 30:
        return None
    west, south, east, north = max(west, -180.0), max(south, -85.0), min(east, 180.0), min(north, 85.0)
    return Window(west, south, east, north, min(zoom, CLOSEST))
