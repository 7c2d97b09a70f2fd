import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { BuildHoldDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { Registration } from './requests.tsx';

type Operation = Registration['operations'][number];

interface SafelistProps {
  readonly clientId: string;
  readonly registration: Registration;
}

/** The operations that an app may run, and whether gateways refuse all others. */
export function Safelist({ clientId, registration }: SafelistProps) {
  const t = useTranslations('build.requests');
  const columns = useColumns();
  const { operations, heldToSafelist, declinedFields, state } = registration;
  const isFixed = declinedFields.length > 0;
  return (
    <section>
      <h2>{t('safelist')}</h2>
      <p>
        {t('safelistLead')} {t(heldToSafelist ? 'held' : 'notHeld')}
        {isFixed && ` ${t('heldForDeclined', { fields: declinedFields.join(', ') })}`}
      </p>
      <DataTable caption={t('safelist')} columns={columns} rows={operations} empty={t('noSafelist')} />
      {operations.length > 0 && state !== 'SUSPENDED' && !isFixed && (
        <Hold clientId={clientId} isHeld={heldToSafelist} />
      )}
    </section>
  );
}

function Hold({ clientId, isHeld }: { readonly clientId: string; readonly isHeld: boolean }) {
  const t = useTranslations('build.requests');
  const change = useChange(BuildHoldDocument);
  return (
    <div className="actions below">
      <ReasonDialog
        label={t(isHeld ? 'release' : 'hold')}
        title={t(isHeld ? 'releaseTitle' : 'holdTitle')}
        onDecide={async (reason) =>
          problemIn(await change.mutateAsync({ input: { clientId, hold: !isHeld, reason } }))
        }
      >
        <p>{t(isHeld ? 'releaseText' : 'holdText')}</p>
      </ReasonDialog>
    </div>
  );
}

function useColumns(): Columns<Operation> {
  const t = useTranslations('build.requests');
  const words = useTranslations('words.operationKind');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('name'),
        accessorFn: ({ name }) => name ?? '',
        cell: ({ row: { original } }) => (
          <details>
            <summary>{original.name ?? t('unnamed')}</summary>
            <pre className="operation">{original.text}</pre>
          </details>
        ),
      },
      {
        id: 'kind',
        header: t('kind'),
        accessorFn: ({ kind }) => words(kind),
      },
      {
        id: 'hash',
        header: t('hash'),
        enableSorting: false,
        cell: ({ row: { original } }) => <code className="hash">{original.hash}</code>,
      },
      {
        id: 'approvedAt',
        header: t('approvedAt'),
        accessorFn: ({ approvedAt }) => approvedAt,
        cell: ({ row: { original } }) => <DateTime value={original.approvedAt} />,
      },
    ],
    [t, words],
  );
}
