// A statement in words, with the two names as links, and the sentences of the articles behind it.

import { button, el, name, shorten } from "./dom";
import { KIND_LABELS, type Document, type Quote, type Statement, type Thing } from "./payload";

export type Choose = (item: Thing | Statement) => void;

export function sentence(s: Statement, choose: Choose, self?: Thing): HTMLElement {
  const end = (thing: Thing) =>
    thing === self ? el("strong", {}, name(thing.label)) : link(thing, choose);
  return el("span", { class: "sentence" }, s.lead, end(s.source), ` ${s.phrase} `, end(s.target), `${s.tail}.`);
}

export function plainSentence(s: Statement): string {
  return `${s.lead}${s.source.label} ${s.phrase} ${s.target.label}${s.tail}.`;
}

export function link(thing: Thing, choose: Choose): HTMLElement {
  return button("", () => choose(thing), { class: `link ink-${thing.cls.family.name}` }, name(thing.label));
}

export function badges(s: Statement): HTMLElement {
  return el("span", { class: "badges" },
    s.kind === "asserted" ? null : el("span", { class: `badge ${s.kind}` }, KIND_LABELS[s.kind]),
    el("span", { class: "badge plain", title: "How sure the extraction is" }, `${percent(s.confidence)} sure`),
  );
}

/** Nothing that was read out of a text is certain. */
export function percent(confidence: number): string {
  return confidence > 0.99 && confidence < 1 ? "over 99 %" : `${Math.round(confidence * 100)} %`;
}

export function quotes(list: Quote[]): HTMLElement[] {
  return list.map((quote) => el("figure", { class: "quote" },
    el("blockquote", { dir: "auto" }, ...marked(quote)),
    el("figcaption", {}, ...origin(quote.document)),
  ));
}

function origin(document: Document | undefined): (Node | string)[] {
  if (!document) return ["Document unknown"];
  return [el("cite", {}, name(document.title)), document.issued ? el("time", {}, shorten(document.issued, 24)) : el("span", {}, "no date")];
}

/** The exact words with both names marked; offsets count code points, as the articles do. */
function marked(quote: Quote): (Node | string)[] {
  const points = Array.from(quote.exact);
  const spans = [
    { span: quote.subject, cls: "subject", title: "who or what" },
    { span: quote.object, cls: "object", title: "to whom or what" },
  ].flatMap((s) => (s.span ? [{ ...s, start: s.span[0], end: s.span[1] }] : [])).sort((a, b) => a.start - b.start);
  const out: (Node | string)[] = [];
  let done = 0;
  for (const { start, end, cls, title } of spans) {
    if (start < done || end <= start || end > points.length) continue;
    out.push(points.slice(done, start).join(""), el("mark", { class: cls, title }, points.slice(start, end).join("")));
    done = end;
  }
  out.push(points.slice(done).join(""));
  return out;
}

export function about(s: Statement): string {
  return shorten(plainSentence(s), 300);
}
