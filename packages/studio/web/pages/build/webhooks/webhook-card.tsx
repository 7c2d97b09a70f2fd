import { useTranslations } from 'use-intl';
import { ActionButton } from '../../../components/action-button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { CutOff } from '../../../components/cut-off.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import {
  BuildRemoveWebhookDocument,
  BuildTestWebhookDocument,
  type BuildWebhooksQuery,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { Delivery } from './delivery.tsx';

type Registration = NonNullable<BuildWebhooksQuery['appRegistration']>;
export type Webhook = NonNullable<Registration['paymentWebhooks']>[number];

interface WebhookCardProps {
  readonly webhookKey: string;
  readonly webhook: Webhook;
}

/** One address, with its latest deliveries. */
export function WebhookCard({ webhookKey, webhook: { id, url, createdAt, deliveries } }: WebhookCardProps) {
  const t = useTranslations('build.webhooks');
  const test = useChange(BuildTestWebhookDocument);
  const remove = useChange(BuildRemoveWebhookDocument);
  const input = { webhookKey, webhook: id };
  return (
    <section className="panel-card">
      <h2 className="address">
        <code>{url}</code>
      </h2>
      <p className="quiet">
        {t('since')} <DateTime value={createdAt} />
      </p>
      <div className="actions">
        <ActionButton
          label={t('test')}
          onPress={async () => {
            const answer = await test.mutateAsync({ input });
            return answer.data.sendTestWebhook === null ? (problemIn(answer) ?? t('gone')) : null;
          }}
        />
        <ConfirmDialog
          label={t('remove')}
          kind="danger"
          title={t('removeTitle')}
          onConfirm={async () => problemIn(await remove.mutateAsync({ input }))}
        >
          <p>{t('removeText')}</p>
        </ConfirmDialog>
      </div>
      <h3>{t('deliveries')}</h3>
      {deliveries.nodes.length === 0 && <p className="empty">{t('noDeliveries')}</p>}
      <ul className="deliveries">
        {deliveries.nodes.map((delivery) => (
          <li key={delivery.id}>
            <Delivery webhookKey={webhookKey} delivery={delivery} />
          </li>
        ))}
      </ul>
      <CutOff list={deliveries} />
    </section>
  );
}
