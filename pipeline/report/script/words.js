// Codes, numbers and money as words of the page's language.

const word = (name, cells = {}) =>
  Object.entries(cells).reduce(
    (text, [key, value]) => text.replaceAll(`{${key}}`, () => value),
    WORDS[name] ?? name.replaceAll("_", " "),
  );

// Numbers with at most as many digits behind the point; made once, as making them is costly.
const decimals = [0, 1, 2].map((digits) => new Intl.NumberFormat(LOCALE, { maximumFractionDigits: digits }));
const count = (n) => decimals[0].format(n);
const exact = (rupiah) => `Rp${decimals[0].format(rupiah)}`;
const SCALES = [
  [10n ** 12n, "trillion"],
  [10n ** 9n, "billion"],
  [10n ** 6n, "million"],
];

function short(rupiah) {
  const [unit, name] = SCALES.find(([unit]) => rupiah >= unit) ?? [1n, ""];
  const value = Number(rupiah) / Number(unit);
  const digits = value < 10 ? 2 : value < 1000 ? 1 : 0;
  return `Rp${decimals[digits].format(value)}${name ? ` ${word(name)}` : ""}`;
}

const dash = "–";

// low, high: BigInt or null; null at one end is an open end, at both ends no value.
function range(low, high, write = short) {
  if (low === null && high === null) return "";
  if (high === null) return `${word("at_least")} ${write(low)}`;
  if (low === null) return `${word("at_most")} ${write(high)}`;
  return low === high ? write(low) : `${write(low)} – ${write(high)}`;
}

const province = (code) => DOC.provinces[code]?.[0] ?? code;
const goods = (id) => DOC.commodities[id] ?? id;
const person = (id) => DOC.people[id]?.[0] ?? id;
const measure = (unit) => (unit === "t" ? word("tons") : (DOC.measures[unit] ?? unit));
const checkName = (check) => WORDS[`check_${check}`] ?? word(check);
