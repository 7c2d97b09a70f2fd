import { type FormEvent, useState } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Note } from '../../../components/note.tsx';
import { RunSwitchOffDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';

/** Switches a type or a field off, for every caller or one app. */
export function SwitchOffDialog() {
  const t = useTranslations('run.switches');
  return (
    <DialogTrigger>
      <Button kind="danger">{t('off')}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{t('offTitle')}</Heading>
                <SwitchOffForm close={close} />
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function SwitchOffForm({ close }: { readonly close: () => void }) {
  const t = useTranslations('run.switches');
  const cancel = useTranslations('app')('cancel');
  const change = useChange(RunSwitchOffDocument);
  const [coordinate, setCoordinate] = useState('');
  const [app, setApp] = useState('');
  const [notice, setNotice] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (notice.trim() === '') return setProblem(t('noticeMissing'));
    const input = {
      coordinate: coordinate.trim() === '' ? null : coordinate.trim(),
      app: app.trim() === '' ? null : app.trim(),
      notice: notice.trim(),
    };
    const failure = await change.mutateAsync({ input }).then(problemIn, String);
    setProblem(failure);
    if (failure === null) close();
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
        <Button type="submit" kind="danger" isDisabled={change.isPending}>
          {t('off')}
        </Button>
        <Button onPress={close}>{cancel}</Button>
      </div>
    </form>
  );
}
