// Elements are built from values, never from markup: a name can only ever become text.

type Child = Node | string | number | null | undefined | false;
type Handlers = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
export interface Attributes {
  [name: string]: string | number | boolean | null | undefined | Handlers;
  on?: Handlers;
}

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  const { on, ...rest } = attributes;
  set(element, rest);
  for (const [type, handler] of Object.entries(on ?? {})) element.addEventListener(type, handler as EventListener);
  append(element, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  set(element, attributes);
  append(element, children);
  return element;
}

/** A name from a text, kept apart from the direction of writing round it. */
export function name(text: string, limit = 160): HTMLElement {
  return el("bdi", text.length > limit ? { title: text.slice(0, 2000) } : {}, shorten(text, limit));
}

export function shorten(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1).trimEnd()}\u2026` : text;
}

export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

export function button(label: string, action: () => void, attributes: Attributes = {}, ...children: Child[]): HTMLButtonElement {
  const content = children.length ? children : [label];
  return el("button", { type: "button", ...(children.length ? { "aria-label": label } : {}), ...attributes, on: { click: action } }, ...content);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

function set(element: Element, attributes: Attributes): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined && typeof value !== "object") {
      element.setAttribute(key, String(value));
    }
  }
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child instanceof Node) element.append(child);
    else if (child !== null && child !== undefined && child !== false) element.append(String(child));
  }
}
