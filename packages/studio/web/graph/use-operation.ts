import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useStudio } from '../app/studio-context.tsx';
import type { TypedDocumentString } from './operations.ts';

export interface OperationOptions {
  /** False while something it needs is missing. */
  readonly enabled?: boolean;
  /** Interval of repetitions in milliseconds. */
  readonly everyMs?: number;
}

/** Runs a query as the current caller; the result is cached for that caller only. */
export function useOperation<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { enabled = true, everyMs }: OperationOptions = {},
) {
  const { run, actor } = useStudio();
  return useQuery({
    queryKey: [actor, document.toString(), variables],
    queryFn: () => run(document, variables),
    enabled,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
}

/** Every gateway applies a change within two seconds, but not before it answers. */
const appliedMs = 2_500;

/** Runs a mutation; afterwards every query of the page is run again, once more when all gateways know. */
export function useChange<Data, Variables>(document: TypedDocumentString<Data, Variables>) {
  const { run } = useStudio();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (variables: Variables) => run(document, variables),
    onSuccess() {
      setTimeout(() => void queries.invalidateQueries(), appliedMs);
      return queries.invalidateQueries();
    },
  });
}
