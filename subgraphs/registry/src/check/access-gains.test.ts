import type { Principal } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { officialAt } from '../graph/ask.fixture.ts';
import { operatorOf, personalAgency, type SampleRelease } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';

/* A gain of access, which a second official has to approve although no rule is weaker … */

let registry: RegistryDeployment;
let count = 0;
/** A new agency for each test, because the tests share the registry. */
let agency: string;

beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());
beforeEach(() => {
  count += 1;
  agency = `bureau${count}`;
});

const as = (principal: Principal) => officialAt(registry.subgraph, principal);
const operator = (subject?: string) => as(operatorOf(agency, subject));

/** A personal field for the agency's officials, with another description of the first of two scopes. */
function withScope(scope: object | null): SampleRelease {
  const { schema, manifest, ...rest } = personalAgency(agency);
  const { scopes, ...others } = JSON.parse(manifest);
  const second = { ...scopes[0], id: `${agency}:second` };
  const first = scope === null ? [] : [{ ...scopes[0], ...scope }];
  return {
    ...rest,
    schema: schema
      .replace(`[["${agency}:own"]]`, `[["${agency}:own"], ["${agency}:second"]]`)
      .replace(`consent:${agency}:own`, `agency:${agency}`),
    manifest: JSON.stringify({ ...others, scopes: [...first, second] }),
    policyCases: `query OfficialReads { ${agency}Mine @readableBy(only: ["operator-${agency}"]) }`,
  };
}

/** Publishes a release with a second official. */
async function approved(release: SampleRelease): Promise<void> {
  const { check } = await as(personas.admin).publish(release);
  expect(await operator('colleague').approve(check!.id)).toMatchObject({ changed: true });
}

it('is a class that is lowered, which allows weaker rules next', async () => {
  await approved(personalAgency(agency));
  const personal = personalAgency(agency);
  const lowered = { ...personal, schema: personal.schema.replace('(class: C2)', '(class: C1)') };
  const waiting = await operator().publish(lowered);
  expect(waiting).toMatchObject({ needs: ['ACCESS_GAIN'], check: { needs: ['ACCESS_GAIN'] } });
  expect(waiting.check!.accessChanges.nodes).toEqual([
    {
      ...{ kind: 'GAINS', coordinate: `Query.${agency}Mine`, dataClass: 'C2' },
      callers: ['all who may read class C1, lowered from C2'],
    },
  ]);
  expect(await operator('colleague').approve(waiting.check!.id)).toMatchObject({ changed: true });
  expect(await operator().publish(personal)).toMatchObject({ changed: true });
});

it('is a class that is lowered while no client can select the field', async () => {
  await approved(personalAgency(agency));
  const hidden = (dataClass: string) => {
    const { schema, ...rest } = personalAgency(agency);
    const text = schema
      .replace('"@policy"', '"@policy", "@inaccessible"')
      .replace('@dataClass(class: C2)', `@dataClass(class: ${dataClass}) @inaccessible`);
    return { ...rest, schema: text, policyCases: null };
  };
  expect(await operator().publish(hidden('C2'))).toMatchObject({ changed: true });
  expect(await operator().publish(hidden('C1'))).toMatchObject({ needs: ['ACCESS_GAIN'] });
});

it.each([
  ['opened to apps', { officialsOnly: true }, { officialsOnly: false }],
  ['for one more purpose', { purposes: ['a'] }, { purposes: ['a', 'b'] }],
  ['for every purpose', { purposes: ['a'] }, {}],
  ['decided by another agency', {}, { decidedBy: 'another' }],
  ['of a lower class', { dataClass: 'C3' }, { dataClass: 'C2' }],
])('is a scope that is %s', async (_, before, after) => {
  await approved(withScope(before));
  const waiting = await operator().publish(withScope(after));
  expect(waiting).toMatchObject({ needs: ['ACCESS_GAIN'] });
  expect(waiting.check!.accessChanges.nodes).toEqual([
    expect.objectContaining({ kind: 'GAINS', coordinate: `${agency}:own` }),
  ]);
  expect(await operator('colleague').approve(waiting.check!.id)).toMatchObject({ changed: true });
  // Tightening needs nobody else, except where somebody else decides then.
  const { decidedBy } = after as { decidedBy?: string };
  expect(await operator().publish(withScope(before))).toMatchObject(
    decidedBy === undefined ? { changed: true } : { needs: ['ACCESS_GAIN'] },
  );
});

it('is a scope that is defined again, for fields that still require it', async () => {
  await approved(withScope({ officialsOnly: true }));
  expect(await operator().publish(withScope(null))).toMatchObject({ changed: true });
  expect(await operator().publish(withScope({}))).toMatchObject({ needs: ['ACCESS_GAIN'] });
});
