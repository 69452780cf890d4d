// Events by day: what was aimed at and what came of it.

picture.timeline = () => {
  const valued = fitting.events.filter(
    (event) => !event.cumulative && STATUSES.some((status) => worthOf(event, status)),
  );
  const dated = valued.filter((event) => event.date);
  const undated = valued.filter((event) => !event.date);
  dated.sort((one, other) => (one.date < other.date ? -1 : 1));
  const figure = (event, ends) =>
    ends ? rowsLink(range(...ends), range(...ends, exact), "events", [event], event.date) : dash;
  const lines = dated.map((event) => [
    event.date,
    event.parties.map(province).join(", "),
    ...["target", "result"].map((side) => ({ n: figure(event, rangeOf(event, side)) })),
    event.status === "target" ? "" : tag(event.status),
  ]);
  return {
    rows: dated.map(timelinePoint).filter((row) => row.target !== null || row.result !== null),
    lines,
    heads: ["col_date", "col_parties", "target", "result", "col_status"],
    caption: word("caption_timeline", { n: count(dated.length) }),
    more: undated.length ? [["q_timeline", "events", undated]] : [],
    open: (datum) => showRows("events", [tables.events[datum.event]], datum.date),
  };
};

function timelinePoint(event) {
  const number = (worth, end) => {
    const it = worth?.[end] ?? worth?.[1 - end];
    return it ? Number(it) : null;
  };
  const target = rangeOf(event, "target");
  const result = rangeOf(event, "result");
  const [year, month, day] = event.date.split("-").map(Number);
  return {
    event: event.index,
    date: event.date,
    day: Date.UTC(year, (month ?? 7) - 1, day ?? (month ? 15 : 1)),
    parties: event.parties.map(province).join(", "),
    target: number(target, 1),
    result: number(result, 0),
    result_high: number(result, 1),
    status: word(event.status),
    target_short: target ? range(...target) : dash,
    result_short: result ? range(...result) : dash,
  };
}
