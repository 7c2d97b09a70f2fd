import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { RunStatusQuery } from '../../../graph/operations.ts';

type Row = NonNullable<RunStatusQuery['rollouts']['nodes'][number]['gateways']>['nodes'][number];

/** Gateways under the rollout in force, as they report. */
export function GatewayTable({ rows }: { readonly rows: Row[] }) {
  const t = useTranslations('run.status');
  const columns = useMemo<Columns<Row>>(
    () => [
      { id: 'gateway', header: t('gateway'), accessorFn: ({ gateway }) => gateway },
      {
        id: 'state',
        header: t('state'),
        enableSorting: false,
        accessorFn: ({ refusal }) => refusal,
        cell: ({ row: { original } }) => <GatewayState row={original} />,
      },
      { id: 'requests', header: t('requests'), accessorFn: ({ requests }) => requests },
      { id: 'failed', header: t('failed'), accessorFn: ({ failedRequests }) => failedRequests },
      {
        id: 'lastReport',
        header: t('lastReport'),
        accessorFn: ({ lastReportAt }) => lastReportAt,
        cell: ({ row: { original } }) => <DateTime value={original.lastReportAt} />,
      },
    ],
    [t],
  );
  return <DataTable caption={t('gateways')} columns={columns} rows={rows} empty={t('noGateways')} />;
}

function GatewayState({ row: { refusal, getsRollout } }: { readonly row: Row }) {
  const t = useTranslations('run.status');
  if (refusal !== null) return <Badge tone="bad">{t('refusal', { reason: refusal })}</Badge>;
  return getsRollout ? <Badge tone="good">{t('serving')}</Badge> : <Badge>{t('before')}</Badge>;
}
