import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emptyAccessLog } from '../access-log/empty-access-log.fixture.ts';
import { recordsOfSubject } from '../access-log/find-records.ts';
import { journal, record, send } from '../access-log/gateway-journal.fixture.ts';
import { citySource } from '../agencies/manifests.fixture.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { askAboutAccess, mostOpenQuestions } from './ask.ts';
import { answerDueOn } from './deadline.ts';
import { maxTextLength, plainText } from './plain-text.ts';

const { lin } = personas;
const officialOf = (agency: string) => personas[`operator-${agency}` as 'operator-transport'];
const now = new Date('2026-11-27T08:00:00Z');
const hidden = '\u202e';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());
beforeEach(async () => {
  await emptyAccessLog(identity.owner);
  await identity.owner.deleteFrom('access_question').execute();
});

/** Stores records about lin, and asks `agency` about the one with this number. */
async function asked(agency: string, text = 'Why?', changes: Parameters<typeof record>[1] = {}) {
  const { database } = identity.subgraph;
  const { subject } = record(lin.citizenKey);
  const { lines } = journal([record(lin.citizenKey, changes)]);
  await send(identity.subgraph, lines);
  const [row] = await recordsOfSubject(database, subject!, { first: 1, after: null });
  const rights = { database, directory: citySource().current };
  return askAboutAccess(rights, { record: row!, subject: subject!, agency, text }, now);
}

const list = `query ($agency: ID!, $answered: Boolean, $after: String) { agency(id: $agency) {
  accessQuestions(answered: $answered, first: 2, after: $after) {
    nodes { id text askedAt answerDueOn answer answeredAt access { time app { clientId } readBy purpose { id } fields } }
    pageInfo { hasNextPage endCursor } } } }`;
const reply = `mutation ($input: AnswerAccessQuestionInput!) { answerAccessQuestion(input: $input) {
  __typename ... on AccessQuestionAnswered { question { answer answeredAt access { fields } } } } }`;

async function questionsTo(agency: string, variables: object = {}, as = officialOf('payments')) {
  const { data } = await identity.subgraph.executeAs(as, {
    query: list,
    variables: { agency, ...variables },
  });
  return (data as { agency: { accessQuestions: { nodes: { id: string }[]; pageInfo: object } | null } })
    .agency.accessQuestions;
}

describe('an official', () => {
  test('reads the access and the question, and nothing that names the citizen', async () => {
    await asked('finance', `Why?${hidden}\r\nI did not ask for it.`);
    const questions = await questionsTo('finance');
    expect(questions?.nodes).toEqual([
      {
        id: expect.any(String),
        text: 'Why?\nI did not ask for it.',
        askedAt: '2026-11-27T08:00:00.000Z',
        answerDueOn: '2026-12-18',
        answer: null,
        answeredAt: null,
        access: {
          time: '2026-11-25T08:00:00.000Z',
          app: { clientId: 'wechat-city' },
          readBy: 'APP_FOR_CITIZEN',
          purpose: { id: 'city-services' },
          // Not the name, which belongs to the civil registry.
          fields: ['Citizen.notices'],
        },
      },
    ]);
    const text = JSON.stringify(questions);
    for (const secret of [lin.citizenKey, record(lin.citizenKey).subject!])
      expect(text).not.toContain(secret);
  });

  test('of another agency, and the admin, see and answer nothing', async () => {
    await asked('finance');
    const [question] = (await questionsTo('finance'))?.nodes ?? [];
    expect(await questionsTo('finance', {}, officialOf('transport'))).toBeNull();
    const input = { question: question!.id, answer: 'Because' };
    const other = await identity.subgraph.executeAs(officialOf('transport'), {
      query: reply,
      variables: { input },
    });
    expect(other.data).toEqual({ answerAccessQuestion: { __typename: 'AccessQuestionNotFound' } });
    const admin = await identity.subgraph.executeAs(personas.admin, { query: reply, variables: { input } });
    expect(admin.data).toEqual({ answerAccessQuestion: null });
    expect((await questionsTo('finance', { answered: false }))?.nodes).toHaveLength(1);
  });

  test('answers once', async () => {
    await asked('finance');
    const [question] = (await questionsTo('finance', { answered: false }))?.nodes ?? [];
    const answer = (text: string, id = question!.id) =>
      identity.subgraph.executeAs(officialOf('payments'), {
        query: reply,
        variables: { input: { question: id, answer: text } },
      });
    for (const empty of ['', ' \n', hidden, 'x'.repeat(maxTextLength + 1)]) {
      expect((await answer(empty)).data).toEqual({ answerAccessQuestion: { __typename: 'AnswerMissing' } });
    }
    expect((await answer('x', 'a\0b')).data).toEqual({
      answerAccessQuestion: { __typename: 'AccessQuestionNotFound' },
    });
    expect((await answer('To show what you have to pay.')).data).toEqual({
      answerAccessQuestion: {
        __typename: 'AccessQuestionAnswered',
        question: {
          answer: 'To show what you have to pay.',
          answeredAt: expect.any(String),
          access: { fields: ['Citizen.notices'] },
        },
      },
    });
    expect((await answer('Another')).data).toEqual({
      answerAccessQuestion: { __typename: 'AccessQuestionAlreadyAnswered' },
    });
    expect((await questionsTo('finance', { answered: false }))?.nodes).toEqual([]);
    expect((await questionsTo('finance', { answered: true }))?.nodes).toMatchObject([
      { answer: 'To show what you have to pay.' },
    ]);
  });

  test('sees all fields that an official of the same agency has read', async () => {
    const read = { caller: 'operator', official: 'clerk', officialAgency: 'transport', app: null } as const;
    await asked('transport', 'Why?', read);
    const questions = await questionsTo('transport', {}, officialOf('transport'));
    expect(questions?.nodes).toMatchObject([
      { access: { readBy: 'OFFICIAL', app: null, fields: ['Profile.name', 'Citizen.notices'] } },
    ]);
  });

  test('pages through the questions, oldest first, and is told of a forged cursor', async () => {
    const subject = record(lin.citizenKey).subject!;
    const { lines } = journal(['1', '2', '3'].map((requestId) => record(lin.citizenKey, { requestId })));
    await send(identity.subgraph, lines);
    const { database } = identity.subgraph;
    const shared = { subject, agency: 'finance', asked_at: now, due_on: '2026-12-18' };
    const open = { answer: null, answered_at: null, answered_by: null };
    const questions = ['a', 'b', 'c'].map((id) => ({ ...shared, ...open, id, question: id }));
    // One access has one question to an agency.
    const others = await database.selectFrom('access_record').select('hash').orderBy('number').execute();
    await database
      .insertInto('access_question')
      .values(questions.map((question, index) => ({ ...question, record: others[index]!.hash })))
      .execute();
    const first = await questionsTo('finance');
    expect(first).toMatchObject({ nodes: [{ id: 'a' }, { id: 'b' }], pageInfo: { hasNextPage: true } });
    const after = (first!.pageInfo as { endCursor: string }).endCursor;
    expect(await questionsTo('finance', { after })).toMatchObject({
      nodes: [{ id: 'c' }],
      pageInfo: { hasNextPage: false },
    });
    const forged = await identity.subgraph.executeAs(officialOf('payments'), {
      query: list,
      variables: { agency: 'finance', after: Buffer.from('["x","y"]').toString('base64url') },
    });
    expect(forged.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('a citizen', () => {
  test('asks an agency about an access once, and only one that the access concerns', async () => {
    expect(await asked('transport')).toEqual({ kind: 'not-concerned' });
    await emptyAccessLog(identity.owner);
    expect(await asked('finance', '  ')).toEqual({ kind: 'not-valid' });
    await emptyAccessLog(identity.owner);
    expect(await asked('finance')).toMatchObject({ kind: 'asked' });
    await emptyAccessLog(identity.owner);
    expect(await asked('finance')).toEqual({ kind: 'asked-before' });
    await emptyAccessLog(identity.owner);
    expect(await asked('civil-affairs')).toMatchObject({ kind: 'asked' });
  });

  test(`has at most ${mostOpenQuestions} open questions, also when asking all at once`, async () => {
    const subject = record(lin.citizenKey).subject!;
    const times = Array.from({ length: mostOpenQuestions + 3 }, (_, index) => index);
    const { lines } = journal(times.map((index) => record(lin.citizenKey, { requestId: String(index) })));
    await send(identity.subgraph, lines);
    const { database } = identity.subgraph;
    const rows = await recordsOfSubject(database, subject, { first: times.length, after: null });
    const rights = { database, directory: citySource().current };
    const outcomes = await Promise.all(
      rows.map((row) =>
        askAboutAccess(rights, { record: row, subject, agency: 'finance', text: 'Why?' }, now),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === 'asked')).toHaveLength(mostOpenQuestions);
    expect(outcomes.filter(({ kind }) => kind === 'too-many-open')).toHaveLength(3);
  });
});

describe('a deadline', () => {
  test.each([
    ['2026-11-27T08:00:00Z', 1, '2026-11-30'],
    ['2026-11-27T08:00:00Z', 15, '2026-12-18'],
    ['2026-11-28T08:00:00Z', 5, '2026-12-04'],
    // Already Monday in the city.
    ['2026-11-29T16:00:00Z', 1, '2026-12-01'],
  ])('from %s after %i working days is %s', (asked, days, due) => {
    expect(answerDueOn(new Date(asked), days)).toBe(due);
  });
});

test('a text loses what could disguise it', () => {
  expect(plainText(' a\u0000\u200b\u202eb\r\n\r\n\r\n\r\nc\u2028 ')).toBe('ab\n\nc');
  expect(plainText('e\u0301')).toBe('é');
  expect(plainText('🙂 中文')).toBe('🙂 中文');
});
