import { useTranslations } from 'use-intl';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Withheld } from '../../../components/withheld.tsx';
import { useDayOf } from '../parts/day.tsx';
import { useOwnFields } from '../parts/use-field-facts.ts';
import { longestPeriod } from '../readers/period.ts';
import type { Registration } from './app-page.tsx';
import { appUse } from './app-use.ts';
import { CalledOften } from './called-often.tsx';
import { useTotals } from './use-totals.ts';

/** Data groups of the agency that the app was granted, and whether it uses them. */
export function Grants({ registration: { app } }: { readonly registration: Registration }) {
  const t = useTranslations('decide.apps');
  const dayOf = useDayOf();
  const facts = useOwnFields();
  const { query, totals } = useTotals();
  if (facts === null || query.isPending) return <Loading />;
  const { granted } = appUse(app, facts, totals ?? []);
  return (
    <section>
      <h2>{t('approvals')}</h2>
      <p>{t('approvalsLead', { days: longestPeriod })}</p>
      {granted.length === 0 && <p className="empty">{t('noGroups')}</p>}
      {granted.map(({ id, title, description, classification, use }) => (
        <div key={id} className="panel-card">
          <h3>
            {title} <DataClassBadge value={classification} />
          </h3>
          <p>{description}</p>
          {use.kind === 'used' && <p>{t('inUse', { date: dayOf(use.lastReadAt) })}</p>}
          {use.kind === 'unused' && totals !== null && (
            <p className="tone" data-tone="warn">
              {t('notInUse', { days: longestPeriod })}
            </p>
          )}
          {use.kind === 'unrecorded' && <CalledOften clientId={app.clientId} fields={use.fields} />}
        </div>
      ))}
      {query.data !== undefined && <Withheld errors={query.data.errors} />}
    </section>
  );
}
