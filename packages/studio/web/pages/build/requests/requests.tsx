import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { BuildRequestsDocument, type BuildRequestsQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useClientId } from '../parts/use-client-id.ts';
import { History } from './history.tsx';
import { RequestCard } from './request-card.tsx';
import { Safelist } from './safelist.tsx';

export type Registration = NonNullable<BuildRequestsQuery['appRegistration']>;

/** A decision of an agency appears without a reload. */
const everyMs = 10_000;

/** Requests of an app with each agency's decision, what the app may run, and its history. */
export function Requests() {
  const t = useTranslations('build.app.requests');
  const access = useTranslations('build.access');
  const { language } = useStudio();
  const clientId = useClientId();
  const variables = { clientId, language: languageVariable(language) };
  const query = useOperation(BuildRequestsDocument, variables, { everyMs });
  return (
    <Page title={t('title')}>
      <Loaded query={query}>
        {({ appRegistration }) =>
          appRegistration && (
            <>
              {appRegistration.accessRequests.nodes.length === 0 && (
                <p className="empty">
                  {t('none')} <Link to={`/${language}/build/apps/${clientId}/access`}>{access('title')}</Link>
                </p>
              )}
              {appRegistration.accessRequests.nodes.map((request) => (
                <RequestCard key={request.id} request={request} />
              ))}
              <Safelist clientId={clientId} registration={appRegistration} />
              <History transitions={appRegistration.transitions.nodes} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
