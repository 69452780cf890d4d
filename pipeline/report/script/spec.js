// What Vega is told to draw: a picture of pictures.json in the page's language, at the width there is.

const MONEY_LABEL = [
  [1e12, "axis_trillion"],
  [1e9, "axis_billion"],
  [1e6, "axis_million"],
].reduceRight(
  (rest, [unit, name]) => `datum.value >= ${unit} ? format(datum.value / ${unit}, '~g') + '${word(name)}' : ${rest}`,
  "format(datum.value, '~g')",
);

// Words that begin with @ are names of our words, wherever in the picture.
function localised(part) {
  if (part === "@money") return MONEY_LABEL;
  if (typeof part === "string") return part[0] === "@" ? word(part.slice(1)) : part;
  if (Array.isArray(part)) return part.map(localised);
  if (!part || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, localised(each)]));
}

const CONFIG = {
  font: "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
  view: { stroke: null },
  axis: { labelFontSize: 12, titleFontSize: 12 },
  legend: {
    labelFontSize: 12,
    titleFontSize: 12,
    gradientLength: NARROW ? 200 : 260,
    ...(NARROW ? { columns: 1 } : {}),
  },
  aria: false,
};
const NUMBERS = { en: { decimal: ".", thousands: "," }, id: { decimal: ",", thousands: "." } }[DOC.meta.language];

function specOf(name, now, box) {
  const spec = {
    ...localised(PICTURES[name]),
    width: "container",
    autosize: { type: "fit-x", contains: "padding" },
    config: CONFIG,
    background: null,
  };
  if (name === "map") {
    spec.height = Math.round(mapWidth() * 0.39);
    if (mapWidth() > box.clientWidth) spec.width = mapWidth();
  }
  if (name === "matrix" && box.clientWidth < WIDE) Object.assign(spec, { width: { step: 22 }, autosize: "pad" });
  if (now.domain) spec.encoding.color.scale.domain = now.domain;
  const outline = name === "map" ? read("outline").features : [];
  spec.datasets = { rows: now.rows, capitals: now.capitals ?? [], outline };
  return spec;
}
