import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { Note } from '../../../components/note.tsx';
import { Withheld } from '../../../components/withheld.tsx';
import { GraphFailure } from '../../../graph/graph-client.ts';
import type { Pages } from './use-pages.ts';
import { Visible } from './visible.tsx';

interface LoadedPagesProps<Item> {
  readonly pages: Pages<Item, unknown>;
  readonly children: (items: Item[]) => ReactNode;
}

/** Shows the pages of a list that have been read, a button for the next, and what was withheld. */
export function LoadedPages<Item>({ pages: { query, items, errors }, children }: LoadedPagesProps<Item>) {
  const t = useTranslations();
  if (query.isPending) {
    return (
      <p className="loading" role="status">
        {t('app.loading')}
      </p>
    );
  }
  if (query.error !== null) {
    return (
      <Note tone="bad" title={t('app.failed')}>
        <p>
          {query.error.message} {query.error instanceof GraphFailure && query.error.remedy}
        </p>
        <Button onPress={() => void query.refetch()}>{t('app.tryAgain')}</Button>
      </Note>
    );
  }
  return (
    <>
      <Visible value={items}>{children}</Visible>
      {query.hasNextPage && (
        <p className="more">
          <Button isDisabled={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t('decide.more')}
          </Button>
        </p>
      )}
      <Withheld errors={errors} />
    </>
  );
}
