import { useEffect } from 'react';
import type { TypedDocumentString } from './operations.ts';
import type { OperationOptions } from './use-operation.ts';
import { type ListOf, type Pages, usePages } from './use-pages.ts';

/** Runs a query for a whole list: reads one page after the other, until the last or a failure. */
export function useAllPages<Data, Variables extends object, Item>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  listOf: ListOf<Data, Item>,
  options: Pick<OperationOptions, 'everyMs'> = {},
): Pages<Item, Data> {
  const pages = usePages(document, variables, listOf, options);
  const { hasNextPage, isFetchingNextPage, error, fetchNextPage } = pages.query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && error === null) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, error, fetchNextPage]);
  return pages;
}
