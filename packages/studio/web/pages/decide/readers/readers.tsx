import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Choice } from '../../../components/choice.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { Visible } from '../../../components/visible.tsx';
import { DecideTotalsDocument, type DecideTotalsQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useAgency } from '../parts/use-agency.ts';
import { FieldUsage } from './field-usage.tsx';
import { FieldsRead } from './fields-read.tsx';
import { LatestReads } from './latest-reads.tsx';
import { daysOf, usePeriod } from './period.ts';
import { ReadersTable } from './readers-table.tsx';
import { TotalsByDay } from './totals-by-day.tsx';

export type Total = NonNullable<NonNullable<DecideTotalsQuery['agency']>['accessTotals']>[number];

const periods = ['7', '14', '31'] as const;

/** Who reads personal fields of the agency, by app, purpose and time. */
export function Readers() {
  const t = useTranslations('decide.readers');
  const { agency, language } = useAgency();
  const [days, setDays] = useState<(typeof periods)[number]>('14');
  const period = usePeriod(Number(days));
  const query = useOperation(DecideTotalsDocument, { agency, language, ...period });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Choice
        label={t('period')}
        value={days}
        options={periods.map((each) => ({ value: each, label: t('days', { days: each }) }))}
        onChange={setDays}
      />
      <Loaded query={query}>
        {({ agency: own }) => (
          <Visible value={own?.accessTotals}>
            {(totals) =>
              totals.length === 0 ? (
                <p className="empty">{t('empty')}</p>
              ) : (
                <>
                  <TotalsByDay totals={totals} days={daysOf(period, Number(days))} />
                  <ReadersTable totals={totals} />
                  <FieldsRead totals={totals} />
                </>
              )
            }
          </Visible>
        )}
      </Loaded>
      <FieldUsage />
      <LatestReads />
    </Page>
  );
}
