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
