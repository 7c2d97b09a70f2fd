import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { DecideSettlementsDocument, type DecideSettlementsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { amountColumn } from '../parts/amount-column.ts';
import { useDay } from '../parts/day.tsx';
import { useMoney } from '../parts/money.ts';
import { useAgency } from '../parts/use-agency.ts';
import type { SectionProps } from './section.ts';
import { Settle } from './settle.tsx';

type Settlement = NonNullable<NonNullable<DecideSettlementsQuery['agency']>['settlements']>['nodes'][number];

const tones = { OPEN: 'quiet', CLOSED: 'warn', SETTLED: 'good' } as const;

/** Each provider's days, from the collection until the money is in the bank. */
export function Settlements({ onDone }: SectionProps) {
  const t = useTranslations('decide.finance');
  const { agency } = useAgency();
  const pages = usePages(DecideSettlementsDocument, { agency }, (data) => data.agency?.settlements);
  const columns = useColumns(onDone);
  return (
    <section id="settlements">
      <h2>{t('settlementsTitle')}</h2>
      <p>{t('settlementsLead')}</p>
      <LoadedPages pages={pages}>
        {(rows) => (
          <DataTable
            caption={t('settlementsTitle')}
            columns={columns}
            rows={rows.toSorted((one, other) => other.day.localeCompare(one.day))}
            empty={t('settlementsEmpty')}
          />
        )}
      </LoadedPages>
    </section>
  );
}

function useColumns(onDone: SectionProps['onDone']): Columns<Settlement> {
  const t = useTranslations('decide.finance');
  const words = useTranslations('words.settlementState');
  const money = useMoney();
  const day = useDay();
  return useMemo(
    () => [
      {
        id: 'day',
        header: t('day'),
        accessorFn: (row) => row.day,
        cell: ({ row }) => <time dateTime={row.original.day}>{day(row.original.day)}</time>,
      },
      { id: 'provider', header: t('provider'), accessorFn: ({ provider }) => provider },
      amountColumn('collected', t('collected'), ({ collected }) => collected, money),
      amountColumn('refunded', t('refunded'), ({ refunded }) => refunded, money),
      amountColumn('fee', t('fee'), ({ fee }) => fee, money),
      amountColumn('net', t('net'), ({ net }) => net, money),
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ state }) => state,
        cell: ({ row: { original } }) => (
          <>
            <Badge tone={tones[original.state]}>{words(original.state)}</Badge> {original.bankReference}
          </>
        ),
      },
      {
        id: 'change',
        header: t('change'),
        cell: ({ row: { original } }) =>
          original.state === 'CLOSED' ? (
            <Settle id={original.id} day={day(original.day)} amount={money(original.net)} onDone={onDone} />
          ) : null,
      },
    ],
    [t, words, money, day, onDone],
  );
}
