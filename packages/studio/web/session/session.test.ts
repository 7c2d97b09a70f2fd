import { beforeEach, describe, expect, it } from 'vitest';
import type { Fetch } from './demo-endpoint.ts';
import { createSession, type Session } from './session.ts';

const directory = {
  personas: [
    { id: 'lin', kind: 'citizen', about: '', apps: ['wechat-city', 'weibo-city'] },
    { id: 'admin', kind: 'admin', about: '', apps: ['civic-console'] },
  ],
  apps: [
    { id: 'wechat-city', name: 'WeChat City' },
    { id: 'weibo-city', name: 'Weibo City' },
    { id: 'civic-console', name: 'Console' },
  ],
};

const person = {
  name: 'official-7',
  kind: 'operator',
  agency: 'transport',
  roles: [],
  scopes: [],
  expiresAt: '2026-11-25T01:10:00Z',
};

/** A gateway whose answers to `POST /demo/token` the test sends in any order. */
function gateway(signedIn = () => Response.json({ canSignIn: false, person: null })) {
  const asked: { persona: string; app?: string }[] = [];
  const answers: ((response: Response) => void)[] = [];
  const fetch: Fetch = (path, init) => {
    if (path === '/demo/personas') return Promise.resolve(Response.json(directory));
    if (path === '/studio/session') return Promise.resolve(signedIn());
    asked.push(JSON.parse(String(init?.body)));
    return new Promise((resolve) => answers.push(resolve));
  };
  const grant = (index: number, token: string, expires_in = 600) =>
    answers[index]?.(Response.json({ access_token: token, expires_in, scope: 'identity:basic' }));
  return {
    asked,
    fetch,
    grant,
    refuse: (index: number) => answers[index]?.(new Response('', { status: 503 })),
  };
}

let now = new Date('2026-11-25T01:00:00Z');
let server: ReturnType<typeof gateway>;
let session: Session;

beforeEach(() => {
  now = new Date('2026-11-25T01:00:00Z');
  server = gateway();
  session = createSession(server.fetch, () => now);
});

/** Waits until the session has requested its `count`th token. */
async function askedFor(count: number): Promise<void> {
  while (server.asked.length < count) await new Promise((resolve) => setImmediate(resolve));
}

async function openAs(choice: { persona?: string; app?: string }, token = 'first'): Promise<void> {
  const opened = session.open(choice);
  await askedFor(1);
  server.grant(0, token);
  await opened;
}

describe('a session', () => {
  it('begins as the first persona through the first app', async () => {
    await openAs({});
    expect(server.asked).toEqual([{ persona: 'lin', app: 'wechat-city' }]);
    expect(await session.headers()).toEqual({ authorization: 'Bearer first' });
  });

  it('begins as the persona and app named by a link', async () => {
    await openAs({ persona: 'lin', app: 'weibo-city' });
    expect(server.asked).toEqual([{ persona: 'lin', app: 'weibo-city' }]);
  });

  it('offers citizens only the apps that they can use, and staff none', async () => {
    await openAs({ persona: 'admin', app: 'weibo-city' });
    expect(server.asked).toEqual([{ persona: 'admin' }]);
    expect(session.state()).toMatchObject({ phase: 'persona', app: null });
  });

  it('sends no token for an anonymous caller', async () => {
    await session.open({ persona: 'anonymous' });
    expect(await session.headers()).toEqual({});
    expect(server.asked).toEqual([]);
  });

  it('ignores an earlier answer that arrives late', async () => {
    await openAs({});
    const slow = session.choose({ app: 'weibo-city' });
    const quick = session.choose({ persona: 'admin' });
    server.grant(2, 'admin token');
    await quick;
    server.grant(1, 'weibo token');
    await slow;
    expect(session.state()).toMatchObject({ persona: { id: 'admin' }, grant: { status: 'held' } });
    expect(await session.headers()).toEqual({ authorization: 'Bearer admin token' });
  });

  it('waits for the token of the new persona before it sends anything', async () => {
    await openAs({});
    const chosen = session.choose({ persona: 'admin' });
    const headers = session.headers();
    server.grant(1, 'admin token');
    await chosen;
    expect(await headers).toEqual({ authorization: 'Bearer admin token' });
  });

  it('renews a token that is about to expire', async () => {
    await openAs({});
    now = new Date(now.getTime() + 595_000);
    const headers = session.headers();
    await askedFor(2);
    server.grant(1, 'second');
    expect(await headers).toEqual({ authorization: 'Bearer second' });
  });

  it('reports why there is no token, and retries at the next query', async () => {
    const opened = session.open({});
    await askedFor(1);
    server.refuse(0);
    await opened;
    expect(session.state()).toMatchObject({
      grant: { status: 'refused', reason: expect.stringMatching('503') },
    });
    const headers = session.headers();
    await askedFor(2);
    server.grant(1, 'second');
    expect(await headers).toEqual({ authorization: 'Bearer second' });
  });

  it('begins as the person who is signed in, with no token in the page', async () => {
    const signedIn = createSession(
      gateway(() => Response.json({ canSignIn: true, person })).fetch,
      () => now,
    );
    await signedIn.open({});
    expect(signedIn.state()).toMatchObject({ phase: 'signed-in', person: { name: 'official-7' } });
    expect(await signedIn.headers()).toEqual({ 'x-studio': '1' });
    expect(signedIn.canSignIn()).toBe(true);
  });

  it('acts as a persona of a link, and then as oneself again', async () => {
    server = gateway(() => Response.json({ canSignIn: true, person }));
    session = createSession(server.fetch, () => now);
    await openAs({ persona: 'admin' });
    expect(await session.headers()).toEqual({ authorization: 'Bearer first' });
    session.actAsMyself();
    expect(await session.headers()).toEqual({ 'x-studio': '1' });
  });

  it('learns that a sign-in has ended when its token is about to expire', async () => {
    let answer: unknown = { canSignIn: true, person };
    session = createSession(gateway(() => Response.json(answer)).fetch, () => now);
    await session.open({});
    now = new Date(now.getTime() + 595_000);
    answer = { canSignIn: true, person: null };
    expect(await session.headers()).toEqual({});
    expect(session.state()).toMatchObject({ phase: 'persona', persona: { kind: 'anonymous' } });
  });

  it('accepts a pasted token if the deployment has no personas', async () => {
    const production = createSession((path) =>
      Promise.resolve(
        path === '/studio/session'
          ? Response.json({ canSignIn: false, person: null })
          : new Response('', { status: 404 }),
      ),
    );
    await production.open({});
    expect(production.state()).toEqual({ phase: 'pasted', token: null });
    production.paste('  Bearer abc.def.ghi ');
    expect(await production.headers()).toEqual({ authorization: 'Bearer abc.def.ghi' });
    production.paste(' ');
    expect(await production.headers()).toEqual({});
  });

  it('reports why the gateway cannot be reached', async () => {
    const offline = createSession(() => Promise.reject(new TypeError('Failed to fetch')));
    await offline.open({});
    expect(offline.state()).toEqual({ phase: 'unreachable', reason: 'Failed to fetch' });
  });
});
