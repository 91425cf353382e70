// The surroundings of one thing, set in rings round it: room for every name, and no line astray.

import type { Shown } from "./filter";
import type { Graph, Thing } from "./payload";
import type { Point } from "./shapes";

const FIRST_RING = 150;
const NEXT_RING = 140;
/** The room along a ring that a thing with its name needs, and how much wider rings are than high. */
const [ROOM, WIDER] = [74, 1.3];

interface Branch { thing: Thing; angle: number; leaves: Thing[] }

/** Sets the surroundings of a focus in rings, and remembers where things stood before. */
export class Rings {
  private readonly homes = new Map<Thing, Point>();

  /** Gives all that moved; without a focus, things go home. */
  arrange(focus: Thing | undefined, graph: Graph, shown: Shown): Thing[] {
    const moved = [...this.homes.keys()];
    for (const [thing, home] of this.homes) Object.assign(thing, home);
    this.homes.clear();
    if (!focus) return moved;
    const { x, y } = focus;
    const places = rings(focus, graph, shown);
    for (const [thing, place] of places) {
      this.homes.set(thing, { x: thing.x, y: thing.y });
      Object.assign(thing, { x: x + place.x, y: y + place.y });
    }
    return [...moved, ...places.keys()];
  }
}

/** Places for the things shown at most two statements away from the centre. */
function rings(centre: Thing, graph: Graph, shown: Shown): Map<Thing, Point> {
  const places = new Map<Thing, Point>([[centre, { x: 0, y: 0 }]]);
  const branches = neighbours(centre, graph, shown).filter((thing) => thing !== centre)
    .map((thing) => ({ thing, angle: Math.atan2(thing.y - centre.y, thing.x - centre.x), leaves: [] as Thing[] }))
    .sort((a, b) => a.angle - b.angle || a.thing.index - b.thing.index);
  const seen = new Set([centre, ...branches.map(({ thing }) => thing)]);
  for (const branch of branches) {
    branch.leaves = neighbours(branch.thing, graph, shown).filter((thing) => !seen.has(thing));
    for (const leaf of branch.leaves) seen.add(leaf);
  }
  place(branches, places);
  return places;
}

function place(branches: Branch[], places: Map<Thing, Point>): void {
  const weights = branches.map(({ leaves }) => Math.max(1.6, leaves.length));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const radius = Math.max(FIRST_RING, (branches.length * ROOM) / (2 * Math.PI));
  const second = Math.max(radius + NEXT_RING, (total * 0.8 * ROOM) / (2 * Math.PI));
  let angle = branches[0]?.angle ?? 0;
  branches.forEach(({ thing, leaves }, n) => {
    const part = ((weights[n] ?? 1) / total) * 2 * Math.PI;
    places.set(thing, onRing(angle + part / 2, radius));
    leaves.forEach((leaf, m) => {
      // Neighbouring names step in and out, so that they pass one another.
      places.set(leaf, onRing(angle + (part * (m + 0.5)) / leaves.length, second + (m % 2) * 46));
    });
    angle += part;
  });
}

function onRing(angle: number, radius: number): Point {
  return { x: Math.cos(angle) * radius * WIDER, y: Math.sin(angle) * radius };
}

function neighbours(thing: Thing, graph: Graph, shown: Shown): Thing[] {
  const found = new Set<Thing>();
  for (const e of thing.edges) {
    const s = graph.statements[e];
    if (s && shown.statements[e]) found.add(s.source === thing ? s.target : s.source);
  }
  return [...found];
}
