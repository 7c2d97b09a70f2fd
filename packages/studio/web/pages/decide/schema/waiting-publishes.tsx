import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { DecideWaitingDocument, type DecideWaitingQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';

type Row = NonNullable<DecideWaitingQuery['waitingPublishes']>['nodes'][number];

/** Publishes of the agency that need a second official. */
export function WaitingPublishes() {
  const t = useTranslations('decide.schema');
  const { language } = useStudio();
  const pages = usePages(DecideWaitingDocument, {}, ({ waitingPublishes }) => waitingPublishes);
  const columns = useMemo(
    (): Columns<Row> => [
      {
        id: 'subgraph',
        header: t('version'),
        accessorFn: ({ subgraph }) => subgraph,
        cell: ({ row: { original } }) => (
          <Link to={`/${language}/decide/schema/publishes/${original.id}`}>{original.subgraph}</Link>
        ),
      },
      { id: 'reason', header: t('reason'), accessorFn: ({ requestReason }) => requestReason ?? '' },
      {
        id: 'checked',
        header: t('checked'),
        accessorFn: ({ checkedAt }) => checkedAt,
        cell: ({ row: { original } }) => <DateTime value={original.checkedAt} />,
      },
    ],
    [t, language],
  );
  return (
    <section>
      <h2>{t('waitingTitle')}</h2>
      <LoadedPages pages={pages}>
        {(rows) => (
          <DataTable caption={t('waitingTitle')} columns={columns} rows={rows} empty={t('waitingEmpty')} />
        )}
      </LoadedPages>
    </section>
  );
}
