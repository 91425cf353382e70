// What can be taken away: the picture as PNG and SVG, the shown part as JSON.

import { drawLabels, fontOf, measurer, placeLabels, type Label } from "./labels";
import { highlight, paint, type Frame } from "./paint";
import type { Statement, Thing } from "./payload";
import { DASHES, FADED, type Picture } from "./picture";
import { plainSentence } from "./sentence";
import { arrow, control, corners, type Point } from "./shapes";

export function save(blob: Blob, file: string): void {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = file;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export async function toPng(picture: Picture, frame: Frame, scale = 2): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = frame.width * scale;
  canvas.height = frame.height * scale;
  const ctx = canvas.getContext("2d");
  if (!ctx) throw new Error("this browser has no canvas");
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  paint(ctx, picture, frame);
  highlight(ctx, picture, frame);
  drawLabels(ctx, labelsIn(picture, frame, ctx), picture);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("the picture could not be written");
  return blob;
}

export function toSvg(picture: Picture, frame: Frame): Blob {
  const ctx = document.createElement("canvas").getContext("2d");
  if (!ctx) throw new Error("this browser has no canvas");
  const place = projector(frame);
  const { graph, shown, colours } = picture;
  const lines = graph.statements.filter((s) => shown.statements[s.index]).map((s) => lineTag(s, picture, place, frame.k));
  const things = graph.things.filter((t) => shown.things[t.index]).map((t) => thingTag(t, picture, place, frame.k));
  const labels = labelsIn(picture, frame, ctx).map((label) => labelTag(label, picture));
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="0 0 ${frame.width} ${frame.height}">`;
  const text = [head, `<title>${escape(graph.title)}</title>`, `<rect width="100%" height="100%" fill="${colours.background}"/>`,
    ...lines, ...things, ...labels, "</svg>"].join("\n");
  return new Blob([text], { type: "image/svg+xml" });
}

export function toJson(picture: Picture): Blob {
  const { graph, shown } = picture;
  const things = graph.things.filter((t) => shown.things[t.index]).map((t) => ({
    iri: t.iri, label: t.label, class: t.cls.name, names: t.names, same: t.links, attributes: Object.fromEntries(t.attributes),
  }));
  const statements = graph.statements.filter((s) => shown.statements[s.index]).map((s) => ({
    id: s.id, subject: s.source.iri, relation: s.relation.name, object: s.target.iri, sentence: plainSentence(s),
    kind: s.kind, confidence: s.confidence, years: s.years,
    evidence: s.quotes.map((q) => ({ document: q.document?.iri, title: q.document?.title, issued: q.document?.issued, exact: q.exact })),
  }));
  return new Blob([`${JSON.stringify({ title: graph.title, things, statements }, null, 1)}\n`], { type: "application/json" });
}

function projector(frame: Frame): (p: Point) => Point {
  return (p) => ({ x: (p.x - frame.x) * frame.k + frame.width / 2, y: (p.y - frame.y) * frame.k + frame.height / 2 });
}

function labelsIn(picture: Picture, frame: Frame, ctx: CanvasRenderingContext2D): Label[] {
  return placeLabels(picture, { ...frame, project: projector(frame) }, measurer(ctx));
}

function lineTag(s: Statement, { lit, veiled, colours, chosen }: Picture, place: (p: Point) => Point, k: number): string {
  const bright = lit?.statements.has(s) ?? false;
  const colour = bright ? colours.accent : colours.line;
  const [a, b, bend] = [place(s.source), place(s.target), control(s)];
  const c = bend && place(bend);
  const path = c ? `M${at(a)} Q${at(c)} ${at(b)}` : `M${at(a)} L${at(b)}`;
  const dash = DASHES[s.kind].length ? ` stroke-dasharray="${DASHES[s.kind].join(" ")}"` : "";
  const opacity = bright ? 1 : veiled ? FADED : 0.85;
  const width = s === chosen ? 3 : bright ? 1.8 : Math.max(1.2 * Math.min(k, 1), 0.6);
  const tip = s.relation.symmetric ? "" : tipTag(s, place, colour, Math.max(6 * k, 4));
  return `<g opacity="${opacity}"><title>${escape(plainSentence(s))}</title><path d="${path}" fill="none" stroke="${colour}" stroke-width="${width.toFixed(2)}"${dash}/>${tip}</g>`;
}

function tipTag(s: Statement, place: (p: Point) => Point, colour: string, size: number): string {
  const { x, y, angle } = arrow(s);
  const p = place({ x, y });
  const wing = (turn: number) => at({ x: p.x - size * Math.cos(angle + turn), y: p.y - size * Math.sin(angle + turn) });
  return `<polygon points="${at(p)} ${wing(-0.42)} ${wing(0.42)}" fill="${colour}"/>`;
}

function thingTag(thing: Thing, { lit, veiled, colours }: Picture, place: (p: Point) => Point, k: number): string {
  const p = place(thing);
  const paintwork = `fill="${colours.fill(thing)}" stroke="${colours.background}" stroke-width="1.2" opacity="${veiled && lit && !lit.things.has(thing) ? FADED + 0.06 : 1}"`;
  const points = corners(thing.cls.family.shape, thing.size * k);
  const title = `<title>${escape(thing.label)}</title>`;
  if (!points) return `<circle cx="${p.x.toFixed(1)}" cy="${p.y.toFixed(1)}" r="${(thing.size * k).toFixed(1)}" ${paintwork}>${title}</circle>`;
  return `<polygon points="${points.map((c) => at({ x: p.x + c.x, y: p.y + c.y })).join(" ")}" ${paintwork}>${title}</polygon>`;
}

function labelTag(label: Label, { colours }: Picture): string {
  const font = fontOf(label.size, label.strong).replace(/'/g, "").replace(/^(\d+) ([\d.]+)px (.*)$/, `font-weight="$1" font-size="$2" font-family="$3"`);
  return label.lines.map((line, n) =>
    `<text x="${label.x.toFixed(1)}" y="${(label.y + n * label.size * 1.2).toFixed(1)}" text-anchor="middle" dominant-baseline="central" ${font} fill="${colours.ink}" stroke="${colours.background}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke">${escape(line)}</text>`).join("");
}

function at(p: Point): string {
  return `${p.x.toFixed(1)},${p.y.toFixed(1)}`;
}

function escape(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
