import { useTranslations } from 'use-intl';
import { CodeBlock } from '../../../components/code-block.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { BuildShipDocument, type BuildShipQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useClientId } from '../parts/use-client-id.ts';

type Registration = NonNullable<BuildShipQuery['appRegistration']>;

const install = 'npm install "$(npm pack ~/civic-graph/packages/client --silent)"';
const types = 'npx --prefix ~/civic-graph civic types src --out src/civic --token "$TOKEN"';

const changeWebhook = `mutation Changes($url: String!, $fields: [String!]!) {
  registerChangeWebhook(input: { url: $url, fields: $fields }) {
    __typename
    ... on ChangeWebhookRegistered { secret }
  }
}`;

/** What a developer takes along: the typed client, its settings, and notice of changes. */
export function Ship() {
  const t = useTranslations('build.ship');
  const clientId = useClientId();
  const query = useOperation(BuildShipDocument, { clientId });
  return (
    <Page title={t('title')}>
      <h2>{t('client')}</h2>
      <p>{t('clientText')}</p>
      <CodeBlock label={t('install')} text={install} />
      <CodeBlock label={t('types')} text={types} />
      <p>{t('documents')}</p>
      <Loaded query={query}>
        {({ appRegistration }) =>
          appRegistration && <CodeBlock label={t('settings')} text={settingsOf(clientId, appRegistration)} />
        }
      </Loaded>
      <h2>{t('changes')}</h2>
      <p>{t('changesText')}</p>
      <CodeBlock label={t('changes')} text={changeWebhook} />
    </Page>
  );
}

/** For `createCivic` of the client. */
function settingsOf(clientId: string, { redirectUris, authMethod, app }: Registration): string {
  const scopes = app.approvedScopes.map(({ id }) => `'${id}'`).join(', ');
  return [
    'createCivic({',
    `  gateway: '${location.origin}/graphql',`,
    "  issuer: process.env.ISSUER ?? '',",
    `  clientId: '${clientId}',`,
    ...(authMethod === 'CLIENT_SECRET_BASIC' ? ['  clientSecret: process.env.SECRET,'] : []),
    `  redirectUri: '${redirectUris[0] ?? ''}',`,
    `  scopes: [${scopes}],`,
    '});',
  ].join('\n');
}
