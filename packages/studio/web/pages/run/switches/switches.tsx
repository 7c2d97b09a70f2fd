import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import {
  RunSwitchesDocument,
  type RunSwitchesQuery,
  RunSwitchOnDocument,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange, useOperation } from '../../../graph/use-operation.ts';
import { SwitchOffDialog } from './switch-off-dialog.tsx';

type Row = RunSwitchesQuery['switches'][number];

/** Kill switches of the platform and of all agencies. */
export function Switches() {
  const t = useTranslations('run.switches');
  const { language } = useStudio();
  const query = useOperation(RunSwitchesDocument, { language: languageVariable(language) });
  const columns = useColumns();
  return (
    <Page title={t('title')} lead={t('lead')} actions={<SwitchOffDialog />}>
      <Loaded query={query}>
        {({ switches }) => (
          <DataTable caption={t('title')} columns={columns} rows={switches} empty={t('empty')} />
        )}
      </Loaded>
    </Page>
  );
}

function useColumns(): Columns<Row> {
  const t = useTranslations('run.switches');
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('what'),
        accessorFn: ({ coordinate }) => coordinate ?? '',
        cell: ({ row: { original } }) => (
          <>
            {original.coordinate === null ? t('everything') : <code>{original.coordinate}</code>}{' '}
            {original.app === null ? t('forAll') : t('forApp', { name: original.app.name })}
            <br />
            <span title={original.fields.join('\n')}>{t('fields', { count: original.fields.length })}</span>
          </>
        ),
      },
      { id: 'by', header: t('by'), accessorFn: ({ agency }) => agency?.name ?? t('platform') },
      { id: 'notice', header: t('notice'), accessorFn: ({ notice }) => notice },
      {
        id: 'since',
        header: t('since'),
        accessorFn: ({ since }) => since,
        cell: ({ row: { original } }) => <DateTime value={original.since} />,
      },
      { id: 'change', header: t('change'), cell: ({ row: { original } }) => <SwitchOn id={original.id} /> },
    ],
    [t],
  );
}

function SwitchOn({ id }: { readonly id: string }) {
  const t = useTranslations('run.switches');
  const change = useChange(RunSwitchOnDocument);
  const press = async () => problemIn(await change.mutateAsync({ input: { switch: id } }));
  return <ActionButton label={t('on')} onPress={press} />;
}
