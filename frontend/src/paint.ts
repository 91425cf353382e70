// Draws a picture on a 2D canvas: for the large-graph renderer and for PNG files; what stands out
// is drawn over it, so that choosing and pointing need no second drawing of the rest.

import type { Kind, Statement, Thing } from "./payload";
import { DASHES, FADED, isStatement, type Picture } from "./picture";
import { arrow, control, corners, type Point } from "./shapes";

export interface Frame { k: number; x: number; y: number; width: number; height: number }

/** Paint lines and things, all alike; `frame` says which part of the world the canvas shows. */
export function paint(ctx: CanvasRenderingContext2D, picture: Picture, frame: Frame): void {
  ctx.fillStyle = picture.colours.background;
  ctx.fillRect(0, 0, frame.width, frame.height);
  inWorld(ctx, frame, () => {
    const inside = clip(frame);
    paintLines(ctx, picture, frame.k, inside);
    const { graph, shown } = picture;
    paintThings(ctx, graph.things.filter((t) => shown.things[t.index] && inside(t, t)), picture, frame.k);
  });
}

/** Let what stands out stand out: a veil over the rest, and over it the chosen and its own. */
export function highlight(ctx: CanvasRenderingContext2D, picture: Picture, frame: Frame): void {
  const { lit, chosen, hovered, shown } = picture;
  if (!lit) return;
  if (picture.veiled) veil(ctx, picture, frame);
  inWorld(ctx, frame, () => {
    paintBright(ctx, [...lit.statements], picture, frame.k);
    paintThings(ctx, [...lit.things].filter((t) => shown.things[t.index]), picture, frame.k);
    for (const item of [hovered, chosen]) if (item && !isStatement(item) && shown.things[item.index]) ring(ctx, item, picture, frame.k);
  });
}

function veil(ctx: CanvasRenderingContext2D, { colours }: Picture, frame: Frame): void {
  ctx.save();
  ctx.globalAlpha = 1 - FADED;
  ctx.fillStyle = colours.background;
  ctx.fillRect(0, 0, frame.width, frame.height);
  ctx.restore();
}

function inWorld(ctx: CanvasRenderingContext2D, frame: Frame, draw: () => void): void {
  ctx.save();
  ctx.translate(frame.width / 2 - frame.x * frame.k, frame.height / 2 - frame.y * frame.k);
  ctx.scale(frame.k, frame.k);
  draw();
  ctx.restore();
}

type Inside = (a: Point, b: Point) => boolean;

function clip(frame: Frame): Inside {
  const [w, h] = [frame.width / frame.k / 2 + 60, frame.height / frame.k / 2 + 60];
  const [left, right, top, bottom] = [frame.x - w, frame.x + w, frame.y - h, frame.y + h];
  return (a, b) =>
    Math.max(a.x, b.x) > left && Math.min(a.x, b.x) < right && Math.max(a.y, b.y) > top && Math.min(a.y, b.y) < bottom;
}

function paintLines(ctx: CanvasRenderingContext2D, { graph, shown, colours }: Picture, k: number, inside: Inside): void {
  const kinds = new Map<Kind, Statement[]>();
  for (const s of graph.statements) {
    if (!shown.statements[s.index] || !inside(s.source, s.target)) continue;
    const list = kinds.get(s.kind);
    if (list) list.push(s);
    else kinds.set(s.kind, [s]);
  }
  const many = graph.statements.length > 3000;
  ctx.strokeStyle = ctx.fillStyle = colours.line;
  ctx.lineWidth = many ? Math.max(0.6 / k, 0.8) : Math.max(1.2, 0.7 / k);
  ctx.globalAlpha = 0.85 * (many ? Math.max(0.2, Math.sqrt(900 / graph.statements.length)) : 1);
  for (const [kind, list] of kinds) {
    ctx.setLineDash(many ? [] : DASHES[kind]);
    stroke(ctx, list);
    if (k > (many ? 0.7 : 0.45)) arrows(ctx, list, 6);
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/** The lines of what stands out; where they are many, they stay thin. */
function paintBright(ctx: CanvasRenderingContext2D, list: Statement[], { colours, chosen }: Picture, k: number): void {
  const crowd = list.length > 24;
  ctx.strokeStyle = ctx.fillStyle = colours.accent;
  for (const s of list) {
    ctx.globalAlpha = crowd && s !== chosen ? 0.55 : 1;
    ctx.lineWidth = (s === chosen ? 3 : crowd ? 1.2 : 1.8) / Math.min(k, 1);
    ctx.setLineDash(DASHES[s.kind]);
    stroke(ctx, [s]);
    arrows(ctx, [s], 8 / Math.min(k, 1));
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
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

function paintThings(ctx: CanvasRenderingContext2D, things: Thing[], { colours }: Picture, k: number): void {
  const stamp = stamps(ctx, k, colours.background);
  for (const thing of things) stamp(thing, colours.fill(thing));
}

function ring(ctx: CanvasRenderingContext2D, thing: Thing, { colours }: Picture, k: number): void {
  ctx.strokeStyle = colours.ink;
  ctx.lineWidth = 2.5 / Math.min(k, 1);
  ctx.beginPath();
  outline(ctx, thing);
  ctx.stroke();
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

const sheets = new Map<string, HTMLCanvasElement>();

/** Draw each shape once for a size and colour, and put copies: ten thousand paths are too slow. */
function stamps(ctx: CanvasRenderingContext2D, k: number, border: string): (thing: Thing, fill: string) => void {
  const pixels = ctx.getTransform().a;
  return (thing, fill) => {
    const radius = Math.max(1, Math.round(thing.size * pixels * 2) / 2);
    if (radius > 40) {
      ctx.fillStyle = fill;
      ctx.strokeStyle = border;
      ctx.lineWidth = Math.min(1.5, 1 / k);
      ctx.beginPath();
      outline(ctx, thing);
      ctx.fill();
      ctx.stroke();
      return;
    }
    const key = `${thing.cls.family.shape} ${radius} ${fill} ${border}`;
    const sheet = sheets.get(key) ?? sheetOf(thing, radius, fill, border);
    if (sheets.size > 3000) sheets.clear();
    sheets.set(key, sheet);
    const size = sheet.width / pixels;
    ctx.drawImage(sheet, thing.x - size / 2, thing.y - size / 2, size, size);
  };
}

function sheetOf(thing: Thing, radius: number, fill: string, border: string): HTMLCanvasElement {
  const sheet = document.createElement("canvas");
  sheet.width = sheet.height = Math.ceil(radius * 2.6) + 4;
  const ctx = sheet.getContext("2d");
  if (!ctx) return sheet;
  ctx.translate(sheet.width / 2, sheet.height / 2);
  ctx.fillStyle = fill;
  ctx.strokeStyle = border;
  ctx.lineWidth = Math.min(2, radius / 4);
  ctx.beginPath();
  outline(ctx, { ...thing, x: 0, y: 0, size: radius });
  ctx.fill();
  if (radius > 3) ctx.stroke();
  return sheet;
}
