// What lies under every map: lines of latitude and longitude, and outlines of countries that come with gawah.
// No tile and no other machine is asked.
const L = window.L;
const quiet = { interactive: false, pane: "tilePane" };

/** Lines of latitude and longitude, as fine as the window asks for. */
function grid(map, layer) {
  layer.clearLayers();
  const step = [30, 20, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05][Math.min(9, Math.max(0, Math.floor(map.getZoom()) - 2))];
  const edges = map.getBounds().pad(0.2);
  for (let at = Math.ceil(edges.getWest() / step); at * step < edges.getEast(); at++)
    L.polyline([[-85, at * step], [85, at * step]], { ...quiet, className: "grid" }).addTo(layer);
  for (let at = Math.ceil(Math.max(-85, edges.getSouth()) / step); at * step < Math.min(85, edges.getNorth()); at++)
    L.polyline([[at * step, edges.getWest()], [at * step, edges.getEast()]], { ...quiet, className: "grid" }).addTo(layer);
}

/** The answer of the desk to an address; an error where it has none. */
export async function get(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** Lay the ground under a map that has its view; what it gives back is done when the outlines are there. */
export async function lay(map, outlines) {
  const ground = L.layerGroup().addTo(map), lines = L.layerGroup().addTo(map);
  grid(map, lines);
  map.on("moveend", () => grid(map, lines));
  for (const ring of (await get(outlines)).rings) L.polygon(ring, { ...quiet, className: "ground" }).addTo(ground).bringToBack();
}
