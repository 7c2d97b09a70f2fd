import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { AppStateBadge } from '../../../components/app-state.tsx';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { DecisionBadge } from '../../../components/decision-badge.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { DecideRequestsDocument, type DecideRequestsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useAgency } from '../parts/use-agency.ts';
import { ownPart } from './own-part.ts';

type Row = NonNullable<DecideRequestsQuery['appRegistrations']>['nodes'][number];
type Part = Row['accessRequests']['nodes'][number]['parts'][number];

/** Apps that have requested data of the agency, those that wait first. */
export function Requests() {
  const t = useTranslations('decide.requests');
  const { agency, language } = useAgency();
  const pages = usePages(DecideRequestsDocument, { language }, (data) => data.appRegistrations);
  const columns = useColumns();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LoadedPages pages={pages}>
        {(registrations) => (
          <DataTable
            caption={t('title')}
            columns={columns}
            rows={waitingFirst(
              registrations.filter(
                (each) => each.pendingChange !== null || each.accessRequests.nodes.length > 0,
              ),
              agency,
            )}
            empty={t('empty')}
          />
        )}
      </LoadedPages>
    </Page>
  );
}

function waitingFirst(rows: readonly Row[], agency: string): Row[] {
  const waits = (row: Row) => ownPart(row, agency)?.decision === null || row.pendingChange !== null;
  return rows.toSorted((one, other) => Number(waits(other)) - Number(waits(one)));
}

function useColumns(): Columns<Row> {
  const t = useTranslations('decide.requests');
  const { language } = useStudio();
  const { agency } = useAgency();
  return useMemo(
    () => [
      {
        id: 'app',
        header: t('app'),
        accessorFn: ({ app }) => app.name,
        cell: ({ row: { original } }) => (
          <>
            <Link to={`/${language}/decide/requests/${original.app.clientId}`}>{original.app.name}</Link>
            <br />
            <code>{original.app.clientId}</code>
          </>
        ),
      },
      {
        id: 'submitted',
        header: t('submitted'),
        accessorFn: ({ accessRequests }) => accessRequests.nodes[0]?.submittedAt ?? '',
        cell: ({ row: { original } }) => {
          const at = original.accessRequests.nodes[0]?.submittedAt ?? null;
          return at === null ? null : <DateTime value={at} />;
        },
      },
      {
        id: 'ours',
        header: t('ours'),
        accessorFn: (row) => ownPart(row, agency)?.decision ?? '',
        cell: ({ row: { original } }) => (
          <>
            <PartState part={ownPart(original, agency)} />{' '}
            {original.pendingChange !== null && <Badge tone="warn">{t('change')}</Badge>}
          </>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ state }) => state,
        cell: ({ row: { original } }) => <AppStateBadge state={original.state} />,
      },
    ],
    [t, language, agency],
  );
}

/** What an agency has decided about its part. */
function PartState({ part }: { readonly part: Part | null }) {
  const t = useTranslations('decide.requests');
  if (part === null) return <Badge>{t('notOurs')}</Badge>;
  return <DecisionBadge decision={part.decision} declined={part.declined} undecided={t('waiting')} />;
}
