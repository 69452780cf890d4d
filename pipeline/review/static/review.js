"use strict";
// Keys, the selection in the article, and what to say when the server is away. All else is plain forms and htmx.

const codePoints = (text) => Array.from(text).length;

/** Offset in the stored text of a place in the page, in code points; null outside the article. */
function offsetOf(node, index) {
  if (node.nodeType === Node.ELEMENT_NODE) {
    const child = node.childNodes[index];
    if (child) return offsetOf(child, 0);
    const last = node.lastElementChild || node;
    const text = last.textContent;
    return last.dataset.start === undefined ? null : Number(last.dataset.start) + codePoints(text);
  }
  const piece = node.parentElement.closest("[data-start]");
  return piece && Number(piece.dataset.start) + codePoints(node.data.slice(0, index));
}

function onSelection() {
  const bar = document.getElementById("selection");
  const text = document.getElementById("text");
  if (!bar || !text) return;
  const chosen = document.getSelection();
  const inside =
    chosen.rangeCount && !chosen.isCollapsed && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode);
  if (!inside) {
    // A click on the bar itself ends the selection before it is sent.
    if (!bar.matches(":hover, :focus-within")) bar.hidden = true;
    return;
  }
  const range = chosen.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset);
  const stop = offsetOf(range.endContainer, range.endOffset);
  if (start === null || stop === null || start >= stop || stop - start > 4000) return;
  bar.elements.start.value = start;
  bar.elements.stop.value = stop;
  bar.elements.words.value = range.toString();
  bar.querySelector("output").textContent = range.toString();
  bar.hidden = false;
}

const FIELDS = { e: ".panel .fields select, .panel .note input", "/": "#find", v: "#text" };

function onKey(event) {
  const field = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape") return leave(field);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return acceptFrom(event);
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.id === "text" && event.key.startsWith("Arrow")) return choose(event);
  if (event.key === "w") return nextFlow(event);
  if (FIELDS[event.key]) return enter(document.querySelector(FIELDS[event.key]), event);
  press(event.key, event);
}

function enter(field, event) {
  if (!field) return;
  event.preventDefault();
  field.focus();
  if (field.id === "text") atTheRow(field);
}

function leave(field) {
  if (field) field.blur();
  for (const open of document.querySelectorAll(".help[open]")) open.open = false;
}

/** Accept what the form one types in is about, else the row. */
function acceptFrom(event) {
  const form = event.target.closest(".panel form");
  const button = form && form.querySelector("button[value=accept], button.accept");
  if (!button) return press("a", event);
  event.preventDefault();
  button.click();
}

/** Go to the button that accepts the next flow of goods. */
function nextFlow(event) {
  const buttons = [...document.querySelectorAll('[data-key="w"]')];
  const here = buttons.findIndex((button) => button.form.contains(document.activeElement));
  const next = buttons[(here + 1) % buttons.length];
  if (!next) return;
  const folded = next.closest("details");
  if (folded) folded.open = true;
  enter(next, event);
  next.scrollIntoView({ block: "nearest" });
}

/** Put the caret before the row's words, else before the text. */
function atTheRow(text) {
  const first = text.querySelector(".row") || text.firstElementChild;
  if (first) document.getSelection().collapse(first, 0);
}

/** Select with the arrows: the next or last word, with Shift one more or one less. */
function choose(event) {
  const selection = document.getSelection();
  const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
  const unit = event.key === "ArrowLeft" || event.key === "ArrowRight" ? "word" : "line";
  event.preventDefault();
  if (!event.shiftKey) {
    if (!selection.isCollapsed) forward ? selection.collapseToEnd() : selection.collapseToStart();
    if (!forward || unit === "line") selection.modify("move", forward ? "forward" : "backward", unit);
  }
  selection.modify("extend", forward || !event.shiftKey ? "forward" : "backward", event.shiftKey ? unit : "word");
}

function press(key, event) {
  const buttons = document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`);
  for (const button of buttons) {
    if (button.disabled || button.closest("form[hidden]")) continue;
    event.preventDefault();
    button.click();
    return;
  }
}

let rowInView = null;

/** Bring the row's words into view, and the chosen item of the list; a page that scrolls goes to the article. */
function settle() {
  for (const [box, inner] of [
    ["#text", ".row"],
    [".list ol", "[aria-current]"],
  ]) {
    const outer = document.querySelector(box);
    const target = outer && outer.querySelector(inner);
    if (target)
      outer.scrollTop +=
        target.getBoundingClientRect().top - outer.getBoundingClientRect().top - outer.clientHeight / 3;
  }
  const row = document.querySelector(".panel [name=row]")?.value;
  if (rowInView && row && row !== rowInView) document.querySelector("article").scrollIntoView();
  rowInView = row;
}

function trouble(kind, detail = "") {
  const place = document.getElementById("trouble");
  place.textContent = `${place.dataset[kind]} ${detail}`;
  place.hidden = false;
}

document.addEventListener("selectionchange", onSelection);
document.addEventListener("keydown", onKey);
document.addEventListener("htmx:afterSettle", settle);
document.addEventListener("htmx:sendError", () => trouble("away"));
document.addEventListener("htmx:responseError", (event) =>
  trouble("refused", event.detail.xhr.responseText.slice(0, 300)),
);
document.addEventListener("DOMContentLoaded", settle);
