import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import {
  DecideSwitchesDocument,
  type DecideSwitchesQuery,
  DecideSwitchOnDocument,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange, useOperation } from '../../../graph/use-operation.ts';
import { useAgency } from '../parts/use-agency.ts';

type Switch = DecideSwitchesQuery['switches'][number];

interface InForceProps {
  readonly onDone: (text: string) => void;
}

/** Milliseconds between looks, since other officials switch too. */
const everyMs = 10_000;

/** Switches of the agency that are in force, and those of the platform, which concern it too. */
export function InForce({ onDone }: InForceProps) {
  const t = useTranslations('decide.switches');
  const { agency, language } = useAgency();
  const query = useOperation(DecideSwitchesDocument, { language }, { everyMs });
  const columns = useColumns(onDone);
  return (
    <section>
      <h2>{t('inForce')}</h2>
      <Loaded query={query}>
        {({ switches }) => (
          <DataTable
            caption={t('inForce')}
            columns={columns}
            rows={switches.filter((each) => each.agency === null || each.agency.id === agency)}
            empty={t('empty')}
          />
        )}
      </Loaded>
    </section>
  );
}

function useColumns(onDone: InForceProps['onDone']): Columns<Switch> {
  const t = useTranslations('decide.switches');
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('what'),
        accessorFn: ({ coordinate }) => coordinate ?? '',
        cell: ({ row: { original } }) =>
          original.coordinate === null ? t('everythingOurs') : <code>{original.coordinate}</code>,
      },
      { id: 'app', header: t('forWhom'), accessorFn: ({ app }) => app?.name ?? t('everyone') },
      { id: 'notice', header: t('notice'), accessorFn: ({ notice }) => notice },
      {
        id: 'since',
        header: t('since'),
        accessorFn: ({ since }) => since,
        cell: ({ row: { original } }) => <DateTime value={original.since} />,
      },
      {
        id: 'fields',
        header: t('fields'),
        meta: { isInWords: true },
        accessorFn: ({ fields }) => fields.length,
        cell: ({ row: { original } }) => (
          <details>
            <summary>{t('fieldCount', { count: original.fields.length })}</summary>
            <code>{original.fields.join(', ')}</code>
          </details>
        ),
      },
      {
        id: 'change',
        header: t('change'),
        cell: ({ row: { original } }) =>
          original.agency === null ? t('platform') : <SwitchOn row={original} onDone={onDone} />,
      },
    ],
    [t, onDone],
  );
}

function SwitchOn({ row, onDone }: InForceProps & { readonly row: Switch }) {
  const t = useTranslations('decide.switches');
  const { mutateAsync } = useChange(DecideSwitchOnDocument);
  const what = row.coordinate ?? row.app?.name ?? '';
  const on = async () => {
    const problem = problemIn(await mutateAsync({ input: { switch: row.id } }));
    if (problem === null) onDone(t('switchedOn', { what }));
    return problem;
  };
  return (
    <ConfirmDialog label={t('on')} title={t('onTitle', { what })} onConfirm={on}>
      <p>{t('onText')}</p>
    </ConfirmDialog>
  );
}
