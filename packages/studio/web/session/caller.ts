import type { PersonaKind } from './demo-directory.ts';
import type { SessionState } from './session.ts';

/** Who uses the pages, and as whom they call the graph. */
export interface Caller {
  readonly kind: PersonaKind;
  readonly name: string;
  /** Id of an official's agency. */
  readonly agency: string | null;
  readonly roles: readonly string[];
}

const nobody: Caller = { kind: 'anonymous', name: '', agency: null, roles: [] };

/** Whether it is known who the caller is; a persona's token may still be on its way. */
export function isCallerKnown(state: SessionState): boolean {
  if (state.phase === 'persona') return state.grant.status !== 'pending';
  return state.phase !== 'opening';
}

export function callerOf(state: SessionState): Caller {
  if (state.phase === 'signed-in') return state.person;
  if (state.phase !== 'persona') return nobody;
  const { persona, grant } = state;
  const token = grant.status === 'held' ? grant.token : null;
  return {
    kind: persona.kind,
    name: persona.id,
    agency: token?.agency ?? null,
    roles: token?.roles ?? [],
  };
}
