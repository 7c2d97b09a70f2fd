import { errorTable, PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { citizen, personas } from '@civic-graph/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRegistry, type Registry } from '../registry.fixture.ts';

let registry: Registry;
beforeEach(async () => {
  registry = await createRegistry();
});
afterEach(() => registry.subgraph.close());

const { remedy } = errorTable.FORBIDDEN;
const { anonymous, lin, zhao } = personas;
const consented = citizen(1);
const clerk = personas['operator-payments'];

async function ask(principal: Principal, query: string, variables: object = {}) {
  const { data, errors = [] } = await registry.subgraph.executeAs(principal, { query, variables });
  return { data, errors: errors.map(({ path, extensions }) => ({ path, ...extensions })) };
}

const entities =
  'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { uin name } ... on Notice { code title } } }';
const citizens = { r: [0, 1].map((index) => ({ __typename: 'Citizen', uin: `CTZ-000000000${index}` })) };
const noticeRefs = { r: [0, 1].map((index) => ({ __typename: 'Notice', code: `N${index}` })) };

describe('a guarded field', () => {
  test('is served to callers whom the directives allow', async () => {
    const answer = await ask(lin, '{ me { uin name diagnosis notices { code title } } }');
    expect(answer).toEqual({
      data: {
        me: {
          uin: 'CTZ-0000000000',
          name: 'Name of CTZ-0000000000',
          diagnosis: 'healthy',
          notices: [{ code: 'N0', title: 'Notice of citizen 0' }],
        },
      },
      errors: [],
    });
  });

  test('is null with its rule for other callers, and its resolver does not run', async () => {
    const answer = await ask(zhao, '{ me { uin name } }');
    expect(answer).toEqual({
      data: { me: { uin: 'CTZ-0000000001', name: null } },
      errors: [
        {
          path: ['me', 'name'],
          code: 'FORBIDDEN',
          coordinate: 'Citizen.name',
          rule: 'policy',
          missing: [['consent:identity:profile']],
          remedy,
        },
      ],
    });
    expect(registry.ran).toEqual(['me']);
  });

  test('is refused for an anonymous caller before the root resolver runs', async () => {
    const answer = await ask(anonymous, '{ hello me { name } }');
    expect(answer.data).toEqual({ hello: 'hello', me: null });
    expect(answer.errors).toEqual([
      {
        path: ['me'],
        code: 'FORBIDDEN',
        coordinate: 'Query.me',
        rule: 'authenticated',
        missing: [],
        remedy,
      },
    ]);
    expect(registry.ran).toEqual(['hello']);
  });

  test.each([
    ['direct', '{ me { name } }'],
    ['alias', '{ hello: me { __typename: name } }'],
    ['inline fragment', '{ me { ... on Citizen { name } } }'],
    ['bare inline fragment', '{ me { ... { name } } }'],
    ['named fragment', '{ me { ...A } } fragment A on Citizen { ...B } fragment B on Citizen { name }'],
    ['variable directive', 'query ($yes: Boolean = true) { me { name @include(if: $yes) } }'],
    [
      'sibling fragments',
      '{ ...A ...B } fragment A on Query { me { uin } } fragment B on Query { me { name } }',
    ],
  ])('stays closed through %s', async (_name, query) => {
    const answer = await ask(zhao, query);
    expect(JSON.stringify(answer.data)).not.toContain('Name of');
    expect(registry.ran).not.toContain('Citizen.name');
  });

  test('is closed if only its scalar has the directives', async () => {
    const narrow = { ...lin, scopes: ['identity:basic'] };
    const answer = await ask(narrow, '{ me { diagnosis } }');
    expect(answer).toMatchObject({
      data: { me: { diagnosis: null } },
      errors: [{ rule: 'requiresScopes', missing: [['identity:sensitive']] }],
    });
    expect(registry.ran).toEqual(['me']);
  });

  test.each(['latest', 'found'])('is closed through an abstract type (%s)', async (field) => {
    const selection = field === 'latest' ? '{ title }' : '{ ... on Notice { title } }';
    const open = await ask(lin, `{ ${field} ${selection} }`);
    expect(open.data).toEqual({ [field]: { title: 'Notice of citizen 0' } });
    for (const caller of [anonymous, zhao, consented, personas['wechat-city']]) {
      const closed = await ask(caller, `{ ${field} ${selection} }`);
      expect(closed.data).toEqual({ [field]: { title: null } });
    }
  });

  test('separates the decisions of callers, at the same time and for the same document', async () => {
    const query = '{ me { name } notice(code: "N0") { title } }';
    const callers = Array.from({ length: 60 }, (_, index) => [lin, zhao, consented][index % 3]!);
    const answers = await Promise.all(callers.map((caller) => ask(caller, query)));
    for (const [index, { data }] of answers.entries()) {
      expect(data).toEqual(
        [
          { me: { name: 'Name of CTZ-0000000000' }, notice: { title: 'Notice of citizen 0' } },
          { me: { name: null }, notice: null },
          { me: { name: 'Name of CTZ-0000000001' }, notice: { title: null } },
        ][index % 3],
      );
    }
  });
});

describe("an error of a guarded field's resolver", () => {
  const answerTo = async (thrown: unknown) => {
    await registry.subgraph.close();
    const name = () => {
      throw thrown;
    };
    const me = () => ({ uin: 'CTZ-0000000000' });
    registry = await createRegistry({ resolvers: { Query: { me }, Citizen: { name } } });
    return ask(lin, '{ me { name } }');
  };
  const failed = (code: string) => ({
    data: { me: { name: null } },
    errors: [{ path: ['me', 'name'], code }],
  });

  test('keeps its code if it is public', async () => {
    expect(await answerTo(new PublicError('BAD_USER_INPUT', 'no'))).toEqual(failed('BAD_USER_INPUT'));
  });

  test.each([[new Error('SELECT')], ['SELECT'], [undefined], [null], [true], [{ name: 'SELECT' }]])(
    'is masked, and is never the value: %j',
    async (thrown) => {
      expect(await answerTo(thrown)).toEqual(failed('INTERNAL_SERVER_ERROR'));
    },
  );
});

describe('owner', () => {
  test('lets citizens read only their own data', async () => {
    const query = 'query ($code: ID!) { notice(code: $code) { title } }';
    expect((await ask(lin, query, { code: 'N0' })).data).toEqual({
      notice: { title: 'Notice of citizen 0' },
    });
    const other = await ask(lin, query, { code: 'N1' });
    expect(other.data).toEqual({ notice: { title: null } });
    expect(other.errors).toMatchObject([
      { rule: 'policy', missing: [['owner'], ['owner', 'role:notice-clerk']] },
    ]);
  });

  test('lets an official read the data of their own agency', async () => {
    const query = '{ notice(code: "N1") { title } }';
    expect((await ask(clerk, query)).data).toEqual({ notice: { title: 'Notice of citizen 1' } });
    expect((await ask({ ...clerk, agency: 'transport' }, query)).data).toEqual({ notice: { title: null } });
  });

  test('never holds for an object without a known owner', async () => {
    await registry.subgraph.close();
    for (const owner of [undefined, null, {}, { citizenKey: null }]) {
      const resources = { Citizen: () => owner, Notice: () => owner };
      registry = await createRegistry({ resources: resources as never });
      expect((await ask(lin, '{ me { name } }')).data).toEqual({ me: { name: null } });
      await registry.subgraph.close();
    }
  });

  test('is a masked failure if looking up the owner fails', async () => {
    await registry.subgraph.close();
    const fail = () => {
      throw new Error('CTZ-0000000000');
    };
    registry = await createRegistry({ resources: { Citizen: fail, Notice: fail } });
    const answer = await ask(lin, '{ me { name } }');
    expect(answer).toEqual({
      data: { me: { name: null } },
      errors: [{ path: ['me', 'name'], code: 'INTERNAL_SERVER_ERROR' }],
    });
  });
});

describe('_entities', () => {
  test('resolves references that the caller may read, item by item', async () => {
    const answer = await ask(lin, entities, citizens);
    expect(answer.data).toEqual({
      _entities: [
        { uin: 'CTZ-0000000000', name: 'Name of CTZ-0000000000' },
        { uin: 'CTZ-0000000001', name: null },
      ],
    });
    expect(answer.errors).toMatchObject([{ path: ['_entities', 1, 'name'], missing: [['owner']] }]);
  });

  test('does not resolve a reference for a caller who can never pass', async () => {
    const answer = await ask(anonymous, entities, citizens);
    expect(answer.data).toEqual({ _entities: [null, null] });
    expect(answer.errors).toMatchObject([{ path: ['_entities', 0] }, { path: ['_entities', 1] }]);
    expect(registry.ran).toEqual([]);
    await ask(zhao, entities, noticeRefs);
    expect(registry.ran).toEqual([]);
  });

  // The reference contains only the code; only the row shows whose notice it is.
  test('decides about the type with the referenced object', async () => {
    expect((await ask(lin, entities, noticeRefs)).data).toEqual({
      _entities: [{ code: 'N0', title: 'Notice of citizen 0' }, null],
    });
    // Its existence is hidden too: no field of the type is selected, so only the rule of the reference
    // applies.
    const bare = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    expect((await ask(lin, bare, noticeRefs)).data).toEqual({ _entities: [{ __typename: 'Notice' }, null] });
  });

  test('and _service are open to the gateway for an anonymous caller', async () => {
    const answer = await ask(anonymous, '{ _service { sdl } }');
    expect(answer.data).toMatchObject({ _service: { sdl: expect.stringContaining('@dataClass') } });
  });
});
