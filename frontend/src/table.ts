// All statements that pass the filters, as a table to sort, search and read.

import { button, el, name, plural, shorten } from "./dom";
import type { Shown } from "./filter";
import { KIND_LABELS, type Graph, type Statement } from "./payload";
import { fold } from "./search";
import { link, percent, plainSentence, type Choose } from "./sentence";
import { yearsInWords } from "./years";

const PAGE = 200;
type Column = { label: string; number?: boolean; key: (s: Statement) => string | number };

const COLUMNS: Column[] = [
  { label: "Who or what", key: (s) => s.source.label },
  { label: "Relation", key: (s) => s.relation.label },
  { label: "To whom or what", key: (s) => s.target.label },
  { label: "When", key: (s) => s.years?.[0] ?? 99999 },
  { label: "Sure", number: true, key: (s) => -s.confidence },
  { label: "Sentence", key: (s) => s.quotes[0]?.exact ?? "" },
];

export class Table {
  private column = 0;
  private descending = false;
  private limit = PAGE;
  private wanted = "";
  private shown: Shown | null = null;
  private readonly body = el("tbody");
  private readonly headers: HTMLElement[];
  private readonly count = el("p", { class: "hint", role: "status" });
  private readonly more = button("Show more", () => { this.limit += PAGE * 5; this.fill(); });

  constructor(root: HTMLElement, private readonly graph: Graph, private readonly choose: Choose) {
    const filter = el("input", { type: "search", placeholder: "Find in statements and sentences", "aria-label": "Find in statements and sentences", on: {
      input: () => { this.wanted = fold(filter.value.trim()); this.limit = PAGE; this.fill(); },
    } });
    this.headers = COLUMNS.map((column, n) => el("th", { scope: "col", class: column.number ? "number" : null }, button(column.label, () => this.sort(n))));
    const table = el("table", {}, el("caption", { class: "unseen" }, "All statements"), el("thead", {}, el("tr", {}, ...this.headers)), this.body);
    root.append(el("div", { class: "table-tools" }, filter, this.count),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Statements" }, table, this.more));
  }

  draw(shown: Shown): void {
    if (shown === this.shown) return;
    this.shown = shown;
    this.fill();
  }

  private sort(column: number): void {
    this.descending = this.column === column && !this.descending;
    this.column = column;
    this.fill();
  }

  private fill(): void {
    const key = COLUMNS[this.column]?.key ?? (() => 0);
    const rows = this.graph.statements.filter((s) => this.shown?.statements[s.index] && this.matches(s));
    rows.sort((a, b) => compare(key(a), key(b)) * (this.descending ? -1 : 1) || a.index - b.index);
    this.body.replaceChildren(...rows.slice(0, this.limit).map((s) => this.row(s)));
    this.count.textContent = plural(rows.length, "statement");
    this.more.hidden = rows.length <= this.limit;
    this.headers.forEach((th, n) => th.setAttribute("aria-sort", n !== this.column ? "none" : this.descending ? "descending" : "ascending"));
  }

  private matches(s: Statement): boolean {
    return !this.wanted || fold(`${plainSentence(s)} ${s.quotes.map((q) => q.exact).join(" ")}`).includes(this.wanted);
  }

  private row(s: Statement): HTMLElement {
    const years = s.years ? yearsInWords(s.years) : "";
    const quote = s.quotes[0];
    const read = button(`Read the sentence: ${shorten(plainSentence(s), 80)}`, () => this.choose(s), { class: "read" },
      quote ? shorten(quote.exact, 260) : "inferred");
    return el("tr", { class: s.kind },
      el("td", {}, link(s.source, this.choose)), el("td", {}, name(s.phrase, 90), s.kind === "asserted" ? null : el("span", { class: `badge ${s.kind}` }, KIND_LABELS[s.kind])), el("td", {}, link(s.target, this.choose)),
      el("td", { class: "when" }, years), el("td", { class: "number" }, percent(s.confidence)),
      el("td", { class: "wide" }, read));
  }
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
}
