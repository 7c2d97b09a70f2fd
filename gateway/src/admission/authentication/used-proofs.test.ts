import { createDpopKey, eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway } from '../../../test/fixtures/gateway.ts';
import { createTestRedis, redisIsAbsent, type TestRedis } from '../../../test/fixtures/redis.ts';
import { createUsedProofs, type UsedProofs } from './used-proofs.ts';

const soon = () => new Date(Date.now() + 60_000);
let count = 0;
const fresh = () => {
  count += 1;
  return `proof-${count}`;
};

describe.skipIf(redisIsAbsent !== null)('with Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await createTestRedis();
    await redis.start();
  });
  afterAll(() => redis.kill());

  async function connect(): Promise<{ proofs: UsedProofs; states: string[] }> {
    const states: string[] = [];
    const proofs = createUsedProofs({ redisUrl: redis.url, report: (state) => states.push(state) });
    await eventually(() => expect(states).toContain('shared'));
    return { proofs, states };
  }

  test('a proof used at one gateway is used at every gateway, and only one of two simultaneous uses succeeds', async () => {
    const [one, other] = [await connect(), await connect()];
    const id = fresh();
    expect(await one.proofs.claim(id, soon())).toBe(true);
    expect(await other.proofs.claim(id, soon())).toBe(false);
    const raced = fresh();
    const claims = await Promise.all([one, other].map(({ proofs }) => proofs.claim(raced, soon())));
    expect(claims.filter(Boolean)).toHaveLength(1);
    await Promise.all([one.proofs.close(), other.proofs.close()]);
  });

  test('a proof that the first gateway has served is refused at the second', async () => {
    const cache = { enabled: false, maxBytes: 1_000, redisUrl: redis.url };
    const first = await startTestGateway({ cache });
    const second = await startTestGateway({ cache, tokens: first.issuer });
    const key = await createDpopKey();
    const token = await first.issuer.mint(personas.lin, { claims: { cnf: { jkt: key.thumbprint } } });
    const send = async (gateway: typeof first, dpop: string) => {
      const headers = { 'content-type': 'application/json', authorization: `DPoP ${token}`, dpop };
      return (await gateway.send({ headers, payload: '{"query":"{ people { id } }"}' })).status;
    };
    const prove = () => key.prove({ url: 'https://gateway.test/graphql', token });
    // Until both are connected, each knows only its own proofs.
    await eventually(async () => {
      const proof = await prove();
      expect([await send(first, proof), await send(second, proof)]).toEqual([200, 401]);
    });
    await Promise.all([first.close(), second.close()]);
  });

  test('while Redis is down each gateway knows its own proofs without waiting; afterwards they share again', async () => {
    const [one, other] = [await connect(), await connect()];
    const claimBoth = async (id: string) => [
      await one.proofs.claim(id, soon()),
      await other.proofs.claim(id, soon()),
      await one.proofs.claim(id, soon()),
    ];
    redis.freeze();
    expect(await claimBoth(fresh())).toEqual([true, true, false]);
    redis.thaw();
    await redis.kill();
    await eventually(() =>
      expect(one.states.concat(other.states)).toEqual(expect.arrayContaining(['alone'])),
    );
    expect(await claimBoth(fresh())).toEqual([true, true, false]);
    await redis.start();
    await eventually(async () => expect(await claimBoth(fresh())).toEqual([true, false, false]));
    await Promise.all([one.proofs.close(), other.proofs.close()]);
  });
});

test('without Redis a gateway knows its own proofs', async () => {
  const proofs = createUsedProofs({ redisUrl: null });
  const id = fresh();
  expect([await proofs.claim(id, soon()), await proofs.claim(id, soon())]).toEqual([true, false]);
  await proofs.close();
});
