// The renderer for graphs of ordinary size: the pyvis network, drawn by vis-network.

import { drawLabels, measurer, placeLabels } from "./labels";
import { highlight } from "./paint";
import type { Statement, Thing } from "./payload";
import { DASHES, type Picture } from "./picture";
import { Pointer } from "./pointer";
import type { Events, Renderer } from "./renderer";
import { roundness, type Point } from "./shapes";
import type { Viewpoint } from "./state";

interface NetworkData { nodes: vis.Row[]; edges: vis.Row[]; options: object }

export function readNetwork(): NetworkData | null {
  const script = document.getElementById("network");
  return script ? (JSON.parse(script.textContent ?? "") as NetworkData) : null;
}

/**
 * vis-network draws all things and lines alike; what stands out and the names are painted over it.
 * Its own hovering is off: it looks through every thing and line at each move of the mouse, and
 * restyling them took a third of a second.
 */
export class VisRenderer implements Renderer {
  private readonly network: vis.Network;
  private readonly nodes: vis.DataSet;
  private readonly edges: vis.DataSet;
  private readonly pointer = new Pointer();
  private readonly things: Thing[];
  private readonly statements: Statement[];
  private picture: Picture;
  private looks = new Map<string, string>();
  /** Among so many lines nobody reads arrowheads or borders, and vis-network draws them slowly. */
  private readonly crowded: boolean;
  /** Roughly the zoom: vis-network would let lines grow with it, so widths are divided by it. */
  private level = 1;
  private restyle = 0;

  /** Begin with a picture and a view: restyling all afterwards would take as long again. */
  constructor(private readonly stage: HTMLElement, private readonly events: Events, data: NetworkData, picture: Picture, view: Viewpoint) {
    this.picture = picture;
    ({ things: this.things, statements: this.statements } = picture.graph);
    this.crowded = this.statements.length > 700;
    this.level = levelOf(view.k);
    const [things, lines] = [this.thingLooks(picture), this.lineLooks(picture)];
    this.nodes = new vis.DataSet(data.nodes.map((row, n) => ({ ...row, ...this.placeOf(n), label: undefined, title: undefined, ...things[n] })));
    this.edges = new vis.DataSet(data.edges.map((row, n) => ({ ...row, ...this.bent(row.id), ...lines[n] })));
    this.network = new vis.Network(stage, { nodes: this.nodes, edges: this.edges }, data.options);
    this.setView(view, false);
    this.network.on("afterDrawing", (ctx: CanvasRenderingContext2D) => this.drawOver(ctx));
    this.listen();
    for (const canvas of stage.querySelectorAll("canvas")) canvas.setAttribute("aria-hidden", "true");
    for (const part of stage.querySelectorAll("[tabindex]")) part.setAttribute("tabindex", "-1");
  }

  draw(picture: Picture): void {
    const before = this.picture;
    this.picture = picture;
    if (before.shown !== picture.shown || before.colours.dark !== picture.colours.dark) this.style(picture);
    this.network.redraw();
  }

  view(): Viewpoint {
    return { ...this.network.getViewPosition(), k: this.network.getScale() };
  }

  setView(view: Viewpoint, smoothly: boolean): void {
    const still = !smoothly || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const animation = still ? (false as const) : { duration: 350, easingFunction: "easeInOutQuad" };
    this.network.moveTo({ position: { x: view.x, y: view.y }, scale: view.k, animation });
  }

  size(): { width: number; height: number } {
    return { width: this.stage.clientWidth, height: this.stage.clientHeight };
  }

  project(point: Point): Point {
    return this.network.canvasToDOM(point);
  }

  moveThings(things: Thing[]): void {
    this.pointer.forget();
    this.nodes.update(things.map(({ index, x, y }) => ({ id: index, x, y })));
    const lines = new Set(things.flatMap((thing) => thing.edges));
    this.edges.update([...lines].map((id) => ({ id, ...this.bent(id) })));
  }

  private style(picture: Picture): void {
    this.nodes.update(this.thingLooks(picture));
    this.edges.update(this.lineLooks(picture));
  }

  private listen(): void {
    this.network.on("click", (params) => {
      this.network.unselectAll();
      this.events.pick(this.itemAt(params.pointer.canvas));
    });
    this.network.on("zoom", () => this.events.moved(this.view()));
    this.network.on("dragStart", () => this.events.hover(null));
    this.network.on("dragging", ({ nodes }) => this.follow(nodes));
    this.network.on("dragEnd", ({ nodes }) => (nodes.length ? this.settle(nodes) : this.events.moved(this.view())));
    this.stage.addEventListener("pointermove", (event) => {
      const box = this.stage.getBoundingClientRect();
      const point = this.network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top });
      if (!event.buttons) this.events.hover(this.itemAt(point));
    });
    this.stage.addEventListener("pointerleave", () => this.events.hover(null));
  }

  private itemAt(point: Point): Thing | Statement | null {
    return this.pointer.itemAt(point, this.picture, this.network.getScale(), true);
  }

  private placeOf(n: number): Point | undefined {
    const thing = this.things[n];
    return thing && { x: thing.x, y: thing.y };
  }

  private follow(ids: number[]): void {
    for (const [id, place] of Object.entries(this.network.getPositions(ids))) Object.assign(this.things[Number(id)] ?? {}, place);
  }

  private settle(ids: number[]): void {
    this.follow(ids);
    this.pointer.forget();
    this.network.unselectAll();
    const near = new Set(ids.flatMap((id) => this.things[id]?.edges ?? []));
    this.edges.update([...near].map((id) => ({ id, ...this.bent(id) })));
  }

  private bent(id: number): object {
    const s = this.statements[id];
    const bend = s ? roundness(s) : 0;
    return { smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false };
  }

  /** Only rows that look otherwise than before, so that a change touches as little as it must. */
  private changed(kind: string, rows: vis.Row[]): vis.Row[] {
    return rows.filter((row) => {
      const [key, look] = [`${kind}${row.id}`, JSON.stringify(row)];
      const fresh = this.looks.get(key) !== look;
      this.looks.set(key, look);
      return fresh;
    });
  }

  private thingLooks(picture: Picture): vis.Row[] {
    return this.changed("n", this.things.map((thing) => this.thingLook(thing, picture)));
  }

  private lineLooks(picture: Picture): vis.Row[] {
    return this.changed("e", this.statements.map((s) => this.lineLook(s, picture)));
  }

  private thingLook(thing: Thing, { colours, shown }: Picture): vis.Row {
    const one = { background: colours.fill(thing), border: colours.background };
    return { id: thing.index, hidden: !shown.things[thing.index], borderWidth: this.crowded ? 0 : 1.5, borderWidthSelected: this.crowded ? 0 : 1.5, color: { ...one, highlight: one } };
  }

  private lineLook(s: Statement, { colours, shown }: Picture): vis.Row {
    const dash = DASHES[s.kind];
    return {
      id: s.index, hidden: !shown.statements[s.index], width: (this.crowded ? 0.7 : 1.1) / this.level,
      color: { color: colours.line, highlight: colours.line, opacity: this.crowded ? 1 : 0.85, inherit: false }, dashes: dash.length ? dash : false,
      arrows: s.relation.symmetric || this.crowded || this.level < 0.5 ? "" : { to: { enabled: true, scaleFactor: 0.45 } },
      selectionWidth: 0, arrowStrikethrough: false,
    };
  }

  /** Once the zoom has changed much and rests, give the lines their width again. */
  private keepWidths(k: number): void {
    const level = levelOf(k);
    if (level === this.level || this.restyle) return;
    this.restyle = window.setTimeout(() => {
      this.restyle = 0;
      this.level = level;
      this.style(this.picture);
      this.network.redraw();
    }, 120);
  }

  private drawOver(ctx: CanvasRenderingContext2D): void {
    const ratio = ctx.canvas.width / Math.max(1, ctx.canvas.clientWidth);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const view = this.view();
    this.keepWidths(view.k);
    const { width, height } = this.size();
    const project = (p: Point) => ({ x: (p.x - view.x) * view.k + width / 2, y: (p.y - view.y) * view.k + height / 2 });
    highlight(ctx, this.picture, { ...view, width, height });
    drawLabels(ctx, placeLabels(this.picture, { width, height, k: view.k, project }, measurer(ctx)), this.picture);
    ctx.restore();
  }
}

/** A zoom in steps, within which lines keep their width. */
function levelOf(k: number): number {
  return Math.min(1.6, Math.max(0.25, 2 ** (Math.round(Math.log2(k) * 2) / 2)));
}
