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

// The mark that more of the menu lies to the right goes where nothing more does.
for (const row of document.querySelectorAll("nav.nav ul")) {
  const told = () => row.closest("nav").classList.toggle("is-at-end", row.scrollLeft + row.clientWidth >= row.scrollWidth - 2);
  row.addEventListener("scroll", told, { passive: true });
  window.addEventListener("resize", told);
  told();
}

// Where a row of links is wider than the screen, the one of this page is in sight.
for (const here of document.querySelectorAll("nav.nav [aria-current], nav.sections [aria-current]")) {
  for (let row = here.parentElement; row && row !== document.body; row = row.parentElement) {
    if (row.scrollWidth > row.clientWidth) {
      const [one, all] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
      if (one.right > all.right) row.scrollLeft += one.right - all.right + 24;
      break;
    }
  }
}

followTime(enliven);
openNamed();
await enliven(document);
