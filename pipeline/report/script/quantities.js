// How much goods moved: mass in tons, all else in its own unit; the two are never added.

const TON = 1000; // kilograms
const MOVED = ["realised", "agreed"]; // statuses of goods whose quantities may be added
const independent = (flows) => new Set(flows.filter((flow) => !flow.copy).map((flow) => flow.article_id)).size || 1;

// Mass in tons, all else in its own unit: the two are never added.
const sizeIn = (flow) =>
  flow.quantity_kg === null ? [flow.quantity_unit, flow.quantity] : ["t", flow.quantity_kg / TON];

const sizeOf = (flows) => flows.reduce((sum, flow) => sum + sizeIn(flow)[1], 0);
const sized = (size, unit = "") =>
  [decimals[size < 10 ? 2 : size < 1000 ? 1 : 0].format(size), unit && measure(unit)].filter(Boolean).join(" ");

// Quantities that may be added: no rates, no copies of a text, a figure told again once.
function measured(flows) {
  const found = new Map();
  for (const flow of flows) {
    if (flow.quantity === null || flow.per || flow.copy) continue;
    const [unit, size] = sizeIn(flow);
    const key = [flow.commodity, flow.origin, flow.destination, flow.year, flow.status, unit, size].join(";");
    if (!found.has(key)) found.set(key, { flow, unit });
  }
  return [...found.values()];
}

function goodsOf(flows) {
  const names = [...new Set(flows.map((flow) => goods(flow.commodity)))];
  return (
    names.slice(0, 6).join(", ") + (names.length > 6 ? ` ${word("and_more", { n: count(names.length - 6) })}` : "")
  );
}

// A figure of a flow leads to its own words, where the page holds them.
function toMark(flow, kind, start, shown) {
  const mark = articleOf.get(flow.article_id)?.marks.find((each) => MARKS[each[0]] === kind && each[1] === start);
  return mark ? articleLink({ article_id: flow.article_id, start, stop: mark[2] }, shown) : shown;
}

function quantityOf(flow) {
  if (flow.quantity === null) return "";
  const text = [
    sized(flow.quantity),
    DOC.measures[flow.quantity_unit] ?? flow.quantity_unit,
    flow.per && word(`per_${flow.per}`),
  ]
    .filter(Boolean)
    .join(" ");
  return toMark(flow, "quantities", flow.quantity_start, text);
}
