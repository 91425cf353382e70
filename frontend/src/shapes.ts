// Geometry shared by every way of drawing: outlines as vis-network has them, and lines that bend.

import type { Shape, Statement } from "./payload";

export interface Point { x: number; y: number }

/** Corners of a shape round the origin; null stands for a circle of that radius. */
export function corners(shape: Shape, radius: number): Point[] | null {
  switch (shape) {
    case "dot":
      return null;
    case "square":
      return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x = 0, y = 0]) => ({ x: x * radius, y: y * radius }));
    case "diamond":
      return [[0, -1], [1, 0], [0, 1], [-1, 0]].map(([x = 0, y = 0]) => ({ x: x * radius, y: y * radius }));
    case "hexagon":
      return round(6, (n) => [radius, Math.PI / 2 + (n * Math.PI) / 3], 0);
    case "star":
      return round(10, (n) => [radius * 0.82 * (n % 2 ? 0.5 : 1.3), (n * Math.PI) / 5], radius * 0.082);
    case "triangle":
      return round(3, (n) => [(radius * 1.15 * 2) / Math.sqrt(3), (n * 2 * Math.PI) / 3], radius * 1.15 * 0.275);
  }
}

function round(count: number, corner: (n: number) => [number, number], down: number): Point[] {
  return Array.from({ length: count }, (_, n) => {
    const [radius, angle] = corner(n);
    return { x: radius * Math.sin(angle), y: down - radius * Math.cos(angle) };
  });
}

const STEP = 34;

/** How strongly a line bends, in the measure of vis-network's curved edges; its sign is the side. */
export function roundness(s: Statement): number {
  if (!s.bend || s.source === s.target) return 0;
  const length = Math.hypot(s.target.x - s.source.x, s.target.y - s.source.y) || 1;
  return Math.sign(s.bend) * Math.min((Math.abs(s.bend) * STEP) / (0.785 * length), 0.9);
}

/** The control point of a bent line, where vis-network puts it; null for a straight one. */
export function control(s: Statement): Point | null {
  const bend = roundness(s);
  if (!bend) return null;
  const [dx, dy] = [s.target.x - s.source.x, s.source.y - s.target.y];
  const part = Math.abs(bend) * 0.5 + 0.5;
  const angle = Math.atan2(dy, dx) + (bend > 0 ? part : 1 - part) * Math.PI;
  const far = part * Math.hypot(dx, dy);
  return { x: s.source.x + far * Math.sin(angle), y: s.source.y + far * Math.cos(angle) };
}

/** The point so far along a line: 0 at its source, 1 at its target. */
export function along(s: Statement, part: number): Point {
  const bend = control(s) ?? { x: (s.source.x + s.target.x) / 2, y: (s.source.y + s.target.y) / 2 };
  const [a, b, c] = [(1 - part) ** 2, 2 * part * (1 - part), part ** 2];
  return { x: a * s.source.x + b * bend.x + c * s.target.x, y: a * s.source.y + b * bend.y + c * s.target.y };
}

/** The tip and the direction of the arrow at the target. */
export function arrow(s: Statement): { x: number; y: number; angle: number } {
  const from = control(s) ?? s.source;
  const angle = Math.atan2(s.target.y - from.y, s.target.x - from.x);
  const far = s.target.size + 2;
  return { x: s.target.x - far * Math.cos(angle), y: s.target.y - far * Math.sin(angle), angle };
}

export function distanceTo(s: Statement, p: Point): number {
  if (!control(s)) return toSegment(p, s.source, s.target);
  let [nearest, before] = [Infinity, s.source as Point];
  for (let n = 1; n <= 12; n += 1) {
    const next = along(s, n / 12);
    nearest = Math.min(nearest, toSegment(p, before, next));
    before = next;
  }
  return nearest;
}

function toSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
