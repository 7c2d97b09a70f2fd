import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { DecideLatestReadsDocument, type DecideLatestReadsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useAgency } from '../parts/use-agency.ts';
import { useCapacity } from './use-capacity.ts';

type Read = NonNullable<NonNullable<DecideLatestReadsQuery['agency']>['accesses']>['nodes'][number];

/** Single reads, the newest first. */
export function LatestReads() {
  const t = useTranslations('decide.readers');
  const capacity = useCapacity();
  const { agency, language } = useAgency();
  const pages = usePages(DecideLatestReadsDocument, { agency, language }, (data) => data.agency?.accesses);
  const columns = useMemo(
    (): Columns<Read> => [
      {
        id: 'time',
        header: t('time'),
        accessorFn: ({ time }) => time,
        cell: ({ row: { original } }) => <DateTime value={original.time} />,
      },
      {
        id: 'reader',
        header: t('reader'),
        accessorFn: ({ app }) => app?.name ?? t('officials'),
      },
      { id: 'capacity', header: t('capacity'), accessorFn: capacity },
      { id: 'purpose', header: t('purpose'), accessorFn: ({ purpose }) => purpose?.title ?? t('noPurpose') },
      {
        id: 'fields',
        header: t('fields'),
        accessorFn: ({ fields }) => fields.join(', '),
        cell: ({ row: { original } }) => <code>{original.fields.join(', ')}</code>,
      },
    ],
    [t, capacity],
  );
  return (
    <section>
      <h2>{t('latest')}</h2>
      <LoadedPages pages={pages}>
        {(reads) => (
          <DataTable caption={t('latest')} columns={columns} rows={reads} empty={t('emptyLatest')} />
        )}
      </LoadedPages>
    </section>
  );
}
