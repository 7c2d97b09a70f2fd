import { useQueries } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useStudio } from '../../../app/studio-context.tsx';
import { DecideSubgraphsDocument, DecideSubgraphTextDocument } from '../../../graph/operations.ts';
import { type FieldFacts, readSdl } from './read-sdl.ts';
import { useAgency } from './use-agency.ts';
import { usePages } from './use-pages.ts';

/** Names of the subgraphs of agencies; `null` while they load. */
export function useSubgraphsOf(agencies: readonly string[]): readonly string[] | null {
  const { query, items } = usePages(DecideSubgraphsDocument, {}, ({ subgraphs }) => subgraphs);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (items === null) return null;
  return items.flatMap(({ name, agency }) => (agencies.includes(agency?.id ?? '') ? [name] : []));
}

/** What the published schemas of agencies say about their fields; `null` while they load. */
export function useFieldFacts(agencies: readonly string[]): ReadonlyMap<string, FieldFacts> | null {
  const { run } = useStudio();
  const names = useSubgraphsOf(agencies);
  const texts = useQueries({
    queries: (names ?? []).map((name) => ({
      queryKey: [DecideSubgraphTextDocument.toString(), name],
      queryFn: () => run(DecideSubgraphTextDocument, { name }),
      staleTime: 60_000,
    })),
    combine: (results) => ({
      isPending: results.some(({ isPending }) => isPending),
      // A text that does not change stays the same object.
      key: results.map(({ data }) => data?.data.subgraph?.current?.version ?? '').join(' '),
      sdls: results.flatMap(({ data }) => data?.data.subgraph?.current?.schema ?? []),
    }),
  });
  const { isPending, key } = texts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` names the texts
  const facts = useMemo(() => new Map(texts.sdls.flatMap((sdl) => [...readSdl(sdl)])), [key]);
  return names === null || isPending ? null : facts;
}

/** The fields of the calling official's agency. */
export function useOwnFields(): ReadonlyMap<string, FieldFacts> | null {
  return useFieldFacts([useAgency().agency]);
}
