import type { SubgraphDocument } from './subgraph-document.ts';

/**
 * Selects the subgraph that must change to end a contradiction: the one whose release is checked, else the
 * only one that merely extends the type; `null` if it could be any.
 * @param changed name of the subgraph whose release is checked
 */
export function whoCanFix(
  involved: readonly SubgraphDocument[],
  typeName: string | null,
  changed: string | undefined,
): string | null {
  const names = [...new Set(involved.map(({ name }) => name))];
  if (names.length === 1) return names[0] ?? null;
  if (changed !== undefined && names.includes(changed)) return changed;
  if (typeName === null) return null;
  const extending = involved.filter(({ standing }) => standing.isExtended(typeName));
  const [first] = extending;
  return first !== undefined && extending.every(({ name }) => name === first.name) ? first.name : null;
}
