import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Session, SessionState } from '../../../session/session.ts';
import type { AccessToken } from '../../../session/token.ts';
import { grantInWords } from './grant-words.ts';
import { Popover } from './popover.tsx';
import { TokenDetails } from './token-details.tsx';

interface TokenCardProps {
  readonly session: Session;
  readonly state: SessionState;
}

/** Permissions of the current token: a line in the header, details on demand. */
export function TokenCard({ session, state }: TokenCardProps) {
  const t = useTranslations();
  const now = useNow(15_000);
  const words = grantInWords(state, now, useTranslations('explore.token'));
  const token = tokenOf(state);
  if (token === null) {
    return (
      <div className="token-line" data-tone={words.tone}>
        <output>{words.line}</output>
        {words.tone === 'bad' && state.phase === 'persona' && (
          <button type="button" className="control" onClick={() => void session.choose({})}>
            {t('app.tryAgain')}
          </button>
        )}
      </div>
    );
  }
  return (
    <Popover
      className="control token-line"
      tone={words.tone}
      label={
        <>
          <output>{words.line}</output>
          <svg viewBox="0 0 10 6" width="10" aria-hidden="true">
            <path d="m1 1 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        </>
      }
    >
      {() => <TokenDetails token={token} now={now} app={state.phase === 'persona' ? state.app : null} />}
    </Popover>
  );
}

function tokenOf(state: SessionState): AccessToken | null {
  if (state.phase === 'pasted') return state.token;
  return state.phase === 'persona' && state.grant.status === 'held' ? state.grant.token : null;
}

function useNow(interval: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return now;
}
