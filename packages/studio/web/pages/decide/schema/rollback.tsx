import { useTranslations } from 'use-intl';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { DecideRollbackDocument } from '../../../graph/operations.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { runUntilChecked } from './run-until-checked.ts';

interface RollbackProps {
  readonly subgraph: string;
  readonly version: string;
  readonly onDone: (text: string) => void;
}

/** Puts an earlier release in force again, with a reason. */
export function Rollback({ subgraph, version, onDone }: RollbackProps) {
  const t = useTranslations('decide.schema');
  const { mutateAsync } = useChange(DecideRollbackDocument);
  const names = { subgraph, version: version.slice(0, 12) };
  const rollback = async (reason: string) => {
    const { answer, problem } = await runUntilChecked(() =>
      mutateAsync({ input: { subgraph, version, reason } }),
    );
    if (problem !== null) return problem;
    const result = answer.data.rollbackSubgraph;
    if (result?.__typename === 'SubgraphPublished')
      onDone(result.changed ? t('rolledBack', { version: names.version }) : t('unchanged'));
    else onDone(t('awaits'));
    return null;
  };
  return (
    <ReasonDialog label={t('rollback')} title={t('rollbackTitle', names)} onDecide={rollback}>
      <p>{t('rollbackText')}</p>
    </ReasonDialog>
  );
}
