// What is to be drawn: the visible part of the graph, what stands out in it, and in which colours.

import type { Graph, Kind, Statement, Thing } from "./payload";
import type { Shown } from "./filter";

export interface Colours {
  dark: boolean;
  background: string;
  ink: string;
  line: string;
  accent: string;
  fill: (thing: Thing) => string;
}

export interface Picture {
  graph: Graph;
  shown: Shown;
  colours: Colours;
  chosen: Thing | Statement | null;
  hovered: Thing | Statement | null;
  /** What stands out; null when nothing does and all is drawn alike. */
  lit: { things: Set<Thing>; statements: Set<Statement> } | null;
  /** Whether the rest steps back; not while a reader merely points, or the page would flicker. */
  veiled: boolean;
  labels: number;
}

export const DASHES: Record<Kind, number[]> = {
  asserted: [], inferred: [9, 5], attributed: [2, 4], planned: [8, 4, 2, 4], hedged: [4, 4], negated: [1, 4],
};
export const FADED = 0.16;

export function isStatement(item: Thing | Statement | null): item is Statement {
  return item !== null && "relation" in item;
}

export function colours(graph: Graph, dark: boolean): Colours {
  const side = dark ? "dark" : "light";
  return {
    dark, background: graph.theme.background[side], ink: graph.theme.ink[side], line: graph.theme.line[side],
    accent: dark ? "#f2c14e" : "#1d4ed8",
    fill: (thing) => thing.cls.family[side],
  };
}

/** The chosen or hovered item with all that is joined to it. */
export function lightUp(graph: Graph, shown: Shown, ...items: (Thing | Statement | null)[]): Picture["lit"] {
  const item = items.find((i) => i !== null && visible(shown, i));
  if (!item) return null;
  if (isStatement(item)) return { things: new Set([item.source, item.target]), statements: new Set([item]) };
  const lit = { things: new Set([item]), statements: new Set<Statement>() };
  for (const e of item.edges) {
    const s = graph.statements[e];
    if (!s || !shown.statements[e]) continue;
    lit.statements.add(s);
    lit.things.add(s.source).add(s.target);
  }
  return lit;
}

function visible(shown: Shown, item: Thing | Statement): boolean {
  return (isStatement(item) ? shown.statements : shown.things)[item.index] === 1;
}
