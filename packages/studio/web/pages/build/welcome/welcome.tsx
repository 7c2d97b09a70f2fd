import { useTranslations } from 'use-intl';
import { SignInLink } from '../../../app/sign-in-link.tsx';
import { useStudio } from '../../../app/studio-context.tsx';
import { Button } from '../../../components/button.tsx';
import { Page } from '../../../components/page.tsx';

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
  const directory = state.phase === 'persona' || state.phase === 'signed-in' ? state.directory : null;
  const developer = directory?.personas.find(({ kind }) => kind === 'developer');
  if (developer !== undefined) {
    return (
      <div className="begin">
        <p>{t('demo')}</p>
        <div className="actions">
          <Button kind="primary" onPress={() => void session.choose({ persona: developer.id })}>
            {t('actAsDeveloper')}
          </Button>
          <SignUpLink />
        </div>
      </div>
    );
  }
  return (
    <div className="begin">
      <p>{t(state.phase === 'signed-in' ? 'notForYou' : 'production')}</p>
      {state.phase !== 'signed-in' && session.canSignIn() && (
        <div className="actions">
          <SignInLink />
          <SignUpLink />
        </div>
      )}
    </div>
  );
}

/** Shown everywhere: where developers need an invitation, the issuer's page says so. */
function SignUpLink() {
  const t = useTranslations('build.welcome');
  return <a href="/studio/sign-up">{t('signUp')}</a>;
}
