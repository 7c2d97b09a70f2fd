import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ActionButton } from '../../../components/action-button.tsx';
import { Badge } from '../../../components/badge.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import {
  AccountsApproveDocument,
  type AccountsQuery,
  AccountsWithdrawDocument,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { Issued } from './issued-note.tsx';
import { Rights } from './rights.tsx';

type Row = NonNullable<AccountsQuery['accountInvitations']>[number];

interface InvitationTableProps {
  readonly rows: Row[];
  readonly onIssued: (issued: Issued) => void;
}

const tones = {
  REQUESTED: 'warn',
  APPROVED: 'good',
  USED: 'quiet',
  WITHDRAWN: 'quiet',
  WRONG_CODES: 'bad',
  EXPIRED: 'quiet',
} as const;

/** Requests for one-time links; somebody other than who requested one approves it. */
export function InvitationTable({ rows, onIssued }: InvitationTableProps) {
  const t = useTranslations('accounts');
  const purposes = useTranslations('words.invitationPurpose');
  const states = useTranslations('words.invitationState');
  const columns = useMemo<Columns<Row>>(
    () => [
      {
        id: 'account',
        header: t('person'),
        accessorFn: ({ account }) => account,
        cell: ({ row: { original } }) => (
          <>
            {original.name !== null && (
              <>
                <strong>{original.name}</strong>
                <br />
              </>
            )}
            <code>{original.account}</code>
          </>
        ),
      },
      {
        id: 'purpose',
        header: t('purpose'),
        accessorFn: ({ purpose }) => purposes(purpose),
        cell: ({ row: { original } }) => (
          <>
            {purposes(original.purpose)}
            <Rights {...original} />
          </>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ state }) => state,
        cell: ({ row: { original } }) => <Badge tone={tones[original.state]}>{states(original.state)}</Badge>,
      },
      {
        id: 'requested',
        header: t('requested'),
        accessorFn: ({ requestedAt }) => requestedAt,
        cell: ({ row: { original } }) => (
          <>
            <DateTime value={original.requestedAt} />
            <br />
            <code title={original.requestedBy}>{original.requestedBy.slice(0, 12)}</code>
          </>
        ),
      },
      {
        id: 'expires',
        header: t('expires'),
        accessorFn: ({ expiresAt }) => expiresAt,
        cell: ({ row: { original } }) => <DateTime value={original.expiresAt} />,
      },
      {
        id: 'change',
        header: t('change'),
        enableSorting: false,
        cell: ({ row: { original } }) => <InvitationActions row={original} onIssued={onIssued} />,
      },
    ],
    [t, purposes, states, onIssued],
  );
  return <DataTable caption={t('invitations')} columns={columns} rows={rows} empty={t('noInvitations')} />;
}

interface InvitationActionsProps {
  readonly row: Row;
  readonly onIssued: (issued: Issued) => void;
}

function InvitationActions({ row: { id, account, state }, onIssued }: InvitationActionsProps) {
  const t = useTranslations('accounts');
  const approve = useChange(AccountsApproveDocument);
  const withdraw = useChange(AccountsWithdrawDocument);
  if (state !== 'REQUESTED' && state !== 'APPROVED') return null;
  const input = { invitation: id };
  const showLink = async () => {
    const answer = await approve.mutateAsync({ input });
    const result = answer.data.approveAccountInvitation;
    if (result?.__typename === 'AccountInvitationApproved') {
      onIssued({ account, code: null, link: result.link });
    }
    return problemIn(answer);
  };
  return (
    <div className="actions">
      {state === 'REQUESTED' && (
        <ConfirmDialog label={t('approve')} title={t('approveTitle', { account })} onConfirm={showLink}>
          <p>{t('approveText')}</p>
        </ConfirmDialog>
      )}
      <ActionButton
        label={t('withdraw')}
        onPress={async () => problemIn(await withdraw.mutateAsync({ input }))}
      />
    </div>
  );
}
