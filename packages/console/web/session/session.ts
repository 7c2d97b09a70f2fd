import { appsOf, type DemoDirectory, type PartnerApp, type Persona } from './demo-directory.ts';
import { type Choice, type Fetch, fetchDemoDirectory, fetchDemoToken } from './demo-endpoint.ts';
import { type AccessToken, readAccessToken } from './token.ts';

/** The current actor. In memory only: a reload fetches a new token. */
export type SessionState =
  | { readonly phase: 'opening' }
  | { readonly phase: 'unreachable'; readonly reason: string }
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
  open(preferred: Partial<Choice>): Promise<void>;
  choose(choice: Partial<Choice>): Promise<void>;
  paste(token: string): void;
  /** Returns the current token, renewed if it is about to expire; `null` for an anonymous caller. */
  bearer(): Promise<string | null>;
}

/** Tokens with less time left are renewed before use. */
const renewalMargin = 10_000;

export function createSession(fetch: Fetch, clock: () => Date = () => new Date()): Session {
  let state: SessionState = { phase: 'opening' };
  /** The latest token request; the answer of an older one must not replace its result. */
  let latest: Promise<AccessToken | null> = Promise.resolve(null);
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

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    async open(preferred) {
      try {
        const directory = await fetchDemoDirectory(fetch);
        if (directory === null) become({ phase: 'pasted', token: null });
        else await act(directory, preferred);
      } catch (error) {
        become({ phase: 'unreachable', reason: reasonOf(error) });
      }
    },
    async choose(choice) {
      if (state.phase !== 'persona') return;
      await act(state.directory, { persona: state.persona.id, app: state.app?.clientId ?? null, ...choice });
    },
    paste(value) {
      const bare = value.trim().replace(/^bearer\s+/i, '');
      become({ phase: 'pasted', token: bare === '' ? null : readAccessToken(bare) });
    },
    async bearer() {
      if (state.phase === 'pasted') return state.token?.value ?? null;
      if (state.phase !== 'persona') return null;
      const { directory, persona, app, grant } = state;
      if (grant.status === 'refused' || (grant.status === 'held' && isStale(grant.token, clock()))) {
        await act(directory, { persona: persona.id, app: app?.clientId ?? null });
      }
      return (await latest)?.value ?? null;
    },
  };
}

function isStale(token: AccessToken, now: Date): boolean {
  return token.expiresAt !== null && token.expiresAt.getTime() - now.getTime() < renewalMargin;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
