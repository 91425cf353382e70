// Puts the page together: data, chosen state, one renderer of two, and everything round it.

import { CanvasRenderer } from "./canvas";
import { button, byId, el, plural } from "./dom";
import { save, toJson, toPng, toSvg } from "./exports";
import { filter, type Shown } from "./filter";
import { Filters } from "./filters";
import { onStageKey } from "./keys";
import { Panel } from "./panel";
import { readGraph, readPayload, type Graph, type Statement, type Thing } from "./payload";
import { colours, isStatement, lightUp, type Picture } from "./picture";
import { Rings } from "./radial";
import { coveredBelow, firstView, viewOf, wholeView, type Events, type Renderer } from "./renderer";
import { drawSchema } from "./schema";
import { Search } from "./search";
import { about } from "./sentence";
import { fromFragment, NOTHING, Store, toFragment, type State, type Viewpoint } from "./state";
import { Table } from "./table";
import { Timeline } from "./timeline";
import { buildTools, isDark } from "./tools";
import { readNetwork, VisRenderer } from "./vis";

class Page {
  private readonly store: Store;
  private readonly renderer: Renderer;
  private readonly panel: Panel;
  private readonly table: Table;
  private readonly search: Search;
  private readonly stage = byId("stage");
  private shown: Shown;
  private hovered: Thing | Statement | null = null;
  private fragmentTimer = 0;
  private readonly rings = new Rings();

  constructor(private readonly graph: Graph) {
    this.store = new Store(fromFragment(location.hash, graph));
    this.shown = filter(graph, this.store.state);
    this.arrange(this.store.state);
    const choose = (item: Thing | Statement) => this.choose(item, true);
    this.panel = new Panel(byId("panel"), graph, this.store, choose);
    this.table = new Table(byId("table"), graph, choose);
    this.search = new Search(byId("search"), graph, (thing) => {
      this.store.update({ tab: "graph" });
      this.choose(thing, true);
      this.stage.focus({ preventScroll: true });
    });
    new Filters(byId("filters"), graph, this.store);
    new Timeline(byId("timeline"), graph, this.store);
    buildTools(byId("tools"), this.store, this.actions());
    this.furnishStage();
    this.renderer = this.makeRenderer();
    this.listen();
    this.refresh(this.store.state, null);
  }

  private makeRenderer(): Renderer {
    const events: Events = {
      pick: (item) => (item ? this.choose(item, false) : this.store.update({ thing: NOTHING, statement: NOTHING })),
      hover: (item) => this.hover(item),
      moved: (view) => this.moved(view),
    };
    const data = readNetwork();
    const size = { width: this.stage.clientWidth, height: this.stage.clientHeight };
    const view = this.store.state.view ?? firstView(this.visibleThings(), size);
    if (data) return new VisRenderer(this.stage, events, data, this.picture(), view);
    const renderer = new CanvasRenderer(this.stage, events);
    renderer.setView(view, false);
    return renderer;
  }

  private visibleThings(): Thing[] {
    return this.graph.things.filter((t) => this.shown.things[t.index]);
  }

  private hover(item: Thing | Statement | null): void {
    if (item === this.hovered) return;
    this.hovered = item;
    this.stage.classList.toggle("over", item !== null);
    this.draw();
  }

  private furnishStage(): void {
    this.stage.tabIndex = 0;
    this.stage.setAttribute("role", "application");
    this.stage.setAttribute("aria-label", "Graph. Arrow keys go from thing to thing, N and P along the statements of the chosen one, plus and minus zoom, question mark lists all keys.");
    const zoom = (factor: number) => () => {
      const view = this.renderer.view();
      this.renderer.setView({ ...view, k: view.k * factor }, true);
      this.moved({ ...view, k: view.k * factor });
    };
    byId("centre").append(el("div", { class: "zoom", role: "group", "aria-label": "Zoom" },
      button("Nearer", zoom(1.4), { title: "Nearer (+)" }, "+"), button("Farther", zoom(1 / 1.4), { title: "Farther (\u2212)" }, "\u2212"),
      button("Show all", () => this.fit(true), { title: "Show all (0)" }, "\u2922")));
    if (this.graph.notice) {
      const notice = byId("notice");
      notice.hidden = false;
      notice.append(el("span", {}, this.graph.notice), button("Dismiss", () => { notice.hidden = true; }, { class: "close" }, "\u00d7"));
    }
  }

  private listen(): void {
    this.store.listen((state, before) => this.refresh(state, before));
    this.stage.addEventListener("keydown", (event) => onStageKey(event, {
      graph: this.graph, store: this.store, renderer: this.renderer, shown: () => this.shown,
      chooseThing: (thing) => this.choose(thing, true),
      chooseStatement: (n) => { const s = this.graph.statements[n]; if (s) this.chooseStatement(s); },
      fit: () => this.fit(true), read: () => this.readOn(), moved: () => this.moved(this.renderer.view()),
    }));
    document.addEventListener("keydown", (event) => this.pageKey(event));
    window.addEventListener("hashchange", () => {
      if (location.hash.slice(1) === toFragment(this.store.state, this.graph)) return;
      const state = fromFragment(location.hash, this.graph);
      this.store.update(state);
      if (state.view) this.renderer.setView(state.view, false);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.refresh(this.store.state, null));
    document.querySelector(".skip")?.addEventListener("click", (event) => { event.preventDefault(); this.stage.focus(); });
  }

  private pageKey(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLInputElement && event.target.type !== "range" && event.target.type !== "checkbox";
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      this.search.input.focus();
      this.search.input.select();
    } else if (event.key === "?") document.getElementById("help-button")?.click();
    else if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      this.drawers(null);
      const { thing, statement } = this.store.state;
      this.store.update(statement !== NOTHING ? { statement: NOTHING } : thing !== NOTHING ? { thing: NOTHING } : { hops: 0, centre: NOTHING });
    }
  }

  private choose(item: Thing | Statement, bringIntoView: boolean): void {
    if (isStatement(item)) this.chooseStatement(item);
    else this.store.update({ thing: item.index, statement: NOTHING, ...this.reveal(item) });
    if (bringIntoView) this.bring(isStatement(item) ? [item.source, item.target] : this.surroundings(item));
    byId("live").textContent = isStatement(item) ? about(item) : `${item.label}, ${item.cls.label}, ${plural(item.edges.length, "statement")}`;
  }

  private chooseStatement(s: Statement): void {
    this.store.update({ statement: s.index });
    byId("live").textContent = about(s);
  }

  /** A thing that was looked for is shown, whatever hid it. */
  private reveal(thing: Thing): Partial<State> {
    if (this.shown.things[thing.index]) return {};
    const state = this.store.state;
    if (!thing.edges.length) return { alone: true, hops: 0, centre: NOTHING };
    const classes = new Set(state.hiddenClasses);
    classes.delete(thing.cls.index);
    const patch: Partial<State> = { hiddenClasses: classes, hops: 0, centre: NOTHING };
    if (filter(this.graph, { ...state, ...patch }).things[thing.index]) return patch;
    return { ...patch, hiddenDocuments: new Set(), hiddenKinds: new Set(), confidence: 0, years: null, undated: true };
  }

  /** A thing and what it is joined to. */
  private surroundings(thing: Thing): Thing[] {
    const others = thing.edges.flatMap((e) => {
      const s = this.graph.statements[e];
      return s && this.shown.statements[e] ? [s.source, s.target] : [];
    });
    return [...new Set([thing, ...others])];
  }

  private bring(things: Thing[]): void {
    const view = viewOf(things, this.renderer, this.covered());
    if (!view) return;
    this.renderer.setView(view, true);
    this.moved(view);
  }

  private covered(): number {
    return coveredBelow(this.stage, byId("panel"));
  }

  private fit(smoothly: boolean): void {
    this.renderer.setView(wholeView(this.visibleThings(), this.renderer, this.covered()), smoothly);
    this.store.update({ view: null });
  }

  private moved(view: Viewpoint): void {
    this.store.update({ view });
  }

  private readOn(): void {
    const panel = byId("panel");
    this.drawers("panel");
    const first = panel.querySelector<HTMLElement>("button:not(.close), summary, a[href]");
    first?.focus();
  }

  private actions() {
    const frame = () => ({ ...this.renderer.view(), ...this.renderer.size() });
    const file = (this.graph.title.normalize("NFKD").replace(/[^\w]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "graph").toLowerCase();
    return {
      png: () => void toPng(this.picture(), frame()).then((blob) => save(blob, `${file}.png`)),
      svg: () => save(toSvg(this.picture(), frame()), `${file}.svg`),
      json: () => save(toJson(this.picture()), `${file}.json`),
      drawer: (side: "filters" | "panel") => this.drawers(document.body.dataset.drawer === side ? null : side),
    };
  }

  private drawers(open: "filters" | "panel" | null): void {
    if (open) document.body.dataset.drawer = open;
    else delete document.body.dataset.drawer;
    byId("filters-button").setAttribute("aria-expanded", String(open === "filters"));
  }

  private refresh(state: State, before: State | null): void {
    const onlyView = before && state.view !== before.view && (Object.keys(state) as (keyof State)[]).every((k) => k === "view" || state[k] === before[k]);
    this.remember();
    if (onlyView) return;
    if (!before || needsFilter(state, before)) {
      this.shown = filter(this.graph, state);
      this.count();
    }
    const refocused = before !== null && (state.hops !== before.hops || state.centre !== before.centre);
    if (refocused) this.renderer.moveThings(this.arrange(state));
    document.documentElement.dataset.theme = isDark(state) ? "dark" : "light";
    for (const tab of ["stage", "table", "schema"]) byId(tab).hidden = tab !== (state.tab === "graph" ? "stage" : state.tab);
    document.body.dataset.tab = state.tab;
    if (state.tab === "table") this.table.draw(this.shown);
    if (state.tab === "schema") drawSchema(byId("schema"), this.graph, this.shown);
    document.body.classList.toggle("reading", state.thing !== NOTHING || state.statement !== NOTHING);
    this.panel.draw(state, this.shown);
    this.draw();
    if (refocused) this.fit(true);
  }

  private count(): void {
    const { things, statements, documents } = this.graph;
    const part = (shown: number, all: number, one: string) =>
      shown === all ? plural(all, one) : `${shown.toLocaleString("en")} of ${plural(all, one)}`;
    const text = [part(this.shown.thingCount, things.length, "thing"), part(this.shown.statementCount, statements.length, "statement"), plural(documents.length, "document")].join(" \u00b7 ");
    byId("counts").textContent = text;
    byId("live").textContent = `${text} shown`;
  }

  private picture(): Picture {
    const state = this.store.state;
    const chosen = this.graph.statements[state.statement] ?? this.graph.things[state.thing] ?? null;
    const lit = lightUp(this.graph, this.shown, this.hovered, chosen);
    return { graph: this.graph, shown: this.shown, colours: colours(this.graph, isDark(state)), chosen, hovered: this.hovered, lit, veiled: chosen !== null && !state.hops, labels: state.labels };
  }

  private arrange({ hops, centre }: State): Thing[] {
    return this.rings.arrange(hops ? this.graph.things[centre] : undefined, this.graph, this.shown);
  }

  private draw(): void {
    if (this.store.state.tab === "graph") this.renderer.draw(this.picture());
  }

  private remember(): void {
    window.clearTimeout(this.fragmentTimer);
    this.fragmentTimer = window.setTimeout(() => {
      const fragment = toFragment(this.store.state, this.graph);
      try {
        history.replaceState(null, "", fragment ? `#${fragment}` : `${location.pathname}${location.search}`);
      } catch {
        // A page inside a notebook has no address of its own.
      }
    }, 150);
  }
}

function needsFilter(a: State, b: State): boolean {
  const keys: (keyof State)[] = ["hiddenClasses", "hiddenRelations", "hiddenKinds", "hiddenDocuments", "confidence", "years", "undated", "alone", "hops", "centre"];
  return keys.some((key) => a[key] !== b[key]);
}

void readPayload().then((data) => {
  new Page(readGraph(data));
  document.body.dataset.ready = "true";
}).catch((error: unknown) => {
  byId("counts").textContent = `This page could not be drawn: ${error instanceof Error ? error.message : String(error)}`;
  document.body.dataset.ready = "failed";
});
