import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createRunOperation, type RunOperation } from '../graph/graph-client.ts';
import { type Caller, callerOf } from '../session/caller.ts';
import type { Fetch } from '../session/demo-endpoint.ts';
import type { Session, SessionState } from '../session/session.ts';
import { actorOf, useSession } from '../session/use-session.ts';
import type { Language } from './language.ts';

/** What every page can use. */
export interface Studio {
  readonly language: Language;
  readonly session: Session;
  readonly state: SessionState;
  readonly caller: Caller;
  /** Tells callers apart, for caches. */
  readonly actor: string;
  readonly run: RunOperation;
  readonly fetch: Fetch;
}

const context = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(context);
  if (studio === null) throw new Error('useStudio is called outside StudioProvider');
  return studio;
}

interface StudioProviderProps {
  readonly language: Language;
  readonly session: Session;
  readonly fetch: Fetch;
  readonly children: ReactNode;
}

export function StudioProvider({ language, session, fetch, children }: StudioProviderProps) {
  const state = useSession(session);
  const run = useMemo(() => createRunOperation(fetch, session), [fetch, session]);
  const studio = useMemo(
    () => ({ language, session, state, caller: callerOf(state), actor: actorOf(state), run, fetch }),
    [language, session, state, run, fetch],
  );
  return <context.Provider value={studio}>{children}</context.Provider>;
}
