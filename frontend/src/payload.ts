// The rows that kg/viz/payload.py writes, and the graph made of them.

import { span, type Years } from "./years";

type NodeRow = [
  iri: string, label: string, cls: number, x: number, y: number, size: number,
  names: string[], links: string[], attributes: [string, string][], facts: FactRow[],
];
type EdgeRow = [
  id: string, source: number, target: number, relation: number, words: [number, number, number, number],
  stance: string, inferred: number, confidence: number, years: Years | null, quotes: number[], premises: string[],
];
type QuoteRow = [document: number, exact: string, s0: number, s1: number, o0: number, o1: number];
type FactRow = [measure: string, value: string, unit: string, asOf: string, confidence: number, quotes: number[]];
type Themed = { light: string; dark: string };

export interface Payload {
  version: number;
  title: string;
  notice: string;
  theme: { background: Themed; ink: Themed; line: Themed };
  families: [name: string, label: string, shape: Shape, light: string, dark: string][];
  classes: [name: string, label: string, family: number, definition: string][];
  relations: [name: string, label: string, definition: string, symmetric: number][];
  documents: [iri: string, title: string, issued: string, source: string][];
  words: string[];
  quotes: QuoteRow[];
  nodes: NodeRow[];
  edges: EdgeRow[];
}

export type Shape = "dot" | "square" | "hexagon" | "diamond" | "star" | "triangle";

export interface Family { name: string; label: string; shape: Shape; light: string; dark: string }
export interface Class { index: number; name: string; label: string; family: Family; definition: string; count: number }
export interface Relation { index: number; name: string; label: string; definition: string; symmetric: boolean; count: number }
export interface Document { index: number; iri: string; title: string; issued: string; source: string; count: number }
export interface Quote { document: Document | undefined; exact: string; subject: [number, number] | null; object: [number, number] | null }
export interface Fact { measure: string; value: string; unit: string; asOf: string; confidence: number; quotes: Quote[] }

export interface Thing {
  index: number; iri: string; label: string; cls: Class; x: number; y: number; size: number;
  names: string[]; links: string[]; attributes: [string, string][]; facts: Fact[];
  /** Statements at this thing, by index. */
  edges: number[];
}

export interface Statement {
  index: number; id: string; source: Thing; target: Thing; relation: Relation;
  lead: string; phrase: string; tail: string; mark: string;
  kind: Kind; confidence: number; years: Years | null;
  quotes: Quote[]; premises: string[]; documents: number[];
  /** Which way and how far the line bends among those of the same two things; 0 is straight. */
  bend: number;
}

/** How a statement is made: in the text as a fact, worked out, or in one of the other stances. */
export type Kind = "asserted" | "inferred" | "attributed" | "planned" | "hedged" | "negated";
export const KINDS: readonly Kind[] = ["asserted", "inferred", "attributed", "planned", "hedged", "negated"];
export const KIND_LABELS: Record<Kind, string> = {
  asserted: "Stated as a fact", inferred: "Inferred", attributed: "Claimed by somebody",
  planned: "Planned or hoped", hedged: "Said with doubt", negated: "Denied",
};

export interface Graph {
  title: string; notice: string; theme: Payload["theme"]; families: Family[];
  classes: Class[]; relations: Relation[]; documents: Document[];
  things: Thing[]; statements: Statement[];
  byIri: Map<string, Thing>; byId: Map<string, Statement>;
  years: [number, number] | null;
}

export async function readPayload(): Promise<Payload> {
  const script = document.getElementById("payload");
  if (!(script instanceof HTMLScriptElement)) throw new Error("the page has lost its data");
  const text = script.textContent ?? "";
  script.remove();
  return JSON.parse(script.type === "application/gzip" ? await unpack(text) : text) as Payload;
}

async function unpack(text: string): Promise<string> {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let n = 0; n < binary.length; n += 1) bytes[n] = binary.charCodeAt(n);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

export function readGraph(data: Payload): Graph {
  const families = data.families.map(([name, label, shape, light, dark]) => ({ name, label, shape, light, dark }));
  const classes = data.classes.map(([name, label, family, definition], index) =>
    ({ index, name, label, family: at(families, family), definition, count: 0 }));
  const relations = data.relations.map(([name, label, definition, symmetric], index) =>
    ({ index, name, label, definition, symmetric: symmetric === 1, count: 0 }));
  const documents = data.documents.map(([iri, title, issued, source], index) =>
    ({ index, iri, title: title || source || iri, issued, source, count: 0 }));
  const quotes = data.quotes.map((row) => readQuote(row, documents));
  const things = data.nodes.map((row, index) => readThing(row, index, classes, quotes));
  const statements = data.edges.map((row, index) => readStatement(row, index, data.words, relations, things, quotes));
  for (const thing of things) thing.cls.count += 1;
  for (const s of statements) {
    s.relation.count += 1;
    s.source.edges.push(s.index);
    if (s.target !== s.source) s.target.edges.push(s.index);
    for (const d of s.documents) at(documents, d).count += 1;
  }
  bendApart(statements);
  return {
    title: data.title, notice: data.notice, theme: data.theme, families, classes, relations, documents,
    things, statements, years: span(statements.map((s) => s.years), newest(documents)),
    byIri: new Map(things.map((t) => [t.iri, t])), byId: new Map(statements.map((s) => [s.id, s])),
  };
}

export function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`row ${index} of ${list.length} is missing`);
  return value;
}

function readQuote([doc, exact, s0, s1, o0, o1]: QuoteRow, documents: Document[]): Quote {
  return { document: documents[doc], exact, subject: s0 < 0 ? null : [s0, s1], object: o0 < 0 ? null : [o0, o1] };
}

function readThing(row: NodeRow, index: number, classes: Class[], quotes: Quote[]): Thing {
  const [iri, label, cls, x, y, size, names, links, attributes, facts] = row;
  return {
    index, iri, label: label || "(no name)", cls: at(classes, cls), x, y, size, names, links, attributes, edges: [],
    facts: facts.map(([measure, value, unit, asOf, confidence, q]) =>
      ({ measure, value, unit, asOf, confidence, quotes: q.map((n) => at(quotes, n)) })),
  };
}

function readStatement(
  row: EdgeRow, index: number, words: string[], relations: Relation[], things: Thing[], quotes: Quote[],
): Statement {
  const [id, source, target, relation, said, stance, inferred, confidence, years, quoted, premises] = row;
  const [lead, phrase, tail, mark] = said.map((n) => at(words, n)) as [string, string, string, string];
  const own = quoted.map((n) => at(quotes, n));
  const documents = [...new Set(own.flatMap((q) => (q.document ? [q.document.index] : [])))];
  return {
    index, id, source: at(things, source), target: at(things, target), relation: at(relations, relation),
    lead, phrase, tail, mark, confidence, premises, quotes: own, documents, bend: 0,
    kind: inferred ? "inferred" : (KINDS.find((k) => k === stance) ?? "asserted"),
    years,
  };
}

/** Fan out the statements between the same two things, year by year. */
function bendApart(statements: Statement[]): void {
  const pairs = new Map<number, Statement[]>();
  for (const s of statements) {
    const [a, b] = [s.source.index, s.target.index];
    const key = Math.min(a, b) * 0x4000000 + Math.max(a, b);
    const list = pairs.get(key);
    if (list) list.push(s);
    else pairs.set(key, [s]);
  }
  for (const list of pairs.values()) {
    list.sort((a, b) => (a.years?.[0] ?? 9999) - (b.years?.[0] ?? 9999) || a.index - b.index);
    list.forEach((s, n) => {
      const offset = n - (list.length - 1) / 2;
      s.bend = s.source.index < s.target.index ? offset : -offset;
    });
  }
}

/** The year of the newest document: the present, as far as the page knows. */
function newest(documents: Document[]): number {
  return documents.reduce((year, d) => Math.max(year, Number(/^\d{4}(?!\d)/.exec(d.issued)?.[0] ?? 0)), 0);
}
