// Small pictures for legends: the shape of a class, the line of a kind of statement.

import { svg } from "./dom";
import type { Family, Kind } from "./payload";
import { DASHES } from "./picture";
import { corners } from "./shapes";

export function shapeSwatch(family: Family, size = 14): SVGSVGElement {
  const points = corners(family.shape, 5.4);
  const attributes = { class: `fill-${family.name}` };
  const drawn = points
    ? svg("polygon", { ...attributes, points: points.map((p) => `${p.x.toFixed(2)},${p.y.toFixed(2)}`).join(" ") })
    : svg("circle", { ...attributes, r: 5.4 });
  return svg("svg", { width: size, height: size, viewBox: "-7 -7 14 14", "aria-hidden": "true", class: "swatch" }, drawn);
}

export function lineSwatch(kind: Kind): SVGSVGElement {
  const line = svg("line", { x1: 0, y1: 5, x2: 26, y2: 5, "stroke-dasharray": DASHES[kind].join(" ") || "none" });
  return svg("svg", { width: 26, height: 10, "aria-hidden": "true", class: "swatch line" }, line);
}
