import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DecisionBadge } from '../../../components/decision-badge.tsx';
import { Described } from '../../../components/described.tsx';
import { type DecidedField, type DecidingPart, decideByField } from './decide-by-field.ts';

/** What was decided about each field of a request that needs an approval, and why a field was declined. */
export function FieldDecisions({ parts }: { readonly parts: readonly DecidingPart[] }) {
  const t = useTranslations('build.requests');
  const columns = useColumns();
  return (
    <details className="by-field" open={parts.some(({ declined }) => declined.length > 0)}>
      <summary>{t('byField')}</summary>
      <DataTable caption={t('byField')} columns={columns} rows={decideByField(parts)} empty={t('noPart')} />
    </details>
  );
}

function useColumns(): Columns<DecidedField> {
  const t = useTranslations('build.requests');
  return useMemo(
    () => [
      {
        id: 'field',
        header: t('field'),
        accessorFn: ({ coordinate }) => coordinate,
        cell: ({ row: { original } }) => (
          <>
            <code>{original.coordinate}</code>
            {original.description !== null && (
              <>
                <br />
                <Described text={original.description} />
              </>
            )}
          </>
        ),
      },
      {
        id: 'decision',
        header: t('decision'),
        accessorFn: ({ decision }) => decision ?? '',
        cell: ({ row: { original } }) => (
          <DecisionBadge decision={original.decision} undecided={t('waiting')} />
        ),
      },
      {
        id: 'reason',
        header: t('reason'),
        accessorFn: ({ reasons }) => reasons.map(({ agency, reason }) => `${agency}: ${reason}`).join(' '),
      },
    ],
    [t],
  );
}
