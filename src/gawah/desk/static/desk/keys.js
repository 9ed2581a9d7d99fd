// One key, one act: an element with data-key="a" is pressed by the key a; "?" shows the keys of the page.
// Keys do nothing while somebody types, and nothing together with Ctrl, Alt or Meta; the dialog turns them off and on.

const typing = (element) =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches("input:not([type=checkbox],[type=radio],[type=submit]),select,textarea"));

const OFF = "gawah-keys-off";
const off = () => localStorage.getItem(OFF) === "yes";
const visible = (element) => element.getClientRects().length > 0 && !element.disabled;

function keyed() {
  const found = new Map();
  for (const element of document.querySelectorAll("[data-key]")) {
    for (const key of element.dataset.key.split(" ")) {
      if (visible(element) && !found.has(key)) found.set(key, element);
    }
  }
  return found;
}

function words(element) {
  const bare = element.cloneNode(true);
  for (const key of bare.querySelectorAll("kbd")) key.remove();
  const said = element.dataset.says || element.getAttribute("aria-label") || element.labels?.[0]?.textContent || bare.textContent;
  return said.trim().replace(/\s+/g, " ");
}

function show() {
  const dialog = document.getElementById("keys");
  const list = dialog.querySelector("dl");
  list.replaceChildren();
  for (const [key, element] of [...keyed(), ["?", document.getElementById("show-keys")]]) {
    const term = document.createElement("dt");
    const shown = document.createElement("kbd");
    shown.textContent = key;
    term.append(shown);
    const told = document.createElement("dd");
    told.textContent = words(element).replace(/\s*\?$/, "");
    list.append(term, told);
  }
  if (!dialog.open) dialog.showModal();
}

function press(element) {
  if (element.matches("input:not([type=checkbox],[type=radio],[type=submit]),select,textarea")) element.focus();
  else element.click();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    show();
    return;
  }
  const element = off() ? undefined : keyed().get(event.key);
  if (element) {
    event.preventDefault();
    press(element);
  }
});

const single = document.getElementById("single-keys");
single.checked = !off();
single.addEventListener("change", () => localStorage.setItem(OFF, single.checked ? "no" : "yes"));

const button = document.getElementById("show-keys");
button.hidden = false;
button.addEventListener("click", show);
