import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { DecideProposalsDocument, type DecideProposalsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useAgency } from '../parts/use-agency.ts';

type Row = NonNullable<DecideProposalsQuery['proposals']>['nodes'][number];

const tones = { OPEN: 'warn', ACCEPTED: 'good', DECLINED: 'bad', WITHDRAWN: 'quiet' } as const;

/** Schemas that others propose to the agency, or that it proposes to others. */
export function Proposals() {
  const t = useTranslations('decide.schema');
  const { language } = useAgency();
  const pages = usePages(DecideProposalsDocument, { language }, (data) => data.proposals);
  const columns = useColumns();
  return (
    <section>
      <h2>{t('proposalsTitle')}</h2>
      <LoadedPages pages={pages}>
        {(rows) => (
          <DataTable
            caption={t('proposalsTitle')}
            columns={columns}
            rows={rows}
            empty={t('proposalsEmpty')}
          />
        )}
      </LoadedPages>
    </section>
  );
}

export function ProposalState({ state }: Pick<Row, 'state'>) {
  const words = useTranslations('words.proposalState');
  return <Badge tone={tones[state]}>{words(state)}</Badge>;
}

function useColumns(): Columns<Row> {
  const t = useTranslations('decide.schema');
  const words = useTranslations('words.proposalRole');
  const { language } = useStudio();
  return useMemo(
    () => [
      {
        id: 'title',
        header: t('proposal'),
        accessorFn: ({ title }) => title,
        cell: ({ row: { original } }) => (
          <>
            <Link to={`/${language}/decide/schema/proposals/${original.id}`}>{original.title}</Link>
            <br />
            <code>{original.subgraph}</code>
          </>
        ),
      },
      {
        id: 'from',
        header: t('from'),
        accessorFn: ({ authorAgency, authorRole }) => authorAgency?.name ?? words(authorRole),
      },
      {
        id: 'proposed',
        header: t('proposedAt'),
        accessorFn: ({ proposedAt }) => proposedAt,
        cell: ({ row: { original } }) => <DateTime value={original.proposedAt} />,
      },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ state }) => state,
        cell: ({ row: { original } }) => <ProposalState state={original.state} />,
      },
    ],
    [t, words, language],
  );
}
