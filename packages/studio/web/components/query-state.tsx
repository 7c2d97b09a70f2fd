import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { GraphFailure } from '../graph/graph-client.ts';
import { Button } from './button.tsx';
import { Loading } from './loading.tsx';
import { Note } from './note.tsx';

interface QueryStateProps {
  readonly query: {
    readonly isPending: boolean;
    readonly error: Error | null;
    refetch(): Promise<unknown>;
  };
  /** Shown once there is an answer. */
  readonly children: () => ReactNode;
}

/** Shows that a query is loading or has failed, or else its answer. */
export function QueryState({ query, children }: QueryStateProps) {
  const t = useTranslations('app');
  if (query.isPending) return <Loading />;
  if (query.error === null) return children();
  return (
    <Note tone="bad" title={t('failed')}>
      <p>
        {query.error.message} {query.error instanceof GraphFailure && query.error.remedy}
      </p>
      <Button onPress={() => void query.refetch()}>{t('tryAgain')}</Button>
    </Note>
  );
}
