// Search by name: a combobox whose hits jump to the thing.

import { byId, el, name, plural, shorten } from "./dom";
import type { Graph, Thing } from "./payload";
import { shapeSwatch } from "./swatch";

const MOST = 12;

export class Search {
  readonly input: HTMLInputElement;
  private readonly list = el("ul", { id: "hits", role: "listbox", "aria-label": "Things found", hidden: true });
  private known: { thing: Thing; text: string }[] | null = null;
  private hits: Thing[] = [];
  private active = -1;

  constructor(root: HTMLElement, private readonly graph: Graph, private readonly choose: (thing: Thing) => void) {
    this.input = el("input", {
      type: "search", role: "combobox", placeholder: `Search ${plural(graph.things.length, "thing")}`, "aria-label": "Search for a thing by name",
      "aria-controls": "hits", "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
      on: {
        input: () => this.find(),
        keydown: (event) => this.key(event),
        focus: () => this.input.value && this.find(),
        blur: () => setTimeout(() => this.close(), 150),
      },
    });
    root.append(this.input, el("kbd", { "aria-hidden": "true" }, "/"), this.list);
  }

  /** Names as they are compared, made when the first search begins. */
  private get keys(): { thing: Thing; text: string }[] {
    this.known ??= this.graph.things.map((thing) => ({ thing, text: [thing.label, ...thing.names].map(fold).join("\n") }));
    return this.known;
  }

  private find(): void {
    const wanted = fold(this.input.value.trim());
    const ranked = wanted ? this.keys.flatMap(({ thing, text }) => {
      const place = text.indexOf(wanted);
      if (place < 0) return [];
      const starts = place === 0 ? 0 : /[\s\n(]/.test(text[place - 1] ?? "") ? 1 : 2;
      return [{ thing, rank: starts }];
    }) : [];
    ranked.sort((a, b) => a.rank - b.rank || b.thing.edges.length - a.thing.edges.length || a.thing.index - b.thing.index);
    this.hits = ranked.slice(0, MOST).map(({ thing }) => thing);
    this.active = this.hits.length ? 0 : -1;
    this.show(Boolean(wanted));
    if (wanted) byId("live").textContent = plural(ranked.length, "thing") + " found";
  }

  private show(open: boolean): void {
    const rows = this.hits.map((thing, n) => el("li", {
      id: `hit-${n}`, role: "option", "aria-selected": String(n === this.active),
      on: { pointerdown: (event) => { event.preventDefault(); this.take(thing); } },
    }, shapeSwatch(thing.cls.family), name(thing.label, 80), el("span", { class: "sub" }, thing.cls.label)));
    const none = el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, `Nothing is called \u201c${shorten(this.input.value, 40)}\u201d`);
    this.list.replaceChildren(...(rows.length ? rows : [none]));
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (this.active >= 0 && open) this.input.setAttribute("aria-activedescendant", `hit-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  private close(): void {
    this.active = -1;
    this.show(false);
  }

  private take(thing: Thing): void {
    this.input.value = shorten(thing.label, 80);
    this.close();
    this.choose(thing);
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.hits.length) {
      event.preventDefault();
      this.active = (this.active + step + this.hits.length) % this.hits.length;
      this.show(true);
    } else if (event.key === "Enter") {
      const hit = this.hits[Math.max(this.active, 0)];
      if (hit) this.take(hit);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (this.list.hidden) this.input.value = "";
      if (this.list.hidden) this.input.blur();
      this.close();
    }
  }
}

/** Lower case without diacritics, so that `Duong` finds `Dương`. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[\u0111\u0110]/g, "d").toLowerCase();
}
