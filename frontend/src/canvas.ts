// The renderer for large graphs: one canvas, d3-zoom for the gestures, a quadtree for the pointer.

import { select, type Selection } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from "d3-zoom";
import { drawLabels, measurer, placeLabels } from "./labels";
import { highlight, paint } from "./paint";
import type { Statement, Thing } from "./payload";
import type { Picture } from "./picture";
import { Pointer } from "./pointer";
import type { Events, Renderer } from "./renderer";
import type { Point } from "./shapes";
import type { Viewpoint } from "./state";

/** How much larger than the screen the painted sheet is, each way. */
const SPARE = 1.6;

export class CanvasRenderer implements Renderer {
  private readonly canvas = document.createElement("canvas");
  private readonly ctx: CanvasRenderingContext2D;
  private readonly selection: Selection<HTMLCanvasElement, unknown, null, undefined>;
  private readonly behaviour: ZoomBehavior<HTMLCanvasElement, unknown>;
  private transform: ZoomTransform = zoomIdentity;
  private picture: Picture | null = null;
  private pending = 0;
  private centre: Viewpoint = { x: 0, y: 0, k: 1 };
  private sheet: { canvas: HTMLCanvasElement; picture: Picture; view: Viewpoint } | null = null;
  private zooming = 0;
  private readonly pointer = new Pointer();

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

  moveThings(): void {
    this.pointer.forget();
    this.sheet = null;
    this.request();
  }

  private zoomed(event: { transform: ZoomTransform; sourceEvent: unknown }): void {
    const before = this.centre.k;
    this.transform = event.transform;
    const { width, height } = this.size();
    this.centre = { x: this.transform.invertX(width / 2), y: this.transform.invertY(height / 2), k: this.transform.k };
    if (event.sourceEvent && before !== this.centre.k) this.rest();
    this.request();
    if (event.sourceEvent) this.events.moved(this.centre);
  }

  private rest(): void {
    window.clearTimeout(this.zooming);
    this.zooming = window.setTimeout(() => {
      this.zooming = 0;
      this.request();
    }, 140);
  }

  private resize(): void {
    const { width, height } = this.size();
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.max(1, Math.round(width * ratio));
    this.canvas.height = Math.max(1, Math.round(height * ratio));
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.sheet = null;
    this.setView(this.centre, false);
  }

  private request(): void {
    if (!this.pending) this.pending = requestAnimationFrame(() => this.render());
  }

  private render(): void {
    this.pending = 0;
    const picture = this.picture;
    if (!picture) return;
    if (!this.sheetServes(picture)) this.paintSheet(picture);
    this.showSheet();
    const screen = { ...this.size(), k: this.centre.k, project: (p: Point) => this.project(p) };
    highlight(this.ctx, picture, { ...this.centre, ...this.size() });
    drawLabels(this.ctx, placeLabels(picture, screen, measurer(this.ctx)), picture);
  }

  /**
   * A sheet larger than the screen is painted once and moved about while the reader drags; when
   * the zoom changes it is stretched, and painted anew as soon as the wheel rests.
   */
  private sheetServes(picture: Picture): boolean {
    const { sheet } = this;
    if (!sheet || sheet.picture.shown !== picture.shown || sheet.picture.colours.dark !== picture.colours.dark) return false;
    const { width, height } = this.size();
    const stretch = this.centre.k / sheet.view.k;
    if (stretch !== 1 && (!this.zooming || stretch > 3)) return false;
    const spareX = (width * (SPARE - (stretch === 1 ? 1 : 0))) / 2;
    const spareY = (height * (SPARE - (stretch === 1 ? 1 : 0))) / 2;
    const far = [Math.abs(this.centre.x - sheet.view.x) * sheet.view.k, Math.abs(this.centre.y - sheet.view.y) * sheet.view.k];
    return (far[0] ?? 0) <= spareX && (far[1] ?? 0) <= spareY;
  }

  private paintSheet(picture: Picture): void {
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = this.size();
    const canvas = this.sheet?.canvas ?? document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * SPARE * ratio));
    canvas.height = Math.max(1, Math.round(height * SPARE * ratio));
    const ctx = canvas.getContext("2d", { alpha: false });
    if (!ctx) return;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.sheet = { canvas, picture, view: this.centre };
    paint(ctx, picture, { ...this.centre, width: width * SPARE, height: height * SPARE });
  }

  private showSheet(): void {
    const { sheet, ctx, centre } = this;
    if (!sheet) return;
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = this.size();
    const stretch = centre.k / sheet.view.k;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.fillStyle = sheet.picture.colours.background;
    ctx.fillRect(0, 0, width, height);
    const [w, h] = [width * SPARE * stretch, height * SPARE * stretch];
    const x = width / 2 + (sheet.view.x - centre.x) * centre.k - w / 2;
    const y = height / 2 + (sheet.view.y - centre.y) * centre.k - h / 2;
    if (stretch === 1) ctx.drawImage(sheet.canvas, Math.round(x), Math.round(y), w, h);
    else ctx.drawImage(sheet.canvas, x, y, w, h);
  }

  private itemAt(event: MouseEvent, lines: boolean): Thing | Statement | null {
    const p = { x: this.transform.invertX(event.offsetX), y: this.transform.invertY(event.offsetY) };
    return this.picture && this.pointer.itemAt(p, this.picture, this.centre.k, lines);
  }
}
