"use strict";
// The buttons of the bar and of the drawing, and what is taken along from the page.
const Tools = (() => {
  const byId = (id) => document.getElementById(id);
  const on = (id, act) => byId(id).addEventListener("click", act);

  async function copy(text, announce, box = null) {
    const done = await Copying.write(text);
    if (!done) box?.select();
    announce(done ? "Copied" : box ? "Press Ctrl+C to copy" : "The browser does not allow copying here", { seen: !box });
  }

  function listenToQuery({ model, state, choice, announce }) {
    const dialog = byId("query");
    const box = dialog.querySelector("textarea");
    // The words typed over the table are looked for in what is shown: a query can only name the rows that hold them.
    function rows() {
      const left = Rows.left(choice().events, model, state().words);
      return state().mode === "table" && left !== choice().events ? left : undefined;
    }
    on("save-sparql", () => { box.value = Sparql.query(model, state(), choice(), rows()); dialog.showModal(); box.scrollTop = 0; });
    on("copy-query", () => copy(box.value, announce, box));
    on("keep-query", () => Copying.save("view.rq", "application/sparql-query", box.value));
  }

  function listenToMenu(menu) {
    menu.addEventListener("click", ({ target }) => { if (target.closest("button")) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.preventDefault();
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("click", ({ target }) => { if (!menu.contains(target)) menu.open = false; });
  }

  function listenToDrawing(parts) {
    const { go, state, scene, announce } = parts;
    on("nearer", () => Keys.zoom(parts, Keys.ZOOM));
    on("farther", () => Keys.zoom(parts, 1 / Keys.ZOOM));
    on("fit", parts.fit);
    on("arrange", () => go({ arranged: !state().arranged }));
    on("group", () => {
      go({ grouped: !state().grouped, open: Object.freeze([]) });
      announce(Groups.told(scene(), state().grouped), { seen: true });
    });
  }

  // What a picture of the view says of itself: how much it shows, whose surroundings, and what is filtered.
  function about({ model, state }) {
    const text = (element) => element.textContent.trim();
    const name = (key) => model.nodeOf(key).label;
    const { focus, depth, path } = state();
    const around = focus ? [`around ${name(focus)}${depth > 1 ? `, ${depth} steps` : ""}`] : path ? [`from ${name(path[0])} to ${name(path[1])}`] : [];
    const filters = [...document.querySelectorAll("#chips .chip b")].map((chosen) => `${text(chosen.previousSibling)} ${text(chosen)}`);
    const lines = [[...byId("counts").children].map(text).join(" · "), [...around, ...filters].join(" · ")];
    const notes = [...document.querySelectorAll(".camera .note:not([hidden])")].map(text);
    lines.push(notes.join(" "));
    return { title: document.title, lines: lines.filter(Boolean), families: model.families };
  }

  function listen(parts) {
    const { go, visits, announce, scene, drawing, hash } = parts;
    on("back", () => visits.go(-1));
    on("forward", () => visits.go(1));
    on("as-graph", () => go({ mode: "graph" }));
    on("as-table", () => go({ mode: "table" }));
    on("show-help", () => byId("help").showModal());
    on("save-png", () => Pictures.savePng(scene(), drawing, about(parts)));
    on("save-svg", () => Pictures.saveSvg(scene(), drawing, about(parts)));
    on("save-link", () => copy(`${location.href.split("#")[0]}#${hash()}`, announce));
    byId("nothing").querySelector("button").addEventListener("click", () => go({ ...State.INITIAL, mode: "graph" }));
    byId("save-link").hidden = location.protocol === "about:"; // no address of a notebook's frame leads back
    listenToQuery(parts);
    listenToMenu(byId("save"));
    listenToDrawing(parts);
  }
  return Object.freeze({ listen });
})();
