import { useSyncExternalStore } from 'react';
import type { Session, SessionState } from './session.ts';

export function useSession(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}

/** Tells callers apart, for caches; never shown. */
export function actorOf(state: SessionState): string {
  switch (state.phase) {
    case 'persona':
      return `persona ${state.persona.id} ${state.app?.clientId ?? ''}`;
    case 'signed-in':
      return `person ${state.person.name}`;
    case 'pasted':
      return `token ${state.token?.value ?? ''}`;
    default:
      return 'anonymous';
  }
}
