// The graph by keyboard: from thing to thing, along the statements, nearer and farther.

import type { Shown } from "./filter";
import type { Graph, Thing } from "./payload";
import type { Renderer } from "./renderer";
import { NOTHING, type Store } from "./state";

const WAYS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export interface Reach {
  graph: Graph;
  store: Store;
  renderer: Renderer;
  shown: () => Shown;
  chooseThing: (thing: Thing) => void;
  chooseStatement: (index: number) => void;
  fit: () => void;
  read: () => void;
  moved: () => void;
}

export function onStageKey(event: KeyboardEvent, reach: Reach): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (act(event, reach)) event.preventDefault();
}

function act(event: KeyboardEvent, reach: Reach): boolean {
  const way = WAYS[event.key];
  if (way) return event.shiftKey ? pan(way, reach) : step(way, reach);
  switch (event.key.toLowerCase()) {
    case "+": case "=": return zoom(1.25, reach);
    case "-": case "\u2212": return zoom(0.8, reach);
    case "0": reach.fit(); return true;
    case "n": return along(1, reach);
    case "p": return along(-1, reach);
    case "1": case "2": case "w": return focus(event.key.toLowerCase(), reach);
    case "enter": case " ": reach.read(); return true;
    default: return false;
  }
}

function pan([dx, dy]: [number, number], { renderer, moved }: Reach): boolean {
  const view = renderer.view();
  renderer.setView({ ...view, x: view.x + (dx * 80) / view.k, y: view.y + (dy * 80) / view.k }, false);
  moved();
  return true;
}

function zoom(factor: number, { renderer, moved }: Reach): boolean {
  const view = renderer.view();
  renderer.setView({ ...view, k: Math.min(8, Math.max(0.005, view.k * factor)) }, false);
  moved();
  return true;
}

/** To the nearest shown thing that lies this way; without a chosen one, to the best connected. */
function step([dx, dy]: [number, number], { graph, store, shown, chooseThing }: Reach): boolean {
  const visible = graph.things.filter((t) => shown().things[t.index]);
  const from = graph.things[store.state.thing];
  if (!from || !shown().things[from.index]) {
    const first = visible.reduce<Thing | null>((best, t) => (best && best.edges.length >= t.edges.length ? best : t), null);
    if (first) chooseThing(first);
    return true;
  }
  let [best, least] = [null as Thing | null, Infinity];
  for (const thing of visible) {
    const [x, y] = [thing.x - from.x, thing.y - from.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (ahead <= 0 || aside > ahead * 2) continue;
    const cost = ahead + aside * 2;
    if (cost < least) [best, least] = [thing, cost];
  }
  if (best) chooseThing(best);
  return true;
}

function along(way: 1 | -1, { graph, store, shown, chooseStatement }: Reach): boolean {
  const now = graph.statements[store.state.statement];
  const thing = graph.things[store.state.thing] ?? now?.source;
  const list = (thing?.edges ?? []).filter((e) => shown().statements[e]);
  if (!list.length) return true;
  const place = now ? list.indexOf(now.index) : way > 0 ? -1 : 0;
  const next = list[(place + way + list.length) % list.length];
  if (next !== undefined) chooseStatement(next);
  return true;
}

function focus(key: string, { store }: Reach): boolean {
  const { thing } = store.state;
  if (key === "w") store.update({ hops: 0, centre: NOTHING });
  else if (thing !== NOTHING) store.update({ hops: key === "1" ? 1 : 2, centre: thing });
  return true;
}
