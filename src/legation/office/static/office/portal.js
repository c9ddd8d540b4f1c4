// What the portal does more comfortably with a script. Everything can be read and asked without it.

const root = document.documentElement;
root.classList.add("has-script");

// The slider of years writes the year into the date while it moves, and asks when it is let go.
const slider = document.querySelector("#year");
const field = document.querySelector("#on");
if (slider && field) {
  const now = document.querySelector(".years-now");
  const day = /^\d{4}(-\d{2}-\d{2})?$/.exec(field.value) ? field.value : `${slider.value}-01-01`;
  const rest = day.length === 10 && !day.endsWith("-02-29") ? day.slice(4) : day.length === 4 ? "" : "-01-01";
  slider.addEventListener("input", () => {
    now.textContent = slider.value;
    field.value = `${slider.value.padStart(4, "0")}${rest}`;
  });
  slider.addEventListener("change", () => field.form.requestSubmit());
}

const pick = document.querySelector("#line");
if (pick) pick.addEventListener("change", () => pick.form.requestSubmit());

// A kind named in the address opens, and so does everything before printing.
function openNamed() {
  const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) {
    named.open = true;
    named.scrollIntoView();
  }
}
window.addEventListener("hashchange", openNamed);
openNamed();
window.addEventListener("beforeprint", () => document.querySelectorAll("details.kind").forEach((one) => { one.open = true; }));

// The living line of years.
for (const place of document.querySelectorAll("[data-chart]")) {
  const { draw } = await import("./line.js");
  await draw(place);
}
