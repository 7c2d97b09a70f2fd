import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { Visible } from '../../../components/visible.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { AccountsDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { AccountTable } from './account-table.tsx';
import { InvitationTable } from './invitation-table.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { type Issued, IssuedNote } from './issued-note.tsx';

/** People with an account: all for the admin, those of the agency for its officials. */
export function Accounts() {
  const t = useTranslations('accounts');
  const { language, caller } = useStudio();
  const query = useOperation(AccountsDocument, { language: languageVariable(language) });
  const [issued, setIssued] = useState<Issued | null>(null);
  return (
    <Page
      title={t('title')}
      lead={t(caller.agency === null ? 'lead' : 'leadOfAgency')}
      actions={<InviteDialog agencies={query.data?.data.agencies.nodes ?? []} onIssued={setIssued} />}
    >
      <IssuedNote issued={issued} />
      <Loaded query={query}>
        {({ platformAccounts, accountInvitations }) => (
          <>
            <Visible value={platformAccounts}>
              {(rows) => <AccountTable rows={rows} onIssued={setIssued} />}
            </Visible>
            <h2>{t('invitations')}</h2>
            <p className="quiet">{t('invitationsText')}</p>
            <Visible value={accountInvitations}>
              {(rows) => <InvitationTable rows={rows} onIssued={setIssued} />}
            </Visible>
          </>
        )}
      </Loaded>
    </Page>
  );
}
