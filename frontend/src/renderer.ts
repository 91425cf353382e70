// What every way of drawing the graph offers to the rest of the page.

import type { Statement, Thing } from "./payload";
import type { Picture } from "./picture";
import type { Viewpoint } from "./state";
import type { Point } from "./shapes";

export interface Events {
  pick: (item: Thing | Statement | null) => void;
  hover: (item: Thing | Statement | null) => void;
  moved: (view: Viewpoint) => void;
}

export interface Renderer {
  draw(picture: Picture): void;
  view(): Viewpoint;
  /** Show this part of the world: `x` and `y` in the middle, `k` pixels for each unit. */
  setView(view: Viewpoint, smoothly: boolean): void;
  size(): { width: number; height: number };
  project(point: Point): Point;
  /** Draw these where they stand now. */
  moveThings(things: Thing[]): void;
}

const MARGIN = 64;
/** Farther away than this a graph is dust on the screen of a phone, and its names hide it. */
const NEAR_ENOUGH = 0.3;
const PHONE = 600;

/** The view in which all these things are seen. */
export function fitting(things: Iterable<Thing>, size: { width: number; height: number }): Viewpoint {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, size: r } of things) {
    left = Math.min(left, x - r);
    right = Math.max(right, x + r);
    top = Math.min(top, y - r);
    bottom = Math.max(bottom, y + r);
  }
  if (left > right) return { x: 0, y: 0, k: 1 };
  const [width, height] = [Math.max(size.width - 2 * MARGIN, size.width * 0.8), Math.max(size.height - 1.3 * MARGIN, size.height / 2)];
  const k = Math.max(Math.min(width / (right - left), height / (bottom - top), 1.4), 0.005);
  return { x: (left + right) / 2, y: (top + bottom) / 2 + 10 / k, k };
}

/** What the page shows first: everything, or on a small screen the middle of it. */
export function firstView(things: Thing[], size: { width: number; height: number }): Viewpoint {
  const all = fitting(things, size);
  if (all.k >= NEAR_ENOUGH || size.width > PHONE || things.length > 1000) return all;
  const joined = things.filter((t) => t.edges.length > 1);
  const centre = fitting(joined.length ? joined : things, size);
  return { ...centre, k: NEAR_ENOUGH };
}
