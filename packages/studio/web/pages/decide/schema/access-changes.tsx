import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import type { Check } from './check-page.tsx';

type AccessChange = Check['accessChanges']['nodes'][number];

/** Who gains or loses which field. */
export function AccessChanges({ changes }: { readonly changes: readonly AccessChange[] }) {
  const t = useTranslations('decide.schema');
  const words = useTranslations('words.accessChange');
  const columns = useMemo(
    (): Columns<AccessChange> => [
      {
        id: 'field',
        header: t('field'),
        accessorFn: ({ coordinate }) => coordinate,
        cell: ({ row: { original } }) => <code>{original.coordinate}</code>,
      },
      {
        id: 'class',
        header: t('sensitivity'),
        accessorFn: ({ dataClass }) => dataClass,
        cell: ({ row: { original } }) => <DataClassBadge value={original.dataClass} />,
      },
      {
        id: 'callers',
        header: t('callers'),
        accessorFn: ({ kind }) => kind,
        cell: ({ row: { original } }) => (
          <>
            <span lang="en">{original.callers.join(', ')}</span>{' '}
            <Badge tone={original.kind === 'GAINS' ? 'warn' : 'quiet'}>{words(original.kind)}</Badge>
          </>
        ),
      },
      {
        id: 'citizens',
        header: t('citizens'),
        accessorFn: ({ affectedCitizens }) => affectedCitizens ?? t('citizensNone'),
      },
    ],
    [t, words],
  );
  return (
    <DataTable caption={t('accessTitle')} columns={columns} rows={[...changes]} empty={t('accessEmpty')} />
  );
}
