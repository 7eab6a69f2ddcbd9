// The query page: YASGUI with this graph's endpoint, words and prefixes, links to our own pages, and a drawing of graphs.
"use strict";
(async () => {
  const Yasgui = window.Yasgui.default ?? window.Yasgui;
  const { base, prefixes, terms, questions, examples } = await (await fetch("/terms.json")).json();
  window.knownPrefixes = prefixes;
  const endpoint = `${location.origin}/sparql`;
  const MAX_OFFERED = 60;
  const MAX_DRAWN = 600;
  const PAGE = new RegExp(`^${base.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  const short = (iri) => {
    const [prefix, namespace] = Object.entries(prefixes).find(([, each]) => iri.startsWith(each)) ?? [];
    return prefix ? `${prefix}:${iri.slice(namespace.length)}` : iri;
  };

  // Names that begin with what is written come first, then those that hold it.
  function offered(written) {
    const wanted = written.toLowerCase();
    const found = terms.filter((term) => term.toLowerCase().includes(wanted));
    const rank = (term) => (term.toLowerCase().startsWith(wanted) ? 0 : 1);
    return found.sort((one, other) => rank(one) - rank(other)).slice(0, MAX_OFFERED);
  }

  Yasgui.Yasqe.registerAutocompleter({
    name: "dateline",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (yasqe) => /^[\w-]+:[\w%-]*$/.test(yasqe.getCompleteToken().string),
    preProcessToken: (_yasqe, token) => ({ ...token, autocompletionString: token.string }),
    get: (_yasqe, token) => (token ? offered(token.autocompletionString ?? token.string) : []),
    postProcessSuggestion: (_yasqe, _token, suggested) => suggested,
  });
  Yasgui.Yasqe.defaults.autocompleters = ["variables", "dateline"];

  // A graph (CONSTRUCT, DESCRIBE) as a drawing: things and texts as nodes, all that is said between them as arrows.
  class Drawing {
    constructor(yasr) {
      this.yasr = yasr;
      this.priority = 12;
      this.label = "Drawing";
      this.hideFromSelection = false;
    }

    canHandleResults() {
      const statements = this.yasr.results?.getStatements?.();
      return Boolean(statements && statements.length);
    }

    getIcon() {
      const icon = document.createElement("div");
      icon.className = "drawing-icon";
      return icon;
    }

    draw() {
      const statements = this.yasr.results.getStatements();
      const shown = statements.slice(0, MAX_DRAWN);
      const named = new Map(shown.filter(({ predicate }) => predicate.value.endsWith("#label")).map((each) => [each.subject.value, each.object.value]));
      const nodes = new Map();
      const add = (term) => {
        const text = term.termType === "Literal" ? term.value : named.get(term.value) ?? short(term.value).replace(/^id:/, "").replaceAll("_", " ");
        const label = text.length > 40 ? `${text.slice(0, 39)}…` : text;
        const plain = term.termType === "Literal";
        const look = plain ? { shape: "box", color: css("hover") } : { shape: "dot", size: 9, color: css("state") };
        nodes.set(term.id ?? term.value, { id: term.id ?? term.value, label, iri: plain ? "" : term.value, font: { color: css("ink") }, ...look });
        return term.id ?? term.value;
      };
      const edges = shown
        .filter(({ predicate, subject }) => !predicate.value.endsWith("#label") || !named.has(subject.value))
        .map(({ subject, predicate, object }) => ({
          from: add(subject),
          to: add(object),
          label: short(predicate.value).replace(/^kg:/, ""),
          arrows: "to",
          color: css("soft"),
          font: { color: css("soft"), size: 11, strokeColor: css("paper"), strokeWidth: 3 },
        }));
      const place = document.createElement("div");
      place.className = "drawing";
      place.setAttribute("role", "img");
      place.setAttribute("aria-label", "Drawing of the graph; Response shows the same as text");
      this.yasr.resultsEl.append(place);
      if (shown.length < statements.length) {
        const note = document.createElement("p");
        note.className = "more";
        note.textContent = `The first ${shown.length} of ${statements.length} triples are drawn.`;
        this.yasr.resultsEl.append(note);
      }
      const options = { physics: { stabilization: { iterations: 200 }, barnesHut: { springLength: 130 } }, layout: { randomSeed: 1, improvedLayout: nodes.size < 150 }, edges: { smooth: { type: "dynamic" } } };
      this.network = new vis.Network(place, { nodes: [...nodes.values()], edges }, options);
      this.network.once("stabilizationIterationsDone", () => this.network.setOptions({ physics: false }));
      const follow = (id) => {
        const iri = nodes.get(id)?.iri ?? "";
        if (PAGE.test(iri)) location.href = iri.replace(PAGE, "/id/");
      };
      // vis-network counts clicks by its own clock, late on a slow machine; the browser counts a mouse's as they were made.
      this.network.on("doubleClick", ({ nodes: [id] }) => follow(id));
      place.addEventListener("dblclick", ({ clientX, clientY }) => {
        const { left, top } = place.getBoundingClientRect();
        follow(this.network.getNodeAt({ x: clientX - left - place.clientLeft, y: clientY - top - place.clientTop }));
      });
    }

    destroy() {
      this.network?.destroy();
    }
  }
  Yasgui.Yasr.registerPlugin("drawing", Drawing);

  const { getDefaults } = Yasgui.Tab;
  Yasgui.Tab.getDefaults = (yasgui) => {
    const tab = getDefaults.call(Yasgui.Tab, yasgui);
    const table = { compact: true, isEllipsed: true, pageSize: 50 };
    return { ...tab, yasr: { ...tab.yasr, settings: { ...tab.yasr?.settings, pluginsConfig: { table } } } };
  };

  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle", acceptHeaderSelect: "application/sparql-results+json" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    persistenceId: "dateline",
    populateFromUrl: false,
    yasqe: {
      value: examples[0].query,
      showQueryButton: true,
      resizeable: true,
      consumeShareLink: null,
      prefixCcApi: null,
      createShareableLink: (yasqe) => `${endpoint}?query=${encodeURIComponent(yasqe.getValue())}`,
    },
    yasr: { prefixes, pluginOrder: ["table", "drawing", "boolean", "response"], defaultPlugin: "table", getPlainQueryLinkToEndpoint: undefined },
  });

  // A graph is looked at first, rows are read.
  yasgui.on("queryResponse", (_yasgui, tab) => {
    const yasr = tab.getYasr();
    const look = () => {
      if (yasr.getSelectedPluginName() === "table" && yasr.plugins.drawing.canHandleResults()) yasr.selectPlugin("drawing");
    };
    yasr.once("drawn", look);
    setTimeout(look);
  });

  function open(name, query, run) {
    const tab = yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(yasgui), name, yasqe: { value: query }, requestConfig: { endpoint } }, { avoidDuplicateTabs: true });
    if (run) tab.query();
  }

  // What the answer leads to: things of this graph to their pages here, nothing but http and https elsewhere.
  new MutationObserver(() => {
    document.querySelectorAll("#yasgui .yasr a.iri").forEach((anchor) => {
      const address = anchor.getAttribute("href") ?? "";
      if (PAGE.test(address)) {
        anchor.setAttribute("href", address.replace(PAGE, "/id/"));
        anchor.removeAttribute("target");
      } else if (address.startsWith(prefixes.kg)) {
        anchor.setAttribute("href", `/ontology#${address.slice(prefixes.kg.length)}`);
        anchor.removeAttribute("target");
      } else if (!/^https?:|^\//.test(address)) {
        anchor.removeAttribute("href");
      } else if (!address.startsWith("/")) {
        anchor.rel = "noopener noreferrer";
      }
    });
  }).observe(document.getElementById("yasgui"), { childList: true, subtree: true });

  const choice = document.getElementById("example");
  const offers = [...questions, ...examples];
  const group = (label, some) => {
    if (!some.length) return;
    const made = document.createElement("optgroup");
    made.label = label;
    some.forEach((offer) => made.append(new Option(offer.title, String(offers.indexOf(offer)))));
    choice.append(made);
  };
  group("Questions, as kg ask has them", questions);
  group("Queries to change", examples);
  choice.addEventListener("change", () => {
    const offer = offers[Number(choice.value)];
    if (choice.value && offer) open(offer.title, offer.query, true);
    choice.value = "";
  });

  const asked = new URLSearchParams(location.search).get("query");
  if (asked) open("From the address", asked, true);
  window.dateline = { yasgui, open, offered };
})();
