// The map of the place chooser: every candidate as the area that it is known to lie in, never a pin; clicks draw a circle, or an
// area with three corners and more. What lies under it is laid by ground.js.
import { lay } from "./ground.js";

const L = window.L;
const box = document.getElementById("map");
const points = document.getElementById("points");
const km = document.getElementById("km");
const drawn = document.getElementById("drawn");
const places = JSON.parse(box.dataset.places);
const LEAST = 300; // metres: no report is more exact, and less would look like a pin

const map = L.map(box, { attributionControl: false, zoomSnap: 0.5, worldCopyJump: true }).setView([20, 20], 2);
L.control.scale({ imperial: false }).addTo(map);

/** The area of a place: the corners that a reviewer drew, or the circle of its reach. */
function area(place, look) {
  if (place.corners) return L.polygon(place.corners, look);
  return L.circle([place.lat, place.lon], { ...look, radius: Math.max(place.r, LEAST) });
}

/** Its edges, known before it is on a map. */
function edges(place) {
  if (place.corners) return L.latLngBounds(place.corners);
  return L.latLng(place.lat, place.lon).toBounds(2 * Math.max(place.r, LEAST));
}

/** A name as text, never as HTML. */
function label(words) {
  const line = document.createElement("bdi");
  line.textContent = words;
  return line;
}

function choose(place, event) {
  const radio = document.querySelector(`input[name=choice][value="${CSS.escape(place.id)}"]`);
  if (drawn.checked || !radio) return; // who draws may draw inside a candidate
  L.DomEvent.stopPropagation(event);
  radio.checked = true;
  mark();
}

const shapes = new Map();
for (const place of [...places].sort((one, other) => other.r - one.r)) {
  if (!place.n) {
    area(place, { className: "around", interactive: false }).addTo(map);
    continue;
  }
  const shape = area(place, { className: "place" }).bindTooltip(label(`${place.n}. ${place.name}`), { sticky: true });
  shape.on("click", (event) => choose(place, event)).addTo(map);
  shapes.set(place.id, shape);
  L.tooltip({ permanent: true, direction: "center", className: "number", interactive: false })
    .setLatLng(edges(place).getCenter()).setContent(String(Number(place.n))).addTo(map);
}

/** Let the candidate that is chosen stand out. */
function mark() {
  const chosen = document.querySelector("input[name=choice]:checked")?.value;
  for (const [id, shape] of shapes) shape.getElement()?.classList.toggle("chosen", id === chosen);
}

/** Show the candidate that is chosen, wherever it is. */
function show(radio) {
  mark();
  const place = places.find((one) => one.n && one.id === radio.value);
  if (place && !map.getBounds().contains(edges(place))) map.fitBounds(edges(place).pad(1), { maxZoom: 10 });
}

for (const radio of document.querySelectorAll("input[name=choice]")) radio.addEventListener("change", () => show(radio));

const drawing = L.layerGroup().addTo(map);
const corners = () =>
  points.value
    .replaceAll(", ", ",")
    .split(/\s+/)
    .map((pair) => pair.split(",").map(Number))
    .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));

function draw() {
  drawing.clearLayers();
  const at = corners();
  const look = { className: "drawn", interactive: false };
  if (at.length === 1) L.circle(at[0], { ...look, radius: (Number(km.value) || 0.5) * 1000 }).addTo(drawing);
  else if (at.length > 1) L.polygon(at, look).addTo(drawing);
}

map.on("click", (event) => {
  const { lat, lng } = event.latlng.wrap();
  points.value = `${points.value} ${lat.toFixed(4)},${lng.toFixed(4)}`.trim();
  drawn.checked = true;
  draw();
  mark();
});
document.getElementById("clear").addEventListener("click", () => {
  points.value = "";
  draw();
});
points.addEventListener("input", draw);
km.addEventListener("input", draw);

/** What is looked at first: what was drawn, else the likeliest candidate with the areas that it lies in. */
function window_() {
  if (corners().length) return L.latLngBounds(corners()).pad(0.5);
  const one = places.find((place) => place.n === 1);
  const holds = (place) => one && map.distance([one.lat, one.lon], [place.lat, place.lon]) < place.r;
  const first = places.filter((place) => place === one || !place.n || places.length < 3 || holds(place)).map(edges);
  return first.length ? first.reduce((all, one) => all.extend(one), L.latLngBounds(first[0])).pad(0.1) : null;
}

const first = window_();
if (first) map.fitBounds(first, { maxZoom: 10 });
draw();
mark();
const near = first?.getCenter() ?? L.latLng(20, 20);
await lay(map, `${box.dataset.outlines}?near=${Math.round(near.lat)},${Math.round(near.lng)}`);
