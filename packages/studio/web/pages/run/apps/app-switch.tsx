import { useTranslations } from 'use-intl';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { RunReinstateAppDocument, RunSuspendAppDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { AppRow } from './apps.tsx';

/** Suspends an app, or reinstates it. */
export function AppSwitch({ row: { app, state } }: { readonly row: AppRow }) {
  const t = useTranslations('run.apps');
  const suspend = useChange(RunSuspendAppDocument);
  const reinstate = useChange(RunReinstateAppDocument);
  const { clientId, name } = app;
  if (state === 'DELETED') return null;
  if (state === 'SUSPENDED') {
    return (
      <ReasonDialog
        label={t('reinstate')}
        title={t('reinstateTitle', { name })}
        onDecide={async (reason) => problemIn(await reinstate.mutateAsync({ input: { clientId, reason } }))}
      >
        <p>{t('reinstateText')}</p>
      </ReasonDialog>
    );
  }
  return (
    <ReasonDialog
      label={t('suspend')}
      kind="danger"
      title={t('suspendTitle', { name })}
      onDecide={async (reason) => problemIn(await suspend.mutateAsync({ input: { clientId, reason } }))}
    >
      <p>{t('suspendText')}</p>
    </ReasonDialog>
  );
}
