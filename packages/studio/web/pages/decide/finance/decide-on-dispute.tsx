import { useTranslations } from 'use-intl';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { DecideDisputeDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { SectionProps } from './section.ts';

/** Decides a dispute, with the reason that the citizen reads. */
export function DecideOnDispute({ id, onDone }: SectionProps & { readonly id: string }) {
  const t = useTranslations('decide.finance');
  const { mutateAsync } = useChange(DecideDisputeDocument);
  const decide = (decision: 'UPHOLD' | 'REJECT') => async (answer: string) => {
    const input = { disputeId: id, decision, answer, idempotencyKey: crypto.randomUUID() };
    const problem = problemIn(await mutateAsync({ input }));
    if (problem === null) onDone(t('disputeDecided'));
    return problem;
  };
  const asked = { label: t('answer'), hint: t('answerHint'), missing: t('answerMissing') };
  return (
    <div className="actions">
      <ReasonDialog
        label={t('uphold')}
        kind="primary"
        title={t('upholdTitle')}
        asked={asked}
        onDecide={decide('UPHOLD')}
      >
        <p>{t('upholdText')}</p>
      </ReasonDialog>
      <ReasonDialog
        label={t('rejectDispute')}
        kind="danger"
        title={t('rejectDisputeTitle')}
        asked={asked}
        onDecide={decide('REJECT')}
      >
        <p>{t('rejectDisputeText')}</p>
      </ReasonDialog>
    </div>
  );
}
