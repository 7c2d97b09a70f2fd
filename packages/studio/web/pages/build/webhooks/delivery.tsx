import { useTranslations } from 'use-intl';
import { ActionButton } from '../../../components/action-button.tsx';
import { Badge } from '../../../components/badge.tsx';
import { CodeBlock } from '../../../components/code-block.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { BuildReplayWebhookDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { payloadText } from './payload-text.ts';
import type { Webhook } from './webhook-card.tsx';

type DeliveryRow = Webhook['deliveries']['nodes'][number];

interface DeliveryProps {
  readonly webhookKey: string;
  readonly delivery: DeliveryRow;
}

const tones = { DELIVERED: 'good', PENDING: 'warn', FAILED: 'bad' } as const;

/** A message: what was posted, what each attempt got back, and a button that posts it again. */
export function Delivery({ webhookKey, delivery }: DeliveryProps) {
  const t = useTranslations('build.webhooks');
  const states = useTranslations('words.deliveryState');
  const replay = useChange(BuildReplayWebhookDocument);
  const { id, type, occurredAt, payload, state, nextAttemptAt, attempts } = delivery;
  return (
    <details>
      <summary>
        <Badge tone={tones[state]}>{states(state)}</Badge> <code>{type}</code> <DateTime value={occurredAt} />
      </summary>
      <CodeBlock label={t('payload')} text={payloadText(payload)} copied={payload} />
      <h4>{t('attempts')}</h4>
      {attempts.length === 0 && <p>{t('noAttempts')}</p>}
      <ul>
        {attempts.map(({ attemptedAt, status, problem, durationMs }) => (
          <li key={attemptedAt}>
            <DateTime value={attemptedAt} /> ·{' '}
            {status === null ? <Problem name={problem} /> : `HTTP ${status}`} ·{' '}
            {t('duration', { ms: durationMs })}
          </li>
        ))}
      </ul>
      {nextAttemptAt !== null && (
        <p>
          {t('next')} <DateTime value={nextAttemptAt} />
        </p>
      )}
      <ActionButton
        label={t('replay')}
        onPress={async () => problemIn(await replay.mutateAsync({ input: { webhookKey, delivery: id } }))}
      />
    </details>
  );
}

const problems = ['forbidden-target', 'timeout', 'no-answer'] as const;

function Problem({ name }: { readonly name: string | null }) {
  const t = useTranslations('build.webhooks.problems');
  const known = problems.find((each) => each === name);
  return known === undefined ? name : t(known);
}
