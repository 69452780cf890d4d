// What happens first, and what is drawn again at each change.

function drawAll() {
  drawTiles();
  drawQuality();
  drawCoverage();
  drawRows();
  for (const name of Object.keys(picture)) drawPicture(name);
}

// Paper has no buttons: all pictures, their tables, and all rows of the chosen tab.
window.addEventListener("beforeprint", () => {
  for (const name of Object.keys(picture)) drawWaiting(name);
  for (const details of document.querySelectorAll("figure details")) details.open = true;
  for (const figure of document.querySelectorAll("figure")) figure.querySelector("details").ontoggle?.();
  rowLimit = Infinity;
  drawRows();
});

async function start() {
  addFilterValues();
  fillFilters();
  keepClearOfFilters();
  applyFilters();
  describeFilters();
  for (const name of Object.keys(picture).slice(1)) waiting.add(name);
  drawTiles();
  await drawPicture("years");
  fillPair();
  fillWeight();
  drawAll();
  drawWhenSeen();
}

start();
