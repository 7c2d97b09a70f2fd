import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { AccountsQuery } from '../../../graph/operations.ts';
import { AccountActions } from './account-actions.tsx';
import type { Issued } from './issued-note.tsx';
import { Rights } from './rights.tsx';

export type AccountRow = NonNullable<AccountsQuery['platformAccounts']>[number];

interface AccountTableProps {
  readonly rows: AccountRow[];
  readonly onIssued: (issued: Issued) => void;
}

/** People with an account, their rights, and whether they can sign in. */
export function AccountTable({ rows, onIssued }: AccountTableProps) {
  const t = useTranslations('accounts');
  const kinds = useTranslations('words.accountKind');
  const columns = useMemo<Columns<AccountRow>>(
    () => [
      {
        id: 'name',
        header: t('person'),
        accessorFn: ({ name }) => name,
        cell: ({ row: { original } }) => (
          <>
            <strong>{original.name}</strong>
            <br />
            <code>{original.id}</code>
            {original.contact !== null && (
              <>
                <br />
                {original.contact}
              </>
            )}
            {!original.verified && (
              <>
                <br />
                <Badge tone="warn">{t('unverified')}</Badge>
              </>
            )}
          </>
        ),
      },
      {
        id: 'kind',
        header: t('kind'),
        accessorFn: ({ kind, agency }) => `${kind} ${agency?.name ?? ''}`,
        cell: ({ row: { original } }) => (
          <>
            {kinds(original.kind)}
            {original.agency !== null && (
              <>
                <br />
                {original.agency.name}
              </>
            )}
          </>
        ),
      },
      {
        id: 'rights',
        header: t('rights'),
        enableSorting: false,
        accessorFn: ({ roles }) => roles.join(' '),
        cell: ({ row: { original } }) => <Rights {...original} />,
      },
      {
        id: 'signIn',
        header: t('signIn'),
        accessorFn: ({ lastSignedInAt }) => lastSignedInAt ?? '',
        cell: ({ row: { original } }) => <SignIn row={original} />,
      },
      {
        id: 'change',
        header: t('change'),
        enableSorting: false,
        cell: ({ row: { original } }) => <AccountActions row={original} onIssued={onIssued} />,
      },
    ],
    [t, kinds, onIssued],
  );
  return <DataTable caption={t('title')} columns={columns} rows={rows} empty={t('empty')} />;
}

function SignIn({ row: { passkeyCount, lastSignedInAt, lockedAt } }: { readonly row: AccountRow }) {
  const t = useTranslations('accounts');
  return (
    <>
      {lockedAt !== null && <Badge tone="bad">{t('locked')}</Badge>} {t('passkeys', { count: passkeyCount })}
      <br />
      {lastSignedInAt === null ? t('notRecently') : <DateTime value={lastSignedInAt} />}
    </>
  );
}
