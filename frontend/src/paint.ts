// Draws a picture on a 2D canvas: for the large-graph renderer and for PNG files.

import type { Kind, Statement, Thing } from "./payload";
import { DASHES, FADED, type Picture } from "./picture";
import { arrow, control, corners, type Point } from "./shapes";

export interface Frame { k: number; x: number; y: number; width: number; height: number }

/** Paint lines and things; `frame` says which part of the world the canvas shows. */
export function paint(ctx: CanvasRenderingContext2D, picture: Picture, frame: Frame): void {
  ctx.save();
  ctx.fillStyle = picture.colours.background;
  ctx.fillRect(0, 0, frame.width, frame.height);
  ctx.translate(frame.width / 2 - frame.x * frame.k, frame.height / 2 - frame.y * frame.k);
  ctx.scale(frame.k, frame.k);
  const inside = clip(frame);
  paintLines(ctx, picture, frame.k, inside);
  paintThings(ctx, picture, frame.k, inside);
  ctx.restore();
}

type Inside = (a: Point, b: Point) => boolean;

function clip(frame: Frame): Inside {
  const [w, h] = [frame.width / frame.k / 2 + 60, frame.height / frame.k / 2 + 60];
  const [left, right, top, bottom] = [frame.x - w, frame.x + w, frame.y - h, frame.y + h];
  return (a, b) =>
    Math.max(a.x, b.x) > left && Math.min(a.x, b.x) < right && Math.max(a.y, b.y) > top && Math.min(a.y, b.y) < bottom;
}

function paintLines(ctx: CanvasRenderingContext2D, picture: Picture, k: number, inside: Inside): void {
  const { graph, shown, lit, colours } = picture;
  const plain = new Map<Kind, Statement[]>();
  const bright: Statement[] = [];
  for (const s of graph.statements) {
    if (!shown.statements[s.index] || !inside(s.source, s.target)) continue;
    if (lit?.statements.has(s)) bright.push(s);
    else {
      const list = plain.get(s.kind);
      if (list) list.push(s);
      else plain.set(s.kind, [s]);
    }
  }
  const many = graph.statements.length > 3000;
  ctx.strokeStyle = ctx.fillStyle = colours.line;
  ctx.lineWidth = many ? Math.max(0.6 / k, 0.8) : 1.2;
  for (const [kind, list] of plain) {
    ctx.globalAlpha = lit ? FADED : many ? 0.45 : 0.85;
    ctx.setLineDash(many ? [] : DASHES[kind]);
    stroke(ctx, list);
    if (!many || (k > 0.7 && !lit)) arrows(ctx, list, 6);
  }
  ctx.globalAlpha = 1;
  ctx.strokeStyle = ctx.fillStyle = colours.accent;
  for (const s of bright) {
    ctx.lineWidth = (s === picture.chosen ? 3 : 1.8) / Math.min(k, 1);
    ctx.setLineDash(DASHES[s.kind]);
    stroke(ctx, [s]);
    arrows(ctx, [s], 8 / Math.min(k, 1));
  }
  ctx.setLineDash([]);
}

function stroke(ctx: CanvasRenderingContext2D, list: Statement[]): void {
  ctx.beginPath();
  for (const s of list) {
    const bend = control(s);
    ctx.moveTo(s.source.x, s.source.y);
    if (s.source === s.target) ctx.arc(s.source.x, s.source.y - s.source.size * 1.6, s.source.size, Math.PI / 2, Math.PI * 2.5);
    else if (bend) ctx.quadraticCurveTo(bend.x, bend.y, s.target.x, s.target.y);
    else ctx.lineTo(s.target.x, s.target.y);
  }
  ctx.stroke();
}

function arrows(ctx: CanvasRenderingContext2D, list: Statement[], size: number): void {
  ctx.beginPath();
  for (const s of list) {
    if (s.relation.symmetric || s.source === s.target) continue;
    const { x, y, angle } = arrow(s);
    ctx.moveTo(x, y);
    ctx.lineTo(x - size * Math.cos(angle - 0.42), y - size * Math.sin(angle - 0.42));
    ctx.lineTo(x - size * Math.cos(angle + 0.42), y - size * Math.sin(angle + 0.42));
    ctx.closePath();
  }
  ctx.fill();
}

function paintThings(ctx: CanvasRenderingContext2D, picture: Picture, k: number, inside: Inside): void {
  const { graph, shown, lit, colours } = picture;
  const groups = new Map<string, Thing[]>();
  for (const thing of graph.things) {
    if (!shown.things[thing.index] || !inside(thing, thing)) continue;
    const key = `${lit && !lit.things.has(thing) ? 0 : 1}${colours.fill(thing)}`;
    const list = groups.get(key);
    if (list) list.push(thing);
    else groups.set(key, [thing]);
  }
  ctx.strokeStyle = colours.background;
  ctx.lineWidth = Math.min(1.5, 1 / k);
  for (const key of [...groups.keys()].sort()) {
    ctx.globalAlpha = key.startsWith("0") ? FADED + 0.06 : 1;
    ctx.fillStyle = key.slice(1);
    ctx.beginPath();
    for (const thing of groups.get(key) ?? []) outline(ctx, thing);
    ctx.fill();
    if (k > 0.25) ctx.stroke();
  }
  ctx.globalAlpha = 1;
  for (const item of [picture.hovered, picture.chosen]) {
    if (!item || "relation" in item || !shown.things[item.index]) continue;
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = 2.5 / Math.min(k, 1);
    ctx.beginPath();
    outline(ctx, item);
    ctx.stroke();
  }
}

function outline(ctx: CanvasRenderingContext2D, thing: Thing): void {
  const points = corners(thing.cls.family.shape, thing.size);
  if (!points) {
    ctx.moveTo(thing.x + thing.size, thing.y);
    ctx.arc(thing.x, thing.y, thing.size, 0, Math.PI * 2);
    return;
  }
  points.forEach((p, n) => (n ? ctx.lineTo(thing.x + p.x, thing.y + p.y) : ctx.moveTo(thing.x + p.x, thing.y + p.y)));
  ctx.closePath();
}
