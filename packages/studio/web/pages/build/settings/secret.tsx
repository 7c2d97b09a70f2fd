import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { DialogButton } from '../../../components/dialog-button.tsx';
import { Note } from '../../../components/note.tsx';
import { Select } from '../../../components/select.tsx';
import { useAction } from '../../../components/use-action.ts';
import { BuildReplaceSecretDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
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
  const t = useTranslations('build.settings');
  const app = useTranslations('app');
  const change = useChange(BuildReplaceSecretDocument);
  const [secret, setSecret] = useState<string | null>(null);
  const [hours, setHours] = useState<number>(0);
  const { run, problem, isBusy } = useAction();
  const replace = async () => {
    const answer = await change.mutateAsync({ input: { clientId, keepOldHours: hours } });
    const result = answer.data.replaceAppSecret;
    setSecret(result?.__typename === 'AppSecretReplaced' ? result.clientSecret : null);
    return problemIn(answer);
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
      <DialogButton label={t('replace')} kind="danger" title={t('replaceTitle')} role="alertdialog">
        {(close) => (
          <>
            <Select label={t('keepOld')} value={String(hours)} onChange={(value) => setHours(Number(value))}>
              {choices.map((each) => (
                <option key={each} value={each}>
                  {t('keepHours', { hours: each })}
                </option>
              ))}
            </Select>
            <p className="quiet">{t('keepHint')}</p>
            <div className="actions">
              <Button kind="danger" isDisabled={isBusy} onPress={() => void run(replace).then(close)}>
                {t('replace')}
              </Button>
              <Button autoFocus onPress={close}>
                {app('cancel')}
              </Button>
            </div>
          </>
        )}
      </DialogButton>
      <div aria-live="polite">
        {secret !== null && <SecretOnce label={t('newSecret')} secret={secret} />}
        {problem !== null && <Note tone="bad" title={problem} />}
      </div>
    </section>
  );
}
