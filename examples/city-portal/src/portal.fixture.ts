import { type Civic, memoryStore, type Refusal, type Session, type SignInOutcome } from '@civic-graph/client';
import { readConfig } from './config.ts';
import { formToken } from './http/form-token.ts';
import { createPortal } from './portal.ts';

/** What the city answers to an operation. */
interface Scripted {
  readonly data?: unknown;
  readonly refusals?: readonly Refusal[];
}

/** A portal whose city is scripted: answers by the name of the operation. */
export interface TestPortal {
  readonly answers: Record<string, Scripted | Error>;
  /** Operations so far, with their variables. */
  readonly asked: { readonly name: string; readonly variables: unknown }[];
  /** Arguments of `signIn` so far. */
  readonly signIns: unknown[];
  readonly reported: unknown[];
  /** How the next callback ends. */
  outcome: SignInOutcome;
  /** Keys of receipts; an error if they cannot be fetched. */
  keys: readonly object[] | Error;
  /** Results of the next subscription. */
  events: readonly Scripted[];
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>;
  /** As a citizen who is signed in. */
  getSignedIn(path: string): Promise<TestAnswer>;
  post(path: string, form?: Readonly<Record<string, string>>, headers?: object): Promise<TestAnswer>;
  readonly handle: (request: Request) => Promise<Response>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Path and query of a redirect. */
  readonly location: string | null;
}

export const origin = 'http://127.0.0.1:8701';
/** A citizen's session. */
export const sessionId = 'a'.repeat(43);
export const cookies = `portal=${sessionId}`;
export const now = new Date('2026-11-28T02:00:00Z');

export function testPortal(environment: Readonly<Record<string, string>> = {}): TestPortal {
  let drawn = 0;
  const test: TestPortal = {
    answers: {},
    asked: [],
    signIns: [],
    reported: [],
    outcome: { kind: 'signed-in', scopes: [] },
    keys: [],
    events: [],
    get: (path, headers = {}) => send(new Request(`${origin}${path}`, { headers })),
    getSignedIn: (path) => test.get(path, { cookie: cookies }),
    post(path, form = {}, headers = {}) {
      const body = new URLSearchParams({ form_token: formToken(sessionId), ...form });
      const all = { cookie: cookies, origin, 'sec-fetch-site': 'same-origin', ...headers };
      return send(new Request(`${origin}${path}`, { method: 'POST', body, headers: all }));
    },
    handle: createPortal({
      config: readConfig({ CLIENT_SECRET: 'secret', ...environment }),
      civic: { session: (id = '') => scriptedSession(id) } satisfies Civic,
      store: memoryStore(),
      now: () => now,
      random: (bytes) => new Uint8Array(bytes).fill(++drawn),
      report: (error) => test.reported.push(error),
      async fetch() {
        if (test.keys instanceof Error) throw test.keys;
        return Response.json({ keys: test.keys });
      },
    }),
  };
  return test;

  async function send(request: Request): Promise<TestAnswer> {
    const { status, headers, ...response } = await bodyOf(await test.handle(request));
    return { status, headers, ...response };
  }

  function scriptedSession(id: string): Session {
    const run = async (document: unknown, variables?: unknown) => {
      const name = nameOf(document);
      test.asked.push({ name, variables });
      const { [name]: answer = {} } = test.answers;
      if (answer instanceof Error) throw answer;
      return { data: answer.data ?? null, refusals: answer.refusals ?? [] };
    };
    return {
      async signIn(request: unknown) {
        test.signIns.push(request);
        return 'http://127.0.0.1:4001/auth?state=1';
      },
      completeSignIn: async () => test.outcome,
      citizen: async () => (id === sessionId ? { id: 'pairwise', scopes: [] } : null),
      signOut: async () => {},
      query: run,
      mutate: run,
      async *subscribe(document: unknown, variables?: unknown) {
        test.asked.push({ name: nameOf(document), variables });
        for (const { data = null, refusals = [] } of test.events) yield { data, refusals };
      },
    } as unknown as Session;
  }
}

function nameOf(document: unknown): string {
  const { definitions } = document as { definitions: { kind: string; name: { value: string } }[] };
  return definitions.find(({ kind }) => kind === 'OperationDefinition')?.name.value ?? '';
}

async function bodyOf(response: Response): Promise<TestAnswer> {
  const { status, headers } = response;
  return { status, headers, text: await response.text(), location: headers.get('location') };
}

/** A refusal of a kind, as the client reads it. */
export function refusal(kind: Refusal['kind'], coordinate: string, more: object = {}): Refusal {
  const about = { kind, code: 'A_CODE', message: '', path: null, coordinate, extensions: {} };
  return { ...about, ...more } as Refusal;
}
