import { eventually } from '@civic-graph/testing';
import { createMemoryReplayStore } from '@civic-graph/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestRedis, redisIsAbsent, type TestRedis } from '../../../test/fixtures/redis.ts';
import { mcpDefaults } from '../../config/mcp-settings.ts';
import { claimOnce } from '../../lib/redis/claim-once.ts';
import { connectRedis, type RedisClient } from '../../lib/redis/connect-redis.ts';
import { createConfirmations } from './confirmations.ts';
import { createElicitations } from './elicitations.ts';
import { redisAnswerRelay } from './redis-answer-relay.ts';
import { createSeal } from './sealed-text.ts';
import { createSessions } from './sessions.ts';

const key = Buffer.alloc(32, 1);
const call = { caller: 'lin', operation: 'digest', variables: { id: '1', input: { a: [1, 2], b: null } } };
const accepted = { result: { action: 'accept', content: { confirm: true } } };
const never = async () => false;

describe('a confirmation code', () => {
  const at = (minute: number) => new Date(minute * 60_000);
  const codesAt = (minute: number, used = createMemoryReplayStore(() => at(minute))) =>
    createConfirmations({ ...mcpDefaults, seal: createSeal(key), used, clock: () => at(minute) });

  it('is valid for two minutes', async () => {
    const { code, expiresAt } = codesAt(0).issue(call);
    expect(expiresAt).toBe('1970-01-01T00:02:00.000Z');
    expect(await codesAt(1).accept(code, call)).toBe(true);
    expect(await codesAt(3).accept(code, call)).toBe(false);
  });

  it('is valid for the same variables in any order, and for no others', async () => {
    const codes = codesAt(0);
    const { code } = codes.issue(call);
    const others = [
      { ...call, variables: { ...call.variables, id: 1 } },
      { ...call, variables: { id: '1', input: { a: [2, 1], b: null } } },
      { ...call, variables: { id: '1', input: { a: [1, 2] } } },
      {
        ...call,
        variables: {
          id: '1',
          input: [
            ['a', [1, 2]],
            ['b', null],
          ],
        },
      },
      { ...call, operation: 'another' },
      { ...call, caller: 'zhao' },
    ];
    for (const other of others) expect(await codes.accept(code, other)).toBe(false);
    const reordered = { input: { b: null, a: [1, 2] }, id: '1' };
    expect(await codes.accept(code, { ...call, variables: reordered })).toBe(true);
  });

  it('of another process is refused', async () => {
    const { code } = codesAt(0).issue(call);
    const other = { seal: createSeal(Buffer.alloc(32, 2)), used: createMemoryReplayStore() };
    expect(await createConfirmations({ ...mcpDefaults, ...other }).accept(code, call)).toBe(false);
  });
});

describe('a session', () => {
  const sessions = createSessions({ ...mcpDefaults, seal: createSeal(key), clock: () => new Date(0) });

  it('is readable by every gateway with the key, and valid for no other caller', () => {
    const id = sessions.begin({ elicits: true }, 'lin');
    expect(sessions.find(id, 'lin')).toEqual({ elicits: true });
    expect(sessions.find(id, 'zhao')).toBeNull();
    expect(sessions.find(sessions.begin({ elicits: false }, 'lin'), 'lin')).toEqual({ elicits: false });
  });

  it.each(['', '.', 'a.b.c', 'x'.repeat(5_000)])('%s is not a session', (id) =>
    expect(sessions.find(id, 'lin')).toBeNull(),
  );

  it('ends', () => {
    const id = sessions.begin({ elicits: true }, 'lin');
    const later = { ...mcpDefaults, clock: () => new Date(mcpDefaults.sessionMs) };
    expect(createSessions({ ...later, seal: createSeal(key) }).find(id, 'lin')).toBeNull();
  });
});

describe('questions', () => {
  const create = (changes = {}) => createElicitations({ ...mcpDefaults, relay: null, ...changes });

  it('accept one answer, from the caller that was asked', async () => {
    const questions = create();
    const ids: string[] = [];
    const answer = questions.ask('lin', async (asked) => void ids.push(asked), never);
    await eventually(() => expect(ids).toHaveLength(1));
    expect(await questions.answer('zhao', ids[0]!, accepted)).toBe(false);
    expect(await questions.answer('lin', ids[0]!, accepted)).toBe(true);
    expect(await answer).toBe('accepted');
    expect(await questions.answer('lin', ids[0]!, accepted)).toBe(false);
  });

  it('are limited per caller and in total, and end when the gateway stops', async () => {
    const questions = create({ maxElicitations: 3, maxElicitationsPerCaller: 2 });
    const ask = (caller: string) => questions.ask(caller, async () => undefined, never);
    const open = [ask('lin'), ask('lin')];
    await expect(ask('lin')).rejects.toMatchObject({ code: 'OVERLOADED' });
    open.push(ask('zhao'));
    await expect(ask('chen')).rejects.toMatchObject({ code: 'OVERLOADED' });
    questions.close();
    expect(await Promise.all(open)).toEqual(['unanswered', 'unanswered', 'unanswered']);
    await expect(ask('lin')).rejects.toMatchObject({ code: 'OVERLOADED' });
  });

  it('end when nobody answers, or the client leaves', async () => {
    expect(await create({ elicitationMs: 1 }).ask('lin', async () => undefined, never)).toBe('unanswered');
    expect(
      await create().ask(
        'lin',
        async () => undefined,
        async () => true,
      ),
    ).toBe('unanswered');
  });

  it('fail if the client cannot show them', async () => {
    const questions = create();
    const ids: string[] = [];
    const answer = questions.ask('lin', async (asked) => void ids.push(asked), never);
    await eventually(() => expect(ids).toHaveLength(1));
    await questions.answer('lin', ids[0]!, { error: { code: -32_601, message: 'Method not found' } });
    expect(await answer).toBe('unanswered');
  });
});

describe.skipIf(redisIsAbsent !== null)('two gateways with one Redis', () => {
  let redis: TestRedis;
  let clients: RedisClient[];
  beforeAll(async () => {
    redis = await createTestRedis();
    await redis.start();
    clients = [connectRedis(redis.url), connectRedis(redis.url)];
    await eventually(() => expect(clients.map(({ status }) => status)).toEqual(['ready', 'ready']));
  });
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    await redis.kill();
  });

  it('together accept a code once, and none while Redis is silent', async () => {
    const codes = clients.map((client) =>
      createConfirmations({ ...mcpDefaults, seal: createSeal(key), used: claimOnce(client, 'test:') }),
    );
    const { code } = codes[0]!.issue(call);
    const answers = await Promise.all(
      codes.flatMap((each) => [each.accept(code, call), each.accept(code, call)]),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    const next = codes[0]!.issue(call).code;
    redis.freeze();
    await expect(codes[1]!.accept(next, call)).rejects.toMatchObject({ code: 'NOT_READY' });
    redis.thaw();
  });

  it('accept answers for each other', async () => {
    const [one, two] = clients.map((client) =>
      createElicitations({ ...mcpDefaults, relay: redisAnswerRelay(client) }),
    );
    const ids: string[] = [];
    const answer = one!.ask('lin', async (asked) => void ids.push(asked), never);
    await eventually(() => expect(ids).toHaveLength(1));
    expect(await two!.answer('zhao', ids[0]!, accepted)).toBe(false);
    expect(await two!.answer('lin', 'confirm-invented', accepted)).toBe(false);
    expect(await two!.answer('lin', ids[0]!, accepted)).toBe(true);
    expect(await two!.answer('lin', ids[0]!, { result: { action: 'decline' } })).toBe(false);
    expect(await answer).toBe('accepted');
  });
});
