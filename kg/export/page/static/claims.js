"use strict";
// An event in words, and the claims that it rests on: copies of one story stand together, for they count once.
const Claims = (() => {
  const { MONTHS } = Calendar;
  const ROLES = {
    subject: "who: the subject of the event",
    trigger: "does what: the words that tell the event",
    object: "to whom: the object of the event",
    both: "who and to whom at once: the words name both",
  };
  const KEY = [["subject", "who"], ["trigger", "does what"], ["object", "to whom"]];
  // The note of a claim that bears a status out; one without a note bears out what happened or is said to have.
  const BORNE_OUT_BY = { denied: "denied here", intended: "intended", possible: "possible", requested: "requested" };

  // "2019-08-22" as "22 August 2019", wherever it stands in a text.
  const when = (text) =>
    text.replace(/(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)/g, (all, year, month, day) =>
      MONTHS[month - 1] ? [day && Number(day), MONTHS[month - 1], year].filter(Boolean).join(" ") : all).replace("/", " to ");

  const ends = (event, model) => [model.nodes[event.source], model.nodes[event.target]];

  // What stands before an event that is no fact, so that nobody copies it as one.
  const STANCES = { reported: "Reported", intended: "Planned", possible: "Possible", requested: "Asked for", denied: "Denied", disputed: "Disputed" };
  const stance = ({ status }) => (status === "asserted" ? "" : `${STANCES[status] ?? status}: `);

  // "Japan removes South Korea from its whitelist", "Denied: Japan sanctions South Korea", in pieces; `name(node)` says how
  // the two ends are written.
  function sentence(event, model, name = ({ label }) => Dom.name(label)) {
    const [source, target] = ends(event, model);
    const { between, after } = model.relations[event.relation];
    return [stance(event), name(source), ` ${between} `, name(target), after];
  }

  const plainSentence = (event, model) => sentence(event, model, ({ label }) => label).join("");

  // All words by which somebody may look for a relation: its label's, and those of its sentences.
  const wordsOf = ({ label, between, after }) => `${label} ${between}${after}`;

  const badge = (status) => Dom.element(`span.status.${status}`, {}, status);
  const meaning = (event, model) => model.statuses.find(({ name }) => name === event.status)?.meaning ?? "";

  function support({ articles, stories }) {
    const from = stories === articles && articles === 1 ? "" : ` from ${Dom.counted(stories, "independent story", "independent stories")}`;
    return articles ? `${Dom.counted(articles, "article")}${from}` : "";
  }

  function facts(event, model) {
    const rows = [
      ["Status", [badge(event.status), ` ${meaning(event, model)}`]],
      ["When", event.time ? [Dom.element("span", { title: event.time }, when(event.time))] : ["no date known"]],
      ["Where", event.place ? [Dom.name(event.place)] : []],
      ["Told by", [support(event)].filter(Boolean)],
    ];
    const told = rows.filter(([, content]) => content.length);
    return Dom.element("dl.facts", {}, told.map(([term, content]) => Dom.element("div", {}, Dom.element("dt", {}, term), Dom.element("dd", {}, content))));
  }

  // What the marks in the sentences mean; words for both ends at once are named only where there are some.
  function key(events) {
    const hasBoth = events.some(({ claims }) => claims.some(({ pieces }) => pieces.some(([, role]) => role === "both")));
    const marks = [...KEY, ...(hasBoth ? [["both", "both"]] : [])].map(([role, words]) => mark(words, role));
    return Dom.element("p.key", {}, "In the sentences: ", Dom.joined(marks, " "));
  }

  const mark = (text, role) => Dom.element(`mark.${role}`, { title: ROLES[role] }, text);

  function source(article, model) {
    const publisher = model.publishers[article.publisher];
    const parts = [
      publisher && Dom.name(publisher),
      article.published && Dom.element("time", { datetime: article.published, title: article.published }, when(article.published)),
      (article.title || article.url) && Dom.link(article.url, Dom.name(article.title || article.url)),
    ].filter(Boolean);
    return Dom.joined(parts.length ? parts : ["source unknown"], " · ");
  }

  function saidBy(claim) {
    const notes = claim.notes.map((note) => Dom.element("span.note", {}, note));
    const speaker = claim.speaker ? [Dom.element("span", {}, Dom.element("b", {}, Dom.name(claim.speaker)), " says so")] : [];
    const parts = [...notes, ...speaker];
    return parts.length ? Dom.element("p.said", {}, Dom.joined(parts, " · ")) : null;
  }

  const wording = (claim) => claim.pieces.map(([text]) => text).join("");

  function quote(claim) {
    const text = Dom.element("p", {}, claim.pieces.map(([piece, role]) => (role ? mark(piece, role) : piece)));
    return Dom.element("blockquote", {}, text, saidBy(claim));
  }

  // What one article says, and where it stands.
  function printed(claims, model, known = new Set()) {
    const article = model.articles[claims[0].article];
    const quotes = claims.filter((claim) => !known.has(wording(claim))).map(quote);
    return Dom.element("div.printed", {}, quotes, Dom.element("p.source", {}, source(article, model)));
  }

  function groups(items, keyOf) {
    const found = new Map();
    for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
    return [...found.values()];
  }

  function copies(articles, first, model) {
    const publishers = [...new Set(articles.map(([claim]) => model.publishers[model.articles[claim.article].publisher] ?? "an unnamed source"))];
    const summary = Dom.element("summary", {}, "also printed by ", Dom.joined(publishers.map(Dom.name), ", "), ": copies count once");
    const known = new Set(first.map(wording));
    return Dom.element("details.copies", {}, summary, articles.map((claims) => printed(claims, model, known)));
  }

  function story(claims, model) {
    const [first, ...others] = groups(claims, (claim) => claim.article);
    return Dom.element("li.story", {}, printed(first, model), others.length ? copies(others, first, model) : null);
  }

  const storyOf = (claim, model) => {
    const number = model.articles[claim.article].story;
    return number < 0 ? `article ${claim.article}` : number;
  };

  const bearsOut = ({ notes }, status) => notes.join() === (BORNE_OUT_BY[status] ?? "");

  // The claim that bears the status out, if there is one: what was only threatened shows no act.
  const telling = ({ status, claims }) => claims.find((claim) => bearsOut(claim, status)) ?? claims[0];

  // All claims of an event, story by story; first those that say what the event's status says.
  function list(event, model) {
    const first = event.claims.filter((claim) => bearsOut(claim, event.status));
    const claims = [...first, ...event.claims.filter((claim) => !first.includes(claim))];
    const stories = groups(claims, (claim) => storyOf(claim, model)).map((claims) => story(claims, model));
    const more = event.moreClaims ? [Dom.element("p.more", {}, `${Dom.counted(event.moreClaims, "more sentence")} in the graph, not in this page`)] : [];
    return [Dom.element("ol.stories", { "aria-label": "What articles say" }, stories), ...more];
  }

  return Object.freeze({ when, sentence, plainSentence, wordsOf, badge, wording, telling, facts, key, list });
})();
