import { useSyncExternalStore } from 'react';
import type { Session, SessionState } from './session.ts';

export function useSession(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}

/** The actor of an answer, as in the header. Also the key for reloading the schema. */
export function actorOf(state: SessionState): string {
  switch (state.phase) {
    case 'persona':
      return state.app === null ? state.persona.id : `${state.persona.id} through ${state.app.name}`;
    case 'signed-in':
      return state.person.name;
    case 'pasted':
      return state.token === null ? 'anonymous' : 'the pasted token';
    default:
      return 'anonymous';
  }
}
