import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { DecideDisputesDocument, type DecideDisputesQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useAgency } from '../parts/use-agency.ts';
import { DecideOnDispute } from './decide-on-dispute.tsx';
import type { SectionProps } from './section.ts';

type Dispute = NonNullable<NonNullable<DecideDisputesQuery['agency']>['disputes']>['nodes'][number];

const tones = { OPENED: 'warn', WITHDRAWN: 'quiet', UPHELD: 'good', REJECTED: 'bad' } as const;

/** Objections of citizens: clerks decide about notices, treasurers about payments. */
export function Disputes({ onDone }: SectionProps) {
  const t = useTranslations('decide.finance');
  const { agency } = useAgency();
  const pages = usePages(DecideDisputesDocument, { agency }, (data) => data.agency?.disputes);
  const columns = useColumns(onDone);
  return (
    <section id="disputes">
      <h2>{t('disputesTitle')}</h2>
      <p>{t('disputesLead')}</p>
      <LoadedPages pages={pages}>
        {(rows) => (
          <DataTable caption={t('disputesTitle')} columns={columns} rows={rows} empty={t('disputesEmpty')} />
        )}
      </LoadedPages>
    </section>
  );
}

function useColumns(onDone: SectionProps['onDone']): Columns<Dispute> {
  const t = useTranslations('decide.finance');
  const words = useTranslations('words.disputeState');
  return useMemo(
    () => [
      { id: 'reason', header: t('reason'), accessorFn: ({ reason }) => reason },
      {
        id: 'about',
        header: t('about'),
        accessorFn: ({ payment }) => t(payment === null ? 'aboutNotice' : 'aboutPayment'),
      },
      {
        id: 'opened',
        header: t('requested'),
        accessorFn: ({ createdAt }) => createdAt,
        cell: ({ row: { original } }) => <DateTime value={original.createdAt} />,
      },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ state }) => state,
        cell: ({ row: { original } }) => (
          <>
            <Badge tone={tones[original.state]}>{words(original.state)}</Badge> {original.answer}
          </>
        ),
      },
      {
        id: 'change',
        header: t('change'),
        cell: ({ row: { original } }) =>
          original.state === 'OPENED' ? <DecideOnDispute id={original.id} onDone={onDone} /> : null,
      },
    ],
    [t, words, onDone],
  );
}
