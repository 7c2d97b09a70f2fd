import { useTranslations } from 'use-intl';
import { Button } from '../components/button.tsx';
import { signOut } from '../session/studio-endpoint.ts';
import { PersonaPicker } from './persona-picker.tsx';
import { SignInLink } from './sign-in-link.tsx';
import { useStudio } from './studio-context.tsx';
import { TokenField } from './token-field.tsx';

/** Who the caller is: personas of the demo, and the sign-in of real people. */
export function Account() {
  const { session, state } = useStudio();
  const t = useTranslations('app');
  return (
    <div className="account">
      {(state.phase === 'persona' || (state.phase === 'signed-in' && state.directory !== null)) && (
        <PersonaPicker session={session} state={state} />
      )}
      {state.phase === 'pasted' && !session.canSignIn() && <TokenField session={session} />}
      {state.phase === 'unreachable' && (
        <button type="button" className="control notice" onClick={() => void session.open({})}>
          {state.reason} {t('tryAgain')}
        </button>
      )}
      <SignIn />
    </div>
  );
}

function SignIn() {
  const { session, state, fetch } = useStudio();
  const t = useTranslations('app');
  if (state.phase === 'signed-in') {
    const leave = async () => {
      location.assign(await signOut(fetch));
    };
    return (
      <>
        {state.directory === null && <span>{t('signedInAs', { name: state.person.name })}</span>}
        <Button onPress={() => void leave()}>{t('signOut')}</Button>
      </>
    );
  }
  if (!session.canSignIn() || state.phase === 'opening') return null;
  return <SignInLink />;
}
