import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { AppStateBadge } from '../../../components/app-state.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Note } from '../../../components/note.tsx';
import { Outcome } from '../../../components/outcome.tsx';
import { Page } from '../../../components/page.tsx';
import { DecideAppDocument, type DecideAppQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useAgency } from '../parts/use-agency.ts';
import { Grants } from './grants.tsx';
import { Measures } from './measures.tsx';

export type Registration = NonNullable<DecideAppQuery['appRegistration']>;

/** One app: what it was granted of the agency's data, what it uses, and what can be done about it. */
export function AppPage() {
  const t = useTranslations('decide.apps');
  const { language } = useStudio();
  const { language: inWords } = useAgency();
  const { clientId = '' } = useParams();
  const [done, setDone] = useState<string | null>(null);
  const query = useOperation(DecideAppDocument, { clientId, language: inWords });
  const name = query.data?.data.appRegistration?.app.name ?? clientId;
  return (
    <Page title={name}>
      <p className="back">
        <Link to={`/${language}/decide/apps`}>{t('back')}</Link>
      </p>
      <Outcome text={done} />
      <Loaded query={query}>
        {({ appRegistration }) =>
          appRegistration === null ? (
            <Note tone="info" title={t('notFound')} />
          ) : (
            <>
              <Facts registration={appRegistration} />
              <Grants registration={appRegistration} />
              <Measures registration={appRegistration} onDone={setDone} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Facts({ registration }: { readonly registration: Registration }) {
  const t = useTranslations('decide.apps');
  const { language } = useStudio();
  const { app, state, heldToSafelist, declinedFields, accessRequests } = registration;
  const at = accessRequests.nodes[0]?.submittedAt ?? null;
  return (
    <dl className="facts panel-card">
      <dt>{t('state')}</dt>
      <dd>
        <AppStateBadge state={state} />
      </dd>
      <dt>{t('safelist')}</dt>
      <dd>{t(heldToSafelist ? 'holdOn' : 'holdOff')}</dd>
      {declinedFields.length > 0 && (
        <>
          <dt>{t('declined')}</dt>
          <dd>{declinedFields.join(', ')}</dd>
        </>
      )}
      <dt>{t('request')}</dt>
      <dd>
        {at === null ? (
          t('noRequest')
        ) : (
          <Link to={`/${language}/decide/requests/${app.clientId}`}>
            <DateTime value={at} />
          </Link>
        )}
      </dd>
    </dl>
  );
}
