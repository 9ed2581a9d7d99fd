// The map of the place chooser: candidates as circles of their reach; clicks draw a circle, or an area with three corners and more.
// The ground is drawn from outlines that come with gawah; no tile and no other machine is asked.
const L = window.L;
const box = document.getElementById("map");
const points = document.getElementById("points");
const km = document.getElementById("km");
const drawn = document.getElementById("drawn");
const places = JSON.parse(box.dataset.places);

const map = L.map(box, { attributionControl: false, zoomSnap: 0.5, worldCopyJump: true }).setView([20, 20], 2);
L.control.scale({ imperial: false }).addTo(map);
const ground = L.layerGroup().addTo(map);
const edges = L.latLngBounds([]);
for (const place of places) {
  const label = document.createElement("bdi");
  label.textContent = `${place.n}. ${place.name}`;
  const radio = document.querySelector(`input[name=choice][value="${CSS.escape(place.id)}"]`);
  const reach = Math.max(place.r, 300);
  if (place.n === 1 || places.length < 3) edges.extend(L.latLng(place.lat, place.lon).toBounds(2 * reach));
  L.circle([place.lat, place.lon], { radius: reach, className: "place" })
    .bindTooltip(label)
    .on("click", (event) => {
      if (drawn.checked || !radio) return; // who draws may draw inside a candidate
      L.DomEvent.stopPropagation(event);
      radio.checked = true;
    })
    .addTo(map);
}

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
});
document.getElementById("clear").addEventListener("click", () => {
  points.value = "";
  draw();
});
points.addEventListener("input", draw);
km.addEventListener("input", draw);

if (corners().length) map.fitBounds(L.latLngBounds(corners()).pad(0.5), { maxZoom: 10 });
else if (edges.isValid()) map.fitBounds(edges.pad(0.6), { maxZoom: 10 });
draw();

const answer = await fetch(box.dataset.outlines, { headers: { Accept: "application/json" } });
if (answer.ok)
  for (const ring of (await answer.json()).rings)
    L.polygon(ring, { className: "ground", interactive: false }).addTo(ground).bringToBack();
