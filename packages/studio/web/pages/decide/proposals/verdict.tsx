import { useTranslations } from 'use-intl';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { DecideOnProposalDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { Proposal } from './proposal-page.tsx';

interface VerdictProps {
  readonly proposal: Proposal;
  readonly onDone: (text: string) => void;
}

/** Accepts or declines a proposal, for good. */
export function Verdict({ proposal: { id, title, check }, onDone }: VerdictProps) {
  const t = useTranslations('decide.schema');
  const { mutateAsync } = useChange(DecideOnProposalDocument);
  const decide = (verdict: 'ACCEPT' | 'DECLINE') => async (reason: string) => {
    const problem = problemIn(await mutateAsync({ input: { proposal: id, verdict, reason } }));
    if (problem === null) onDone(t('decided'));
    return problem;
  };
  return (
    <div className="actions decision">
      {check?.passed === true && (
        <ReasonDialog
          label={t('accept')}
          kind="primary"
          title={t('acceptTitle', { title })}
          onDecide={decide('ACCEPT')}
        >
          <p>{t('acceptText')}</p>
        </ReasonDialog>
      )}
      <ReasonDialog
        label={t('decline')}
        kind="danger"
        title={t('declineTitle', { title })}
        onDecide={decide('DECLINE')}
      >
        <p>{t('declineText')}</p>
      </ReasonDialog>
    </div>
  );
}
