// Moving through time: the slider, the steps and the play button ask the same page at another date, and put its parts in place.

const PACE = 650;
const bar = document.querySelector("#timebar");
const slider = bar?.querySelector("#year");
const field = bar?.querySelector("#on");
const now = bar?.querySelector(".years-now");
const later = bar?.querySelector(".density-later");
const said = bar?.querySelector("#time-said");
const play = bar?.querySelector(".play");
let enliven = async () => {};
let asking = 0;
let playing = 0;
let shown = location.pathname + location.search;

/** Whether the screen is a phone's: the same width as in the style sheet of the frame. */
export function isNarrow() {
  return window.matchMedia("(max-width: 44rem)").matches;
}

/** The date asked about, moved to another year: its day of the year where it is a day, else its first of January. */
function inYear(year) {
  const text = String(year).padStart(4, "0");
  const day = /^\d{4}-(\d{2}-\d{2})$/.exec(field.value);
  if (/^\d{4}$/.test(field.value)) return text;
  return `${text}-${day && day[1] !== "02-29" ? day[1] : "01-01"}`;
}

function showYear(year) {
  now.textContent = year;
  slider.value = year;
  later.setAttribute("x", year - slider.min + 1);
}

function addressOf(date) {
  const address = new URL(location.href);
  address.searchParams.set("on", date);
  address.searchParams.delete("edition");
  return address;
}

/** Ask the page at an address and put its parts in place of those here; charts that follow the date stay and follow. */
async function go(address, how) {
  const turn = ++asking;
  bar.classList.add("is-waiting");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== asking) return;
    if (!answer.ok || !page.querySelector("#timebar")) {
      location.href = address;
      return;
    }
    const living = new Map([...document.querySelectorAll("[data-follows]")].map((one) => [one.dataset.follows, one]));
    const open = new Set([...document.querySelectorAll("details[id][open]")].map((one) => one.id));
    for (const part of document.querySelectorAll("[data-part]")) {
      const other = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!other) continue;
      for (const place of other.querySelectorAll("[data-follows]")) {
        const kept = living.get(place.dataset.follows);
        if (kept?.classList.contains("is-living") && !kept.classList.contains("is-still")) {
          if (place.dataset.on) kept.dataset.on = place.dataset.on;
          kept.dataset.chart = place.dataset.chart;
          place.replaceWith(kept);
        }
      }
      for (const one of other.querySelectorAll("details[id]")) {
        if (open.has(one.id)) one.open = true;
        else if (isNarrow() && one.matches(".kind")) one.open = false;
      }
      part.replaceChildren(...other.childNodes);
    }
    document.title = page.title;
    field.value = page.querySelector("#on").value;
    for (const hidden of document.querySelectorAll('input[type="hidden"][name="on"]')) hidden.value = field.value;
    const found = document.querySelector(".find");
    if (found && !found.querySelector('[name="on"]')) found.append(Object.assign(document.createElement("input"), { type: "hidden", name: "on", value: field.value }));
    const asked = page.querySelector("#year");
    showYear(Number(asked.value));
    const steps = [...page.querySelectorAll("#timebar .step")];
    for (const [number, step] of [...bar.querySelectorAll(".step")].entries()) step.replaceWith(steps[number]);
    if (how === "push") history.pushState(null, "", address);
    if (how === "replace") history.replaceState(null, "", address);
    shown = location.pathname + location.search;
    if (!playing) said.textContent = document.title;
    const main = document.querySelector("main");
    await enliven(main);
    for (const place of main.querySelectorAll("[data-follows].is-living")) place.dispatchEvent(new Event("follow"));
  } catch (problem) {
    if (turn === asking) location.href = address;
  } finally {
    if (turn === asking) bar.classList.remove("is-waiting");
  }
}

function stop() {
  clearTimeout(playing);
  playing = 0;
  play.classList.remove("is-playing");
  play.setAttribute("aria-label", play.dataset.play);
  said.textContent = document.title;
}

function start() {
  if (Number(slider.value) >= Number(slider.max)) showYear(Number(slider.min));
  play.classList.add("is-playing");
  play.setAttribute("aria-label", play.dataset.pause);
  history.pushState(null, "", location.href);
  const turn = async () => {
    const next = Number(slider.value) + 1;
    if (next > Number(slider.max)) return stop();
    showYear(next);
    const begun = performance.now();
    await go(addressOf(inYear(next)), "replace");
    if (playing) playing = setTimeout(turn, Math.max(PACE - (performance.now() - begun), 50));
  };
  playing = setTimeout(turn, 0);
}

/** Make the bar work; `enliven` brings to life what was put in place. */
export function followTime(revive) {
  if (!slider || !field) return;
  enliven = revive;
  let waiting = 0;
  slider.addEventListener("input", () => {
    if (playing) stop();
    showYear(Number(slider.value));
    field.value = inYear(slider.value);
    clearTimeout(waiting);
    asking += 1; // what was asked before is not to put the year back
    const address = addressOf(field.value);
    waiting = setTimeout(() => go(address, "push"), 180);
  });
  slider.addEventListener("keydown", (event) => {
    const jump = { PageUp: 10, PageDown: -10 }[event.key];
    if (!jump) return;
    event.preventDefault();
    slider.value = Number(slider.value) + jump;
    slider.dispatchEvent(new Event("input"));
  });
  bar.addEventListener("click", (event) => {
    const step = event.target.closest("a.step");
    if (!step || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (playing) stop();
    const which = step.dataset.step;
    go(new URL(step.href), "push").then(() => bar.querySelector(`a.step[data-step="${which}"]`)?.focus());
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && playing) stop();
  });
  play.hidden = false;
  play.addEventListener("click", () => (playing ? stop() : start()));
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) go(new URL(location.href), "stay"); // else a place on this page
  });
}
