// Drafts save themselves as one types, and say beside each field what is wrong. Without a script the buttons do the same.

const FIRST_PAUSE = 3000;
const LONGEST_PAUSE = 60000;
const nowhere = { get: () => null, set: () => {}, drop: () => {} };
const kept = (() => {
  try {
    localStorage.length;
    return {
      get: (key) => { try { return JSON.parse(localStorage.getItem(key) ?? "null"); } catch { return null; } },
      set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full: the office has it soon */ } },
      drop: (key) => localStorage.removeItem(key),
    };
  } catch { return nowhere; }
})();

const form = document.querySelector("form.autosave");
const left = document.querySelector("#left");

// What was typed here and is in no draft is shown, to be copied or typed again.
function showLeft(key, fields) {
  const shown = Object.values(fields).filter((one) => one.value !== "" && typeof one.value === "string");
  if (!left || shown.length === 0) { kept.drop(key); return; }
  for (const one of shown) {
    const group = document.createElement("div");
    const name = document.createElement("dt");
    const text = document.createElement("dd");
    name.textContent = one.label;
    text.textContent = one.value;
    group.append(name, text);
    left.querySelector("dl").append(group);
  }
  left.querySelector("button").addEventListener("click", () => { kept.drop(key); left.hidden = true; });
  left.hidden = false;
}

if (form) {
  const status = form.querySelector(".saved");
  const key = `legation-draft-${form.dataset.draft}`;
  const mine = new Map(); // fields typed in here and not yet saved, by name
  let token = form.elements.csrfmiddlewaretoken.value;
  let seq = Number(form.dataset.seq);
  let waiting = 0;
  let pause = FIRST_PAUSE;
  let sending = false;
  let ended = false;

  const valueOf = (name) =>
    name === "preferred" ? new FormData(form).getAll(name) : form.elements.namedItem(name)?.value ?? "";
  const labelOf = (field) =>
    (field.labels?.[0]?.textContent ?? field.getAttribute("aria-label") ?? field.name).replace(/\s+/g, " ").trim();
  const rows = form.querySelector("table.cells")
    ? [...new Set([...form.querySelectorAll("table.cells input")].map((one) => parseInt(one.name, 10)))] : null;
  const tell = (text, state = "") => {
    status.textContent = text;
    status.className = `saved ${state}`.trim();
  };
  const seen = new Set(); // fields that somebody typed in or left
  const tried = document.querySelector("[data-stopping]") !== null;
  const isMarked = (name) => form.querySelector(`[data-field="${CSS.escape(name)}"].is-wrong`) !== null;
  const store = () => kept.set(key, { seq, fields: Object.fromEntries(mine) });

  function mark(wrong) {
    const by = new Map();
    const said = wrong.filter((one) => !one.absent || tried || seen.has(one.field) || isMarked(one.field));
    for (const one of said) by.set(one.field, [...(by.get(one.field) ?? []), one.message]);
    for (const place of form.querySelectorAll("[data-field]")) {
      const texts = by.get(place.dataset.field) ?? [];
      by.delete(place.dataset.field);
      place.classList.toggle("is-wrong", texts.length > 0);
      const field = place.querySelector("input, select, textarea");
      if (texts.length) place.closest("details")?.setAttribute("open", "");
      if (field) texts.length ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
      const here = place.querySelector(".said-here");
      if (here) here.replaceChildren(...texts.map(paragraph));
    }
    for (const place of form.querySelectorAll("th[data-row]")) {
      const row = Number(place.dataset.row);
      const texts = said.filter((one) => one.row === row && by.has(one.field)).map((one) => one.message);
      place.querySelector(".said-here").replaceChildren(...texts.map(paragraph));
    }
    const wrongNow = new Set(wrong.map((one) => one.field));
    for (const one of document.querySelectorAll("li[data-for]")) {
      if (!rows || rows.includes(Number(one.dataset.row) - 1)) one.hidden = !wrongNow.has(one.dataset.for);
    }
    for (const box of document.querySelectorAll("[data-stopping]")) {
      box.querySelector("ul")?.replaceChildren(...wrong.filter((one) => one.stops).map(item));
      box.hidden = !wrong.some((one) => one.stops) && (!rows || ![...document.querySelectorAll("#summary li[data-for]")].some((one) => !one.hidden));
    }
    const summary = document.querySelector("#summary");
    if (summary && !rows) summary.replaceChildren(...[...by.values()].flat().map(paragraph));
  }
  function item(one) {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#f-${one.field}`;
    link.textContent = one.label || one.field;
    made.append(link, `: ${one.message}`);
    return made;
  }
  function paragraph(text) {
    const made = document.createElement("p");
    made.className = "wrong";
    made.textContent = text;
    return made;
  }

  // What is typed is kept in this browser until the office has it: neither a dead browser nor a dead server loses it.
  function keep(event) {
    const field = event.target;
    if (!field.name) return;
    seen.add(field.name);
    mine.set(field.name, { value: valueOf(field.name), label: labelOf(field) });
    tell("");
    store();
    clearTimeout(waiting);
    if (!ended) waiting = setTimeout(save, 500);
  }
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(save, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  // Whoever signs in again in another window has another token; the page fetches it. Gives false where nobody is signed in.
  async function renewed() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.redirected || !answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
    if (!found) return false;
    token = found;
    return true;
  }
  function askToSignIn() {
    tell(`${form.dataset.signedOut} `, "is-kept");
    const link = document.createElement("a");
    link.href = form.dataset.login;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = form.dataset.signIn;
    status.append(link);
  }
  const post = (fields) =>
    fetch(form.action, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ seq: seq + 1, fields, rows }),
    });

  async function save() {
    if (sending) { waiting = setTimeout(save, 300); return; }
    sending = true;
    const sent = new Map(mine);
    const fields = Object.fromEntries([...sent].map(([name, one]) => [name, one.value]));
    tell(form.dataset.saving);
    try {
      let answer = await post(fields);
      if (answer.redirected || answer.status === 401 || answer.status === 403) {
        if (!(await renewed())) { askToSignIn(); later(); return; }
        answer = await post(fields);
      }
      if (answer.status === 400 || answer.status === 413) { tell(form.dataset.refused, "is-kept"); return; }
      if (answer.status === 404) { close(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const said = await answer.json();
      seq = said.seq;
      pause = FIRST_PAUSE;
      if (!said.open) { close(); return; }
      if (!said.saved) { waiting = setTimeout(save, 300); return; }
      for (const [name, one] of sent) if (mine.get(name)?.value === one.value || `${mine.get(name)?.value}` === `${one.value}`) mine.delete(name);
      if (mine.size) { store(); waiting = setTimeout(save, 500); } else kept.drop(key);
      tell(form.dataset.saved, mine.size ? "" : "is-saved");
      mark(said.wrong);
      for (const [name, made] of Object.entries(said.made)) {
        const field = form.elements.namedItem(name);
        if (field) field.placeholder = made;
      }
    } catch {
      tell(form.dataset.kept, "is-kept");
      later();
    } finally {
      sending = false;
    }
  }
  function close() {
    ended = true;
    clearTimeout(waiting);
    store();
    tell(form.dataset.closed, "is-kept");
  }

  // What was typed here and did not reach the office comes back; where somebody saved later elsewhere, beside the draft.
  const before = kept.get(key);
  if (before?.fields) {
    const away = {};
    for (const [name, one] of Object.entries(before.fields)) {
      const field = form.elements.namedItem(name);
      if (before.seq >= seq && field && "value" in field && typeof one.value === "string") {
        field.value = one.value;
        mine.set(name, one);
      } else if (one.value !== field?.value) away[name] = one;
    }
    if (mine.size) save();
    if (Object.keys(away).length) showLeft(key, away);
    else if (!mine.size) kept.drop(key);
  }
  form.addEventListener("input", keep);
  form.addEventListener("focusout", (event) => { if (event.target.name) seen.add(event.target.name); });
  // A button sends what the office has: what was typed last is saved first, so that it is in the draft, or stays here if it cannot be.
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    if (!mine.size || ended) return;
    event.preventDefault();
    const button = event.submitter;
    for (let turn = 0; mine.size && turn < 5; turn += 1) {
      while (sending) await new Promise((done) => { setTimeout(done, 50); });
      if (mine.size) await save();
      clearTimeout(waiting);
      if (status.classList.contains("is-kept")) { later(); return; }
    }
    if (!mine.size) form.requestSubmit(button);
  });
  for (const again of ["focus", "online"]) {
    window.addEventListener(again, () => { if (mine.size && !sending && !ended) { pause = FIRST_PAUSE; clearTimeout(waiting); save(); } });
  }
} else {
  // A draft that is no longer written: what was typed meanwhile in another window, and is not in it, is still shown.
  const draft = /\/draft\/([a-z0-9]+)\//.exec(location.pathname);
  const key = draft && `legation-draft-${draft[1]}`;
  const before = key && kept.get(key);
  if (before?.fields) showLeft(key, before.fields);
}

// After a step that was refused, whoever types is where the first thing to mend is.
if (form && document.querySelector("[data-stopping]")) {
  const first = form.querySelector("[aria-invalid=true], [data-field].is-wrong input");
  first?.closest("details")?.setAttribute("open", "");
  first?.focus();
}

// Kinds are found by words, each by its beginning in whatever form (firma, firmado; suscripción, suscrito), those so called first.
const filter = document.querySelector("#filter");
if (filter) {
  const field = document.querySelector("#filter-field");
  const [none, some] = [field.querySelector(".none"), field.querySelector(".some")];
  const SMALL = new Set("a al con de del e el en la las lo los o of or por que se the to un una y and an with".split(" "));
  const STEM = 5;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => plain(text).match(/[a-z0-9]+/g) ?? [];
  const begins = (word, wanted) => word.startsWith(wanted) || (wanted.length > STEM && word.startsWith(wanted.slice(0, STEM)));
  const groups = [...document.querySelectorAll(".kind-group")].map((group, place) => ({
    group, place,
    kinds: [...group.querySelectorAll("li")].map((one, number) => ({
      one, number, title: words(one.querySelector("strong").textContent), all: words(one.textContent),
    })),
  }));
  field.hidden = false;
  // How many words a kind answers to, and a little more for each that its title has.
  const answers = (kind, wanted) => {
    const told = (among) => wanted.filter((word) => among.some((one) => begins(one, word))).length;
    return told(kind.all) + told(kind.title) / 100;
  };
  filter.addEventListener("input", () => {
    const typed = words(filter.value);
    const wanted = typed.length > 1 ? typed.filter((word) => !SMALL.has(word)) : typed;
    const every = groups.flatMap((each) => each.kinds);
    for (const kind of every) kind.answer = wanted.length ? answers(kind, wanted) : 1;
    const most = Math.floor(Math.max(...every.map((kind) => kind.answer))); // where none answers to all words, those to the most
    for (const each of groups) {
      let best = 0;
      for (const kind of each.kinds) {
        if (most === 0 || kind.answer < most) kind.answer = 0;
        kind.one.hidden = kind.answer === 0;
        best = Math.max(best, kind.answer);
      }
      const list = each.group.querySelector("ul");
      list.append(...[...each.kinds].sort((one, two) => two.answer - one.answer || one.number - two.number).map((kind) => kind.one));
      each.best = best;
      each.group.hidden = best === 0;
    }
    const last = groups.at(-1)?.group;
    last?.parentElement.append(...[...groups].sort((one, two) => two.best - one.best || one.place - two.place).map((each) => each.group));
    none.hidden = most > 0;
    some.hidden = !(most > 0 && most < wanted.length);
  });
  filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  if (filter.value) filter.dispatchEvent(new Event("input"));
  filter.focus({ preventScroll: true });
}
