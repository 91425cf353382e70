// The renderer for graphs of ordinary size: the pyvis network, drawn by vis-network.

import { drawLabels, measurer, placeLabels } from "./labels";
import type { Statement, Thing } from "./payload";
import { DASHES, FADED, type Picture } from "./picture";
import type { Events, Renderer } from "./renderer";
import { roundness, type Point } from "./shapes";
import type { Viewpoint } from "./state";

interface NetworkData { nodes: vis.Row[]; edges: vis.Row[]; options: object }

export function readNetwork(): NetworkData | null {
  const script = document.getElementById("network");
  return script ? (JSON.parse(script.textContent ?? "") as NetworkData) : null;
}

export class VisRenderer implements Renderer {
  private readonly network: vis.Network;
  private readonly nodes: vis.DataSet;
  private readonly edges: vis.DataSet;
  private picture: Picture | null = null;
  private looks = new Map<string, string>();
  /** With so many lines nobody reads arrowheads, and vis-network draws them slowly. */
  private readonly crowded: boolean;
  /** Roughly the zoom: vis-network would let lines grow with it, so widths are divided by it. */
  private level = 1;
  private restyle = 0;

  constructor(
    private readonly stage: HTMLElement, private readonly events: Events, data: NetworkData,
    private readonly things: Thing[], private readonly statements: Statement[],
  ) {
    this.crowded = statements.length > 700;
    this.nodes = new vis.DataSet(data.nodes.map((row) => ({ ...row, label: undefined, title: undefined })));
    this.edges = new vis.DataSet(data.edges.map((row) => ({ ...row, ...this.bent(row.id) })));
    this.network = new vis.Network(stage, { nodes: this.nodes, edges: this.edges }, data.options);
    this.network.on("afterDrawing", (ctx: CanvasRenderingContext2D) => this.drawNames(ctx));
    this.listen();
    for (const canvas of stage.querySelectorAll("canvas")) canvas.setAttribute("aria-hidden", "true");
    for (const part of stage.querySelectorAll("[tabindex]")) part.setAttribute("tabindex", "-1");
  }

  draw(picture: Picture): void {
    this.picture = picture;
    this.nodes.update(this.changed("n", this.things.map((thing) => this.thingLook(thing, picture))));
    this.edges.update(this.changed("e", this.statements.map((s) => this.lineLook(s, picture))));
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

  private listen(): void {
    this.network.on("click", (params) => {
      this.network.unselectAll();
      const node = this.network.getNodeAt(params.pointer.DOM);
      const edge = node === undefined ? this.network.getEdgeAt(params.pointer.DOM) : undefined;
      this.events.pick(this.item(node, edge));
    });
    this.network.on("hoverNode", ({ node }) => this.events.hover(this.item(node)));
    this.network.on("blurNode", () => this.events.hover(null));
    this.network.on("hoverEdge", ({ edge }) => this.events.hover(this.item(undefined, edge)));
    this.network.on("blurEdge", () => this.events.hover(null));
    this.network.on("zoom", () => this.events.moved(this.view()));
    this.network.on("dragging", ({ nodes }) => this.follow(nodes));
    this.network.on("dragEnd", ({ nodes }) => (nodes.length ? this.settle(nodes) : this.events.moved(this.view())));
  }

  private item(node?: number, edge?: number): Thing | Statement | null {
    if (node !== undefined) return this.things[node] ?? null;
    return edge === undefined ? null : (this.statements[edge] ?? null);
  }

  private follow(ids: number[]): void {
    for (const [id, place] of Object.entries(this.network.getPositions(ids))) Object.assign(this.things[Number(id)] ?? {}, place);
  }

  private settle(ids: number[]): void {
    this.follow(ids);
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

  private thingLook(thing: Thing, { colours, shown, lit, chosen, hovered }: Picture): vis.Row {
    const fill = colours.fill(thing);
    const marked = thing === chosen || thing === hovered;
    const one = { background: fill, border: marked ? colours.ink : colours.background };
    return {
      id: thing.index, hidden: !shown.things[thing.index], borderWidth: marked ? 2.5 : 1.5, borderWidthSelected: 2.5,
      opacity: lit && !lit.things.has(thing) ? FADED + 0.06 : 1, color: { ...one, highlight: one, hover: one },
    };
  }

  private lineLook(s: Statement, { colours, shown, lit, chosen }: Picture): vis.Row {
    const bright = lit?.statements.has(s) ?? false;
    const color = bright ? colours.accent : colours.line;
    const crowd = (lit?.statements.size ?? 0) > 24 && s !== chosen;
    const opacity = bright ? (crowd ? 0.55 : 1) : lit ? FADED : 0.85;
    const dash = DASHES[s.kind];
    return {
      id: s.index, hidden: !shown.statements[s.index], width: (s === chosen ? 3 : bright && !crowd ? 1.8 : 1.1) / this.level,
      color: { color, highlight: color, hover: color, opacity, inherit: false }, dashes: dash.length ? dash : false,
      arrows: s.relation.symmetric || (this.crowded && !bright) ? "" : { to: { enabled: true, scaleFactor: 0.45 } },
      selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false,
    };
  }

  /** Once the zoom has changed much and rests, give the lines their width again. */
  private keepWidths(k: number): void {
    const level = Math.min(1.6, Math.max(0.25, 2 ** (Math.round(Math.log2(k) * 2) / 2)));
    if (level === this.level || this.restyle) return;
    this.restyle = window.setTimeout(() => {
      this.restyle = 0;
      this.level = level;
      if (this.picture) this.draw(this.picture);
    }, 120);
  }

  private drawNames(ctx: CanvasRenderingContext2D): void {
    if (!this.picture) return;
    const ratio = ctx.canvas.width / Math.max(1, ctx.canvas.clientWidth);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { k, ...centre } = this.view();
    this.keepWidths(k);
    const { width, height } = this.size();
    const project = (p: Point) => ({ x: (p.x - centre.x) * k + width / 2, y: (p.y - centre.y) * k + height / 2 });
    const screen = { width, height, k, project };
    drawLabels(ctx, placeLabels(this.picture, screen, measurer(ctx)), this.picture);
    ctx.restore();
  }
}
