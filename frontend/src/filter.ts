// Which things and statements are shown.

import type { Graph, Statement } from "./payload";
import { NOTHING, type State } from "./state";
import { holdsIn } from "./years";

export interface Shown {
  things: Uint8Array;
  statements: Uint8Array;
  thingCount: number;
  statementCount: number;
}

/**
 * A legend entry hides exactly its own. The filters of documents, confidence, years, kinds and
 * focus hide statements, and with them the things that are left with none. Things that
 * no statement speaks of are shown on request.
 */
export function filter(graph: Graph, state: State): Shown {
  const passes = new Uint8Array(graph.statements.length);
  const touched = new Uint8Array(graph.things.length);
  const near = reach(graph, state);
  for (const s of graph.statements) {
    if (!passesFilters(s, state) || (near && !(near[s.source.index] && near[s.target.index]))) continue;
    passes[s.index] = 1;
    touched[s.source.index] = touched[s.target.index] = 1;
  }
  const things = new Uint8Array(graph.things.length);
  for (const thing of graph.things) {
    const alone = thing.edges.length === 0 && !near && (state.alone || graph.statements.length === 0);
    const kept = touched[thing.index] === 1 || alone || (near !== null && thing.index === state.centre);
    things[thing.index] = kept && !state.hiddenClasses.has(thing.cls.index) ? 1 : 0;
  }
  const statements = passes.map((passed, n) => {
    const s = graph.statements[n];
    const ends = s && things[s.source.index] && things[s.target.index];
    return passed && ends && !state.hiddenRelations.has(s.relation.index) ? 1 : 0;
  });
  return { things, statements, thingCount: sum(things), statementCount: sum(statements) };
}

export function passesFilters(s: Statement, state: State): boolean {
  if (s.confidence < state.confidence || state.hiddenKinds.has(s.kind)) return false;
  if (state.hiddenDocuments.size && s.documents.length && s.documents.every((d) => state.hiddenDocuments.has(d))) return false;
  if (!s.years) return state.undated;
  return !state.years || holdsIn(s.years, state.years);
}

/** Mark what lies within the chosen number of statements of the centre, over shown statements only. */
function reach(graph: Graph, state: State): Uint8Array | null {
  const centre = graph.things[state.centre];
  if (!state.hops || state.centre === NOTHING || !centre) return null;
  const reached = new Uint8Array(graph.things.length);
  reached[centre.index] = 1;
  let rim = [centre];
  for (let hop = 0; hop < state.hops; hop += 1) {
    const next = [];
    for (const thing of rim) {
      for (const e of thing.edges) {
        const s = graph.statements[e];
        if (!s || !passesFilters(s, state) || state.hiddenRelations.has(s.relation.index)) continue;
        const other = s.source === thing ? s.target : s.source;
        if (!reached[other.index] && !state.hiddenClasses.has(other.cls.index)) {
          reached[other.index] = 1;
          next.push(other);
        }
      }
    }
    rim = next;
  }
  return reached;
}

function sum(flags: Uint8Array): number {
  return flags.reduce((total, flag) => total + flag, 0);
}
