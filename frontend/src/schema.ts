// A picture of the schema: which kinds of things are joined by which relations, and how often.

import { el, name, plural, svg } from "./dom";
import type { Shown } from "./filter";
import type { Class, Family, Graph, Relation } from "./payload";
import { corners } from "./shapes";

interface Link<T> { from: T; to: T; relations: Map<Relation, number>; count: number }
interface Place { x: number; y: number }
type Places = Map<Family, Place>;

const WIDTH = 960;
const HEIGHT = 600;
const RADIUS = 24;

/** Families on a ring, joined by their most frequent relations; below it every pair of classes. */
export function drawSchema(root: HTMLElement, graph: Graph, shown: Shown): void {
  const counts = new Map<Class, number>();
  for (const thing of graph.things) if (shown.things[thing.index]) counts.set(thing.cls, (counts.get(thing.cls) ?? 0) + 1);
  const families = graph.families.filter((f) => [...counts.keys()].some((c) => c.family === f));
  const links = collect(graph, shown, (cls) => cls.family);
  const places: Places = new Map(families.map((f, n) => [f, onRing(n, families.length)]));
  const most = Math.max(1, ...links.map((l) => l.count));
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Schema: ${plural(counts.size, "class", "classes")} and the relations between them` },
    ...links.map((l) => line(l, places, most)),
    ...lineLabels(links, places, counts),
    ...families.map((f) => familyMark(f, places, counts)));
  root.replaceChildren(
    el("div", { class: "schema-picture", tabindex: "0", role: "region", "aria-label": "Picture of the schema" }, picture, el("p", { class: "hint" }, "A line has the colour of the kind that it begins at; the more statements, the wider it is.")),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Relations between classes" },
      list(collect(graph, shown, (cls) => cls))));
}

function collect<T>(graph: Graph, shown: Shown, group: (cls: Class) => T): Link<T>[] {
  const links = new Map<T, Map<T, Link<T>>>();
  for (const s of graph.statements) {
    if (!shown.statements[s.index]) continue;
    const [from, to] = [group(s.source.cls), group(s.target.cls)];
    const row = links.get(from) ?? new Map<T, Link<T>>();
    const link = row.get(to) ?? { from, to, relations: new Map<Relation, number>(), count: 0 };
    link.relations.set(s.relation, (link.relations.get(s.relation) ?? 0) + 1);
    link.count += 1;
    links.set(from, row.set(to, link));
  }
  return [...links.values()].flatMap((row) => [...row.values()]).sort((a, b) => b.count - a.count);
}

function onRing(n: number, count: number): Place {
  const angle = (n / count) * 2 * Math.PI - Math.PI / 2;
  return { x: WIDTH / 2 + Math.cos(angle) * (WIDTH / 2 - 150), y: HEIGHT / 2 - 14 + Math.sin(angle) * (HEIGHT / 2 - 72) };
}

function curve(link: Link<Family>, places: Places): { path: string; x: number; y: number } {
  const a = places.get(link.from) ?? { x: 0, y: 0 };
  const b = places.get(link.to) ?? a;
  if (link.from === link.to) return loop(a);
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const c = { x: (a.x + b.x) / 2 - (dy / length) * 34, y: (a.y + b.y) / 2 + (dx / length) * 34 };
  const t = 0.4;
  const at = (p: number, q: number, r: number) => (1 - t) ** 2 * p + 2 * t * (1 - t) * q + t ** 2 * r;
  const end = { x: b.x - (dx / length) * (RADIUS + 8), y: b.y - (dy / length) * (RADIUS + 8) };
  return { path: `M${a.x},${a.y} Q${c.x},${c.y} ${end.x},${end.y}`, x: at(a.x, c.x, b.x), y: at(a.y, c.y, b.y) };
}

function loop(a: Place): { path: string; x: number; y: number } {
  const side = a.x < WIDTH / 2 - 1 ? -1 : 1;
  return {
    path: `M${a.x},${a.y - 14} C${a.x + side * 70},${a.y - 74} ${a.x + side * 104},${a.y + 26} ${a.x + side * (RADIUS - 4)},${a.y + 8}`,
    x: a.x + side * 74, y: a.y - 32,
  };
}

function line(link: Link<Family>, places: Places, most: number): SVGElement {
  const width = 1.2 + 6 * Math.sqrt(link.count / most);
  return svg("path", { d: curve(link, places).path, class: `schema-line stroke-${link.from.name}`, "stroke-width": width.toFixed(1) },
    svg("title", {}, describe(link)));
}

/** The two most frequent relations of a pair, where there is room for them. */
function lineLabels(links: Link<Family>[], places: Places, counts: Map<Class, number>): SVGElement[] {
  const taken: [number, number, number, number][] = [...places].flatMap(([family, { x, y }]) => {
    const half = Math.max(60, familyParts(family, counts).length * 2.9);
    return [[x - 60, y - RADIUS, x + 60, y + RADIUS + 24], [x - half, y + RADIUS + 22, x + half, y + RADIUS + 40]];
  });
  const made: SVGElement[] = [];
  for (const link of links) {
    const { x, y } = curve(link, places);
    const lines = ranked(link).slice(0, 2).map(([relation, count]) => `${relation.label} ${count}`);
    if (link.relations.size > 2) lines[1] = `${lines[1] ?? ""} \u2026`;
    const half = Math.max(...lines.map((text) => text.length)) * 3.1;
    const box: [number, number, number, number] = [x - half, y - 8, x + half, y + lines.length * 14 - 6];
    if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) continue;
    taken.push(box);
    made.push(svg("text", { class: "schema-label" }, ...lines.map((text, n) => svg("tspan", { x, y: y + 4 + n * 14 }, text))));
  }
  return made;
}

function familyMark(family: Family, places: Places, counts: Map<Class, number>): SVGElement {
  const { x, y } = places.get(family) ?? { x: 0, y: 0 };
  const total = ownClasses(family, counts).reduce((sum, [, count]) => sum + count, 0);
  const points = corners(family.shape, RADIUS);
  const shape = points
    ? svg("polygon", { class: `fill-${family.name}`, points: points.map((p) => `${p.x},${p.y}`).join(" ") })
    : svg("circle", { class: `fill-${family.name}`, r: RADIUS });
  return svg("g", { transform: `translate(${x},${y})`, class: "schema-class" }, shape,
    svg("text", { y: RADIUS + 18 }, `${family.label} ${total}`), svg("text", { y: RADIUS + 34, class: "sub" }, familyParts(family, counts)));
}

function ownClasses(family: Family, counts: Map<Class, number>): [Class, number][] {
  return [...counts].filter(([cls]) => cls.family === family).sort((a, b) => b[1] - a[1]);
}

/** The classes of a family by number, where it has several. */
function familyParts(family: Family, counts: Map<Class, number>): string {
  const own = ownClasses(family, counts);
  const parts = own.slice(0, 3).map(([cls, count]) => `${cls.label} ${count}`).join(", ") + (own.length > 3 ? " \u2026" : "");
  return own.length > 1 ? parts : "";
}

function ranked<T>(link: Link<T>): [Relation, number][] {
  return [...link.relations].sort((a, b) => b[1] - a[1] || a[0].index - b[0].index);
}

function describe(link: Link<Family>): string {
  const said = ranked(link).map(([relation, count]) => `${relation.label} (${count})`).join(", ");
  return `${link.from.label} \u2192 ${link.to.label}: ${said}`;
}

function list(links: Link<Class>[]): HTMLElement {
  const rows = links.flatMap((l) => ranked(l).map(([relation, count]) => ({ l, relation, count }))).sort((a, b) => b.count - a.count)
    .map(({ l, relation, count }) => el("tr", {}, el("td", {}, name(l.from.label)), el("td", {}, name(relation.label)),
      el("td", {}, name(l.to.label)), el("td", { class: "number" }, count)));
  return el("table", {}, el("caption", { class: "unseen" }, "Relations between classes"),
    el("thead", {}, el("tr", {}, ...["From", "Relation", "To", "Statements"].map((text) => el("th", { scope: "col" }, text)))), el("tbody", {}, ...rows));
}
