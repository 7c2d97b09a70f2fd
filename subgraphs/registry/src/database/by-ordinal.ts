/** Distributes the rows of a query `WITH ORDINALITY` to the pages that it was asked for. */
export function byOrdinal<Row extends { readonly ordinal: string }>(
  pages: readonly unknown[],
  rows: readonly Row[],
): readonly (readonly Row[])[] {
  const found = pages.map((): Row[] => []);
  for (const row of rows) found[Number(row.ordinal) - 1]?.push(row);
  return found;
}
