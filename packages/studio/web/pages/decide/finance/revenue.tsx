import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Select } from '../../../components/select.tsx';
import { DecideRevenueDocument, type DecideRevenueQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { amountColumn } from '../parts/amount-column.ts';
import { today, useDay } from '../parts/day.tsx';
import { useMoney } from '../parts/money.ts';
import { useAgency } from '../parts/use-agency.ts';
import { lastMonths, monthOf } from './month.ts';

type Line = NonNullable<
  NonNullable<DecideRevenueQuery['agency']>['revenue']
>['byRevenueCode']['nodes'][number];

/** Months to choose from. */
const months = 12;

/** What the agency received in a month, by revenue code. */
export function Revenue() {
  const t = useTranslations('decide.finance');
  const day = useDay();
  const money = useMoney();
  const { agency } = useAgency();
  const choices = useMemo(() => lastMonths(today(), months), []);
  const [month, setMonth] = useState(choices[0] ?? '');
  const period = monthOf(month);
  const pages = usePages(
    DecideRevenueDocument,
    { agency, from: period.from, until: period.until },
    (data) => data.agency?.revenue?.byRevenueCode,
  );
  const revenue = pages.first?.agency?.revenue ?? null;
  const columns = useMemo(
    (): Columns<Line> => [
      { id: 'name', header: t('name'), accessorFn: ({ revenueCode }) => revenueCode.name },
      { id: 'code', header: t('code'), accessorFn: ({ revenueCode }) => revenueCode.code },
      amountColumn('amount', t('amount'), ({ amount }) => amount, money),
    ],
    [t, money],
  );
  return (
    <section id="revenue">
      <h2>{t('revenueTitle')}</h2>
      <Select label={t('month')} value={month} onChange={setMonth}>
        {choices.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </Select>
      {revenue !== null && (
        <p className="total">
          {t('total', { from: day(revenue.from), until: day(period.last) })}:{' '}
          <strong>{money(revenue.total)}</strong>
        </p>
      )}
      <LoadedPages pages={pages}>
        {(rows) => (
          <DataTable caption={t('byCode')} columns={columns} rows={rows} empty={t('revenueEmpty')} />
        )}
      </LoadedPages>
    </section>
  );
}
