// Each picture, from what fits the filters: { rows, caption, heads, lines, open(datum) }, and more where it needs more.

const picture = {};
const TOP = 25; // goods drawn for a pair
const WIDE = 640; // pixels that map and matrix need
