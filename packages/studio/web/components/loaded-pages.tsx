import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Pages } from '../graph/use-pages.ts';
import { Button } from './button.tsx';
import { QueryState } from './query-state.tsx';
import { Visible } from './visible.tsx';
import { Withheld } from './withheld.tsx';

interface LoadedPagesProps<Item> {
  readonly pages: Pages<Item, unknown>;
  readonly children: (items: Item[]) => ReactNode;
}

/** Shows the pages of a list that have been read, a button for the next, and what was withheld. */
export function LoadedPages<Item>({ pages: { query, items, errors }, children }: LoadedPagesProps<Item>) {
  const t = useTranslations('app');
  return (
    <QueryState query={query}>
      {() => (
        <>
          <Visible value={items}>{children}</Visible>
          {query.hasNextPage && (
            <p>
              <Button isDisabled={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                {t('more')}
              </Button>
            </p>
          )}
          <Withheld errors={errors} />
        </>
      )}
    </QueryState>
  );
}
