// Handing in: files and folders are dropped or chosen, sent a few at a time, and each few is kept before the next is sent.
const AT_ONCE = 20, MOST_BYTES = 8e6;
const form = document.getElementById("hand-in"), drop = document.getElementById("drop");
const sending = form.querySelector(".sending"), bar = sending.querySelector("progress"), words = sending.querySelector(".words");
const fault = form.querySelector(".fault"), chosen = form.querySelector(".chosen");
let dropped = [];

form.querySelector("[data-script]").hidden = false;

/** All files under an entry of a drop, with their paths. */
async function under(entry) {
  if (entry.isFile) {
    const file = await new Promise((good, bad) => entry.file(good, bad));
    return [{ file, name: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((good, bad) => reader.readEntries(good, bad));
    if (!some.length) return found;
    for (const one of some) found.push(...await under(one));
  }
}

/** What was chosen in the two fields. */
function picked() {
  return [...form.querySelectorAll("input[type=file]")].flatMap((input) =>
    [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
}

/** Few enough to send in one go. */
function* groups(files) {
  let group = [], bytes = 0;
  for (const one of files) {
    if (group.length && (group.length === AT_ONCE || bytes + one.file.size > MOST_BYTES)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(one);
    bytes += one.file.size;
  }
  yield group;
}

function tell(message) {
  fault.textContent = message;
  fault.hidden = !message;
}

function say(message, done, total) {
  sending.hidden = false;
  bar.value = total ? done / total : 0;
  words.textContent = total ? `${message}: ${done} / ${total}` : message;
}

/** Send one group; the answer names the batch. */
async function send(group, batch, finish) {
  const data = new FormData();
  for (const [name, value] of new FormData(form)) if (!(value instanceof File)) data.set(name, value);
  if (batch) data.set("batch", batch);
  if (finish) data.set("finish", "1");
  for (const { file, name } of group) {
    data.append("names", name);
    data.append("files", file, file.name);
  }
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
  const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw Object.assign(new Error(told.fault || form.dataset.failed), { fields: told.fields || {} });
  return told;
}

function mark(fields) {
  for (const [name, messages] of Object.entries(fields)) {
    const input = form.elements[name], around = input?.closest(".field");
    if (!around) continue;
    around.classList.add("wrong");
    const told = document.createElement("strong");
    told.className = "error";
    told.setAttribute("role", "alert");
    told.textContent = messages.join(" ");
    around.append(told);
  }
}

async function handIn() {
  const files = [...dropped, ...picked()], parts = [...groups(files)];
  tell(files.length ? "" : form.dataset.none);
  for (const old of form.querySelectorAll(".field.wrong")) {
    old.classList.remove("wrong");
    old.querySelector(".error")?.remove();
  }
  if (!files.length) return;
  let batch = "", done = 0;
  form.querySelector("button").disabled = true;
  try {
    for (const [at, group] of parts.entries()) {
      say(form.dataset.sending, done, files.length);
      batch = (await send(group, batch, at === parts.length - 1)).batch;
      done += group.length;
    }
    location.assign(new URL(`../${batch}/`, form.action));
  } catch (wrong) {
    tell(wrong.fields ? wrong.message : form.dataset.failed);
    mark(wrong.fields || {});
    form.querySelector("button").disabled = false;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  handIn();
});
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  chosen.textContent = form.dataset.finding;
  const found = [];
  for (const entry of entries) found.push(...await under(entry));
  dropped = [...dropped, ...found];
  chosen.textContent = dropped.map((one) => one.name).slice(0, 8).join(", ") + (dropped.length > 8 ? ` … (${dropped.length})` : "");
});
