import { useTranslations } from 'use-intl';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import {
  DecideHoldDocument,
  DecideReinstateDocument,
  DecideSuspendDocument,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import type { Registration } from './app-page.tsx';

interface MeasuresProps {
  readonly registration: Registration;
  readonly onDone: (text: string) => void;
}

/** What an agency can do about an app whose data it owns. */
export function Measures({ registration, onDone }: MeasuresProps) {
  const t = useTranslations('decide.apps');
  const { app, state, heldToSafelist, declinedFields } = registration;
  const { clientId } = app;
  const hold = useChange(DecideHoldDocument);
  const suspend = useChange(DecideSuspendDocument);
  const reinstate = useChange(DecideReinstateDocument);
  const said = (problem: string | null) => {
    if (problem === null) onDone(t('changed'));
    return problem;
  };
  if (state === 'DELETED') return null;
  const isSuspended = state === 'SUSPENDED';
  return (
    <section>
      <h2>{t('measures')}</h2>
      <div className="actions">
        {declinedFields.length === 0 && (
          <ReasonDialog
            label={t(heldToSafelist ? 'release' : 'hold')}
            title={app.name}
            onDecide={async (reason) =>
              said(problemIn(await hold.mutateAsync({ input: { clientId, hold: !heldToSafelist, reason } })))
            }
          >
            <p>{t(heldToSafelist ? 'releaseText' : 'holdText')}</p>
          </ReasonDialog>
        )}
        <ReasonDialog
          label={t(isSuspended ? 'reinstate' : 'suspend')}
          kind={isSuspended ? 'secondary' : 'danger'}
          title={app.name}
          onDecide={async (reason) => {
            const change = isSuspended ? reinstate : suspend;
            return said(problemIn<object>(await change.mutateAsync({ input: { clientId, reason } })));
          }}
        >
          <p>{t(isSuspended ? 'reinstateText' : 'suspendText')}</p>
        </ReasonDialog>
      </div>
    </section>
  );
}
