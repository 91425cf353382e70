// The left column: legends whose entries hide exactly their own, and the filters.

import { button, el, name, shorten } from "./dom";
import { KIND_LABELS, KINDS, type Class, type Graph } from "./payload";
import { lineSwatch, shapeSwatch } from "./swatch";
import { initial, type State, type Store } from "./state";

type Key = "hiddenClasses" | "hiddenRelations" | "hiddenKinds" | "hiddenDocuments";
interface Entry<T> { item: T; label: string; title: string; count: number; counted?: (state: State) => number; swatch?: Element }

export class Filters {
  private refreshers: ((state: State) => void)[] = [];

  constructor(root: HTMLElement, graph: Graph, private readonly store: Store) {
    const spoken = new Map<Class, number>();
    for (const thing of graph.things) spoken.set(thing.cls, (spoken.get(thing.cls) ?? 0) + (thing.edges.length || !graph.statements.length ? 1 : 0));
    const kinds = KINDS.filter((kind) => graph.statements.some((s) => s.kind === kind));
    root.append(
      this.legend("Things", "hiddenClasses", graph.classes.map((c) =>
        ({ item: c.index, label: c.label, title: c.definition, count: c.count, counted: (state: State) => (state.alone ? c.count : (spoken.get(c) ?? 0)), swatch: shapeSwatch(c.family) })), true),
      this.legend("Relations", "hiddenRelations", [...graph.relations].sort((a, b) => b.count - a.count || a.index - b.index).map((r) =>
        ({ item: r.index, label: r.label, title: r.definition, count: r.count })), true),
      this.legend("Kinds of statement", "hiddenKinds", kinds.map((kind) =>
        ({ item: kind, label: KIND_LABELS[kind], title: "", count: graph.statements.filter((s) => s.kind === kind).length, swatch: lineSwatch(kind) })), kinds.length > 1),
      this.legend("Documents", "hiddenDocuments", graph.documents.map((d) =>
        ({ item: d.index, label: d.title, title: d.title, count: d.count })), graph.documents.length <= 12),
      this.sliders(graph),
    );
    store.listen((state) => this.refresh(state));
    this.refresh(store.state);
  }

  private legend<T extends number | string>(title: string, key: Key, entries: Entry<T>[], open: boolean): HTMLElement {
    const hidden = (state: State) => state[key] as ReadonlySet<unknown>;
    const set = (items: Iterable<T>) => this.store.update({ [key]: new Set(items) } as Partial<State>);
    const most = Math.max(1, ...entries.map((e) => e.count));
    const rows = entries.map((entry) => {
      const box = el("input", { type: "checkbox", checked: true, on: {
        change: () => {
          const next = new Set(hidden(this.store.state) as ReadonlySet<T>);
          if (box.checked) next.delete(entry.item);
          else next.add(entry.item);
          set(next);
        },
      } });
      const bar = el("span", { class: "bar-of" });
      bar.style.setProperty("--part", (entry.count / most).toFixed(3));
      const label = el("label", { title: shorten(entry.title, 400) }, box, entry.swatch ?? bar, name(entry.label, 70));
      const only = button("only", () => set(entries.filter((e) => e !== entry).map((e) => e.item)),
        { class: "only", "aria-label": `Show only ${shorten(entry.label, 70)}` });
      this.refreshers.push((state) => { box.checked = !hidden(state).has(entry.item); });
      const count = el("span", { class: "count" });
      this.refreshers.push((state) => { count.textContent = (entry.counted?.(state) ?? entry.count).toLocaleString("en"); });
      return el("li", {}, label, only, count);
    });
    const all = button("show all", () => set([]), { class: "all", "aria-label": `Show all ${title.toLowerCase()}` });
    this.refreshers.push((state) => { all.hidden = hidden(state).size === 0; });
    const list = el("ul", { class: `legend ${key}` }, ...rows);
    const head = el("summary", {}, el("h2", {}, title), el("span", { class: "count" }, entries.length));
    return el("details", { open, class: "group" }, head, all, list);
  }

  private sliders(graph: Graph): HTMLElement {
    const confidence = this.slider("Confidence at least", 0, 100, 1, (state) => Math.round(state.confidence * 100),
      (value) => ({ confidence: value / 100 }), (value) => `${value} %`);
    const labels = this.slider("Names at once", 0, 200, 5, (state) => Math.min(state.labels, 200),
      (value) => ({ labels: value }), (value) => String(value));
    const alone = graph.things.filter((thing) => !thing.edges.length).length;
    const box = el("input", { type: "checkbox", on: { change: () => this.store.update({ alone: box.checked }) } });
    this.refreshers.push((state) => { box.checked = state.alone; });
    const others = el("label", { class: "others" }, box, `Things without statements (${alone.toLocaleString("en")})`);
    others.hidden = alone === 0 || graph.statements.length === 0;
    const reset = button("Reset all filters", () => {
      const { tab, theme, thing, statement, view } = this.store.state;
      this.store.update({ ...initial(), tab, theme, thing, statement, view });
    }, { class: "reset" });
    const head = el("summary", {}, el("h2", {}, "More filters"));
    return el("details", { open: true, class: "group" }, head, confidence, labels, others, reset);
  }

  private slider(
    label: string, min: number, max: number, step: number,
    read: (state: State) => number, write: (value: number) => Partial<State>, show: (value: number) => string,
  ): HTMLElement {
    const output = el("output", {});
    const input = el("input", { type: "range", min, max, step, "aria-label": label, on: {
      input: () => this.store.update(write(Number(input.value))),
    } });
    this.refreshers.push((state) => {
      input.value = String(read(state));
      output.textContent = show(read(state));
      input.setAttribute("aria-valuetext", show(read(state)));
    });
    return el("div", { class: "slider" }, el("span", { "aria-hidden": "true" }, label), output, input);
  }

  private refresh(state: State): void {
    for (const refresh of this.refreshers) refresh(state);
  }
}
