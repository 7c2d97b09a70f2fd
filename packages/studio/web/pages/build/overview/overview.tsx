import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Badge } from '../../../components/badge.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { BuildOverviewDocument, type BuildOverviewQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useClientId } from '../parts/use-client-id.ts';
import { useUsage } from '../usage/use-usage.ts';
import { checklistOf } from './checklist.ts';

type Registration = NonNullable<BuildOverviewQuery['appRegistration']>;

/** What an app still lacks, and what it is. */
export function Overview() {
  const t = useTranslations('build.overview');
  const { language } = useStudio();
  const clientId = useClientId();
  const query = useOperation(BuildOverviewDocument, { clientId, language: languageVariable(language) });
  return (
    <Page title={t('title')}>
      <Loaded query={query}>
        {({ appRegistration }) =>
          appRegistration && (
            <>
              <Checklist registration={appRegistration} />
              <Facts registration={appRegistration} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

const tones = { done: 'good', open: 'warn', advised: 'quiet', unknown: 'quiet' } as const;

function Checklist({ registration }: { readonly registration: Registration }) {
  const t = useTranslations('build.overview');
  const { language } = useStudio();
  const usage = useUsage(registration.clientId, 30);
  const counted = usage.data?.data.appRegistration?.operationUsage ?? null;
  const items = checklistOf(registration, counted);
  const done = items.filter(({ state }) => state === 'done').length;
  return (
    <section>
      <h2>{t('checklist')}</h2>
      <p className="quiet">{t('progress', { done, all: items.length })}</p>
      <ul className="checklist">
        {items.map(({ id, state, page }) => (
          <li key={id} data-state={state}>
            <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
            <Link to={`/${language}/build/apps/${registration.clientId}/${page}`}>{t(`items.${id}`)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ registration }: { readonly registration: Registration }) {
  const t = useTranslations('build.overview');
  const { clientId, app, contact, purposeStatements } = registration;
  return (
    <section>
      <h2>{t('facts')}</h2>
      <dl className="facts">
        <dt>{t('clientId')}</dt>
        <dd>
          <code>{clientId}</code>
        </dd>
        <dt>{t('platform')}</dt>
        <dd>{app.platform}</dd>
        <dt>{t('homepage')}</dt>
        <dd>{app.homepage}</dd>
        <dt>{t('contact')}</dt>
        <dd>{contact}</dd>
        <dt>{t('purposes')}</dt>
        <dd>
          {purposeStatements.map(({ purpose, statement }) => (
            <div key={purpose.title}>
              {purpose.title}: <q>{statement}</q>
            </div>
          ))}
        </dd>
        <dt>{t('scopes')}</dt>
        <dd>
          {app.approvedScopes.length === 0
            ? t('noScopes')
            : app.approvedScopes.map(({ title }) => title).join(' · ')}
        </dd>
      </dl>
    </section>
  );
}
