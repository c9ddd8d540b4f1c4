// Draws a chart with Vega from a specification that the server writes, and lets it be taken away.

const MARGIN = 12;

/** Colours of a specification are names of the style sheet. */
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

/** Draw the chart of a place of the page; what the server drew stays where that fails. */
export async function draw(place) {
  place.classList.add("is-living");
  try {
    const [{ vegaEmbed }, answer] = await Promise.all([import("../vendor/vega.js"), fetch(place.dataset.chart)]);
    if (!answer.ok) throw new Error(`${answer.status} ${place.dataset.chart}`);
    const { spec, formats, mode } = await answer.json();
    place.querySelector(".chart-waits")?.remove();
    const still = place.querySelector(".line-still");
    const label = still?.getAttribute("aria-label") ?? place.dataset.label ?? "";
    const living = document.createElement("div");
    let drawn;
    let asked = place.dataset.chart;
    const follow = async () => {
      if (place.dataset.on) return drawn.view.signal("on", Number(place.dataset.on)).runAsync();
      if (place.dataset.chart === asked) return undefined;
      asked = place.dataset.chart;
      const later = await (await fetch(asked)).json();
      if (place.dataset.chart !== asked) return undefined;
      for (const [name, values] of Object.entries(later.follow ?? {})) {
        drawn.view.data(name, values);
        const data = spec.data.find((one) => one.name === name);
        if (data) data.values = values;
      }
      return drawn.view.runAsync();
    };
    const render = async () => {
      drawn?.finalize();
      drawn = await vegaEmbed(living, coloured(spec, getComputedStyle(document.documentElement)), {
        mode,
        ast: true,
        renderer: "canvas",
        actions: false,
        defaultStyle: false,
        formatLocale: formats.number,
        timeFormatLocale: formats.time,
        tooltip: { disableDefaultStyle: true },
      });
      drawn.view.addEventListener("click", (event, item) => {
        if (item?.datum?.link) location.href = withQuestion(item.datum.link);
        else if (place.dataset.home) goTo(place.dataset.home, yearUnder(drawn.view, event));
      });
      const canvas = living.querySelector("canvas");
      canvas?.setAttribute("aria-label", label);
      canvas?.setAttribute("role", "img");
      if (place.dataset.on) await follow();
    };
    if (still) still.replaceWith(living);
    else place.append(living);
    place.closest("figure")?.classList.add("is-drawn");
    await render();
    place.addEventListener("follow", follow);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
    offer(place, () => drawn.view);
  } catch (problem) {
    place.classList.add("is-still");
    console.warn(problem);
  }
}

function yearUnder(view, event) {
  const scale = view.scale("x");
  const [first, last] = scale.domain();
  return Math.min(Math.max(Math.floor(scale.invert(event.offsetX - view.origin()[0])), first), last - 1);
}

/** The address of what was clicked, with the question of this page. */
function withQuestion(link) {
  const address = new URL(link, location.href);
  for (const name of ["on", "known", "sources"]) {
    const value = new URL(location.href).searchParams.get(name);
    if (value) address.searchParams.set(name, value);
  }
  return address;
}

function goTo(home, year) {
  const address = new URL(home, location.href);
  address.searchParams.set("on", `${String(year).padStart(4, "0")}-12-31`);
  location.href = address;
}

/** The buttons that take the chart away as a picture, with its title and where it comes from written on it. */
function offer(place, view) {
  const figure = place.closest("figure");
  const taken = figure?.parentElement?.querySelector(".take");
  for (const button of taken?.querySelectorAll("[data-take]") ?? []) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const form = button.dataset.take;
      const svg = captioned(await view().toSVG(), figure);
      const blob = form === "svg" ? new Blob([svg.text], { type: "image/svg+xml" }) : await painted(svg);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${figure.dataset.name || "legation"}.${form}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  }
}

/** The drawing under its title and over its citation, on the ground of the page: put together as text, which no style policy minds. */
function captioned(text, figure) {
  const style = getComputedStyle(document.documentElement);
  const [, width, height] = /<svg[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"/.exec(text).map(Number);
  const head = wrapped(figure.dataset.title ?? "", width, 17);
  const foot = wrapped(figure.dataset.cite ?? "", width, 11);
  const top = MARGIN + head.length * 22 + 6;
  const size = [width + 2 * MARGIN, top + height + 10 + foot.length * 15 + MARGIN];
  const colour = (name) => style.getPropertyValue(name).trim();
  const write = (lines, y, step, type, name) => lines.map((line, number) => (
    `<text x="${MARGIN}" y="${y + number * step}" ${type} fill="${colour(name)}">${escaped(line)}</text>`
  )).join("");
  return {
    size,
    text: [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size[0]}" height="${size[1]}" viewBox="0 0 ${size[0]} ${size[1]}">`,
      `<rect width="100%" height="100%" fill="${colour("--paper")}"/>`,
      write(head, MARGIN + 15, 22, `font-family="'Source Serif 4', Georgia, serif" font-weight="600" font-size="17"`, "--ink"),
      text.slice(text.indexOf("<svg")).replace("<svg", `<svg x="${MARGIN}" y="${top}"`),
      write(foot, top + height + 20, 15, `font-family="'Source Sans 3', sans-serif" font-size="11"`, "--quiet"),
      "</svg>",
    ].join(""),
  };
}

function escaped(words) {
  return words.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

/** Words in lines that fit a width, by the usual width of a letter. */
function wrapped(text, width, size) {
  const most = Math.max(Math.floor(width / (size * 0.5)), 12);
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** An SVG painted as a PNG at twice its size. */
async function painted({ text, size }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = size[0] * 2;
  canvas.height = size[1] * 2;
  const brush = canvas.getContext("2d");
  brush.scale(2, 2);
  brush.drawImage(image, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
