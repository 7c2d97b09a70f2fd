import { useTranslations } from 'use-intl';
import type { Session } from '../session/session.ts';

/**
 * Token input for deployments without personas. The field is cleared immediately; the token stays in memory.
 */
export function TokenField({ session }: { session: Session }) {
  const t = useTranslations('app');
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        session.paste(String(new FormData(event.currentTarget).get('token') ?? ''));
        event.currentTarget.reset();
      }}
    >
      <input
        className="control"
        name="token"
        type="password"
        autoComplete="off"
        aria-label={t('accessToken')}
        placeholder={t('pasteToken')}
      />
      <button type="submit" className="control">
        {t('use')}
      </button>
    </form>
  );
}
