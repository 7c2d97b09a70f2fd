import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStudio } from '../app/studio-context.tsx';
import type { TypedDocumentString } from './operations.ts';
import type { GraphError } from './post-operation.ts';
import type { OperationOptions } from './use-operation.ts';

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

interface List<Item> {
  readonly nodes: readonly Item[];
  readonly pageInfo: PageInfo;
}

/** The list in an answer; `null` where the graph refuses it. */
export type ListOf<Data, Item> = (data: Data) => List<Item> | null | undefined;

/** The pages of a list that have been read. */
export interface Pages<Item, Data> {
  /** State of the reading. */
  readonly query: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    fetchNextPage(): Promise<unknown>;
    refetch(): Promise<unknown>;
  };
  readonly errors: readonly GraphError[];
  /** Null where the graph refuses the list. */
  readonly items: Item[] | null;
  readonly first: Data | null;
}

/**
 * Runs a query for a list, page by page.
 * @param listOf the list in an answer
 */
export function usePages<Data, Variables extends object, Item>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  listOf: ListOf<Data, Item>,
  { everyMs }: Pick<OperationOptions, 'everyMs'> = {},
): Pages<Item, Data> {
  const { run, actor } = useStudio();
  const query = useInfiniteQuery({
    queryKey: [actor, document.toString(), variables, 'pages'],
    queryFn: ({ pageParam }) => run(document, { ...variables, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ data }) => {
      const info = listOf(data)?.pageInfo;
      return info?.hasNextPage === true ? info.endCursor : undefined;
    },
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
  const { data: read } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every render brings an equal `listOf`
  const content = useMemo(() => {
    const answers = read?.pages ?? [];
    const lists = answers.map(({ data }) => listOf(data));
    return {
      errors: answers.flatMap(({ errors }) => errors),
      items: lists[0] == null ? null : lists.flatMap((list) => list?.nodes ?? []),
      first: answers[0]?.data ?? null,
    };
  }, [read]);
  return { query, ...content };
}
