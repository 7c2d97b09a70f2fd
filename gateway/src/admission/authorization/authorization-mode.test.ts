import { personas } from '@civic-graph/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import type { AuthorizationMode } from './authorization-mode.ts';

const query = '{ person(id: "1") { name diary } }';
/** A request for an explanation takes the slow path. */
const ways = { 'on the fast path': {}, 'on the slow path': { extensions: { explainAccess: true } } };

let graph: TestGateway;
afterEach(() => graph.close());

async function start(authorizationMode: AuthorizationMode): Promise<void> {
  graph = await startTestGateway({ authorizationMode, deployment: 'demo' });
}

const mayRead = () => graph.issuer.mint({ ...personas.lin, scopes: ['diary'] });
const refusal = {
  path: ['person', 'diary'],
  extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate: 'Person.diary' },
};

test('errors: the field is null with its error, and other fields are answered', async () => {
  await start('errors');
  const { status, json } = await graph.ask(query);
  expect(status).toBe(200);
  expect(json.data.person).toEqual({ name: 'Person 1', diary: null });
  expect(json.errors).toMatchObject([refusal]);
});

describe.each(Object.entries(ways))('reject, %s', (_, way) => {
  test('reject: an operation with one denied field is refused whole, and nothing is fetched for it', async () => {
    await start('reject');
    const { status, json } = await graph.ask(query, way);
    expect(status).toBe(403);
    expect(json).not.toHaveProperty('data');
    expect(json.errors).toMatchObject([{ extensions: refusal.extensions }]);
    expect(graph.calls).toEqual([]);
    const allowed = await graph.ask(query, { ...way, token: await mayRead() });
    expect(allowed.json.data.person?.diary).toEqual(expect.any(String));
    expect((await graph.ask(query, way)).json).not.toHaveProperty('data');
  });
});

test('reject: a field that a variable excludes denies nothing', async () => {
  await start('reject');
  const withVariable = 'query ($all: Boolean!) { person(id: "1") { name diary @include(if: $all) } }';
  const { json } = await graph.ask(withVariable, { variables: { all: false } });
  expect(json).toEqual({ data: { person: { name: 'Person 1' } } });
  const refused = await graph.ask(withVariable, { variables: { all: true } });
  expect(refused.json).not.toHaveProperty('data');
});

describe.each(Object.entries(ways))('dryRun, %s', (_, way) => {
  test('dryRun: every field is returned, and denials are reported to the caller and the log', async () => {
    await start('dryRun');
    const mayNot = await graph.issuer.mint({ ...personas.lin, scopes: [] });
    const { json } = await graph.ask(query, { ...way, token: mayNot });
    expect(json.errors).toBeUndefined();
    expect(json.data.person?.diary).toEqual(expect.any(String));
    expect(json.extensions.wouldDeny).toEqual([
      {
        allowed: false,
        coordinate: 'Person.diary',
        rule: 'requiresScopes',
        missing: [['diary']],
        remedy: expect.any(String),
      },
    ]);
    expect(graph.log.join('')).toContain('Person.diary');
    const allowed = await graph.ask(query, { ...way, token: await mayRead() });
    expect(allowed.json.data).toEqual(json.data);
    expect(allowed.json.extensions ?? {}).not.toHaveProperty('wouldDeny');
  });
});
