// What lies under the pointer: things by a quadtree, lines by their distance.

import { quadtree, type Quadtree } from "d3-quadtree";
import type { Statement, Thing } from "./payload";
import type { Picture } from "./picture";
import { distanceTo, type Point } from "./shapes";

const REACH = 7;

export class Pointer {
  private tree: Quadtree<Thing> | null = null;
  private shown: Picture["shown"] | null = null;

  /** Forget where things stood, after one was moved. */
  forget(): void {
    this.shown = null;
  }

  /** The thing at a point of the world, else the line near it; `k` is the zoom. */
  itemAt(p: Point, picture: Picture, k: number, lines: boolean): Thing | Statement | null {
    const thing = this.nearest(p, picture, k);
    if (thing && Math.hypot(thing.x - p.x, thing.y - p.y) <= Math.max(thing.size, REACH / k)) return thing;
    return lines ? nearestLine(p, picture, k) : null;
  }

  private nearest(p: Point, picture: Picture, k: number): Thing | undefined {
    if (this.shown !== picture.shown) {
      const things = picture.graph.things.filter((thing) => picture.shown.things[thing.index]);
      this.tree = quadtree<Thing>().x((t) => t.x).y((t) => t.y).addAll(things);
      this.shown = picture.shown;
    }
    return this.tree?.find(p.x, p.y, 40 / Math.min(k, 1));
  }
}

function nearestLine(p: Point, { graph, shown }: Picture, k: number): Statement | null {
  let [best, distance] = [null as Statement | null, (REACH - 1) / k];
  for (const s of graph.statements) {
    if (!shown.statements[s.index]) continue;
    const d = distanceTo(s, p);
    if (d < distance) [best, distance] = [s, d];
  }
  return best;
}
