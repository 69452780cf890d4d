// What the page was given, and the language it speaks.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const DOC = read("facts");
const PICTURES = read("pictures");
for (const names of [DOC.words, DOC.provinces, DOC.commodities, DOC.people, DOC.measures])
  Object.setPrototypeOf(names, null); // ids of any name
const WORDS = DOC.words;
const LOCALE = { en: "en-GB", id: "id-ID" }[DOC.meta.language];
const NARROW = window.matchMedia("(max-width: 760px)").matches;
