// Drafts save themselves as one types, and say beside each field what is wrong. Without a script the buttons do the same.

const form = document.querySelector("form.autosave");
if (form) {
  const status = form.querySelector(".saved");
  const key = `legation-draft-${form.dataset.draft}`;
  const token = form.elements.csrfmiddlewaretoken.value;
  let seq = Number(form.dataset.seq);
  let waiting = 0;
  let sending = false;
  let changed = false;

  const typed = () => {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (name === "csrfmiddlewaretoken" || name === "submit" || name === "save" || typeof value !== "string") continue;
      fields[name] = name === "preferred" ? [...(fields[name] ?? []), value] : value;
    }
    return fields;
  };
  const tell = (text, state = "") => {
    status.textContent = text;
    status.className = `saved ${state}`.trim();
  };

  function mark(wrong) {
    const by = new Map();
    for (const one of wrong) by.set(one.field, [...(by.get(one.field) ?? []), one.message]);
    for (const place of form.querySelectorAll("[data-field]")) {
      const texts = by.get(place.dataset.field) ?? [];
      by.delete(place.dataset.field);
      place.classList.toggle("is-wrong", texts.length > 0);
      const said = place.querySelector(".said-here");
      if (said) said.replaceChildren(...texts.map(paragraph));
    }
    const summary = document.querySelector("#summary");
    if (summary && !form.querySelector("table")) summary.replaceChildren(...[...by.values()].flat().map(paragraph));
  }
  function paragraph(text) {
    const made = document.createElement("p");
    made.className = "wrong";
    made.textContent = text;
    return made;
  }

  // What is typed is kept in this browser until the office has it: neither a dead browser nor a dead server loses it.
  function keep() {
    changed = true;
    tell("");
    try { localStorage.setItem(key, JSON.stringify({ seq, fields: typed() })); } catch { /* full or forbidden: the office has it soon */ }
    clearTimeout(waiting);
    waiting = setTimeout(save, 500);
  }
  async function save() {
    if (sending) { waiting = setTimeout(save, 300); return; }
    sending = true;
    changed = false;
    tell(form.dataset.saving);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ seq: seq + 1, fields: typed() }),
      });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const said = await answer.json();
      seq = said.seq;
      if (said.saved && !changed) localStorage.removeItem(key);
      if (said.saved) tell(form.dataset.saved, changed ? "" : "is-saved");
      else if (said.open) waiting = setTimeout(save, 300);
      mark(said.wrong);
    } catch {
      tell(form.dataset.kept, "is-kept");
      clearTimeout(waiting);
      waiting = setTimeout(save, 3000);
    } finally {
      sending = false;
    }
  }

  // What was typed here and did not reach the office comes back.
  try {
    const left = JSON.parse(localStorage.getItem(key) ?? "null");
    if (left && left.seq >= seq) {
      for (const [name, value] of Object.entries(left.fields)) {
        const field = form.elements.namedItem(name);
        if (field && typeof value === "string" && "value" in field) field.value = value;
      }
      keep();
    } else {
      localStorage.removeItem(key);
    }
  } catch { /* nothing kept */ }
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => clearTimeout(waiting));
} else {
  // A draft that is no longer written leaves nothing in this browser.
  const draft = /\/draft\/([a-z0-9]+)\//.exec(location.pathname);
  if (draft) localStorage.removeItem(`legation-draft-${draft[1]}`);
}

// Kinds are found by typing a part of their name.
const filter = document.querySelector("#filter");
if (filter) {
  document.querySelector("#filter-field").hidden = false;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  filter.addEventListener("input", () => {
    const wanted = plain(filter.value);
    for (const group of document.querySelectorAll(".kind-group")) {
      let any = false;
      for (const one of group.querySelectorAll("li")) {
        one.hidden = !plain(one.textContent).includes(wanted);
        any ||= !one.hidden;
      }
      group.hidden = !any;
    }
  });
  filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}
