// Suggestions under the search box, as one types. The box works without them.

const WAIT = 120; // milliseconds after the last key

for (const field of document.querySelectorAll("input[data-suggestions]")) {
  const list = document.createElement("ul");
  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
  list.hidden = true;
  field.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    field.setAttribute(name, value);
  }
  let chosen = -1;
  let waiting = 0;
  let asking = new AbortController();

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    const rows = [...list.children];
    chosen = rows.length ? (number + rows.length) % rows.length : -1;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
    if (chosen >= 0) field.setAttribute("aria-activedescendant", rows[chosen].id);
  };

  const row = (title, sort, link, kind) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${list.children.length}`;
    item.className = kind;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.link = link;
    const name = document.createElement("span");
    name.textContent = title;
    item.append(name);
    if (sort) {
      const said = document.createElement("span");
      said.className = "suggestion-sort";
      said.textContent = sort;
      item.append(said);
    }
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      location.assign(link);
    });
    list.append(item);
  };

  const show = (found) => {
    list.replaceChildren();
    if (found.question) row(found.question.title || found.question.said, found.question.answer ? "" : found.question.line, found.question.link, "is-question");
    for (const one of found.things) row(one.title, one.sort, one.link, "");
    row(found.all.title, "", found.all.link, "is-all");
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };

  const ask = async () => {
    const words = field.value.trim();
    asking.abort();
    if (!words) return close();
    asking = new AbortController();
    const address = new URL(field.dataset.suggestions, location.href);
    address.searchParams.set("q", words);
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) {
        const found = await answer.json();
        if (document.activeElement === field && field.value.trim() === words) show(found);
      }
    } catch {
      close(); // stopped by the next key, or no answer: the box still searches
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen < 0 && event.key === "ArrowUp" ? list.children.length - 1 : chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.link);
    }
  });
  field.addEventListener("blur", close);
}
