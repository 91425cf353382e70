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

/** The view that brings things before the reader; null where they are seen well enough already. */
export function viewOf(things: Thing[], renderer: Renderer, covered: number): Viewpoint | null {
  const { width, height: all } = renderer.size();
  const height = all - covered;
  const inside = things.every((t) => {
    const p = renderer.project(t);
    return p.x > 60 && p.y > 40 && p.x < width - 60 && p.y < height - 60;
  });
  const now = renderer.view();
  if (inside && now.k > 0.9) return null;
  const wide = fitting(things, { width, height });
  const [first] = things;
  const near = wide.k >= 0.6 || !first ? wide : { x: first.x, y: first.y, k: Math.max(now.k, 0.9) };
  return raised(near, covered);
}

/** The view of all these things above what covers the stage from below. */
export function wholeView(things: Thing[], renderer: Renderer, covered: number): Viewpoint {
  const { width, height } = renderer.size();
  return raised(fitting(things, { width, height: height - covered }), covered);
}

function raised(view: Viewpoint, covered: number): Viewpoint {
  return { ...view, y: view.y + covered / 2 / view.k };
}

/** How much of the stage, from below, lies under the panel of a narrow window. */
export function coveredBelow(stage: HTMLElement, panel: HTMLElement): number {
  const { position, visibility } = getComputedStyle(panel);
  if (position !== "absolute" || visibility === "hidden") return 0;
  const bottom = (stage.parentElement?.offsetTop ?? 0) + stage.offsetTop + stage.offsetHeight;
  return Math.max(0, Math.min(bottom - panel.offsetTop, stage.offsetHeight * 0.7));
}
