import { useTranslations } from 'use-intl';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { DecideSettleDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { SectionProps } from './section.ts';

interface SettleProps extends SectionProps {
  readonly id: string;
  readonly day: string;
  readonly amount: string;
}

/** Confirms that a day's money is in the bank, with the bank's reference. */
export function Settle({ id, day, amount, onDone }: SettleProps) {
  const t = useTranslations('decide.finance');
  const { mutateAsync } = useChange(DecideSettleDocument);
  const settle = async (bankReference: string) => {
    const input = { id, bankReference, idempotencyKey: crypto.randomUUID() };
    const problem = problemIn(await mutateAsync({ input }));
    if (problem === null) onDone(t('settled'));
    return problem;
  };
  return (
    <ReasonDialog
      label={t('settle')}
      title={t('settleTitle', { amount, day })}
      asked={{
        label: t('bankReference'),
        hint: t('bankReferenceHint'),
        missing: t('bankReferenceMissing'),
      }}
      onDecide={settle}
    >
      <p>{t('settleText')}</p>
    </ReasonDialog>
  );
}
