import { useTranslations } from 'use-intl';
import { DateTime } from '../../../components/date-time.tsx';
import { DecisionBadge } from '../../../components/decision-badge.tsx';
import { useAgency } from '../parts/use-agency.ts';
import { DeclinedFields } from './declined-fields.tsx';
import type { Request } from './request-page.tsx';

/** What the other agencies have decided, with their reasons. */
export function Decisions({ request: { parts } }: { readonly request: Request }) {
  const t = useTranslations('decide.requests');
  const { agency } = useAgency();
  const others = parts.filter((part) => part.agency.id !== agency);
  return (
    <section>
      <h2>{t('others')}</h2>
      {others.length === 0 && <p>{t('noOthersConcerned')}</p>}
      {others.map(({ agency: other, decision, reason, decidedAt, scopes, declined }) => (
        <div key={other.id} className="panel-card">
          <h3>
            {other.name} <DecisionBadge decision={decision} declined={declined} undecided={t('undecided')} />
          </h3>
          <p>{scopes.map(({ title }) => title).join(', ')}</p>
          {reason !== null && <p>{reason}</p>}
          <DeclinedFields declined={declined} />
          {decidedAt !== null && <DateTime value={decidedAt} />}
        </div>
      ))}
    </section>
  );
}
