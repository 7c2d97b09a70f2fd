import { useTranslations } from 'use-intl';
import { AppStateBadge } from '../../../components/app-state.tsx';
import type { Registration } from './request-page.tsx';

/** The applicant, and the purposes of the request. */
export function Applicant({ registration }: { readonly registration: Registration }) {
  const t = useTranslations('decide.requests');
  const { app, contact, state, redirectUris, purposeStatements } = registration;
  return (
    <>
      <section className="panel-card">
        <h2>{t('who')}</h2>
        <dl className="facts">
          <dt>{t('app')}</dt>
          <dd>
            {app.name} <code>{app.clientId}</code>
          </dd>
          <dt>{t('state')}</dt>
          <dd>
            <AppStateBadge state={state} />
          </dd>
          <dt>{t('developer')}</dt>
          <dd>{contact}</dd>
          <dt>{t('platform')}</dt>
          <dd>{app.platform}</dd>
          <dt>{t('homepage')}</dt>
          {/* A stored address is text here: a link could run scripts, or lead a careless official anywhere. */}
          <dd>{app.homepage}</dd>
          <dt>{t('redirects')}</dt>
          <dd>{redirectUris.join(', ')}</dd>
        </dl>
      </section>
      <section className="panel-card">
        <h2>{t('purposes')}</h2>
        <p>{t('purposesLead')}</p>
        <Statements statements={purposeStatements} />
      </section>
    </>
  );
}

/** Purposes as citizens read them, with the developer's own words. */
export function Statements({ statements }: { readonly statements: Registration['purposeStatements'] }) {
  const t = useTranslations('decide.requests');
  if (statements.length === 0) return <p>{t('noPurposes')}</p>;
  return (
    <dl className="statements">
      {statements.map(({ purpose, statement }) => (
        <div key={purpose.id}>
          <dt>{purpose.title}</dt>
          <dd>{statement}</dd>
        </div>
      ))}
    </dl>
  );
}
