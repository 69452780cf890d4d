// Money by year and status.

// A year without events keeps its place, as one without a value does, or the axis would hide a gap.
function withEmptyYears(found) {
  const years = found.map(([year]) => Number(year)).filter(Boolean);
  const known = new Set(years);
  for (let year = Math.min(...years); year < Math.max(...years); year++)
    if (!known.has(year)) found.push([String(year), []]);
  return found;
}

picture.years = () => {
  const found = withEmptyYears([...groups(fitting.events, (event) => event.year)]);
  found.sort(([one], [other]) => (one < other ? -1 : 1));
  const years = found.map(([year, events]) => ({
    name: year || word("undated"),
    events,
    sums: STATUSES.map((status) => ({ status, ...sum(events, status) })),
  }));
  const bars = years.flatMap(barsOf);
  const most = bars
    .filter((bar) => bar.short !== dash)
    .sort((one, other) => other.high - one.high)
    .slice(0, 3)
    .map((bar) => `${bar.year} ${bar.status} ${bar.short}`)
    .join("; ");
  return {
    rows: bars,
    lines: years.map(({ name, events, sums }) => [
      name,
      ...sums.map((each) => ({ n: sumLink(each, `${word(each.status)} ${name}`) })),
      { n: countLink("events", events, `${word("events")} ${name}`) },
    ]),
    open(datum) {
      const { sums } = years.find(({ name }) => name === datum.year);
      const { rows } = sums.find(({ status }) => status === datum.name);
      showRows("events", rows, `${datum.status} ${datum.year}`);
    },
    heads: ["col_year", ...STATUSES, "events"],
    caption: word("caption_years", { most: most || dash }),
  };
};

function barsOf({ name, sums }) {
  const bar = (status, value, high, short) => ({ year: name, status: word(status), value, high, short, name: status });
  const bars = sums
    .filter(({ rows }) => rows.length)
    .map((each) => bar(each.status, lowest(each), highest(each), total(each)));
  return bars.length ? bars : [bar("realised", 0, 0, dash)];
}
