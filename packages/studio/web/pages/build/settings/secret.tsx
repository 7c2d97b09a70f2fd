import { useState } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { Note } from '../../../components/note.tsx';
import { BuildReplaceSecretDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { SecretOnce } from '../parts/secret-once.tsx';

/** Replaces the secret, after a question, and shows the new one once. */
export function Secret({ clientId }: { readonly clientId: string }) {
  const t = useTranslations('build.app.settings');
  const app = useTranslations('app');
  const change = useChange(BuildReplaceSecretDocument);
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const replace = async () => {
    try {
      const answer = await change.mutateAsync({ input: { clientId } });
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
      <DialogTrigger>
        <Button kind="danger">{t('replace')}</Button>
        <ModalOverlay className="overlay" isDismissable>
          <Modal className="modal">
            <Dialog className="dialog" role="alertdialog">
              {({ close }) => (
                <>
                  <Heading slot="title">{t('replaceTitle')}</Heading>
                  <p>{t('secretText')}</p>
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
