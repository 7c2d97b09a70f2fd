import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '@civic-graph/launcher';
import { eventually } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { city } from '../one-city/city.ts';
import { civic } from '../one-city/civic.ts';

/* A partner's developer proposes a field to an agency on the command line; the agency decides. */

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-proposal-'));
  await eventually(
    async () => {
      const { data } = await city.query(null, '{ subgraph(name: "transport") { current { version } } }');
      expect(data).toMatchObject({ subgraph: { current: {} } });
    },
    { withinMs: 100_000, everyMs: 500 },
  );
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a proposal is checked and accepted, and rolls nothing out', { timeout: 120_000 }, async () => {
  const file = join(folder, 'schema.graphql');
  // The release in force: without the fields that an earlier scenario has added, the change would be
  // breaking.
  const { data } = await city.query(null, '{ subgraph(name: "transport") { current { schema } } }');
  const { schema } = (data as { subgraph: { current: { schema: string } } }).subgraph.current;
  const field = '"Lifts that work."\n  workingLifts: Int @dataClass(class: C0)';
  await writeFile(file, schema.replace('type Query {', `type Query {\n  ${field}`));
  const about = ['--title', 'Lifts', '--description', 'Our riders with wheelchairs need them.'];
  const created = await civic('developer', 'proposal', 'create', 'transport', file, ...about);
  expect([created.code, created.json.proposal.check.passed]).toEqual([0, true]);
  const { id } = created.json.proposal;
  const rollouts = async () => (await city.query(null, '{ rollouts(first: 1) { nodes { sequence } } }')).data;
  const before = await rollouts();

  expect((await civic('operator-payments', 'proposal', 'show', id)).code).toBe(2);
  expect((await civic('operator-transport', 'proposal', 'comment', id, 'Which stations?')).code).toBe(0);
  expect((await civic('developer', 'proposal', 'accept', id, '--reason', 'Yes.')).code).toBe(1);
  const accepted = await civic('operator-transport', 'proposal', 'accept', id, '--reason', 'Yes.');
  expect(accepted.json.proposal).toMatchObject({ state: 'ACCEPTED', published: null });
  expect(await rollouts()).toEqual(before);
});

it('anybody lists what rollouts have changed', async () => {
  const { code, json } = await civic(null, 'supergraph', 'changelog', 'transport', '--first', '1');
  expect(code).toBe(0);
  // Of the publish scenario.
  expect(json.changes).toMatchObject([{ subgraphs: ['transport'] }]);
});

it('an app registers a webhook for changes with its own token alone', async () => {
  const register = `mutation ($url: String!) { registerChangeWebhook(input: { url: $url, fields: ["Stop"] }) {
    __typename ... on ChangeWebhookRegistered { secret } ... on ChangeWebhookRefused { reason } } }`;
  const answerTo = async (persona: string, url: string) => {
    const token = await requestToken(city.issuerUrl, { persona });
    const { data, errors } = await city.query(token, register, { url });
    return errors?.[0]?.extensions.code ?? (data as { registerChangeWebhook: unknown }).registerChangeWebhook;
  };
  expect(await answerTo('wechat-city', 'https://partner.example/changes')).toMatchObject({
    __typename: 'ChangeWebhookRegistered',
    secret: expect.stringMatching(/^whsec_/),
  });
  expect(await answerTo('wechat-city', 'https://10.1.2.3/')).toMatchObject({ reason: 'TARGET_FORBIDDEN' });
  expect(await answerTo('lin', 'https://partner.example/changes')).toBe('FORBIDDEN');
});
