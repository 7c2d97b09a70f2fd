import { useState } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Note } from '../../../components/note.tsx';
import { BuildReplaceSecretDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { Choice } from '../parts/choice.tsx';
import { SecretOnce } from '../parts/secret-once.tsx';

/** Hours for which the old secret can be kept; 0 is first, because the secret may have leaked. */
const choices = [0, 1, 24, 168] as const;

interface SecretProps {
  readonly clientId: string;
  /** When a replaced secret stops working. */
  readonly oldUntil: string | null;
}

/** Replaces the secret, after a question, and shows the new one once. */
export function Secret({ clientId, oldUntil }: SecretProps) {
  const t = useTranslations('build.app.settings');
  const app = useTranslations('app');
  const change = useChange(BuildReplaceSecretDocument);
  const [secret, setSecret] = useState<string | null>(null);
  const [hours, setHours] = useState<number>(0);
  const [problem, setProblem] = useState<string | null>(null);
  const replace = async () => {
    try {
      const answer = await change.mutateAsync({ input: { clientId, keepOldHours: hours } });
      const result = answer.data.replaceAppSecret;
      setSecret(result?.__typename === 'AppSecretReplaced' ? result.clientSecret : null);
      setProblem(problemIn(answer));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section>
      <h2>{t('secret')}</h2>
      <p>{t('secretText')}</p>
      {oldUntil !== null && (
        <p>
          {t('oldUntil')} <DateTime value={oldUntil} />
        </p>
      )}
      <DialogTrigger>
        <Button kind="danger">{t('replace')}</Button>
        <ModalOverlay className="overlay" isDismissable>
          <Modal className="modal">
            <Dialog className="dialog" role="alertdialog">
              {({ close }) => (
                <>
                  <Heading slot="title">{t('replaceTitle')}</Heading>
                  <Choice
                    label={t('keepOld')}
                    value={String(hours)}
                    onChange={(value) => setHours(Number(value))}
                  >
                    {choices.map((each) => (
                      <option key={each} value={each}>
                        {t('keepHours', { hours: each })}
                      </option>
                    ))}
                  </Choice>
                  <p className="quiet">{t('keepHint')}</p>
                  <div className="actions">
                    <Button kind="danger" onPress={() => void replace().then(close)}>
                      {t('replace')}
                    </Button>
                    <Button autoFocus onPress={close}>
                      {app('cancel')}
                    </Button>
                  </div>
                </>
              )}
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
      <div aria-live="polite">
        {secret !== null && <SecretOnce label={t('newSecret')} secret={secret} />}
        {problem !== null && <Note tone="bad" title={problem} />}
      </div>
    </section>
  );
}
