// Draws the line of years with Vega, from a specification that the server writes.

function coloured(value, style) {
  if (typeof value === "string") {
    const named = /^var\((--[a-z-]+)\)$/.exec(value);
    return named ? style.getPropertyValue(named[1]).trim() : value;
  }
  if (Array.isArray(value)) return value.map((one) => coloured(one, style));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one, style)]));
  }
  return value;
}

export async function draw(place) {
  try {
    const [{ vegaEmbed }, answer] = await Promise.all([import("../vendor/vega.js"), fetch(place.dataset.chart)]);
    if (!answer.ok) return;
    const { spec, formats } = await answer.json();
    const still = place.querySelector(".line-still");
    const label = still?.getAttribute("aria-label") ?? "";
    const living = document.createElement("div");
    let drawn;
    const render = async () => {
      drawn?.finalize();
      drawn = await vegaEmbed(living, coloured(spec, getComputedStyle(document.documentElement)), {
        ast: true,
        renderer: "canvas",
        actions: false,
        defaultStyle: false,
        formatLocale: formats.number,
        timeFormatLocale: formats.time,
        tooltip: { disableDefaultStyle: true },
      });
      drawn.view.addEventListener("click", (event) => {
        const [first, last] = drawn.view.scale("x").domain();
        const [x] = [event.offsetX - drawn.view.origin()[0]];
        const year = Math.min(Math.max(Math.floor(drawn.view.scale("x").invert(x)), first), last - 1);
        goTo(place.dataset.home, year);
      });
      const canvas = living.querySelector("canvas");
      canvas?.setAttribute("aria-label", label);
      canvas?.setAttribute("role", "img");
    };
    still?.replaceWith(living);
    place.closest("figure")?.classList.add("is-drawn");
    await render();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
  } catch (problem) {
    console.warn(problem);
  }
}

function goTo(home, year) {
  const address = new URL(home, location.href);
  address.searchParams.set("on", `${String(year).padStart(4, "0")}-12-31`);
  location.href = address;
}
