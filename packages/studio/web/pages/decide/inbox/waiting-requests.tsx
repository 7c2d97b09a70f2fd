import { useTranslations } from 'use-intl';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { DecideRequestsDocument } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useDayOf } from '../parts/day.tsx';
import { useAgency } from '../parts/use-agency.ts';
import { ownPart } from '../requests/own-part.ts';
import { Queue } from './queue.tsx';

/** Requests for access without a decision of the agency, and changes that developers propose. */
export function WaitingRequests() {
  const t = useTranslations('decide.inbox');
  const dayOf = useDayOf();
  const { agency, language } = useAgency();
  const pages = usePages(DecideRequestsDocument, { language }, (data) => data.appRegistrations);
  const submittedOn = (at: string | null | undefined) =>
    at === null || at === undefined ? '' : t('submitted', { date: dayOf(at) });
  const list = { pageInfo: { hasNextPage: pages.query.hasNextPage } };
  return (
    <LoadedPages pages={pages}>
      {(registrations) => (
        <>
          <Queue
            title={t('requests')}
            page="requests"
            list={list}
            items={registrations
              // A suspended app's request cannot be decided until it is reinstated.
              .filter((each) => each.state !== 'SUSPENDED' && ownPart(each, agency)?.decision === null)
              .map(({ app, accessRequests }) => ({
                key: app.clientId,
                path: `requests/${app.clientId}`,
                text: app.name,
                detail: submittedOn(accessRequests.nodes[0]?.submittedAt),
              }))}
          />
          <Queue
            title={t('changes')}
            page="requests"
            list={list}
            items={registrations.flatMap(({ app, pendingChange }) =>
              pendingChange === null
                ? []
                : {
                    key: app.clientId,
                    path: `requests/${app.clientId}`,
                    text: app.name,
                    detail: t('proposed', { date: dayOf(pendingChange.proposedAt) }),
                  },
            )}
          />
        </>
      )}
    </LoadedPages>
  );
}
