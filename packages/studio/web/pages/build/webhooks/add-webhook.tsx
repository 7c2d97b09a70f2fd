import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { useAction } from '../../../components/use-action.ts';
import { BuildRegisterWebhookDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';

interface AddWebhookProps {
  readonly webhookKey: string;
  /** Receives the key that verifies messages. */
  readonly onRegistered: (secret: string) => void;
}

/** Registers an address for events. */
export function AddWebhook({ webhookKey, onRegistered }: AddWebhookProps) {
  const t = useTranslations('build.webhooks');
  const register = useChange(BuildRegisterWebhookDocument);
  const { run, problem, isBusy } = useAction();
  const [url, setUrl] = useState('');
  const add = async () => {
    const input = { webhookKey, url: url.trim(), idempotencyKey: crypto.randomUUID() };
    const answer = await register.mutateAsync({ input });
    const result = answer.data.registerAppWebhook;
    if (result?.__typename === 'WebhookRegistered') {
      onRegistered(result.secret);
      setUrl('');
    }
    return problemIn(answer);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(add);
  };
  return (
    <form className="form" noValidate onSubmit={submit}>
      <Field
        label={t('url')}
        hint={t('urlHint')}
        type="url"
        value={url}
        onChange={setUrl}
        problem={problem}
      />
      <Button type="submit" kind="primary" isDisabled={isBusy}>
        {t('add')}
      </Button>
    </form>
  );
}
