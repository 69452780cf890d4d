// Sums of money: targets never with results, totals over events never added.

const STATUSES = ["realised", "agreed", "target"];

// What an event says for one status, or null.
function worthOf(event, status) {
  if (chosen.status && chosen.status !== status) return null;
  const [low, high] =
    status === "target"
      ? [event.target_low, event.target_high]
      : event.status === status
        ? [event.low, event.high]
        : [null, null];
  return low === null && high === null ? null : { low, high };
}

function sum(events, status) {
  const rows = events.filter((event) => !event.cumulative && worthOf(event, status));
  const ids = new Set(rows.map((event) => event.id));
  let low = 0n,
    high = 0n,
    open = false;
  for (const event of rows) {
    const worth = worthOf(event, status);
    if (!ids.has(event.maybe)) low += worth.low ?? 0n;
    if (worth.high === null) {
      open = true;
      high += worth.low;
    } else high += worth.high;
  }
  return { low, high: open ? null : high, rows };
}

const total = (sums, write = short) => (sums.rows.length ? range(sums.low, sums.high, write) : "–");
const sumLink = (sums, what) =>
  sums.rows.length ? rowsLink(total(sums), total(sums, exact), "events", sums.rows, what) : "–";
const lowest = ({ low }) => Number(low);
const highest = ({ low, high }) => Number(high ?? low);

// The ends of what an event aimed at, or came to; null where it gives none.
function rangeOf(event, side) {
  const worth =
    side === "target" ? worthOf(event, "target") : worthOf(event, event.status === "target" ? "" : event.status);
  return worth ? [worth.low, worth.high] : null;
}
