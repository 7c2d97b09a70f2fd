import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime, useDateTime } from '../../../components/date-time.tsx';
import { DecisionBadge } from '../../../components/decision-badge.tsx';
import { FieldDecisions } from './field-decisions.tsx';
import type { Registration } from './requests.tsx';

type Request = Registration['accessRequests']['nodes'][number];
type Part = Request['parts'][number];

/** One request: what it is about, and what each agency has decided and why. */
export function RequestCard({ request }: { readonly request: Request }) {
  const t = useTranslations('build.requests');
  const columns = useColumns();
  const isDraft = request.submittedAt === null;
  const date = useDateTime()(request.submittedAt ?? request.draftedAt);
  return (
    <section className="panel-card">
      <h2>
        {isDraft ? t('draft') : t('request', { date })}{' '}
        <small className="quiet">{t('operations', { count: request.operations.length })}</small>
      </h2>
      {isDraft && <p>{t('draftHint')}</p>}
      <DataTable
        caption={isDraft ? t('draft') : t('request', { date })}
        columns={columns}
        rows={request.parts}
        empty={t('noPart')}
      />
      {!isDraft && request.parts.length > 0 && <FieldDecisions parts={request.parts} />}
    </section>
  );
}

function useColumns(): Columns<Part> {
  const t = useTranslations('build.requests');
  return useMemo(
    () => [
      { id: 'agency', header: t('agency'), accessorFn: ({ agency }) => agency.name },
      {
        id: 'scopes',
        header: t('scopes'),
        accessorFn: ({ scopes }) => scopes.map(({ title }) => title).join(' · '),
      },
      {
        id: 'decision',
        header: t('decision'),
        accessorFn: ({ decision }) => decision ?? '',
        cell: ({ row: { original } }) => (
          <DecisionBadge decision={original.decision} declined={original.declined} undecided={t('waiting')} />
        ),
      },
      { id: 'reason', header: t('reason'), accessorFn: ({ reason }) => reason ?? '' },
      {
        id: 'decidedAt',
        header: t('decidedAt'),
        accessorFn: ({ decidedAt }) => decidedAt ?? '',
        cell: ({ row: { original } }) => original.decidedAt && <DateTime value={original.decidedAt} />,
      },
    ],
    [t],
  );
}
