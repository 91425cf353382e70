// What the reader has chosen, and its short form in the address.

import { KINDS, type Graph, type Kind } from "./payload";

export type Tab = "graph" | "table" | "schema";
export type Theme = "auto" | "light" | "dark";
export interface Viewpoint { x: number; y: number; k: number }

export interface State {
  tab: Tab;
  theme: Theme;
  thing: number;
  statement: number;
  hops: 0 | 1 | 2;
  /** The thing that `hops` count from. */
  centre: number;
  hiddenClasses: ReadonlySet<number>;
  hiddenRelations: ReadonlySet<number>;
  hiddenKinds: ReadonlySet<Kind>;
  hiddenDocuments: ReadonlySet<number>;
  confidence: number;
  years: [number, number] | null;
  undated: boolean;
  /** Whether things that no statement speaks of are shown. */
  alone: boolean;
  labels: number;
  view: Viewpoint | null;
}

export const NOTHING = -1;
export const LABELS = 60;

export function initial(): State {
  return {
    tab: "graph", theme: "auto", thing: NOTHING, statement: NOTHING, hops: 0, centre: NOTHING,
    hiddenClasses: new Set(), hiddenRelations: new Set(), hiddenKinds: new Set(), hiddenDocuments: new Set(),
    confidence: 0, years: null, undated: true, alone: false, labels: LABELS, view: null,
  };
}

type Listener = (state: State, before: State) => void;

export class Store {
  private listeners: Listener[] = [];
  constructor(private current: State) {}

  get state(): State {
    return this.current;
  }

  update(patch: Partial<State>): void {
    const before = this.current;
    this.current = { ...before, ...patch };
    for (const listener of this.listeners) listener(this.current, before);
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }
}

/** Write what differs from the first view, by names that outlive a new build of the graph. */
export function toFragment(state: State, graph: Graph): string {
  const out = new URLSearchParams();
  const put = (key: string, value: string | undefined) => value && out.set(key, value);
  if (state.tab !== "graph") put("tab", state.tab);
  if (state.theme !== "auto") put("theme", state.theme);
  put("thing", graph.things[state.thing]?.iri);
  put("statement", graph.statements[state.statement]?.id);
  if (state.hops && graph.things[state.centre]) {
    put("focus", graph.things[state.centre]?.iri);
    put("hops", String(state.hops));
  }
  put("classes", names(state.hiddenClasses, (n) => graph.classes[n]?.name));
  put("relations", names(state.hiddenRelations, (n) => graph.relations[n]?.name));
  put("kinds", names(state.hiddenKinds, (kind) => kind));
  put("documents", names(state.hiddenDocuments, (n) => graph.documents[n]?.iri));
  if (state.confidence > 0) put("confidence", String(state.confidence));
  if (state.years) put("years", state.years.join("-"));
  if (!state.undated) put("undated", "no");
  if (state.alone) put("alone", "yes");
  if (state.labels !== LABELS) put("labels", String(state.labels));
  if (state.view) put("view", [state.view.x.toFixed(0), state.view.y.toFixed(0), state.view.k.toFixed(3)].join(","));
  return out.toString();
}

export function fromFragment(fragment: string, graph: Graph): State {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = initial();
  const list = (key: string) => (given.get(key) ?? "").split(" ").filter(Boolean);
  const pick = <T>(key: string, all: readonly T[], nameOf: (item: T) => string) => {
    const wanted = new Set(list(key));
    return new Set(all.flatMap((item, n) => (wanted.has(nameOf(item)) ? [n] : [])));
  };
  const tab = given.get("tab");
  if (tab === "table" || tab === "schema") state.tab = tab;
  const theme = given.get("theme");
  if (theme === "light" || theme === "dark") state.theme = theme;
  state.thing = graph.byIri.get(given.get("thing") ?? "")?.index ?? NOTHING;
  state.statement = graph.byId.get(given.get("statement") ?? "")?.index ?? NOTHING;
  state.centre = graph.byIri.get(given.get("focus") ?? "")?.index ?? NOTHING;
  const hops = Number(given.get("hops"));
  if (state.centre !== NOTHING && (hops === 1 || hops === 2)) state.hops = hops;
  state.hiddenClasses = pick("classes", graph.classes, (c) => c.name);
  state.hiddenRelations = pick("relations", graph.relations, (r) => r.name);
  state.hiddenDocuments = pick("documents", graph.documents, (d) => d.iri);
  state.hiddenKinds = new Set(KINDS.filter((kind) => list("kinds").includes(kind)));
  state.confidence = within(Number(given.get("confidence") ?? 0), 0, 1, 0);
  state.years = readYears(given.get("years"));
  state.undated = given.get("undated") !== "no";
  state.alone = given.get("alone") === "yes";
  state.labels = within(Number(given.get("labels") ?? LABELS), 0, 1000, LABELS);
  state.view = readView(given.get("view"));
  return state;
}

function names<T>(chosen: ReadonlySet<T>, nameOf: (item: T) => string | undefined): string {
  return [...chosen].flatMap((item) => nameOf(item) ?? []).sort().join(" ");
}

function within(value: number, low: number, high: number, otherwise: number): number {
  return Number.isFinite(value) && value >= low && value <= high ? value : otherwise;
}

function readYears(text: string | null): [number, number] | null {
  const match = /^(\d{1,4})-(\d{1,4})$/.exec(text ?? "");
  const [first, last] = [Number(match?.[1]), Number(match?.[2])];
  return match && first <= last ? [first, last] : null;
}

function readView(text: string | null): Viewpoint | null {
  const [x, y, k] = (text ?? "").split(",").map(Number);
  if (x === undefined || y === undefined || k === undefined) return null;
  return [x, y, k].every(Number.isFinite) && k > 0 ? { x, y, k } : null;
}
