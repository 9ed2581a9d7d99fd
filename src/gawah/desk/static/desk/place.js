// The map of the place chooser: candidates as circles of their reach; clicks draw a circle, or an area with three corners and more.
// Nothing is loaded: there are no tiles, the outlines of countries come from the desk itself where it has them.
const box = document.getElementById("map");
const points = document.getElementById("points");
const km = document.getElementById("km");
const places = JSON.parse(box.dataset.places);
const ink = getComputedStyle(document.documentElement);
const act = ink.getPropertyValue("--act").trim();
const focus = ink.getPropertyValue("--focus").trim();

const map = L.map(box, { attributionControl: false, zoomSnap: 0.5, worldCopyJump: true });
L.control.scale({ imperial: false }).addTo(map);
const shown = L.featureGroup();
for (const place of places) {
  const label = document.createElement("bdi");
  label.textContent = `${place.n}. ${place.name}`;
  const radio = document.querySelector(`input[name=choice][value="${CSS.escape(place.id)}"]`);
  L.circle([place.lat, place.lon], { radius: Math.max(place.r, 300), color: act, weight: 2, fillOpacity: 0.12 })
    .bindTooltip(label)
    .on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      if (radio) radio.checked = true;
    })
    .addTo(shown);
}
shown.addTo(map);

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
  const look = { color: focus, weight: 3, fillOpacity: 0.15 };
  if (at.length === 1) L.circle(at[0], { ...look, radius: (Number(km.value) || 0.5) * 1000 }).addTo(drawing);
  else if (at.length > 1) L.polygon(at, look).addTo(drawing);
}

map.on("click", (event) => {
  const { lat, lng } = event.latlng.wrap();
  points.value = `${points.value} ${lat.toFixed(4)},${lng.toFixed(4)}`.trim();
  document.getElementById("drawn").checked = true;
  draw();
});
document.getElementById("clear").addEventListener("click", () => {
  points.value = "";
  draw();
});
points.addEventListener("input", draw);
km.addEventListener("input", draw);

if (corners().length) map.fitBounds(L.latLngBounds(corners()).pad(0.5), { maxZoom: 10 });
else if (places.length) map.fitBounds(shown.getBounds().pad(0.2), { maxZoom: 10 });
else map.setView([20, 20], 2);
draw();
