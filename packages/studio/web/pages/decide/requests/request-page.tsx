import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Note } from '../../../components/note.tsx';
import { Outcome } from '../../../components/outcome.tsx';
import { Page } from '../../../components/page.tsx';
import { DecideRequestDocument, type DecideRequestQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { AppHistory } from '../../shared/app-history/app-history.tsx';
import { useAgency } from '../parts/use-agency.ts';
import { AppChange } from './app-change.tsx';
import { Applicant } from './applicant.tsx';
import { ConsentPreview } from './consent-preview.tsx';
import { Decisions } from './decisions.tsx';
import { Operations } from './operations.tsx';
import { OtherFields } from './other-fields.tsx';
import { PartSection } from './part-section.tsx';

export type Registration = NonNullable<DecideRequestQuery['appRegistration']>;
export type Request = Registration['accessRequests']['nodes'][number];

/** One app's request for access: all that an official needs to decide on the agency's part. */
export function RequestPage() {
  const t = useTranslations('decide.requests');
  const { language } = useStudio();
  const { language: inWords } = useAgency();
  const { clientId = '' } = useParams();
  const [done, setDone] = useState<string | null>(null);
  const query = useOperation(DecideRequestDocument, { clientId, language: inWords });
  const name = query.data?.data.appRegistration?.app.name ?? clientId;
  return (
    <Page title={t('pageTitle', { name })}>
      <p className="back">
        <Link to={`/${language}/decide/requests`}>{t('back')}</Link>
      </p>
      <Outcome text={done} />
      <Loaded query={query}>
        {({ appRegistration }) =>
          appRegistration === null ? (
            <Note tone="info" title={t('notFound')} />
          ) : (
            <Sections registration={appRegistration} onDone={setDone} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Sections({
  registration,
  onDone,
}: {
  readonly registration: Registration;
  readonly onDone: (text: string) => void;
}) {
  const [request] = registration.accessRequests.nodes;
  return (
    <>
      <AppChange registration={registration} onDone={onDone} />
      <Applicant registration={registration} />
      {request !== undefined && (
        <>
          <PartSection registration={registration} request={request} onDone={onDone} />
          <ConsentPreview registration={registration} request={request} />
          <Decisions request={request} />
          <OtherFields request={request} />
          <Operations request={request} />
        </>
      )}
      <AppHistory clientId={registration.app.clientId} />
    </>
  );
}
