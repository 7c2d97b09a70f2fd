import { useTranslations } from 'use-intl';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { DecidePublishDocument } from '../../../graph/operations.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { Check } from './check-page.tsx';
import { runUntilChecked, typeNameOf } from './run-until-checked.ts';

interface ApproveProps {
  readonly check: Check;
  readonly onDone: (text: string) => void;
}

/** The second official's approval; the registry refuses that of the person who asked. */
export function Approve({ check: { id, subgraph }, onDone }: ApproveProps) {
  const t = useTranslations('decide.schema');
  const { mutateAsync } = useChange(DecidePublishDocument);
  const approve = async (reason: string) => {
    const { answer, problem } = await runUntilChecked(() => mutateAsync({ input: { check: id, reason } }));
    if (problem === null) onDone(t(typeNameOf(answer.data) === 'SubgraphPublished' ? 'approved' : 'awaits'));
    return problem;
  };
  return (
    <div className="actions decision">
      <ReasonDialog
        label={t('approve')}
        kind="primary"
        title={t('approveTitle', { subgraph })}
        onDecide={approve}
      >
        <p>{t('approveText')}</p>
      </ReasonDialog>
    </div>
  );
}
