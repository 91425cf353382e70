// Names on the picture: as many as the budget allows and as fit without covering one another.

import type { Graph, Statement, Thing } from "./payload";
import type { Picture } from "./picture";
import { along, type Point } from "./shapes";

export interface Label {
  lines: string[];
  /** Centre of the first line, in pixels of the screen. */
  x: number;
  y: number;
  size: number;
  strong: boolean;
  quiet: boolean;
}

export interface Screen { width: number; height: number; k: number; project: (p: Point) => Point }
type Box = [left: number, top: number, right: number, bottom: number];

const LINE_LENGTH = 22;
const WEIGHTY = 12;
/** Where along a line its words may stand, the best place first. */
const PARTS = [0.5, 0.62, 0.38, 0.72];
/** The pixels on which the budget is spent in full; a smaller picture carries fewer names. */
const ROOM = 560_000;
export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif";

export function breakLines(text: string, most = 2): string[] {
  const clean = text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, " ").trim();
  if (clean.length <= LINE_LENGTH) return [clean];
  const cut = clean.lastIndexOf(" ", LINE_LENGTH);
  const end = cut > 0 ? cut : LINE_LENGTH;
  const rest = clean.slice(end).trim();
  if (most > 2) return [clean.slice(0, end), ...breakLines(rest, most - 1)];
  return [clean.slice(0, end), rest.length <= LINE_LENGTH ? rest : `${rest.slice(0, LINE_LENGTH - 1)}\u2026`];
}

/** Choose labels greedily: what stands out first, then the best connected. */
export function placeLabels(picture: Picture, screen: Screen, measure: (text: string, font: string) => number): Label[] {
  const taken = new Grid();
  const inside = visibleThings(picture, screen);
  const discs = new Grid();
  for (const { thing, p } of inside.length <= 600 ? inside : []) discs.add(disc(p, thing.size * screen.k * 0.85));
  const labels: Label[] = [];
  let budget = picture.labels * Math.max(0.3, Math.min(1.6, (screen.width * screen.height) / ROOM));
  for (const { thing, p } of inside) {
    if (budget <= 0) break;
    const label = tryPlaces(thing, p, screen, labels.length < WEIGHTY, picture, taken, discs, measure);
    // A name may cover things with fewer statements than its own, never a more important one.
    taken.add(disc(p, thing.size * screen.k * 0.8));
    if (!label) continue;
    labels.push(label);
    budget -= 1;
  }
  return labels.concat(lineLabels(picture, screen, taken, measure));
}

/** What lies on the screen, the most telling first; among equals the order of the graph. */
function visibleThings(picture: Picture, screen: Screen): { thing: Thing; p: Point }[] {
  const found: { thing: Thing; p: Point }[] = [];
  const { lit, shown, veiled } = picture;
  const first = [picture.hovered, picture.chosen].filter((item): item is Thing => item !== null && !("relation" in item));
  const near = lit && lit.things.size > 1 ? byDegree([...lit.things]) : [];
  const order = near.length && veiled ? near : [...near, ...ranking(picture.graph)];
  for (const thing of new Set([...first, ...order])) {
    if (!shown.things[thing.index]) continue;
    const p = screen.project(thing);
    if (p.x > -40 && p.y > -20 && p.x < screen.width + 40 && p.y < screen.height + 20) found.push({ thing, p });
  }
  return found;
}

const rankings = new WeakMap<Graph, Thing[]>();

function ranking(graph: Graph): Thing[] {
  const known = rankings.get(graph) ?? byDegree([...graph.things]);
  rankings.set(graph, known);
  return known;
}

function byDegree(things: Thing[]): Thing[] {
  return things.sort((a, b) => b.edges.length - a.edges.length || a.index - b.index);
}

function tryPlaces(
  thing: Thing, p: Point, screen: Screen, weighty: boolean, picture: Picture, taken: Grid, discs: Grid,
  measure: (text: string, font: string) => number,
): Label | null {
  const chosen = thing === picture.chosen || thing === picture.hovered;
  const base = Math.max(10.5, Math.min(12.5, 9.5 + screen.k * 3));
  const size = base + Math.min(2.5, Math.log2(1 + thing.edges.length) * 0.35) + (chosen ? 1 : 0);
  const lines = breakLines(thing.label, picture.lit ? 3 : 2);
  const width = Math.max(...lines.map((line) => measure(line, fontOf(size, chosen || weighty))));
  const [half, height, gap] = [width / 2, lines.length * size * 1.2, thing.size * screen.k + 4];
  const spots: Point[] = [
    { x: p.x, y: p.y + gap + size / 2 },
    { x: p.x, y: p.y - gap - height + size / 2 },
    { x: p.x + gap + half, y: p.y - height / 2 + size / 2 },
    { x: p.x - gap - half, y: p.y - height / 2 + size / 2 },
  ];
  const boxes = spots.map((spot): [Point, Box] => [spot, [spot.x - half - 2, spot.y - size / 2 - 1, spot.x + half + 2, spot.y - size / 2 + height]]);
  const free = boxes.filter(([, box]) => box[0] > 0 && box[2] < screen.width && !taken.hits(box));
  // A name stands clear of all things where it can; else over less important ones only.
  const best = free.find(([, box]) => !discs.hits(box)) ?? free[0] ?? (chosen ? boxes[0] : undefined);
  if (!best) return null;
  taken.add(best[1]);
  return { lines, ...best[0], size, strong: chosen || weighty, quiet: false };
}

/** Words on lines: those that stand out, or all of them once the reader has come near. */
function lineLabels(picture: Picture, screen: Screen, taken: Grid, measure: (text: string, font: string) => number): Label[] {
  const wanted: Statement[] = picture.lit
    ? [...picture.lit.statements]
    : screen.k > 1.15 && picture.graph.statements.length <= 4000
      ? picture.graph.statements.filter((s) => picture.shown.statements[s.index])
      : [];
  const labels: Label[] = [];
  for (const s of wanted.slice(0, 600)) {
    if (labels.length >= 80) break;
    const size = 11;
    const text = breakLines(s.mark).join(" ");
    const half = measure(text, fontOf(size, false)) / 2;
    const places = PARTS.map((part): [Point, Box] => {
      const p = screen.project(along(s, part));
      return [p, [p.x - half - 2, p.y - size / 2, p.x + half + 2, p.y + size / 2]];
    }).filter(([, box]) => box[0] >= 0 && box[2] <= screen.width);
    const best = places.find(([, box]) => !taken.hits(box)) ?? (s === picture.chosen ? places[0] : undefined);
    if (!best) continue;
    taken.add(best[1]);
    labels.push({ lines: [text], ...best[0], size, strong: s === picture.chosen, quiet: true });
  }
  return labels;
}

export function fontOf(size: number, strong: boolean): string {
  return `${strong ? 600 : 400} ${size.toFixed(1)}px ${FONT}`;
}

export function drawLabels(ctx: CanvasRenderingContext2D, labels: Label[], picture: Picture): void {
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.strokeStyle = picture.colours.background;
  ctx.fillStyle = picture.colours.ink;
  for (const label of labels) {
    ctx.font = fontOf(label.size, label.strong);
    ctx.lineWidth = 3.5;
    ctx.globalAlpha = label.quiet ? 0.85 : 1;
    label.lines.forEach((line, n) => {
      ctx.strokeText(line, label.x, label.y + n * label.size * 1.2);
      ctx.fillText(line, label.x, label.y + n * label.size * 1.2);
    });
  }
  ctx.restore();
}

const widths = new Map<string, number>();

/** Measure with a canvas, remembering what was measured. */
export function measurer(ctx: CanvasRenderingContext2D): (text: string, font: string) => number {
  return (text, font) => {
    const key = `${font}|${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      ctx.save();
      ctx.font = font;
      width = ctx.measureText(text).width;
      ctx.restore();
      if (widths.size > 20000) widths.clear();
      widths.set(key, width);
    }
    return width;
  };
}

function disc(p: Point, radius: number): Box {
  return [p.x - radius, p.y - radius, p.x + radius, p.y + radius];
}

/** Boxes by the cells of a grid, so that asking for a collision stays cheap. */
class Grid {
  private cells = new Map<number, Box[]>();

  add(box: Box): void {
    this.each(box, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
      return false;
    });
  }

  hits(box: Box): boolean {
    return this.each(box, (key) => (this.cells.get(key) ?? []).some(
      (other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1],
    ));
  }

  private each(box: Box, visit: (key: number) => boolean): boolean {
    const [left, top, right, bottom] = box.map((side) => Math.floor(side / 64)) as Box;
    for (let x = left; x <= right; x += 1) {
      for (let y = top; y <= bottom; y += 1) if (visit(x * 65536 + y)) return true;
    }
    return false;
  }
}

