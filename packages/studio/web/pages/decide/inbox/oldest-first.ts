/** The graph lists these newest first; what has waited longest comes first here. */
export function oldestFirst<Item>(items: readonly Item[] | null | undefined): Item[] | undefined {
  return items?.toReversed();
}

/** Settlements, which the graph lists in the order of their import. */
export function byDay<Item extends { readonly day: string }>(
  items: readonly Item[] | null | undefined,
): Item[] | undefined {
  return items?.toSorted((one, other) => one.day.localeCompare(other.day));
}
