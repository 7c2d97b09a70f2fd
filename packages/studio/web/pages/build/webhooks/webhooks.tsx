import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CodeBlock } from '../../../components/code-block.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Note } from '../../../components/note.tsx';
import { Page } from '../../../components/page.tsx';
import { Visible } from '../../../components/visible.tsx';
import { BuildWebhooksDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useClientId } from '../parts/use-client-id.ts';
import { AddWebhook } from './add-webhook.tsx';
import { WebhookCard } from './webhook-card.tsx';

/** Interval at which deliveries are loaded again, in milliseconds. */
const everyMs = 5_000;

/** Where the platform posts what happens to payments of the app, and how that went. */
export function Webhooks() {
  const t = useTranslations('build.webhooks');
  const clientId = useClientId();
  const query = useOperation(BuildWebhooksDocument, { clientId }, { everyMs });
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ appRegistration }) => (
          <Visible value={appRegistration?.webhookKey}>
            {(webhookKey) => (
              <>
                <AddWebhook webhookKey={webhookKey} onRegistered={setSecret} />
                <div aria-live="polite">
                  {secret !== null && (
                    <Note tone="warn" title={t('registered')}>
                      <p>{t('once')}</p>
                      <CodeBlock label={t('secret')} text={secret} />
                    </Note>
                  )}
                </div>
                <Visible value={appRegistration?.paymentWebhooks}>
                  {(webhooks) =>
                    webhooks.length === 0 ? (
                      <p className="empty">{t('empty')}</p>
                    ) : (
                      webhooks.map((webhook) => (
                        <WebhookCard key={webhook.id} webhookKey={webhookKey} webhook={webhook} />
                      ))
                    )
                  }
                </Visible>
              </>
            )}
          </Visible>
        )}
      </Loaded>
    </Page>
  );
}
