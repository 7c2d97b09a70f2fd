import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { Note } from '../components/note.tsx';

const reasons = ['expired', 'declined', 'failed'] as const;

/** Why a sign-in failed, when the gateway sends the browser back without a session. */
export function SignInFailure() {
  const t = useTranslations('app.signInFailed');
  const [query] = useSearchParams();
  const reason = reasons.find((known) => known === query.get('sign-in'));
  if (reason === undefined) return null;
  return (
    <div className="page">
      <Note tone={reason === 'declined' ? 'warn' : 'bad'} title={t('title')}>
        <p>{t(reason)}</p>
      </Note>
    </div>
  );
}
