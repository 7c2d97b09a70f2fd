import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { signInPath } from '../session/studio-endpoint.ts';
import { forgetPersona } from './stored-persona.ts';

/** Leads to the sign-in and back to this page; the persona of the tab ends with it. */
export function SignInLink() {
  const t = useTranslations('app');
  const { pathname } = useLocation();
  return (
    <a className="button" data-kind="primary" href={signInPath(pathname)} onClick={forgetPersona}>
      {t('signIn')}
    </a>
  );
}
