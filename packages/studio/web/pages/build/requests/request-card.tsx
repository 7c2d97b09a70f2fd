import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { Registration } from './requests.tsx';

type Request = Registration['accessRequests']['nodes'][number];
type Part = Request['parts'][number];

/** One request: what it is about, and what each agency has decided and why. */
export function RequestCard({ request }: { readonly request: Request }) {
  const t = useTranslations('build.app.requests');
  const format = useFormatter();
  const columns = useColumns();
  const isDraft = request.submittedAt === null;
  const date = format.dateTime(new Date(request.submittedAt ?? request.draftedAt), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
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
    </section>
  );
}

const tones = { APPROVED: 'good', REFUSED: 'bad' } as const;

function Decision({ decision }: { readonly decision: Part['decision'] }) {
  const t = useTranslations('build.app.requests');
  const words = useTranslations('words.accessDecision');
  if (decision === null) return <Badge tone="warn">{t('waiting')}</Badge>;
  return <Badge tone={tones[decision]}>{words(decision)}</Badge>;
}

function useColumns(): Columns<Part> {
  const t = useTranslations('build.app.requests');
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
        cell: ({ row: { original } }) => <Decision decision={original.decision} />,
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
