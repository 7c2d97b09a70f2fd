import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { GraphAnswer } from '../graph/graph-client.ts';
import { QueryState } from './query-state.tsx';
import { Withheld } from './withheld.tsx';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<GraphAnswer<Data>>;
  readonly children: (data: Data) => ReactNode;
}

/** Shows a query's data, or that it is loading or has failed; below the data, what was withheld. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  return (
    <QueryState query={query}>
      {() =>
        query.data !== undefined && (
          <>
            {children(query.data.data)}
            <Withheld errors={query.data.errors} />
          </>
        )
      }
    </QueryState>
  );
}
