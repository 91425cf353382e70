// The right column: what the articles say of the chosen thing, or why a statement stands here.

import { button, el, name, plural, shorten } from "./dom";
import type { Shown } from "./filter";
import { KIND_LABELS, KINDS, type Fact, type Graph, type Statement, type Thing } from "./payload";
import { badges, link, percent, quotes, sentence, type Choose } from "./sentence";
import { NOTHING, type State, type Store } from "./state";
import { shapeSwatch } from "./swatch";
import { yearsInWords } from "./years";

const FIRST = 40;
/** Relations that say where things are rather than what happened: they come last. */
const BACKGROUND = new Set(["locatedIn", "headquarteredIn", "partOf", "heldAt"]);

export class Panel {
  private drawn = "";

  constructor(
    private readonly root: HTMLElement, private readonly graph: Graph,
    private readonly store: Store, private readonly choose: Choose,
  ) {}

  draw(state: State, shown: Shown): void {
    const key = [state.thing, state.statement, state.hops, state.centre, shown.statementCount, shown.thingCount].join();
    if (key === this.drawn) return;
    const moved = !this.drawn.startsWith(`${state.thing},${state.statement},`);
    this.drawn = key;
    const statement = this.graph.statements[state.statement];
    const thing = this.graph.things[state.thing];
    const content = statement ? this.statement(statement) : thing ? this.thing(thing, state, shown) : this.overview(shown);
    const active = this.root.contains(document.activeElement) ? document.activeElement : null;
    this.root.replaceChildren(...content);
    this.root.classList.toggle("chosen", Boolean(statement ?? thing));
    if (moved) this.root.scrollTop = 0;
    if (active) this.keepFocus(moved ? null : active.textContent, Boolean(statement ?? thing));
  }

  /** Who read here by keyboard goes on here: at the same button, else at the new heading. */
  private keepFocus(text: string | null, chosen: boolean): void {
    const same = text === null ? undefined : [...this.root.querySelectorAll("button")].find((b) => b.textContent === text);
    const heading = this.root.querySelector("h2");
    heading?.setAttribute("tabindex", "-1");
    const next = same ?? (chosen ? heading : document.getElementById("stage"));
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }

  private close(): HTMLElement {
    return button("Close", () => this.store.update({ thing: NOTHING, statement: NOTHING }), { class: "close", title: "Close (Escape)" }, "\u00d7");
  }

  private overview(shown: Shown): HTMLElement[] {
    const things = this.graph.things.filter((t) => shown.things[t.index] && t.edges.length)
      .sort((a, b) => b.edges.length - a.edges.length || a.index - b.index).slice(0, 10);
    const most = Math.max(1, things[0]?.edges.length ?? 1);
    const ranking = things.map((thing) => {
      const bar = el("span", { class: `bar-of fill-${thing.cls.family.name}` });
      bar.style.setProperty("--part", (thing.edges.length / most).toFixed(3));
      return el("li", {}, shapeSwatch(thing.cls.family), link(thing, this.choose), el("span", { class: "count" }, thing.edges.length), bar);
    });
    return [
      el("h2", {}, "At a glance"),
      el("p", { class: "hint" }, "Choose a thing or a line to read what the articles say, sentence by sentence."),
      el("h3", {}, "Most is said of"), el("ol", { class: "ranking" }, ...ranking),
      el("h3", {}, plural(this.graph.documents.length, "document")),
      el("ul", { class: "documents" }, ...this.graph.documents.slice(0, FIRST).map((d) =>
        el("li", {}, name(d.title, 110), el("span", { class: "sub" }, [d.issued, plural(d.count, "statement")].filter(Boolean).join(" \u00b7 "))))),
      this.graph.documents.length > FIRST ? el("p", { class: "hint" }, `and ${this.graph.documents.length - FIRST} more`) : el("span"),
    ];
  }

  private thing(thing: Thing, state: State, shown: Shown): HTMLElement[] {
    const own = thing.edges.map((e) => this.graph.statements[e]).filter((s) => s !== undefined);
    const visible = own.filter((s) => shown.statements[s.index]);
    const parts: HTMLElement[] = [
      this.close(),
      el("p", { class: "kind" }, shapeSwatch(thing.cls.family), thing.cls.label),
      el("h2", {}, name(thing.label, 300)),
    ];
    if (thing.names.length) parts.push(el("p", { class: "aliases" }, "Also called ", ...spaced(thing.names.slice(0, 12))));
    if (thing.attributes.length) {
      parts.push(el("dl", {}, ...thing.attributes.flatMap(([key, value]) => [el("dt", {}, key), el("dd", {}, name(value))])));
    }
    const links = thing.links.filter(isWebAddress).slice(0, 6);
    if (links.length) parts.push(el("p", { class: "aliases" }, "Same as ", ...links.map(external)));
    parts.push(this.focusButtons(thing, state));
    if (thing.facts.length) parts.push(el("h3", {}, "Figures"), el("ul", { class: "facts" }, ...thing.facts.slice(0, FIRST).map(fact)));
    parts.push(...this.groups(thing, visible));
    if (visible.length < own.length) parts.push(el("p", { class: "hint" }, `${plural(own.length - visible.length, "statement")} hidden by the filters.`));
    parts.push(...this.neighbours(thing, visible));
    return parts;
  }

  private focusButtons(thing: Thing, state: State): HTMLElement {
    const on = state.centre === thing.index ? state.hops : 0;
    const entry = (hops: 0 | 1 | 2, text: string) => button(text, () =>
      this.store.update({ hops, centre: hops ? thing.index : NOTHING }), { "aria-pressed": String(on === hops) });
    return el("div", { class: "segments", role: "group", "aria-label": "Focus" },
      entry(0, "Whole graph"), entry(1, "1 step"), entry(2, "2 steps"));
  }

  private groups(thing: Thing, visible: Statement[]): HTMLElement[] {
    const groups = new Map<string, Statement[]>();
    for (const s of visible) {
      const key = `${s.relation.index} ${s.source === thing ? 0 : 1}`;
      groups.set(key, [...(groups.get(key) ?? []), s]);
    }
    const quiet = (list: Statement[]) => (BACKGROUND.has(list[0]?.relation.name ?? "") ? 1 : 0);
    const ordered = [...groups.values()].sort((a, b) => quiet(a) - quiet(b) || b.length - a.length);
    return ordered.flatMap((list) => {
      const first = list[0];
      if (!first) return [];
      const sorted = [...list].sort((a, b) => stanceOrder(a) - stanceOrder(b) || (a.years?.[0] ?? 9999) - (b.years?.[0] ?? 9999) || a.index - b.index);
      return [el("h3", {}, el("span", {}, capital(first.relation.label)), el("span", { class: "count" }, list.length)), this.list(sorted, thing)];
    });
  }

  private list(statements: Statement[], thing: Thing): HTMLElement {
    const list = el("ul", { class: "statements" }, ...statements.slice(0, FIRST).map((s) => this.entry(s, thing)));
    const rest = statements.slice(FIRST);
    if (rest.length) {
      const more = button(`Show ${rest.length} more`, () => more.parentElement?.replaceWith(...rest.map((s) => this.entry(s, thing))));
      list.append(el("li", {}, more));
    }
    return list;
  }

  private entry(s: Statement, thing: Thing): HTMLElement {
    const summary = s.quotes.length ? plural(s.quotes.length, "sentence") : "how it follows";
    const details = el("details", { class: "why", on: { toggle: () => {
      if (details.open && details.childElementCount === 1) details.append(...this.grounds(s));
    } } }, el("summary", {}, badges(s), el("span", { class: "more" }, summary)));
    const read = button(`Show the line: ${s.phrase} ${shorten(s.target.label, 60)}`, () => this.choose(s), { class: "to" }, "show line");
    return el("li", { class: s.kind }, sentence(s, this.choose, thing), el("div", { class: "foot" }, details, read));
  }

  private grounds(s: Statement): HTMLElement[] {
    const premises = s.premises.map((id) => this.graph.byId.get(id)).filter((p) => p !== undefined);
    const follows = premises.length
      ? [el("p", { class: "hint" }, "It follows from:"), el("ul", { class: "statements" }, ...premises.map((p) => el("li", {}, sentence(p, this.choose))))]
      : [];
    return [...follows, ...quotes(s.quotes)];
  }

  private neighbours(thing: Thing, visible: Statement[]): HTMLElement[] {
    const others = [...new Set(visible.map((s) => (s.source === thing ? s.target : s.source)))].filter((t) => t !== thing);
    if (!others.length) return [];
    const chips = others.sort((a, b) => b.edges.length - a.edges.length || a.index - b.index).slice(0, 100)
      .map((t) => el("li", {}, shapeSwatch(t.cls.family), link(t, this.choose)));
    return [el("h3", {}, "Neighbours", el("span", { class: "count" }, others.length)), el("ul", { class: "chips" }, ...chips)];
  }

  private statement(s: Statement): HTMLElement[] {
    const rows: [string, string][] = [["Relation", s.relation.label], ["Kind", KIND_LABELS[s.kind]], ["Confidence", percent(s.confidence)]];
    if (s.years) rows.push(["Years", yearsInWords(s.years)]);
    rows.push(["Documents", String(s.documents.length)]);
    const meter = el("span", { class: "bar-of sure", "aria-hidden": "true" });
    meter.style.setProperty("--part", s.confidence.toFixed(3));
    return [
      this.close(),
      el("p", { class: "kind" }, "Statement"),
      el("h2", { class: "said" }, sentence(s, this.choose)),
      el("dl", {}, ...rows.flatMap(([key, value]) => [el("dt", {}, key), el("dd", {}, value, key === "Confidence" ? meter : null)])),
      ...(s.relation.definition ? [el("p", { class: "hint" }, s.relation.definition)] : []),
      ...(s.quotes.length ? [el("h3", {}, "The sentence behind it", el("span", { class: "count" }, s.quotes.length))] : []),
      ...this.grounds(s),
    ];
  }
}

function fact(f: Fact): HTMLElement {
  const value = [f.value, f.unit].filter(Boolean).join(" ");
  const why = el("details", { class: "why" }, el("summary", {}, el("span", { class: "more" }, plural(f.quotes.length, "sentence"))), ...quotes(f.quotes));
  return el("li", {}, el("strong", {}, name(value)), " ", name(f.measure), f.asOf ? ` (${f.asOf})` : "", el("div", { class: "foot" }, why));
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function spaced(names: string[]): (Node | string)[] {
  return names.flatMap((text, n) => (n ? [" \u00b7 ", name(text)] : [name(text)]));
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s"'<>]+$/.test(text);
}

/** What is said to be so comes before what is worked out, claimed, planned or denied. */
function stanceOrder(s: Statement): number {
  return KINDS.indexOf(s.kind);
}

function external(address: string): HTMLElement {
  const short = address.replace(/^https?:\/\/(www\.)?/, "")
    .replace(/^wikidata\.org\/(entity|wiki)\/(Q\d+)$/, "Wikidata $2").replace(/^sws\.geonames\.org\/(\d+)\/?$/, "GeoNames $1");
  return el("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, shorten(short, 48));
}
