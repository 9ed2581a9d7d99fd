// The map: areas, never pins. What lies under it is laid by ground.js.
import { get, lay } from "./ground.js";

const box = document.getElementById("map");
const L = window.L;

function shape(area) {
  if (area.box) return L.rectangle(area.box, { className: "area several" });
  if (area.corners) return L.polygon(area.corners, { className: "area" });
  return L.circle(area.at, { radius: area.metres, className: "area" });
}

/** What an area says: the place, how closely it is known, how many incidents. Words of sources go in as text, never as HTML. */
function words(area) {
  const { incidents, several, within } = box.dataset;
  const name = area.box ? several : area.name;
  const reach = area.box || area.corners ? "" : ` (${within} ${Math.max(0.1, area.metres / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} km)`;
  return `${name}${reach}: ${area.n} ${incidents}`;
}

function told(area) {
  const line = document.createElement("bdi");
  line.textContent = words(area);
  return line;
}

function press(map, area) {
  if (area.box) {
    const edges = L.latLngBounds(area.box);
    const close = map.getBoundsZoom(edges) > map.getZoom() ? map.getBoundsZoom(edges) : map.getZoom() + 2;
    map.setView(edges.getCenter(), Math.min(close, 16));
  } else {
    const list = new URL(box.dataset.list, location.href);
    list.searchParams.set("place", area.place);
    location.assign(list);
  }
}

function drawArea(map, layer, area) {
  const drawn = shape(area).addTo(layer);
  drawn.bindTooltip(told(area), { sticky: true });
  drawn.on("click", () => press(map, area));
  const path = drawn.getElement();
  if (path) {
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "link");
    path.setAttribute("aria-label", words(area));
    path.addEventListener("keydown", (event) => event.key === "Enter" && press(map, area));
  }
  if (area.n > 1) L.tooltip({ permanent: true, direction: "center", className: "number", interactive: false })
    .setLatLng(drawn.getBounds().getCenter()).setContent(String(Number(area.n))).addTo(layer);
}

async function draw(map, layer) {
  const edges = map.getBounds(), address = new URL(box.dataset.areas, location.href);
  const asked = { west: edges.getWest(), south: edges.getSouth(), east: edges.getEast(), north: edges.getNorth(), zoom: map.getZoom() };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, String(value));
  const { areas, left } = await get(address);
  const note = document.getElementById("left");
  note.hidden = !left;
  note.querySelector("span").textContent = left.toLocaleString("en");
  layer.clearLayers();
  for (const area of areas) drawArea(map, layer, area);
}

async function start() {
  const map = L.map(box, { attributionControl: false, minZoom: 1, maxZoom: 16, worldCopyJump: false, zoomAnimation: false, fadeAnimation: false });
  const areas = L.layerGroup().addTo(map);
  map.fitBounds(JSON.parse(box.dataset.edges), { maxZoom: 10, padding: [40, 40] });
  L.control.scale({ imperial: false }).addTo(map);
  lay(map, box.dataset.outlines).catch(fail);
  await draw(map, areas);
  map.on("moveend", () => draw(map, areas).catch(fail));
}

function fail() {
  const told_ = document.createElement("p");
  told_.className = "notice error";
  told_.setAttribute("role", "alert");
  told_.textContent = box.dataset.fault;
  box.before(told_);
}

if (box && L) start().catch(fail);
