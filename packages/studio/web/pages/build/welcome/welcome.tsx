import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { forgetPersona } from '../../../app/stored-persona.ts';
import { useStudio } from '../../../app/studio-context.tsx';
import { Button } from '../../../components/button.tsx';
import { Page } from '../../../components/page.tsx';
import { signInPath } from '../../../session/studio-endpoint.ts';

const steps = ['register', 'operations', 'decide', 'live'] as const;

/** Tells everyone who is not a developer how to build an app, and how to begin. */
export function Welcome() {
  const t = useTranslations('build.welcome');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step}>
            <strong>{t(`steps.${step}.title`)}</strong>
            <span>{t(`steps.${step}.text`)}</span>
          </li>
        ))}
      </ol>
      <Begin />
    </Page>
  );
}

function Begin() {
  const t = useTranslations('build.welcome');
  const { session, state } = useStudio();
  const { pathname } = useLocation();
  const directory = state.phase === 'persona' || state.phase === 'signed-in' ? state.directory : null;
  const developer = directory?.personas.find(({ kind }) => kind === 'developer');
  if (developer !== undefined) {
    return (
      <div className="begin">
        <p>{t('demo')}</p>
        <Button kind="primary" onPress={() => void session.choose({ persona: developer.id })}>
          {t('actAsDeveloper')}
        </Button>
      </div>
    );
  }
  return (
    <div className="begin">
      <p>{t(state.phase === 'signed-in' ? 'notForYou' : 'production')}</p>
      {state.phase !== 'signed-in' && session.canSignIn() && (
        <a className="button" data-kind="primary" href={signInPath(pathname)} onClick={forgetPersona}>
          {t('signIn')}
        </a>
      )}
    </div>
  );
}
