import { useSyncExternalStore } from 'react';
import type { Session, SessionState } from './session.ts';

export function useSession(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}

/** For whom an answer was, in the words of the header. Also the key under which the schema is read anew. */
export function actorOf(state: SessionState): string {
  switch (state.phase) {
    case 'persona':
      return state.app === null ? state.persona.id : `${state.persona.id} through ${state.app.name}`;
    case 'pasted':
      return state.token === null ? 'anonymous' : 'the pasted token';
    default:
      return 'anonymous';
  }
}
