import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStudio } from '../../../app/studio-context.tsx';
import { DecideSubgraphsDocument, DecideSubgraphTextDocument } from '../../../graph/operations.ts';
import type { SchemaField } from '../../../graph/read-schema.ts';
import { schemaFields } from '../../../graph/schema-fields.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';
import { useAgency } from './use-agency.ts';

/** Fields of published schemas, by coordinate. */
export type FieldFacts = ReadonlyMap<string, SchemaField>;

/** Names of the subgraphs of agencies; `null` while they load. */
export function useSubgraphsOf(agencies: readonly string[]): readonly string[] | null {
  const { query, items } = useAllPages(DecideSubgraphsDocument, {}, ({ subgraphs }) => subgraphs);
  if (items === null || query.hasNextPage) return null;
  return items.flatMap(({ name, agency }) => (agencies.includes(agency?.id ?? '') ? [name] : []));
}

/** What the published schemas of agencies say about their fields; `null` while they load. */
export function useFieldFacts(agencies: readonly string[]): FieldFacts | null {
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
      schemas: results.flatMap(({ data }) => {
        const { name, current } = data?.data.subgraph ?? {};
        return name === undefined || !current ? [] : { name, sdl: current.schema };
      }),
    }),
  });
  const { isPending, key } = texts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` names the texts
  const facts = useMemo(() => {
    const fields = texts.schemas.flatMap(({ name, sdl }) => schemaFields(name, sdl));
    return new Map(fields.map((field) => [field.coordinate, field]));
  }, [key]);
  return names === null || isPending ? null : facts;
}

/** The fields of the calling official's agency. */
export function useOwnFields(): FieldFacts | null {
  return useFieldFacts([useAgency().agency]);
}
