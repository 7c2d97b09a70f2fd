import type { Principal } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Checker, Urgency } from '../check/checker.ts';
import { inProcessChecker } from '../check/in-process-checker.fixture.ts';
import { officialAt } from '../graph/ask.fixture.ts';
import { operatorOf, personalAgency, sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';

let registry: RegistryDeployment;
let now = new Date('2026-11-27T09:00:00Z');
let isChecking = true;
/** Of each check. */
const urgencies: Urgency[] = [];

beforeAll(async () => {
  const checker: Checker = {
    ...inProcessChecker,
    check(input, urgency = 'usual') {
      urgencies.push(urgency);
      return isChecking ? inProcessChecker.check(input) : Promise.reject(new Error('the check failed'));
    },
  };
  registry = await startRegistry({ clock: () => now, checker });
  for (const name of ['parks', 'trees']) {
    await officialAt(registry.subgraph, personas.admin).publish(sampleAgency(name));
  }
});
afterAll(() => registry.stop());

const { admin } = personas;
const developer = personas.developer as Extract<Principal, { kind: 'developer' }>;
const other = { ...developer, subject: 'other-developer', developer: 'other-developer' };
const parks = operatorOf('parks') as Extract<Principal, { kind: 'operator' }>;
const trees = operatorOf('trees');
const ponds = sampleAgency('parks', { fields: 'parks: Int  ponds: Int' }).schema;

async function ask(principal: Principal, query: string, variables: object = {}) {
  const { data, errors } = await registry.subgraph.executeAs(principal, { query, variables });
  return { data: { ...data }, codes: (errors ?? []).map(({ extensions }) => extensions?.code) };
}

interface Answer {
  readonly __typename: string;
  readonly reason?: string;
  readonly proposal?: { readonly id: string };
}

async function propose(by: Principal, changes: object = {}): Promise<Answer> {
  const { data, codes } = await ask(
    by,
    `mutation ($input: ProposeSubgraphInput!) { answer: proposeSubgraph(input: $input) { __typename
       ... on SubgraphProposed { proposal { id state check { passed problems { code } changes { nodes { coordinate } } } } }
       ... on ProposalRefused { reason message } } }`,
    {
      input: {
        subgraph: 'parks',
        schema: ponds,
        title: 'Ponds',
        description: 'Our app shows\nponds.',
        ...changes,
      },
    },
  );
  if (codes.length > 0) throw Object.assign(new Error(String(codes)), { code: codes[0] });
  return data.answer as Answer;
}

async function write(
  by: Principal,
  field: 'commentProposal' | 'decideProposal',
  input: object,
): Promise<Answer> {
  const [type, result] =
    field === 'commentProposal'
      ? ['CommentProposalInput', '... on ProposalCommented { comment { id text } }']
      : [
          'DecideProposalInput',
          '... on ProposalDecided { proposal { id state decision { outcome reason isOwn decidedByRole } } }',
        ];
  const { data } = await ask(
    by,
    `mutation ($input: ${type}!) { answer: ${field}(input: $input) { __typename ${result}
       ... on ProposalRefused { reason message } } }`,
    { input },
  );
  return data.answer as Answer;
}

const decide = (by: Principal, proposal: string, verdict: string, reason = 'It is useful.') =>
  write(by, 'decideProposal', { proposal, verdict, reason });

const read = `query ($id: ID!) { proposal(id: $id) { title description schema author authorRole authorAgency { id }
  state published { version } comments { nodes { text author authorRole } }
  decision { decidedBy reason } } }`;

describe('a proposal of a partner’s developer', () => {
  it('is checked, commented and accepted by the agency, which then publishes it itself', async () => {
    const proposed = await propose(developer);
    expect(proposed).toMatchObject({
      __typename: 'SubgraphProposed',
      proposal: {
        state: 'OPEN',
        check: { passed: true, changes: { nodes: [{ coordinate: 'Query.ponds' }] } },
      },
    });
    const { id } = proposed.proposal!;
    // Repeated because the answer was lost.
    expect(await propose(developer)).toEqual(proposed);
    expect(urgencies).toEqual(['usual', 'usual', 'low']);
    await write(parks, 'commentProposal', { proposal: id, text: 'Which ponds?' });
    await write(developer, 'commentProposal', { proposal: id, text: 'All of them.' });

    const rollouts = '{ rollouts { nodes { sequence } } }';
    const before = (await ask(admin, rollouts)).data;
    expect(await decide(parks, id, 'ACCEPT')).toMatchObject({
      proposal: {
        state: 'ACCEPTED',
        decision: { outcome: 'ACCEPTED', isOwn: false, decidedByRole: 'OFFICIAL' },
      },
    });
    expect((await ask(admin, rollouts)).data).toEqual(before);
    expect((await ask(developer, read, { id })).data.proposal).toMatchObject({ published: null });

    await officialAt(registry.subgraph, parks).publish({
      ...sampleAgency('parks'),
      schema: ponds,
    });
    expect((await ask(developer, read, { id })).data.proposal).toMatchObject({
      published: { version: expect.any(String) },
    });
  });

  it('is read by its author, the agency and the admin, who see no more persons than they may', async () => {
    const schema = sampleAgency('parks', { fields: 'parks: Int  ponds: Int  swings: Int' }).schema;
    const { id } = (await propose(developer, { schema, title: 'Swings' })).proposal!;
    await write(parks, 'commentProposal', { proposal: id, text: 'We think about it.' });
    await decide(parks, id, 'DECLINE', 'Too dangerous.');
    const [mine, theirs, all] = await Promise.all(
      [developer, parks, admin].map((by) => ask(by, read, { id })),
    );
    expect(mine?.data.proposal).toMatchObject({
      ...{ title: 'Swings', schema, authorRole: 'DEVELOPER', authorAgency: null, author: developer.subject },
      // The official's name stays within the agency.
      comments: { nodes: [{ text: 'We think about it.', authorRole: 'OFFICIAL', author: null }] },
      decision: { reason: 'Too dangerous.', decidedBy: null },
    });
    expect(theirs?.data.proposal).toMatchObject({
      ...{ state: 'DECLINED', author: null },
      comments: { nodes: [{ author: parks.subject }] },
      decision: { decidedBy: parks.subject },
    });
    expect(all?.data.proposal).toMatchObject({
      author: developer.subject,
      decision: { decidedBy: parks.subject },
    });
    for (const stranger of [trees, other]) {
      expect((await ask(stranger, read, { id })).data.proposal).toBeNull();
      expect((await ask(stranger, '{ proposals { nodes { id } } }')).data.proposals).toEqual({ nodes: [] });
      expect(await write(stranger, 'commentProposal', { proposal: id, text: 'Hi' })).toMatchObject({
        reason: 'NOT_FOUND',
      });
      expect(await decide(stranger, id, 'ACCEPT')).toMatchObject({ reason: 'NOT_FOUND' });
    }
    for (const stranger of [personas.lin, personas['wechat-city'], personas.anonymous]) {
      expect((await ask(stranger, read, { id })).codes).not.toEqual([]);
    }
  });

  it('is not accepted by its author, nor where its check has failed', async () => {
    const broken = sampleAgency('parks', { fields: 'parks: Int  swings: Nothing' }).schema;
    const proposed = await propose(developer, { schema: broken });
    expect(proposed).toMatchObject({
      proposal: { check: { passed: false, problems: [{ code: 'INVALID_GRAPHQL' }] } },
    });
    const { id } = proposed.proposal!;
    expect(await decide(developer, id, 'ACCEPT')).toMatchObject({ reason: 'NOT_YOURS' });
    expect(await decide(parks, id, 'ACCEPT')).toMatchObject({ reason: 'CHECK_FAILED' });
    expect(await decide(parks, id, 'WITHDRAW')).toMatchObject({ reason: 'NOT_YOURS' });
    expect(await decide(developer, id, 'WITHDRAW')).toMatchObject({ proposal: { state: 'WITHDRAWN' } });
    expect(await decide(parks, id, 'DECLINE')).toMatchObject({ reason: 'CLOSED' });
  });
});

const [unseen, seen] = [crypto.randomUUID(), crypto.randomUUID()];
const usedBy = { severity: 'error', subgraph: null, file: null, line: null, column: null, fixedBy: 'parks' };
const inUse = [
  {
    ...{ code: 'BREAKING_CHANGE_IN_USE', change: "Field 'parks' was removed" },
    message:
      "Field 'parks' was removed. In use: app wechat-city, operation Secret (abcdef), 1,240 calls, last now.",
  },
  // As stored before changes were stored apart.
  { code: 'BREAKING_CHANGE_IN_USE', message: 'In use: callers without a token, operation Secret (abcdef).' },
  { code: 'APPROVED_OPERATION_BREAKS', message: 'App wechat-city: its approved operation Secret (abcdef).' },
  { code: 'APPROVED_OPERATION_BREAKS', message: '17 more approved operations would be invalid.' },
  { code: 'INVALID_GRAPHQL', message: 'A syntax error.' },
];
const proposalRow = (id: string) =>
  registry.owner.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a proposal of an official', () => {
  it('to another agency is seen by both', async () => {
    const { id } = (await propose(trees, { schema: personalAgency('parks').schema, title: 'Own parks' }))
      .proposal!;
    for (const by of [trees, parks]) {
      expect((await ask(by, '{ proposals(first: 1) { nodes { id } } }')).data.proposals).toEqual({
        nodes: [{ id }],
      });
    }
    expect((await ask(parks, read, { id })).data.proposal).toMatchObject({
      author: null,
      authorAgency: { id: 'trees' },
    });
    expect(await decide(trees, id, 'ACCEPT')).toMatchObject({ reason: 'NOT_YOURS' });
  });

  it('tells nobody outside the agency who uses its fields', async () => {
    const { id } = (await propose(trees, { schema: sampleAgency('parks', { fields: 'ponds: Int' }).schema }))
      .proposal!;
    const report = { problems: inUse.map((problem) => ({ ...usedBy, ...problem })), accessChanges: [] };
    const [text, proposal] = [JSON.stringify(report), await proposalRow(id)];
    await sql`INSERT INTO schema_check SELECT ${unseen}::uuid, release, subgraph, agency, base, ${text}::jsonb,
                NULL, checked_at FROM schema_check WHERE id = ${proposal.check_id}`.execute(registry.owner);
    const { number: _, ...copy } = proposal;
    const another = { ...copy, id: unseen, check_id: unseen, author_kind: 'developer' as const };
    const byDeveloper = { ...another, author_agency: null, author_developer: developer.developer };
    await registry.owner.insertInto('proposal').values(byDeveloper).execute();
    const byTrees = { ...copy, id: seen, check_id: unseen };
    await registry.owner.insertInto('proposal').values(byTrees).execute();
    const messagesFor = async (by: Principal, proposed: string) => {
      const query = 'query ($id: ID!) { proposal(id: $id) { check { problems { severity code message } } } }';
      return JSON.stringify((await ask(by, query, { id: proposed })).data.proposal);
    };
    for (const [by, proposed] of [
      [developer, unseen],
      [trees, seen],
    ] as const) {
      const told = await messagesFor(by, proposed);
      expect(told).not.toMatch(/wechat|Secret|abcdef|1,240/);
      expect(told).toContain("Field 'parks' was removed. In use; the agency parks sees by whom.");
      expect(told.match(/APPROVED_OPERATION_BREAKS/g)).toHaveLength(1);
      expect(told).toContain('A syntax error.');
    }
    for (const by of [parks, admin]) expect(await messagesFor(by, unseen)).toContain('app wechat-city');
  });

  it('to the own agency may be accepted by the same person, which is recorded', async () => {
    const schema = sampleAgency('trees', { fields: 'trees: Int  oaks: Int' }).schema;
    const { id } = (await propose(trees, { subgraph: 'trees', schema })).proposal!;
    expect(await decide(trees, id, 'ACCEPT')).toMatchObject({ proposal: { decision: { isOwn: true } } });
    // Another official decides too late.
    expect(await decide(admin, id, 'DECLINE')).toMatchObject({ reason: 'CLOSED' });
  });
});

describe('floods', () => {
  it.each([
    [{ subgraph: 'nobody' }, 'UNKNOWN_SUBGRAPH'],
    [{ title: ' ' }, 'INPUT_INVALID'],
    [{ title: 'a\nb' }, 'INPUT_INVALID'],
    [{ title: 'right \u202e left' }, 'INPUT_INVALID'],
    [{ description: 'a'.repeat(5_001) }, 'INPUT_INVALID'],
    [{ schema: ' '.repeat(300_001) }, 'INPUT_INVALID'],
    [{ schema: sampleAgency('trees').schema, subgraph: 'trees' }, 'UNCHANGED'],
  ])('of unusable texts are refused: %#', async (changes, reason) => {
    expect(await propose(other, changes)).toMatchObject({ reason });
  });

  it('of releases end at 20 a day, also where nobody fetches the result', async () => {
    const flooder = { ...developer, subject: 'flooder', developer: 'flooder' };
    const broken = (index: number) => ({ schema: `type Query { broken${index} }` });
    for (let index = 0; index < 20; index += 1) await propose(flooder, broken(index));
    expect(await propose(flooder, broken(20))).toMatchObject({ reason: 'TOO_MANY' });
    now = new Date(now.getTime() + 25 * 3_600_000);
    expect(await propose(flooder, broken(20))).toMatchObject({ __typename: 'SubgraphProposed' });
  });

  it('of checks of one release that end without a result end at 20 a day', async () => {
    const flooder = { ...developer, subject: 'checker', developer: 'checker' };
    const again = () => propose(flooder, { schema: 'type Query { unchecked: Nothing }' });
    isChecking = false;
    for (let index = 0; index < 20; index += 1) await expect(again()).rejects.toThrow();
    isChecking = true;
    expect(await again()).toMatchObject({ reason: 'TOO_MANY' });
  });

  it('of proposals that are withdrawn and stored again end at 20 a day', async () => {
    const flooder = { ...developer, subject: 'withdrawer', developer: 'withdrawer' };
    const again = () => propose(flooder, { schema: 'type Query { again: Nothing }' });
    const checks = urgencies.length;
    for (let index = 0; index < 20; index += 1) {
      await decide(flooder, (await again()).proposal!.id, 'WITHDRAW');
    }
    expect(await again()).toMatchObject({ reason: 'TOO_MANY' });
    expect(urgencies.length - checks).toBe(1);
  });

  it('of comments end at 30 an hour', async () => {
    const { id } = (await propose(other, { schema: 'type Query { more: Nothing }' })).proposal!;
    const comments = await Promise.all(
      Array.from({ length: 33 }, () => write(other, 'commentProposal', { proposal: id, text: 'more' })),
    );
    expect(comments.filter(({ reason }) => reason === 'TOO_MANY')).toHaveLength(3);
    expect(await write(other, 'commentProposal', { proposal: id, text: 'a'.repeat(2_001) })).toMatchObject({
      reason: 'INPUT_INVALID',
    });
  });
});
