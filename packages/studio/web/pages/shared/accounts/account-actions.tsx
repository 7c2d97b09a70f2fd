import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import {
  AccountsLockDocument,
  AccountsRecoverDocument,
  AccountsVerifyDocument,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { AccountRow } from './account-table.tsx';
import type { Issued } from './issued-note.tsx';

interface AccountActionsProps {
  readonly row: AccountRow;
  readonly onIssued: (issued: Issued) => void;
}

/** Locks an account, or requests a link for somebody who cannot sign in. */
export function AccountActions({ row, onIssued }: AccountActionsProps) {
  const t = useTranslations('accounts');
  const { id, name, lockedAt, contact, verified } = row;
  const verify = useChange(AccountsVerifyDocument);
  const recover = useChange(AccountsRecoverDocument);
  const lock = useChange(AccountsLockDocument);
  const requestLink = async () => {
    const answer = await recover.mutateAsync({ input: { account: id } });
    const result = answer.data.recoverAccount;
    if (result?.__typename === 'AccountInvitationRequested') onIssued({ account: id, ...result });
    return problemIn(answer);
  };
  return (
    <div className="actions">
      {!verified && (
        <ConfirmDialog
          label={t('verify')}
          title={t('verifyTitle', { name })}
          onConfirm={async () => problemIn(await verify.mutateAsync({ input: { account: id } }))}
        >
          <p>{t('verifyText', { contact: contact ?? '' })}</p>
        </ConfirmDialog>
      )}
      <ConfirmDialog label={t('recover')} title={t('recoverTitle', { name })} onConfirm={requestLink}>
        <p>{t('recoverText')}</p>
      </ConfirmDialog>
      {lockedAt === null && (
        <ReasonDialog
          label={t('lock')}
          kind="danger"
          title={t('lockTitle', { name })}
          onDecide={async (reason) => problemIn(await lock.mutateAsync({ input: { account: id, reason } }))}
        >
          <p>{t('lockText')}</p>
        </ReasonDialog>
      )}
    </div>
  );
}
