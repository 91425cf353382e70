// The buttons at the top right: what to look at, what to take away, how it looks, how it is used.

import { button, byId, el } from "./dom";
import type { State, Store, Tab } from "./state";

export interface Actions {
  png: () => void;
  svg: () => void;
  json: () => void;
  drawer: (side: "filters" | "panel") => void;
}

const KEYS: [string, string][] = [
  ["/", "search for a thing"],
  ["Tab", "go through everything there is"],
  ["Arrow keys", "in the graph: go to the next thing that way"],
  ["Shift + arrow keys", "in the graph: move the picture"],
  ["N, P", "in the graph: next or previous statement of the chosen thing"],
  ["Enter", "in the graph: read on in the panel"],
  ["+, \u2212, 0", "in the graph: nearer, farther, all of it"],
  ["1, 2, W", "in the graph: one step, two steps, the whole graph"],
  ["Escape", "let go of what is chosen"],
  ["?", "this list"],
];

export function buildTools(root: HTMLElement, store: Store, actions: Actions): void {
  const tab = (key: Tab, text: string) => {
    const made = button(text, () => store.update({ tab: key }), { "aria-pressed": "false" });
    store.listen((state) => made.setAttribute("aria-pressed", String(state.tab === key)));
    made.setAttribute("aria-pressed", String(store.state.tab === key));
    return made;
  };
  const help = helpDialog();
  const menu = el("details", { class: "menu" }, el("summary", {}, "Export"), el("div", { class: "menu-items" },
    ...([["PNG picture", actions.png], ["SVG picture", actions.svg], ["JSON data", actions.json]] as const).map(([text, action]) =>
      button(text, () => { action(); menu.open = false; }))));
  document.addEventListener("click", (event) => { if (!menu.contains(event.target as Node)) menu.open = false; });
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; event.stopPropagation(); } });
  const theme = button("Light or dark", () => store.update({ theme: isDark(store.state) ? "light" : "dark" }), { class: "icon", title: "Light or dark" }, "\u25d0");
  root.append(
    el("div", { class: "segments", role: "group", "aria-label": "View" }, tab("graph", "Graph"), tab("table", "Statements"), tab("schema", "Schema")),
    menu, theme,
    button("Keyboard and help", () => help.showModal(), { class: "icon", title: "Keyboard and help (?)", id: "help-button" }, "?"),
    button("Legend and filters", () => actions.drawer("filters"), { class: "drawer-button", id: "filters-button", "aria-controls": "filters", "aria-expanded": "false" }, "Filters"),
  );
  document.body.append(help);
}

export function isDark(state: State): boolean {
  return state.theme === "dark" || (state.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function helpDialog(): HTMLDialogElement {
  const close = () => { dialog.close(); byId("help-button").focus(); };
  const dialog = el("dialog", { "aria-labelledby": "help-title", id: "help" },
    el("h2", { id: "help-title" }, "How to use this page"),
    el("p", {}, "Every line is a statement that an article makes; choose one to read the sentence. Legend entries hide what they name. The address of the page keeps what you see, so that you can send it on."),
    el("dl", {}, ...KEYS.flatMap(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)])),
    button("Close", close));
  return dialog;
}
