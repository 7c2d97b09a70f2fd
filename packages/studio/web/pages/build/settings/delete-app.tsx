import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Button } from '../../../components/button.tsx';
import { DialogButton } from '../../../components/dialog-button.tsx';
import { Field } from '../../../components/field.tsx';
import { useAction } from '../../../components/use-action.ts';
import { BuildDeleteAppDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { removeWebhooks } from './remove-webhooks.ts';

const consequences = ['signIn', 'tokens', 'approvals', 'consents', 'webhooks', 'name'] as const;

interface DeleteAppProps {
  readonly clientId: string;
}

/** Deletes the app, after its consequences were shown and its id was typed. */
export function DeleteApp({ clientId }: DeleteAppProps) {
  const t = useTranslations('build.deletion');
  return (
    <section>
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      <DialogButton label={t('delete')} kind="danger" title={t('question')} role="alertdialog">
        {(close) => (
          <>
            <ul>
              {consequences.map((each) => (
                <li key={each}>{t(`consequences.${each}`)}</li>
              ))}
            </ul>
            <DeletionForm clientId={clientId} close={close} />
          </>
        )}
      </DialogButton>
    </section>
  );
}

function DeletionForm({ clientId, close }: DeleteAppProps & { readonly close: () => void }) {
  const t = useTranslations('build.deletion');
  const app = useTranslations('app');
  const { language, run: ask } = useStudio();
  const navigate = useNavigate();
  const change = useChange(BuildDeleteAppDocument);
  const { run, problem, setProblem, isBusy } = useAction();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const isTyped = typed.trim() === clientId;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isTyped) return setProblem(t('mistyped', { clientId }));
    if (reason.trim() === '') return setProblem(app('reasonMissing'));
    const input = { clientId, reason: reason.trim() };
    const remove = async () =>
      (await removeWebhooks(ask, clientId)) ?? problemIn(await change.mutateAsync({ input }));
    if ((await run(remove)) !== null) return;
    close();
    void navigate(`/${language}/build/apps`);
  };
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label={t('typed', { clientId })}
        value={typed}
        onChange={setTyped}
        problem={isTyped ? null : problem}
        autoComplete="off"
        autoFocus
      />
      <Field
        label={app('reason')}
        hint={app('reasonHint')}
        value={reason}
        onChange={setReason}
        problem={isTyped ? problem : null}
      />
      <div className="actions">
        <Button type="submit" kind="danger" isDisabled={isBusy}>
          {t('delete')}
        </Button>
        <Button onPress={close}>{app('cancel')}</Button>
      </div>
    </form>
  );
}
