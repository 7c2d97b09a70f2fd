import { useQueries } from '@tanstack/react-query';
import { useStudio } from '../../../app/studio-context.tsx';
import { DecideUsageDocument } from '../../../graph/operations.ts';
import type { Usage } from './usage-table.tsx';

/** Fields of a type whose calls are counted; each costs the graph a query of its own. */
export const mostFields = 12;

/** An operation that uses several of the fields counts once, with its highest number of calls. */
function mostCalled(rows: readonly Usage[]): Usage[] {
  const byOperation = new Map<string, Usage>();
  for (const row of rows) {
    const key = `${row.app} ${row.operation} ${row.operationName}`;
    const known = byOperation.get(key);
    if (known === undefined || known.calls < row.calls) byOperation.set(key, row);
  }
  return [...byOperation.values()].sort((one, other) => other.calls - one.calls);
}

/** Who has called any of these fields, by app and operation. */
export function useFieldUsage(coordinates: readonly string[], days: number) {
  const { run, actor } = useStudio();
  return useQueries({
    queries: coordinates.slice(0, mostFields).map((coordinate) => ({
      queryKey: [actor, DecideUsageDocument.toString(), { coordinate, days }],
      queryFn: () => run(DecideUsageDocument, { coordinate, days }),
    })),
    combine: (results) => ({
      isPending: results.some(({ isPending }) => isPending),
      usage: mostCalled(results.flatMap(({ data }) => data?.data.fieldUsage?.nodes ?? [])),
      /** Whether less often called operations were left out. */
      isCut: results.some(({ data }) => data?.data.fieldUsage?.pageInfo.hasNextPage === true),
      /** Why nothing is counted: a failure, or a refusal. */
      error:
        results.find(({ error }) => error !== null)?.error?.message ??
        results.flatMap(({ data }) => data?.errors ?? [])[0]?.message ??
        null,
    }),
  });
}
