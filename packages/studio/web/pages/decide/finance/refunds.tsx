import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { DecideRefundsDocument, type DecideRefundsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { amountColumn } from '../parts/amount-column.ts';
import { useMoney } from '../parts/money.ts';
import { useAgency } from '../parts/use-agency.ts';
import { DecideRefund } from './decide-refund.tsx';
import type { SectionProps } from './section.ts';

type Refund = NonNullable<NonNullable<DecideRefundsQuery['agency']>['refunds']>['nodes'][number];

const tones = {
  REQUESTED: 'warn',
  REJECTED: 'bad',
  APPROVED: 'good',
  SUBMITTED: 'quiet',
  SUCCESS: 'good',
  FAILED: 'bad',
} as const;

/** Refunds of the agency; those above its limit need a second treasurer. */
export function Refunds({ onDone }: SectionProps) {
  const t = useTranslations('decide.finance');
  const { agency } = useAgency();
  const pages = usePages(DecideRefundsDocument, { agency }, (data) => data.agency?.refunds);
  const columns = useColumns(onDone);
  return (
    <section id="refunds">
      <h2>{t('refundsTitle')}</h2>
      <p>{t('refundsLead')}</p>
      <LoadedPages pages={pages}>
        {(rows) => (
          <DataTable caption={t('refundsTitle')} columns={columns} rows={rows} empty={t('refundsEmpty')} />
        )}
      </LoadedPages>
    </section>
  );
}

function useColumns(onDone: SectionProps['onDone']): Columns<Refund> {
  const t = useTranslations('decide.finance');
  const words = useTranslations('words.refundState');
  const money = useMoney();
  return useMemo(
    () => [
      amountColumn('amount', t('amount'), ({ amount }) => amount, money),
      { id: 'reason', header: t('reason'), accessorFn: ({ reason }) => reason },
      {
        id: 'requested',
        header: t('requested'),
        accessorFn: ({ createdAt }) => createdAt,
        cell: ({ row: { original } }) => <DateTime value={original.createdAt} />,
      },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ state }) => state,
        cell: ({ row: { original } }) => <Badge tone={tones[original.state]}>{words(original.state)}</Badge>,
      },
      {
        id: 'change',
        header: t('change'),
        cell: ({ row: { original } }) =>
          original.state === 'REQUESTED' ? (
            <DecideRefund id={original.id} amount={money(original.amount)} onDone={onDone} />
          ) : null,
      },
    ],
    [t, words, money, onDone],
  );
}
