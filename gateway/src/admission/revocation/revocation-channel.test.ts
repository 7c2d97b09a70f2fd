import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { eventually, personas, type TestIssuer, testSecrets } from '@civic-graph/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type NewsService, startNewsService } from '../../../test/fixtures/feed-service.ts';
import { type Answer, startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

let service: NewsService;
let graph: TestGateway;
let issuer: TestIssuer;
async function start(): Promise<void> {
  graph = await startTestGateway({
    revocation: { url: service.url, secret: testSecrets.subgraph, maxSilenceMs: 1_000 },
  });
  ({ issuer } = graph);
}
beforeEach(async () => {
  service = await startNewsService();
});
afterEach(async () => {
  vi.useRealTimers();
  await graph.close();
  service.close();
});

const nothingListed = { version: 0, held: [] };
const publicQuery = '{ people { id } }';
const codeOf = ({ json }: Pick<Answer, 'json'>) => json.errors?.[0]?.extensions.code;

async function ask(query: string, token: string) {
  const answer = await graph.ask(query, { token });
  return [answer.status, codeOf(answer)];
}

/** A request whose head has arrived, and part of its body. */
async function beginRequest(url: string, query: string, token: string) {
  const body = JSON.stringify({ query });
  const sent = request(`${url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
    },
  });
  await new Promise<void>((resolve) => void sent.write(body.slice(0, 5), () => resolve()));
  // Once a later request is answered, this one's token has been verified.
  await (await fetch(`${url}/livez`)).text();
  return {
    async finish() {
      sent.end(body.slice(5));
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      const text = Buffer.concat(await response.toArray()).toString();
      return { status: response.statusCode, headers: response.headers, json: JSON.parse(text) };
    },
  };
}

describe('a revoked token', () => {
  it('is refused on both paths, with a challenge', async () => {
    await start();
    const token = await issuer.mint(personas.lin);
    // Asked twice, the second time on the fast path.
    for (let lane = 0; lane < 2; lane++) expect(await ask(publicQuery, token)).toEqual([200, undefined]);
    service.revoke('consent', personas.lin.consentId!);
    await eventually(async () => expect(await ask(publicQuery, token)).toEqual([401, 'TOKEN_REVOKED']));
    const refused = await graph.ask(publicQuery, { token });
    expect(refused.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    const other = await issuer.mint({ ...personas.lin, consentId: 'another' });
    expect(await ask(publicQuery, other)).toEqual([200, undefined]);
  });

  it('is refused from the first request if it was revoked before the gateway started', async () => {
    service.revoke('client', 'wechat-city');
    await start();
    expect(await ask(publicQuery, await issuer.mint(personas.lin))).toEqual([401, 'TOKEN_REVOKED']);
  });
});

describe('a gateway without updates', () => {
  const personal = '{ people { diary } }';

  /** Waits until no earlier answer is in flight: it would end the silence. */
  async function cutOff(answer: (response: ServerResponse) => void): Promise<void> {
    const isCutOff = new Promise<void>((resolve) => {
      service.answer = (response) => {
        answer(response);
        resolve();
      };
    });
    await isCutOff;
  }

  it.each([
    ['refuses', (response: ServerResponse) => response.destroy()],
    ['fails', (response: ServerResponse) => void response.writeHead(500).end()],
    [
      'sends an unknown switch',
      (response: ServerResponse) => {
        const switches = [{ id: 'x', field: 'Person.name' }];
        response.end(JSON.stringify({ last: 1, complete: true, revocations: [], switches }));
      },
    ],
    ['answers with something else', (response: ServerResponse) => void response.end('{"last":1}')],
    [
      'sends a revocation of an unknown kind',
      (response: ServerResponse) => {
        const revocation = { kind: 'new', id: 'x', issuedBefore: null, expiresAt: new Date().toISOString() };
        response.end(
          JSON.stringify({
            last: 1,
            complete: true,
            revocations: [revocation],
            switches: [],
            safelists: nothingListed,
          }),
        );
      },
    ],
    [
      'never completes its pages',
      (response: ServerResponse) => {
        response.end(
          JSON.stringify({
            last: 1,
            complete: false,
            revocations: [],
            switches: [],
            safelists: nothingListed,
          }),
        );
      },
    ],
  ])(
    'because the service %s, withholds guarded data and serves the rest; then everything again',
    async (_, answer) => {
      await start();
      const token = await issuer.mint(personas.lin);
      // A machine that pauses for a second causes silence as well, until the next answer.
      await eventually(async () =>
        expect((await ask(personal, token))[1]).not.toBe('PERSONAL_DATA_WITHHELD'),
      );
      const ready = async () => (await graph.send({ method: 'GET', url: '/readyz' })).json;
      await eventually(async () => expect(await ready()).toMatchObject({ personalData: 'served' }));

      await cutOff(answer);
      await eventually(async () =>
        expect(await ask(personal, token)).toEqual([503, 'PERSONAL_DATA_WITHHELD']),
      );
      expect(await ask(publicQuery, token)).toEqual([200, undefined]);
      expect((await graph.ask(publicQuery)).status).toBe(200);
      expect(await ready()).toMatchObject({ status: 'ready', personalData: 'withheld' });

      service.answer = null;
      await eventually(async () =>
        expect((await ask(personal, token))[1]).not.toBe('PERSONAL_DATA_WITHHELD'),
      );
    },
  );

  it('withholds from its start, and is ready once it is clear that no update is coming', async () => {
    // The silence lasts as long as the test, not as long as the start.
    vi.useFakeTimers({ toFake: ['performance'] });
    service.answer = (response) => response.destroy();
    await start();
    const ready = () => graph.send({ method: 'GET', url: '/readyz' });
    expect(await ready()).toMatchObject({ status: 503, json: { personalData: 'withheld' } });
    // The metric of the alert.
    expect(await graph.gateway.metrics()).toMatch(/^civic_gateway_personal_data_withheld 1$/m);
    expect(await ask(personal, await issuer.mint(personas.lin))).toEqual([503, 'PERSONAL_DATA_WITHHELD']);
    vi.advanceTimersByTime(1_001);
    await eventually(async () => expect((await ready()).status).toBe(200));
    expect(await ask(personal, await issuer.mint(personas.lin))).toEqual([503, 'PERSONAL_DATA_WITHHELD']);
  });

  it('catches up with missed revocations before it serves again', async () => {
    await start();
    const token = await issuer.mint(personas.lin);
    await cutOff((response) => response.destroy());
    await eventually(async () => expect(await ask(personal, token)).toEqual([503, 'PERSONAL_DATA_WITHHELD']));
    service.revoke('consent', personas.lin.consentId!);
    service.answer = null;
    let first: Awaited<ReturnType<typeof ask>> | undefined;
    await eventually(async () => {
      first = await ask(personal, token);
      expect(first[1]).not.toBe('PERSONAL_DATA_WITHHELD');
    });
    expect(first).toEqual([401, 'TOKEN_REVOKED']);
  });

  it.each([
    ['an operation that was asked before', personal],
    ['a new one', '{ people { name diary } }'],
  ])('refuses a caller whose token it verified before: %s', async (_, query) => {
    vi.useFakeTimers({ toFake: ['performance'] });
    await start();
    const { url } = await graph.gateway.listen();
    const token = await issuer.mint(personas.lin);
    expect((await ask(personal, token))[0]).toBe(200);
    await cutOff((response) => response.destroy());
    vi.advanceTimersByTime(1_001);
    expect(await ask(personal, token)).toEqual([503, 'PERSONAL_DATA_WITHHELD']);

    const begun = await beginRequest(url, query, token);
    service.revoke('consent', personas.lin.consentId!);
    service.answer = null;
    const ready = async () => (await graph.send({ method: 'GET', url: '/readyz' })).json;
    await eventually(async () => expect(await ready()).toMatchObject({ personalData: 'served' }));
    const { status, headers, json } = await begun.finish();
    expect([status, codeOf({ json })]).toEqual([401, 'TOKEN_REVOKED']);
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });
});
