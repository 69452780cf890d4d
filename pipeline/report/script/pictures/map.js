// Flows of goods as arcs over the map.

const BEND = 0.18; // how far an arc leaves the straight line, as a share of its length
const ARCS = 60; // arcs drawn at once
const STEPS = 12; // pieces of an arc
const DEGREES = 50.7; // longitudes across the map

// A small screen scrolls pictures that would not be legible.
const mapWidth = () => Math.max(document.querySelector("#figure-map .picture").clientWidth, WIDE);

const fillWeight = () => document.getElementById("weight-form").addEventListener("change", () => drawPicture("map"));

picture.map = () => {
  const unit = document.getElementById("weight-form").elements.by.value;
  const whole = fitting.flows.filter(
    (flow) => DOC.provinces[flow.origin] && DOC.provinces[flow.destination] && flow.origin !== flow.destination,
  );
  const weighed = () =>
    measured(whole.filter((flow) => MOVED.includes(flow.status)))
      .filter((each) => each.unit === unit)
      .map(({ flow }) => flow);
  const found = [...groups(unit ? weighed() : whole, (flow) => `${flow.origin};${flow.destination}`)]
    .map(([key, flows]) => arcOf(key, flows, unit))
    .sort((one, other) => other.n - one.n);
  const lines = found.map((arc) => [
    province(arc.origin),
    province(arc.destination),
    goodsOf(arc.flows),
    { n: countLink("flows", arc.flows, arc.label) },
    { n: arc.told },
  ]);
  const most = found
    .slice(0, 3)
    .map((arc) => `${arc.label} (${unit ? arc.told : count(arc.n)})`)
    .join("; ");
  return {
    rows: found.slice(0, ARCS).flatMap(arcPoints),
    lines,
    capitals: capitals(found.slice(0, ARCS)),
    heads: ["col_origin", "col_destination", "col_commodity", "flows", unit ? "col_quantity" : "articles"],
    caption:
      word(unit ? "caption_weighed" : "caption_map", {
        n: count(found.length),
        most: most || dash,
        unit: measure(unit),
      }) + (found.length > ARCS ? ` ${word("caption_drawn", { n: count(ARCS) })}` : ""),
    open: (datum) => {
      const arc = found.find(({ key }) => key === datum.key);
      if (arc) showRows("flows", arc.flows, arc.label);
    },
  };
};

function arcOf(key, flows, unit) {
  const [origin, destination] = key.split(";");
  const n = unit ? sizeOf(flows) : independent(flows);
  const told = unit ? sized(n, unit) : `${count(n)} ${word("articles")}`;
  return { key, origin, destination, flows, n, told, label: `${province(origin)} → ${province(destination)}` };
}

function arcPoints({ key, origin, destination, flows, n, told }) {
  const [x0, y0] = DOC.provinces[origin].slice(2);
  const [x1, y1] = DOC.provinces[destination].slice(2);
  const [cx, cy] = [(x0 + x1) / 2 - (y1 - y0) * BEND * 2, (y0 + y1) / 2 + (x1 - x0) * BEND * 2];
  const at = (t, a, c, b) => (1 - t) ** 2 * a + 2 * t * (1 - t) * c + t ** 2 * b;
  const slope = (t, a, c, b) => 2 * (1 - t) * (c - a) + 2 * t * (b - c);
  const shared = { key, n, told, from: province(origin), to: province(destination), goods: goodsOf(flows) };
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = step / STEPS;
    const angle = ((Math.atan2(slope(t, x0, cx, x1), slope(t, y0, cy, y1)) * 180) / Math.PI + 360) % 360;
    return { ...shared, step, angle, lon: at(t, x0, cx, x1), lat: at(t, y0, cy, y1) };
  });
}

// Capitals in order of their arcs' weight; a name is left out where it would cover an earlier one.
function capitals(arcs) {
  const used = [...new Set(arcs.flatMap((arc) => [arc.origin, arc.destination]))].map((code) => DOC.provinces[code]);
  const degree = mapWidth() / DEGREES;
  const taken = [];
  return used.map(([name, capital, lon, lat]) => {
    const half = capital.length * 3.1;
    const box = { x: lon * degree, y: -lat * degree, half };
    const free = taken.every(
      (other) => Math.abs(other.x - box.x) > other.half + half || Math.abs(other.y - box.y) > 13,
    );
    if (free) taken.push(box);
    return { name, capital, lon, lat, label: free ? capital : "" };
  });
}
