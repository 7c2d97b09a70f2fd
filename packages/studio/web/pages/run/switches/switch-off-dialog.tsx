import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { DialogButton } from '../../../components/dialog-button.tsx';
import { Field } from '../../../components/field.tsx';
import { Note } from '../../../components/note.tsx';
import { useAction } from '../../../components/use-action.ts';
import { RunSwitchOffDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';

/** Switches a type or a field off, for every caller or one app. */
export function SwitchOffDialog() {
  const t = useTranslations('run.switches');
  return (
    <DialogButton label={t('off')} kind="danger" title={t('offTitle')}>
      {(close) => <SwitchOffForm close={close} />}
    </DialogButton>
  );
}

function SwitchOffForm({ close }: { readonly close: () => void }) {
  const t = useTranslations('run.switches');
  const cancel = useTranslations('app')('cancel');
  const change = useChange(RunSwitchOffDocument);
  const [coordinate, setCoordinate] = useState('');
  const [app, setApp] = useState('');
  const [notice, setNotice] = useState('');
  const { run, problem, setProblem, isBusy } = useAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (notice.trim() === '') return setProblem(t('noticeMissing'));
    const input = {
      coordinate: coordinate.trim() === '' ? null : coordinate.trim(),
      app: app.trim() === '' ? null : app.trim(),
      notice: notice.trim(),
    };
    if ((await run(() => change.mutateAsync({ input }).then(problemIn))) === null) close();
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <Field
        label={t('coordinate')}
        hint={t('coordinateHint')}
        value={coordinate}
        onChange={setCoordinate}
        autoFocus
      />
      <Field label={t('appId')} hint={t('appHint')} value={app} onChange={setApp} />
      <Field label={t('notice')} hint={t('noticeHint')} value={notice} onChange={setNotice} />
      {problem !== null && <Note tone="bad" title={problem} />}
      <div className="actions">
        <Button type="submit" kind="danger" isDisabled={isBusy}>
          {t('off')}
        </Button>
        <Button onPress={close}>{cancel}</Button>
      </div>
    </form>
  );
}
