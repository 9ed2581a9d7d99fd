"""The map and the timeline of a brief, as SVG that needs no network.

Precision is drawn as area: a place known to its district is a circle of the district's size, never a pin. What has no place
is not on the map, and the caption counts it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from math import cos, radians

from gawah.data import table
from gawah.model import Account, Incident, Place, Precision
from gawah.publish.words import event_noun, incident_place, precision_words, when_words

WIDTH = 760
METRES_PER_DEGREE = 111_320


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the world: west and north edge in degrees, pixels a degree of latitude, and the squeeze of longitudes."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels of a point: equirectangular about the middle of the window, true enough for a province or a country."""
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale

    def pixels(self, metres: float) -> float:
        """Length on the map."""
        return metres / METRES_PER_DEGREE * self.scale


def frame_of(places: Iterable[Place]) -> Frame | None:
    """The window that holds the places with room round them; None where no place has a point."""
    boxes = []
    for place in places:
        if place.lat is None or place.lon is None:
            continue
        reach = max(place.radius_m, 15_000) / METRES_PER_DEGREE
        across = reach / max(0.1, cos(radians(place.lat)))
        boxes.append((place.lon - across, place.lat - reach, place.lon + across, place.lat + reach))
    if not boxes:
        return None
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    room = max(east - west, north - south) * 0.08
    west, south, east, north = west - room, south - room, east + room, north + room
    squeeze = max(0.1, cos(radians((south + north) / 2)))
    scale = WIDTH / max(1e-6, (east - west) * squeeze)
    height = min(max((north - south) * scale, 240), 620)
    scale = min(scale, height / (north - south))
    west -= (WIDTH / scale / squeeze - (east - west)) / 2
    return Frame(west, north + (height / scale - (north - south)) / 2, scale, squeeze, height)


def drawn(incident: Incident) -> bool:
    """Whether an incident is on the map: it is one happening, at a place known more closely than to its country."""
    where = incident.where
    return where is not None and where.lat is not None and where.precision < Precision.COUNTRY and not incident.summary


def map_svg(account: Account) -> str:
    """The incidents with a place on outlines of countries; an empty string where none has a point."""
    located = [i for i in account.incidents if drawn(i)]
    frame = frame_of(i.where for i in located if i.where is not None)
    if frame is None:
        return ""
    by_place: dict[str, list[Incident]] = {}
    for incident in sorted(located, key=lambda incident: incident.id):
        assert incident.where is not None  # noqa: S101  (the filter above; for the type checker)
        by_place.setdefault(incident.where.id, []).append(incident)
    groups = sorted(by_place.values(), key=lambda group: -(group[0].where.radius_m if group[0].where else 0))
    parts = [
        f'<svg class="map" viewBox="0 0 {WIDTH} {frame.height:.0f}" role="img" aria-label="Map of the incidents">',
        f'<rect class="sea" width="{WIDTH}" height="{frame.height:.0f}"/>',
        *_outlines(frame),
        *(_circle(frame, group) for group in groups),
        *_labels(frame, groups),
        _scale_bar(frame),
        "</svg>",
    ]
    return "\n".join(parts)


def _outlines(frame: Frame) -> Iterable[str]:
    east, south = frame.west + WIDTH / frame.scale / frame.squeeze, frame.north - frame.height / frame.scale
    for country in table("publish/outlines"):
        for ring in country["rings"]:
            xs, ys = [x / 100 for x, _ in ring], [y / 100 for _, y in ring]
            if max(xs) < frame.west or min(xs) > east or max(ys) < south or min(ys) > frame.north:
                continue
            points = " ".join("{:.1f},{:.1f}".format(*frame.point(x, y)) for x, y in zip(xs, ys, strict=True))
            yield f'<polygon class="country" points="{points}"><title>{escape(country["name"])}</title></polygon>'


def _circle(frame: Frame, group: list[Incident]) -> str:
    where = group[0].where
    if where is None or where.lat is None or where.lon is None:
        return ""
    x, y = frame.point(where.lon, where.lat)
    radius = max(frame.pixels(where.radius_m), 5)
    told = "; ".join(f"{event_noun(i.event)}, {when_words(i.when)}" for i in group)
    title = escape(f"{where.full_name} ({precision_words(group[0])}): {told}")
    return f'<circle class="area" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{title}</title></circle>'


def _labels(frame: Frame, groups: list[list[Incident]]) -> Iterable[str]:
    """Names beside the areas, most incidents first; a name that would cover another is left to the circle's title."""
    taken: list[tuple[float, float, float, float]] = []
    for group in sorted(groups, key=lambda group: (-len(group), group[0].id)):
        where = group[0].where
        if where is None or where.lat is None or where.lon is None:
            continue
        x, y = frame.point(where.lon, where.lat)
        name = f"{where.name} ({len(group)})" if len(group) > 1 else where.name
        box = (x + 6, y - 9, x + 12 + 6.6 * len(name), y + 5)
        if box[2] > WIDTH:
            box = (x - 12 - 6.6 * len(name), box[1], x - 6, box[3])
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        yield f'<text class="name" x="{box[0]:.1f}" y="{y + 4:.1f}">{escape(name)}</text>'


def _scale_bar(frame: Frame) -> str:
    kilometres = next((k for k in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if frame.pixels(k * 1000) >= 60), 5000)
    length, y = frame.pixels(kilometres * 1000), frame.height - 14
    return (
        f'<g class="scale"><line x1="14" y1="{y:.0f}" x2="{14 + length:.1f}" y2="{y:.0f}"/>'
        f'<text x="{20 + length:.1f}" y="{y + 4:.0f}">{kilometres} km</text></g>'
    )


def timeline_svg(account: Account, most: int = 60) -> str:
    """Incidents as bars from first to last possible day, an open end fading out; an empty string where no day is known."""
    dated = [i for i in account.incidents if i.when.known and i.event.family.violent]
    dated.sort(key=lambda i: (i.when.last or i.when.first or date.min, i.id))
    shown = dated[-most:]
    if not shown:
        return ""
    ends = sorted(day for i in shown for day in (i.when.first, i.when.last) if day is not None)
    latest = ends[-1]
    # One happening of years ago must not press the weeks that matter into a hair: the axis begins where most bars do.
    begin = max(ends[len(ends) // 10], latest - timedelta(days=366)) - timedelta(days=2)
    days = max(1, (latest - begin).days + 2)
    left, row, top = 300, 20, 34
    scale = (WIDTH - left - 16) / days
    height = top + row * len(shown) + 10
    parts = [f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Timeline of the incidents">']
    parts += _axis(begin, days, left, scale, height)
    for number, incident in enumerate(shown):
        y = top + row * number
        first, last = incident.when.first, incident.when.last
        name = f"{event_noun(incident.event)}, {incident_place(incident).split(',')[0]}"
        name = name if len(name) <= 46 else name[:45] + "…"
        parts.append(f'<text x="{left - 8}" y="{y + 12}" text-anchor="end">{escape(name)}</text>')
        if last is not None and last < begin:
            parts.append(f'<text class="before" x="{left + 3}" y="{y + 12}">◂ {escape(when_words(incident.when))}</text>')
            continue
        start = max(left, left + ((first or begin) - begin).days * scale)
        end = left + ((last or latest) - begin).days * scale + scale
        openness = " open" if first is None or last is None else ""
        title = escape(f"{event_noun(incident.event)}, {incident_place(incident)}, {when_words(incident.when)}")
        parts.append(
            f'<rect class="bar{openness}" x="{start:.1f}" y="{y + 4}" width="{max(3, end - start):.1f}" height="11">'
            f"<title>{title}</title></rect>"
        )
    parts.append("</svg>")
    return "\n".join(parts)


def _axis(begin: date, days: int, left: int, scale: float, height: int) -> Iterable[str]:
    step = next(step for step in (1, 2, 7, 14, 31, 92, 400) if step * scale >= 62 or step == 400)
    for offset in range(0, days, step):
        day, x = begin + timedelta(days=offset), left + offset * scale
        yield f'<line class="grid" x1="{x:.1f}" y1="24" x2="{x:.1f}" y2="{height}"/>'
        yield f'<text x="{x + 2:.1f}" y="18">{day.day} {day:%b %Y}</text>'
