// The years of a statement: the first and the last in which it holds.

/** Without a last year no document says that it ended: "since 2016" holds from then on. */
export type Years = [first: number, last: number | null];

export function holdsIn(years: Years, [first, last]: [number, number]): boolean {
  return years[0] <= last && (years[1] ?? Infinity) >= first;
}

export function yearsInWords([first, last]: Years): string {
  if (last === null) return `since ${first}`;
  return first === last ? String(first) : `${first}\u2013${last}`;
}

/** The years from the first to the last that any of these names; what lasts, lasts until `now`. */
export function span(all: Iterable<Years | null>, now: number): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const years of all) {
    if (!years) continue;
    low = Math.min(low, years[0]);
    high = Math.max(high, years[1] ?? Math.max(years[0], now));
  }
  return low > high ? null : [low, high];
}
