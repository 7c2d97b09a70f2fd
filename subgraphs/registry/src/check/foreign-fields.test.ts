import type { Principal } from '@civic-graph/policy';
import { federationHeader, personas, withPublicClass } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { officialAt } from '../graph/ask.fixture.ts';
import { operatorOf, type SampleRelease, sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';

/* An agency that was admitted publishes what reaches into the fields of another one. */

const header = federationHeader(
  ...(['@key', '@external', '@requires', '@override', '@shareable', '@inaccessible'] as const),
  ...(['@requiresScopes', '@policy'] as const),
);

let registry: RegistryDeployment;
let count = 0;
/** Two agencies for each test, because the tests share the registry. */
let owner: string;
let guest: string;

beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());
beforeEach(() => {
  count += 1;
  [owner, guest] = [`owner${count}`, `guest${count}`];
});

const as = (principal: Principal) => officialAt(registry.subgraph, principal);
const guestOfficial = (subject?: string) => as(operatorOf(guest, subject));

function release(agency: string, schema: string, policyCases: string | null = null): SampleRelease {
  return { ...sampleAgency(agency, { policyCases }), schema: withPublicClass(`${header} ${schema}`) };
}

/** Of a scope to which the cases' citizen has consented; a policy case allows nothing else. */
const rule = '@requiresScopes(scopes: [["identity:basic"]]) @policy(policies: [["consent:identity:basic"]])';
const cases = (operation: string) => `query CitizenReads { ${operation} }`;
const readers = '@readableBy(only: ["lin", "lin-low-assurance"])';

/** An agency with a personal field, an input and a mutation. */
function owned(more = ''): SampleRelease {
  return release(
    owner,
    `type Query { person${count}(filter: Filter${count}): Person${count} }
     input Filter${count} { id: ID  year: Int }
     type Mutation { pay${count}: Int ${more} }
     type Person${count} @key(fields: "id") { id: ID!  name: String ${rule} @dataClass(class: C2) }`,
    cases(`person${count} { name ${readers} }`),
  );
}

/** Admits both agencies. */
async function admitBoth(more?: string): Promise<void> {
  for (const [agency, content] of [
    [owner, owned(more)],
    [guest, release(guest, `type Query { ${guest}: Int }`)],
  ] as const) {
    const { check, changed } = await as(personas.admin).publish(content);
    if (changed !== true) await as(operatorOf(agency, 'colleague')).approve(check!.id);
  }
}

const problemsOf = ({ check }: Awaited<ReturnType<ReturnType<typeof as>['publish']>>) =>
  check?.problems.filter(({ severity }) => severity === 'ERROR').map(({ code, fixedBy }) => [code, fixedBy]);

describe('a field of another agency', () => {
  const taking = () =>
    release(
      guest,
      `type Query { ${guest}: Int } type Mutation { pay${count}: Int @override(from: "${owner}") }`,
    );

  it('is not replaced', async () => {
    await admitBoth();
    expect(problemsOf(await guestOfficial().publish(taking()))).toEqual([['FIELD_TAKEN_OVER', guest]]);
  });

  it('is replaced once its agency shares it', async () => {
    await admitBoth('@shareable');
    expect(await guestOfficial().publish(taking())).toMatchObject({ changed: true });
  });

  it('is not hidden, and its input not narrowed', async () => {
    await admitBoth();
    const narrowed = release(
      guest,
      `type Query { ${guest}(filter: Filter${count}): Int } input Filter${count} { id: ID }`,
    );
    expect(problemsOf(await guestOfficial().publish(narrowed))).toEqual([['FOREIGN_TYPE_BROKEN', guest]]);
    const hidden = release(
      guest,
      `type Query { ${guest}: Int } type Person${count} @key(fields: "id") { id: ID! @inaccessible  more: Int }`,
    );
    expect(problemsOf(await guestOfficial().publish(hidden))).toEqual([['FOREIGN_TYPE_BROKEN', guest]]);
  });
});

describe('personal data of another agency', () => {
  const reading = () =>
    release(
      guest,
      `type Query { ${guest}: Int }
       type Person${count} @key(fields: "id") {
         id: ID!
         name: String @external
         greeting: String @requires(fields: "name") ${rule} @dataClass(class: C2)
       }`,
      cases(`person${count} { greeting ${readers} }`),
    );

  it('is sent to a subgraph only once the admin has agreed', async () => {
    await admitBoth();
    const waiting = await guestOfficial().publish(reading());
    expect(waiting).toMatchObject({ needs: ['ACCESS_GAIN'] });
    expect(waiting.check!.accessChanges.nodes[0]).toEqual({
      ...{ kind: 'GAINS', coordinate: `Person${count}.name`, dataClass: 'C2' },
      callers: [`the agency ${guest}, whose subgraph ${guest} is sent it for Person${count}.greeting`],
    });
    const { id } = waiting.check!;
    expect(await guestOfficial('colleague').approve(id)).toMatchObject({ reason: 'ADMIN_NEEDED' });
    expect(await as(personas.admin).approve(id)).toMatchObject({ changed: true });
    // What it has is no news.
    const again = reading();
    const other = { ...again, schema: again.schema.replace('greeting: String', 'greeting: String!') };
    expect(await guestOfficial().publish(other)).not.toMatchObject({ needs: ['ACCESS_GAIN'] });
  });

  it('is sent as a key as well', async () => {
    await admitBoth();
    const keyed = release(
      guest,
      `type Query { ${guest}: Int }
       type Person${count} @key(fields: "id name") { id: ID!  name: String @external  more: Int ${rule} }`,
      cases(`person${count} { more ${readers} }`),
    );
    const { needs, check } = await guestOfficial().publish(keyed);
    expect(needs).toEqual(['ACCESS_GAIN']);
    expect(check!.accessChanges.nodes[0]).toMatchObject({ coordinate: `Person${count}.name` });
    expect(await guestOfficial('colleague').approve(check!.id)).toMatchObject({ reason: 'ADMIN_NEEDED' });
  });
});
