import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { type GraphAnswer, GraphFailure } from '../graph/graph-client.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';
import { Withheld } from './withheld.tsx';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<GraphAnswer<Data>>;
  readonly children: (data: Data) => ReactNode;
}

/** Shows a query's data, or that it is loading or has failed; below the data, what was withheld. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  const t = useTranslations('app');
  if (query.isPending) {
    return (
      <p className="loading" role="status">
        {t('loading')}
      </p>
    );
  }
  if (query.isError) {
    return (
      <Note tone="bad" title={t('failed')}>
        <p>
          {query.error.message} {query.error instanceof GraphFailure && query.error.remedy}
        </p>
        <Button onPress={() => void query.refetch()}>{t('tryAgain')}</Button>
      </Note>
    );
  }
  return (
    <>
      {children(query.data.data)}
      <Withheld errors={query.data.errors} />
    </>
  );
}
