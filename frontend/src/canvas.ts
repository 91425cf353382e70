// The renderer for large graphs: one canvas, d3-zoom for the gestures, a quadtree for the pointer.

import { quadtree } from "d3-quadtree";
import { select, type Selection } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from "d3-zoom";
import { drawLabels, measurer, placeLabels } from "./labels";
import { paint } from "./paint";
import type { Statement, Thing } from "./payload";
import type { Picture } from "./picture";
import type { Events, Renderer } from "./renderer";
import { distanceTo, type Point } from "./shapes";
import type { Viewpoint } from "./state";

export class CanvasRenderer implements Renderer {
  private readonly canvas = document.createElement("canvas");
  private readonly ctx: CanvasRenderingContext2D;
  private readonly selection: Selection<HTMLCanvasElement, unknown, null, undefined>;
  private readonly behaviour: ZoomBehavior<HTMLCanvasElement, unknown>;
  private transform: ZoomTransform = zoomIdentity;
  private picture: Picture | null = null;
  private pending = 0;
  private centre: Viewpoint = { x: 0, y: 0, k: 1 };

  constructor(private readonly stage: HTMLElement, private readonly events: Events) {
    const ctx = this.canvas.getContext("2d", { alpha: false });
    if (!ctx) throw new Error("this browser has no canvas");
    this.ctx = ctx;
    stage.append(this.canvas);
    this.canvas.setAttribute("aria-hidden", "true");
    this.selection = select(this.canvas);
    this.behaviour = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([0.005, 8])
      .on("zoom", (event: { transform: ZoomTransform; sourceEvent: unknown }) => this.zoomed(event));
    this.selection.call(this.behaviour).on("dblclick.zoom", null);
    this.canvas.addEventListener("click", (event) => events.pick(this.itemAt(event, true)));
    this.canvas.addEventListener("pointermove", (event) => event.buttons || events.hover(this.itemAt(event, false)));
    this.canvas.addEventListener("pointerleave", () => events.hover(null));
    new ResizeObserver(() => this.resize()).observe(stage);
    this.resize();
  }

  draw(picture: Picture): void {
    this.picture = picture;
    this.request();
  }

  view(): Viewpoint {
    return this.centre;
  }

  setView(view: Viewpoint, _smoothly: boolean): void {
    const { width, height } = this.size();
    this.centre = view;
    const moved = zoomIdentity.translate(width / 2, height / 2).scale(view.k).translate(-view.x, -view.y);
    this.selection.call(this.behaviour.transform, moved);
  }

  size(): { width: number; height: number } {
    return { width: this.stage.clientWidth, height: this.stage.clientHeight };
  }

  project(point: Point): Point {
    return { x: this.transform.applyX(point.x), y: this.transform.applyY(point.y) };
  }

  private zoomed(event: { transform: ZoomTransform; sourceEvent: unknown }): void {
    this.transform = event.transform;
    const { width, height } = this.size();
    this.centre = { x: this.transform.invertX(width / 2), y: this.transform.invertY(height / 2), k: this.transform.k };
    this.request();
    if (event.sourceEvent) this.events.moved(this.centre);
  }

  private resize(): void {
    const { width, height } = this.size();
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.max(1, Math.round(width * ratio));
    this.canvas.height = Math.max(1, Math.round(height * ratio));
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.setView(this.centre, false);
  }

  private request(): void {
    if (!this.pending) this.pending = requestAnimationFrame(() => this.render());
  }

  private render(): void {
    this.pending = 0;
    if (!this.picture) return;
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = this.size();
    this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(this.ctx, this.picture, { ...this.centre, width, height });
    const screen = { width, height, k: this.centre.k, project: (p: Point) => this.project(p) };
    drawLabels(this.ctx, placeLabels(this.picture, screen, measurer(this.ctx)), this.picture);
  }

  private tree: { picture: Picture["shown"]; find: (x: number, y: number, r: number) => Thing | undefined } | null = null;

  private itemAt(event: MouseEvent, lines: boolean): Thing | Statement | null {
    if (!this.picture) return null;
    const p = { x: this.transform.invertX(event.offsetX), y: this.transform.invertY(event.offsetY) };
    const thing = this.nearest(p);
    if (thing && Math.hypot(thing.x - p.x, thing.y - p.y) <= Math.max(thing.size, 7 / this.centre.k)) return thing;
    return lines ? this.nearestLine(p) : null;
  }

  private nearest(p: Point): Thing | undefined {
    const picture = this.picture;
    if (!picture) return undefined;
    if (this.tree?.picture !== picture.shown) {
      const things = picture.graph.things.filter((thing) => picture.shown.things[thing.index]);
      const tree = quadtree<Thing>().x((t) => t.x).y((t) => t.y).addAll(things);
      this.tree = { picture: picture.shown, find: (x, y, r) => tree.find(x, y, r) };
    }
    return this.tree.find(p.x, p.y, 40 / Math.min(this.centre.k, 1));
  }

  private nearestLine(p: Point): Statement | null {
    let [best, distance] = [null as Statement | null, 6 / this.centre.k];
    for (const s of this.picture?.graph.statements ?? []) {
      if (!this.picture?.shown.statements[s.index]) continue;
      const d = distanceTo(s, p);
      if (d < distance) [best, distance] = [s, d];
    }
    return best;
  }
}
