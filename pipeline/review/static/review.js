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
  const inside = chosen.rangeCount && !chosen.isCollapsed && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode);
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

function onKey(event) {
  const field = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && field) return field.blur();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return press("a", event);
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "e") {
    const first = document.querySelector(".panel .fields select, .panel .note input");
    if (first) { event.preventDefault(); first.focus(); }
    return;
  }
  press(event.key, event);
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

/** Bring the row's words into view without moving the page itself, and the chosen item of the list too. */
function settle() {
  for (const [box, inner] of [["#text", ".row"], [".list ol", "[aria-current]"]]) {
    const outer = document.querySelector(box);
    const target = outer && outer.querySelector(inner);
    if (target) outer.scrollTop += target.getBoundingClientRect().top - outer.getBoundingClientRect().top - outer.clientHeight / 3;
  }
}

function trouble(message) {
  const place = document.getElementById("trouble");
  place.textContent = message;
  place.hidden = false;
}

document.addEventListener("selectionchange", onSelection);
document.addEventListener("keydown", onKey);
document.addEventListener("htmx:afterSettle", settle);
document.addEventListener("htmx:sendError", () => trouble("The server does not answer, nothing was saved. Is niaga review still running?"));
document.addEventListener("htmx:responseError", (event) => trouble(`Nothing was saved: ${event.detail.xhr.responseText.slice(0, 300)}`));
document.addEventListener("DOMContentLoaded", settle);
