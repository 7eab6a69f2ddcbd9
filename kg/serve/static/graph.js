// Leads from an entity in the panel to its page.
"use strict";
(() => {
  const pages = JSON.parse(document.getElementById("drawing").textContent).details.pages;
  const panel = document.getElementById("panel");
  const { network } = window.dateline;
  new MutationObserver(() => {
    const [node] = network.getSelectedNodes();
    const heading = panel.querySelector("h2");
    if (node === undefined || !heading || !pages[node] || panel.querySelector("#page-of")) return;
    const anchor = document.createElement("a");
    anchor.id = "page-of";
    anchor.href = pages[node];
    anchor.textContent = "All about it";
    heading.after(anchor);
  }).observe(panel, { childList: true });
})();
