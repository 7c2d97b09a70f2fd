import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { Visible } from '../../../components/visible.tsx';
import { RunConfigurationDocument, type RunConfigurationQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';

type Row = NonNullable<RunConfigurationQuery['gatewaySettings']>[number];

/** Settings of the gateway that answers; nobody changes them here. */
export function Configuration() {
  const t = useTranslations('run.configuration');
  const query = useOperation(RunConfigurationDocument, {});
  const columns = useMemo<Columns<Row>>(
    () => [
      {
        id: 'name',
        header: t('name'),
        accessorFn: ({ name }) => name,
        cell: ({ row: { original } }) => <code>{original.name}</code>,
      },
      {
        id: 'value',
        header: t('value'),
        accessorFn: ({ value }) => value ?? '',
        cell: ({ row: { original } }) =>
          original.value === null ? t('unset') : <code>{original.value}</code>,
      },
    ],
    [t],
  );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ gatewaySettings }) => (
          <Visible value={gatewaySettings}>
            {(rows) => <DataTable caption={t('title')} columns={columns} rows={rows} empty={t('empty')} />}
          </Visible>
        )}
      </Loaded>
    </Page>
  );
}
