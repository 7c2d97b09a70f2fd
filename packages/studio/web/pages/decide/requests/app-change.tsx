import { useTranslations } from 'use-intl';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { DecideAppChangeDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { Statements } from './applicant.tsx';
import type { Registration } from './request-page.tsx';

/** A change that the developer proposes; an agency may reject it, the platform's admin approves it. */
export function AppChange({
  registration: { app, pendingChange },
  onDone,
}: {
  readonly registration: Registration;
  readonly onDone: (text: string) => void;
}) {
  const t = useTranslations('decide.requests');
  const { mutateAsync } = useChange(DecideAppChangeDocument);
  if (pendingChange === null) return null;
  const { proposedAt, redirectUris, purposeStatements } = pendingChange;
  const reject = async (reason: string) => {
    const input = { clientId: app.clientId, proposedAt, decision: 'REFUSE', reason } as const;
    const problem = problemIn(await mutateAsync({ input }));
    if (problem === null) onDone(t('decided'));
    return problem;
  };
  return (
    <section className="panel-card" data-tone="warn">
      <h2>{t('change')}</h2>
      <p>{t('changeLead')}</p>
      {redirectUris !== null && (
        <p>
          <strong>{t('newRedirects')}</strong> {redirectUris.join(', ')}
        </p>
      )}
      {purposeStatements !== null && (
        <>
          <h3>{t('newPurposes')}</h3>
          <Statements statements={purposeStatements} />
        </>
      )}
      <div className="actions">
        <ReasonDialog
          label={t('reject')}
          kind="danger"
          title={t('rejectTitle', { name: app.name })}
          onDecide={reject}
        >
          <p>{t('rejectText')}</p>
        </ReasonDialog>
      </div>
    </section>
  );
}
