import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { DecideApproveRefundDocument, DecideRejectRefundDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { SectionProps } from './section.ts';

interface DecideRefundProps extends SectionProps {
  readonly id: string;
  readonly amount: string;
}

/** The second treasurer's decision; the graph refuses that of the one who requested the refund. */
export function DecideRefund({ id, amount, onDone }: DecideRefundProps) {
  const t = useTranslations('decide.finance');
  const approve = useChange(DecideApproveRefundDocument);
  const reject = useChange(DecideRejectRefundDocument);
  const input = () => ({ refundId: id, idempotencyKey: crypto.randomUUID() });
  const said = (problem: string | null, text: string) => {
    if (problem === null) onDone(text);
    return problem;
  };
  return (
    <div className="actions">
      <ConfirmDialog
        label={t('approve')}
        kind="primary"
        title={t('approveTitle', { amount })}
        onConfirm={async () =>
          said(problemIn(await approve.mutateAsync({ input: input() })), t('refundApproved'))
        }
      >
        <p>{t('approveText')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        label={t('reject')}
        kind="danger"
        title={t('rejectTitle', { amount })}
        onConfirm={async () =>
          said(problemIn(await reject.mutateAsync({ input: input() })), t('refundRejected'))
        }
      >
        <p>{t('rejectText')}</p>
      </ConfirmDialog>
    </div>
  );
}
