import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import {
  DecideBreaksDocument,
  type DecideBreaksQuery,
  type ReconciliationVerdict,
} from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { amountColumn } from '../parts/amount-column.ts';
import { useMoney } from '../parts/money.ts';
import { useAgency } from '../parts/use-agency.ts';

type Line = NonNullable<NonNullable<DecideBreaksQuery['agency']>['reconciliation']>['nodes'][number];

const breaks = ['MISSING_HERE', 'AMOUNT', 'DOUBLE'] as const satisfies readonly ReconciliationVerdict[];

/** Lines of statements that do not agree with the ledger, by the kind of break. */
export function Breaks() {
  const t = useTranslations('decide.finance');
  const words = useTranslations('words.paymentCase');
  return (
    <section id="breaks">
      <h2>{t('breaksTitle')}</h2>
      <p>{t('breaksLead')}</p>
      {breaks.map((verdict) => (
        <div key={verdict}>
          <h3>{words(verdict)}</h3>
          <BreaksOf verdict={verdict} title={words(verdict)} />
        </div>
      ))}
    </section>
  );
}

function BreaksOf({ verdict, title }: { readonly verdict: (typeof breaks)[number]; readonly title: string }) {
  const t = useTranslations('decide.finance');
  const money = useMoney();
  const { agency } = useAgency();
  const pages = usePages(DecideBreaksDocument, { agency, verdict }, (data) => data.agency?.reconciliation);
  const columns = useMemo(
    (): Columns<Line> => [
      {
        id: 'time',
        header: t('time'),
        accessorFn: ({ occurredAt }) => occurredAt,
        cell: ({ row: { original } }) => <DateTime value={original.occurredAt} />,
      },
      { id: 'provider', header: t('provider'), accessorFn: ({ provider }) => provider },
      { id: 'transaction', header: t('transaction'), accessorFn: ({ transaction }) => transaction },
      amountColumn('amount', t('amount'), ({ amount }) => amount, money),
    ],
    [t, money],
  );
  return (
    <LoadedPages pages={pages}>
      {(rows) => <DataTable caption={title} columns={columns} rows={rows} empty={t('breaksEmpty')} />}
    </LoadedPages>
  );
}
