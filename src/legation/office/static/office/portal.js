// What the portal does more comfortably with a script. Everything can be read and asked without it.

import { followTime, isNarrow } from "./time-bar.js";

document.documentElement.classList.add("has-script");

// A kind named in the address opens, and so does everything before printing.
function openNamed() {
  const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) {
    named.open = true;
    named.scrollIntoView();
  }
}
window.addEventListener("hashchange", openNamed);
window.addEventListener("beforeprint", () => document.querySelectorAll("details.kind").forEach((one) => { one.open = true; }));

// What stands in the page asks by itself when something is picked, and charts come alive.
async function enliven(within) {
  for (const pick of within.querySelectorAll(".pick select")) {
    pick.addEventListener("change", () => pick.form.requestSubmit());
  }
  const places = within.querySelectorAll("[data-chart]:not(.is-living)");
  if (!places.length) return;
  const { draw } = await import("./chart.js");
  for (const place of places) await draw(place);
}

// On a phone the kinds are a list to choose from: each opens where it is wanted.
if (isNarrow()) for (const one of document.querySelectorAll("details.kind[open]")) one.open = false;

followTime(enliven);
openNamed();
await enliven(document);
