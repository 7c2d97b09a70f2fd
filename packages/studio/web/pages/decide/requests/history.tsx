import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { Registration } from './request-page.tsx';

type Transition = Registration['transitions']['nodes'][number];

/** What has happened to the app, by whom and why. */
export function History({ registration: { transitions } }: { readonly registration: Registration }) {
  const t = useTranslations('decide.requests');
  const words = useTranslations('words');
  const columns = useMemo(
    (): Columns<Transition> => [
      {
        id: 'at',
        header: t('at'),
        accessorFn: ({ at }) => at,
        cell: ({ row: { original } }) => <DateTime value={original.at} />,
      },
      { id: 'event', header: t('event'), accessorFn: ({ event }) => words(`appEvent.${event}`) },
      { id: 'by', header: t('by'), accessorFn: ({ by, agency }) => agency?.name ?? words(`appActor.${by}`) },
      { id: 'reason', header: t('reason'), accessorFn: ({ reason }) => reason ?? '' },
    ],
    [t, words],
  );
  return (
    <section>
      <h2>{t('history')}</h2>
      <DataTable caption={t('history')} columns={columns} rows={transitions.nodes} empty="" />
    </section>
  );
}
