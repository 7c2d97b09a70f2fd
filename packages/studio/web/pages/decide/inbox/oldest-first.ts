/** The graph lists these newest first; what has waited longest comes first here. */
export function oldestFirst<Item>(items: readonly Item[] | null | undefined): Item[] | undefined {
  return items?.toReversed();
}
