// Money between pairs of provinces.

const pairOf = (event) => [...event.parties].sort((one, other) => province(one).localeCompare(province(other), LOCALE));

picture.matrix = () => {
  const valued = sum(fitting.events, "realised").rows;
  const many = valued.filter((event) => event.parties.length !== 2);
  const found = [
    ...groups(
      valued.filter((event) => event.parties.length === 2),
      (event) => pairOf(event).join(";"),
    ),
  ]
    .map(([key, events]) => ({ pair: key.split(";").map(province), sums: sum(events, "realised") }))
    .sort((one, other) => highest(other.sums) - highest(one.sums));
  const cell = (a, b, { sums }) => ({ a, b, value: lowest(sums), short: total(sums), n: sums.rows.length });
  const rows = found.flatMap((each) => [
    cell(each.pair[0], each.pair[1], each),
    cell(each.pair[1], each.pair[0], each),
  ]);
  const lines = found.map(({ pair, sums }) => [
    ...pair,
    { n: sumLink(sums, pair.join(" – ")) },
    { n: countLink("events", sums.rows, pair.join(" – ")) },
  ]);
  const open = (datum) => {
    const each = found.find(({ pair }) => pair.includes(datum.a) && pair.includes(datum.b));
    showRows("events", each.sums.rows, each.pair.join(" – "));
  };
  const most = found
    .slice(0, 3)
    .map(({ pair, sums }) => `${pair.join(" – ")} ${total(sums)}`)
    .join("; ");
  return {
    rows,
    lines,
    open,
    heads: ["col_first", "col_second", "realised", "events"],
    caption: word("caption_matrix", { n: count(found.length), most: most || dash }),
    more: many.length ? [["q_matrix", "events", many]] : [],
  };
};
