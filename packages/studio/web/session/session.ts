import { appsOf, type DemoDirectory, type PartnerApp, type Persona } from './demo-directory.ts';
import { type Choice, type Fetch, fetchDemoDirectory, fetchDemoToken } from './demo-endpoint.ts';
import type { Person } from './person.ts';
import { reasonOf } from './reason-of.ts';
import { fetchSignedIn, studioHeaders } from './studio-endpoint.ts';
import { type AccessToken, readAccessToken } from './token.ts';

/** The current actor. In memory only: a reload fetches a new token. */
export type SessionState =
  | { readonly phase: 'opening' }
  | { readonly phase: 'unreachable'; readonly reason: string }
  /** Signed in at the issuer: the gateway has the token. */
  | { readonly phase: 'signed-in'; readonly person: Person; readonly directory: DemoDirectory | null }
  /** The deployment has no personas; the visitor pastes a token. */
  | { readonly phase: 'pasted'; readonly token: AccessToken | null }
  | {
      readonly phase: 'persona';
      readonly directory: DemoDirectory;
      readonly persona: Persona;
      /** Only for a citizen. */
      readonly app: PartnerApp | null;
      readonly grant: Grant;
    };

type Grant =
  | { readonly status: 'none' }
  | { readonly status: 'pending' }
  | { readonly status: 'held'; readonly token: AccessToken }
  | { readonly status: 'refused'; readonly reason: string };

export interface Session {
  subscribe(listener: () => void): () => void;
  state(): SessionState;
  /** Whether people sign in at this deployment; known once the session is open. */
  canSignIn(): boolean;
  /** @param preferred persona to act as; without one, the person who is signed in */
  open(preferred: Partial<Choice>): Promise<void>;
  choose(choice: Partial<Choice>): Promise<void>;
  /** Who is signed in, also while acting as a persona. */
  person(): Person | null;
  /** Stops acting as a persona. */
  actAsMyself(): void;
  paste(token: string): void;
  /** Headers that identify the caller to the gateway; renews the token if it is about to expire. */
  headers(): Promise<Readonly<Record<string, string>>>;
}

/** Tokens with less time left are renewed before use. */
const renewalMargin = 10_000;

/** The gateway renews the token of a signed-in person that has less than five minutes left. */
const signedInMargin = 60_000;

export function createSession(fetch: Fetch, clock: () => Date = () => new Date()): Session {
  let state: SessionState = { phase: 'opening' };
  /** The latest token request; the answer of an older one must not replace its result. */
  let latest: Promise<AccessToken | null> = Promise.resolve(null);
  let person: Person | null = null;
  let canSignIn = false;
  const listeners = new Set<() => void>();

  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  const act = async (directory: DemoDirectory, choice: Partial<Choice>) => {
    const persona = directory.personas.find(({ id }) => id === choice.persona) ?? directory.personas[0];
    if (persona === undefined) return;
    const apps = appsOf(persona, directory);
    const app = apps.find(({ clientId }) => clientId === choice.app) ?? apps[0] ?? null;
    const chosen = { phase: 'persona', directory, persona, app } as const;
    if (persona.kind === 'anonymous') {
      latest = Promise.resolve(null);
      become({ ...chosen, grant: { status: 'none' } });
      return;
    }
    const request = fetchDemoToken(fetch, { persona: persona.id, app: app?.clientId ?? null }, clock());
    latest = request;
    become({ ...chosen, grant: { status: 'pending' } });
    try {
      const token = await request;
      if (latest === request) become({ ...chosen, grant: { status: 'held', token } });
    } catch (error) {
      if (latest === request) become({ ...chosen, grant: { status: 'refused', reason: reasonOf(error) } });
    }
  };

  /** The gateway renews the token when asked who is signed in. */
  const renewPerson = async (directory: DemoDirectory | null) => {
    ({ person } = await fetchSignedIn(fetch));
    if (person !== null) become({ phase: 'signed-in', person, directory });
    else if (directory === null) become({ phase: 'pasted', token: null });
    else await act(directory, { persona: 'anonymous' });
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    canSignIn: () => canSignIn,
    async open(preferred) {
      try {
        const [directory, signedIn] = await Promise.all([fetchDemoDirectory(fetch), fetchSignedIn(fetch)]);
        ({ person, canSignIn } = signedIn);
        if (person !== null && preferred.persona === undefined)
          become({ phase: 'signed-in', person, directory });
        else if (directory === null) become({ phase: 'pasted', token: null });
        else await act(directory, preferred);
      } catch (error) {
        become({ phase: 'unreachable', reason: reasonOf(error) });
      }
    },
    async choose(choice) {
      if (state.phase === 'signed-in' && state.directory !== null) await act(state.directory, choice);
      if (state.phase !== 'persona') return;
      await act(state.directory, { persona: state.persona.id, app: state.app?.clientId ?? null, ...choice });
    },
    person: () => person,
    actAsMyself() {
      if (person === null || state.phase !== 'persona') return;
      become({ phase: 'signed-in', person, directory: state.directory });
    },
    paste(value) {
      const bare = value.trim().replace(/^bearer\s+/i, '');
      become({ phase: 'pasted', token: bare === '' ? null : readAccessToken(bare) });
    },
    async headers() {
      if (state.phase === 'pasted') return bearer(state.token?.value ?? null);
      if (state.phase === 'signed-in') {
        if (isStale(state.person, clock(), signedInMargin)) await renewPerson(state.directory);
        return state.phase === 'signed-in' ? studioHeaders : {};
      }
      if (state.phase !== 'persona') return {};
      const { directory, persona, app, grant } = state;
      if (grant.status === 'refused' || (grant.status === 'held' && isStale(grant.token, clock()))) {
        await act(directory, { persona: persona.id, app: app?.clientId ?? null });
      }
      return bearer((await latest)?.value ?? null);
    },
  };
}

function isStale(
  { expiresAt }: { readonly expiresAt: Date | null },
  now: Date,
  margin = renewalMargin,
): boolean {
  return expiresAt !== null && expiresAt.getTime() - now.getTime() < margin;
}

function bearer(token: string | null): Readonly<Record<string, string>> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}
