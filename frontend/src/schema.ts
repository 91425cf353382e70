// A picture of the schema: which classes are joined by which relations, and how often.

import { el, name, plural, svg } from "./dom";
import type { Shown } from "./filter";
import type { Class, Graph, Relation } from "./payload";
import { corners } from "./shapes";

interface Link { from: Class; to: Class; relations: Map<Relation, number>; count: number }

const WIDTH = 900;
const HEIGHT = 620;

export function drawSchema(root: HTMLElement, graph: Graph, shown: Shown): void {
  const counts = new Map<Class, number>();
  for (const thing of graph.things) if (shown.things[thing.index]) counts.set(thing.cls, (counts.get(thing.cls) ?? 0) + 1);
  const classes = graph.classes.filter((c) => counts.has(c));
  const links = collect(graph, shown);
  const places = new Map(classes.map((c, n) => [c, onRing(n, classes.length)]));
  const most = Math.max(1, ...links.map((l) => l.count));
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Schema: ${plural(classes.length, "class", "classes")} and the relations between them` },
    ...links.map((l) => line(l, places, most)),
    ...links.slice(0, 26).map((l) => lineLabel(l, places)),
    ...classes.map((c) => classMark(c, places, counts.get(c) ?? 0)));
  root.replaceChildren(
    el("div", { class: "schema-picture" }, picture),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Relations between classes" }, list(links)));
}

function collect(graph: Graph, shown: Shown): Link[] {
  const links = new Map<string, Link>();
  for (const s of graph.statements) {
    if (!shown.statements[s.index]) continue;
    const key = `${s.source.cls.index} ${s.target.cls.index}`;
    const link = links.get(key) ?? { from: s.source.cls, to: s.target.cls, relations: new Map<Relation, number>(), count: 0 };
    link.relations.set(s.relation, (link.relations.get(s.relation) ?? 0) + 1);
    link.count += 1;
    links.set(key, link);
  }
  return [...links.values()].sort((a, b) => b.count - a.count || a.from.index - b.from.index || a.to.index - b.to.index);
}

type Places = Map<Class, { x: number; y: number }>;

function onRing(n: number, count: number): { x: number; y: number } {
  const angle = (n / count) * 2 * Math.PI - Math.PI / 2;
  return { x: WIDTH / 2 + Math.cos(angle) * (WIDTH / 2 - 120), y: HEIGHT / 2 + Math.sin(angle) * (HEIGHT / 2 - 70) };
}

function curve(link: Link, places: Places): { path: string; x: number; y: number } {
  const a = places.get(link.from) ?? { x: 0, y: 0 };
  const b = places.get(link.to) ?? a;
  if (link.from === link.to) {
    const out = { x: a.x + (a.x - WIDTH / 2) * 0.18, y: a.y + (a.y - HEIGHT / 2) * 0.18 };
    return { path: `M${a.x},${a.y} C${out.x - 46},${out.y - 34} ${out.x + 46},${out.y - 34} ${a.x},${a.y}`, x: out.x, y: out.y - 30 };
  }
  const side = link.from.index < link.to.index ? 0.62 : 0.42;
  const c = { x: (a.x + b.x) / 2 * side + (WIDTH / 2) * (1 - side), y: ((a.y + b.y) / 2) * side + (HEIGHT / 2) * (1 - side) };
  const t = 0.42;
  const at = (p: number, q: number, r: number) => (1 - t) ** 2 * p + 2 * t * (1 - t) * q + t ** 2 * r;
  return { path: `M${a.x},${a.y} Q${c.x},${c.y} ${b.x},${b.y}`, x: at(a.x, c.x, b.x), y: at(a.y, c.y, b.y) };
}

function line(link: Link, places: Places, most: number): SVGElement {
  const { path } = curve(link, places);
  return svg("path", { d: path, class: "schema-line", "stroke-width": (1 + 5 * Math.sqrt(link.count / most)).toFixed(1) },
    svg("title", {}, describe(link)));
}

function lineLabel(link: Link, places: Places): SVGElement {
  const { x, y } = curve(link, places);
  const [first] = ranked(link);
  const more = link.relations.size - 1;
  return svg("text", { x, y, class: "schema-label" }, `${first?.[0].label ?? ""}${more > 0 ? ` +${more}` : ""}`);
}

function classMark(cls: Class, places: Places, count: number): SVGElement {
  const { x, y } = places.get(cls) ?? { x: 0, y: 0 };
  const points = corners(cls.family.shape, 17);
  const shape = points
    ? svg("polygon", { class: `fill-${cls.family.name}`, points: points.map((p) => `${p.x},${p.y}`).join(" ") })
    : svg("circle", { class: `fill-${cls.family.name}`, r: 17 });
  return svg("g", { transform: `translate(${x},${y})`, class: "schema-class" }, shape,
    svg("text", { y: 34 }, cls.label), svg("text", { y: 49, class: "sub" }, plural(count, "thing")));
}

function ranked(link: Link): [Relation, number][] {
  return [...link.relations].sort((a, b) => b[1] - a[1] || a[0].index - b[0].index);
}

function describe(link: Link): string {
  const said = ranked(link).map(([relation, count]) => `${relation.label} (${count})`).join(", ");
  return `${link.from.label} \u2192 ${link.to.label}: ${said}`;
}

function list(links: Link[]): HTMLElement {
  const rows = links.flatMap((l) => ranked(l).map(([relation, count]) =>
    el("tr", {}, el("td", {}, name(l.from.label)), el("td", {}, name(relation.label)), el("td", {}, name(l.to.label)), el("td", { class: "number" }, count))));
  return el("table", {}, el("caption", { class: "unseen" }, "Relations between classes"),
    el("thead", {}, el("tr", {}, ...["From", "Relation", "To", "Statements"].map((text) => el("th", { scope: "col" }, text)))), el("tbody", {}, ...rows));
}
