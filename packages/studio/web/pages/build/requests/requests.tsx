import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { BuildRequestsDocument, type BuildRequestsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { AppHistory } from '../../shared/app-history/app-history.tsx';
import { useClientId } from '../parts/use-client-id.ts';
import { RequestCard } from './request-card.tsx';
import { Safelist } from './safelist.tsx';

export type Registration = NonNullable<BuildRequestsQuery['appRegistration']>;

/** A decision of an agency appears without a reload. */
const everyMs = 10_000;

/** Requests of an app with each agency's decision, what the app may run, and its history. */
export function Requests() {
  const t = useTranslations('build.requests');
  const access = useTranslations('build.access');
  const { language } = useStudio();
  const clientId = useClientId();
  const variables = { clientId, language: languageVariable(language) };
  const pages = usePages(BuildRequestsDocument, variables, (data) => data.appRegistration?.accessRequests, {
    everyMs,
  });
  const registration = pages.first?.appRegistration ?? null;
  return (
    <Page title={t('title')}>
      <LoadedPages pages={pages}>
        {(requests) => (
          <>
            {requests.length === 0 && (
              <p className="empty">
                {t('none')} <Link to={`/${language}/build/apps/${clientId}/access`}>{access('title')}</Link>
              </p>
            )}
            {requests.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </>
        )}
      </LoadedPages>
      {registration !== null && (
        <>
          <Safelist clientId={clientId} registration={registration} />
          <AppHistory clientId={clientId} everyMs={everyMs} />
        </>
      )}
    </Page>
  );
}
