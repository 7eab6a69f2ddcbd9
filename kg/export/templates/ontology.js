"use strict";
const box = document.getElementById("search");
const terms = [...document.querySelectorAll("[data-term]")];
const texts = new Map(terms.map((term) => [term, term.textContent.toLowerCase()]));
const groups = [...document.querySelectorAll("[data-group]")];
const count = document.getElementById("found");

function show() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const term of terms) {
    const hit = words.every((word) => texts.get(term).includes(word));
    term.hidden = !hit;
    found += hit ? 1 : 0;
  }
  // A class stays where one below it is found, and a group only where anything in it is.
  for (const item of [...document.querySelectorAll(".tree li")].reverse())
    item.hidden = ![...item.querySelectorAll("[data-term]")].some((term) => !term.hidden);
  for (const group of groups)
    group.hidden = words.length > 0 && ![...group.querySelectorAll("[data-term]")].some((term) => !term.hidden);
  document.body.classList.toggle("found-none", found === 0);
  count.textContent = words.length ? `${found} found` : "";
}

box.addEventListener("input", show);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== box) {
    event.preventDefault();
    box.focus();
  } else if (event.key === "Escape" && document.activeElement === box) {
    box.value = "";
    show();
  }
});
// A link to a term that the search has hidden shows all again.
window.addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.closest("[hidden]")) {
    box.value = "";
    show();
    target.scrollIntoView();
  }
});
