// The years of the statements: a small chart with a handle for the first year and one for the last.

import { button, el, plural } from "./dom";
import { passesFilters } from "./filter";
import type { Graph } from "./payload";
import type { State, Store } from "./state";

export class Timeline {
  private readonly bars: HTMLElement[] = [];
  private readonly counts: number[];
  private readonly low: HTMLInputElement;
  private readonly high: HTMLInputElement;
  private readonly undated = el("input", { type: "checkbox", on: { change: () => this.store.update({ undated: this.undated.checked }) } });
  private readonly says = el("output", {});
  private readonly reset = button("all years", () => this.store.update({ years: null }), { class: "all" });

  constructor(root: HTMLElement, private readonly graph: Graph, private readonly store: Store) {
    const [first, last] = graph.years ?? [0, 0];
    this.counts = new Array<number>(last - first + 1).fill(0);
    this.low = this.handle("First year", first, last);
    this.high = this.handle("Last year", first, last);
    root.hidden = !graph.years || last - first > 400;
    if (root.hidden) return;
    this.bars = this.counts.map(() => el("span", {}));
    const ticks = el("div", { class: "ticks", "aria-hidden": "true" }, ...tickYears(first, last).map((year) => {
      const tick = el("span", {}, year);
      tick.style.left = `${last > first ? ((year - first + 0.5) / (last - first + 1)) * 100 : 50}%`;
      return tick;
    }));
    const missing = graph.statements.filter((s) => !s.years).length;
    root.append(
      el("div", { class: "says" }, el("h2", {}, "Years"), this.says, this.reset,
        el("label", {}, this.undated, `undated (${missing.toLocaleString("en")})`)),
      el("div", { class: "range", role: "group", "aria-label": "Years shown" }, el("div", { class: "bars", "aria-hidden": "true" }, ...this.bars), this.low, this.high, ticks),
    );
    store.listen((state, before) => this.refresh(state, before));
    this.refresh(store.state, null);
  }

  private handle(label: string, first: number, last: number): HTMLInputElement {
    const input = el("input", { type: "range", min: first, max: last, step: 1, "aria-label": label, on: { input: () => this.slide(input) } });
    return input;
  }

  private slide(moved: HTMLInputElement): void {
    let [a, b] = [Number(this.low.value), Number(this.high.value)];
    if (a > b) [a, b] = moved === this.low ? [b, b] : [a, a];
    const [first, last] = this.graph.years ?? [a, b];
    this.store.update({ years: a <= first && b >= last ? null : [a, b] });
    if (a === b) moved.style.zIndex = "3";
  }

  private refresh(state: State, before: State | null): void {
    const [first, last] = this.graph.years ?? [0, 0];
    const [a, b] = state.years ?? [first, last];
    this.low.value = String(a);
    this.high.value = String(b);
    this.undated.checked = state.undated;
    this.reset.hidden = !state.years;
    this.says.textContent = a === b ? String(a) : `${a}\u2013${b}`;
    this.bars.forEach((bar, n) => bar.classList.toggle("out", first + n < a || first + n > b));
    if (before && sameOthers(state, before)) return;
    this.counts.fill(0);
    for (const s of this.graph.statements) {
      if (!s.years || !passesFilters(s, { ...state, years: null }) || state.hiddenRelations.has(s.relation.index)) continue;
      for (let year = s.years[0]; year <= (s.years[1] ?? last); year += 1) this.counts[year - first] = (this.counts[year - first] ?? 0) + 1;
    }
    const most = Math.max(1, ...this.counts);
    this.bars.forEach((bar, n) => {
      const count = this.counts[n] ?? 0;
      bar.style.setProperty("--part", (count / most).toFixed(3));
      bar.title = `${first + n}: ${plural(count, "statement")}`;
    });
  }
}

function sameOthers(a: State, b: State): boolean {
  return a.hiddenKinds === b.hiddenKinds && a.hiddenDocuments === b.hiddenDocuments
    && a.hiddenRelations === b.hiddenRelations && a.confidence === b.confidence;
}

function tickYears(first: number, last: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100].find((s) => (last - first) / s <= 12) ?? 100;
  const years = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) years.push(year);
  return years;
}
