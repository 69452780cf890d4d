// Pictures drawn by Vega, with the caption and the table behind each.

const MANY = 2000; // marks that are drawn as one image, not each by itself
const ERRORS_ONLY = 1; // as Vega counts

async function embed(name, now) {
  const box = document.querySelector(`#figure-${name} .picture`);
  const { view } = await vegaEmbed(box.firstElementChild, specOf(name, now, box), {
    ast: true,
    renderer: now.rows.length > MANY ? "canvas" : "svg",
    actions: false,
    logLevel: ERRORS_ONLY,
    formatLocale: { ...NUMBERS, grouping: [3], currency: ["Rp", ""] },
  });
  view.addEventListener("click", (_, item) => {
    const datum = item?.datum && (Array.isArray(item.datum) ? item.datum[0] : item.datum);
    if (datum && current[name]) current[name].open(datum);
  });
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; // so that the keyboard can scroll it
  return view;
}

// What each picture shows now, its Vega view, and the end of the work on it: the last request wins.
const current = {};
const views = {};
const work = {};

async function drawPicture(name) {
  if (waiting.has(name)) return;
  const now = (current[name] = picture[name]());
  const figure = document.getElementById(`figure-${name}`);
  figure
    .querySelector("figcaption")
    .replaceChildren(el("p", {}, now.caption), ...(now.more ?? []).map((more) => sentence(...more, "p")));
  figure.querySelector(".picture").hidden = !now.rows.length;
  drawTableBehind(figure, now);
  work[name] = (work[name] ?? Promise.resolve()).then(() => update(name));
  await work[name];
}

async function update(name) {
  const now = current[name];
  if (!now.rows.length) return;
  if (!views[name] || now.domain) {
    views[name]?.finalize();
    views[name] = await embed(name, now);
    return;
  }
  views[name].data("rows", now.rows);
  if (now.capitals) views[name].data("capitals", now.capitals);
  await views[name].resize().runAsync();
}

function drawTableBehind(figure, now) {
  const details = figure.querySelector("details");
  details.hidden = !now.lines.length;
  const fill = () => {
    if (details.open) details.querySelector("div").replaceChildren(plainTable(now.heads, now.lines));
  };
  details.ontoggle = fill;
  fill();
}

const waiting = new Set();

// Pictures below the first are drawn when they come near, and else when there is nothing to do.
function drawWhenSeen() {
  const seen = new IntersectionObserver(
    (entries) => {
      const near = entries.filter((entry) => entry.isIntersecting);
      for (const { target } of near) drawWaiting(target.id.slice("figure-".length));
    },
    { rootMargin: "400px" },
  );
  for (const name of waiting) seen.observe(document.getElementById(`figure-${name}`));
  const next = async () => {
    for (const name of waiting) {
      await drawWaiting(name);
      break;
    }
    if (waiting.size) idle(next);
  };
  idle(next);
}

const idle = window.requestIdleCallback ?? setTimeout;
const drawWaiting = async (name) => {
  if (waiting.delete(name)) await drawPicture(name);
};
