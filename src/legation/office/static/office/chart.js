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

/** The drawing under its title and over its citation, on the ground of the page. */
function captioned(text, figure) {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const style = getComputedStyle(document.documentElement);
  const width = Number(svg.getAttribute("width"));
  const height = Number(svg.getAttribute("height"));
  const name = "http://www.w3.org/2000/svg";
  const head = wrapped(figure.dataset.title ?? "", width, 17);
  const foot = wrapped(figure.dataset.cite ?? "", width, 11);
  const top = MARGIN + head.length * 22 + 6;
  const whole = document.createElementNS(name, "svg");
  const size = [width + 2 * MARGIN, top + height + 10 + foot.length * 15 + MARGIN];
  whole.setAttribute("xmlns", name);
  whole.setAttribute("width", size[0]);
  whole.setAttribute("height", size[1]);
  whole.setAttribute("viewBox", `0 0 ${size[0]} ${size[1]}`);
  const ground = document.createElementNS(name, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", style.getPropertyValue("--paper").trim());
  whole.append(ground);
  const write = (lines, y, step, font, colour) => lines.forEach((line, number) => {
    const words = document.createElementNS(name, "text");
    words.setAttribute("x", MARGIN);
    words.setAttribute("y", y + number * step);
    words.setAttribute("style", `font: ${font}`);
    words.setAttribute("fill", style.getPropertyValue(colour).trim());
    words.textContent = line;
    whole.append(words);
  });
  write(head, MARGIN + 15, 22, "600 17px 'Source Serif 4', Georgia, serif", "--ink");
  svg.setAttribute("x", MARGIN);
  svg.setAttribute("y", top);
  whole.append(svg);
  write(foot, top + height + 20, 15, "11px 'Source Sans 3', sans-serif", "--quiet");
  return { text: new XMLSerializer().serializeToString(whole), size };
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
