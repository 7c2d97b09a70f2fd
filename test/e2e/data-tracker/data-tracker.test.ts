import { requestToken } from '@civic-graph/launcher';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDeployment, type TestDeployment } from '../deployment.ts';

let city: TestDeployment;
beforeAll(async () => {
  city = await startTestDeployment();
});
afterAll(() => city?.stop());

interface LogEntry {
  readonly app: { readonly name: string } | null;
  readonly purpose: { readonly title: string } | null;
  readonly readBy: string;
  readonly dataGroups: readonly { readonly title: string }[];
  readonly fields: readonly string[];
}

const log = `{ me { accessLog(first: 50) { nodes {
  app { name(language: EN) } purpose { title(language: EN) } readBy dataGroups { title(language: EN) } fields } } } }`;

async function entriesOf(token: string): Promise<readonly LogEntry[]> {
  const { data, errors } = await city.query(token, log);
  expect(errors).toBeUndefined();
  return (data as { me: { accessLog: { nodes: readonly LogEntry[] } } }).me.accessLog.nodes;
}

test('a citizen reads in one app what another one has looked at', async () => {
  const lin = await requestToken(city.issuerUrl, { persona: 'lin' });
  const throughAlipay = await requestToken(city.issuerUrl, { persona: 'lin', app: 'alipay-city' });
  expect(await entriesOf(lin)).toEqual([]);
  await city.query(
    throughAlipay,
    '{ me { notices(first: 1) { nodes { code status } } } agencies { nodes { id } } }',
  );
  // Records are shipped a moment after the answer.
  await expect
    .poll(async () => (await entriesOf(lin)).find(({ app }) => app?.name === 'Alipay Citizen Centre'), {
      timeout: 15_000,
    })
    .toEqual({
      app: { name: 'Alipay Citizen Centre' },
      purpose: { title: 'to handle city services for you in the app' },
      readBy: 'APP_FOR_CITIZEN',
      dataGroups: [{ title: 'Payment notices' }],
      fields: ['Citizen.notices', 'NoticeConnection.nodes'],
    });
  // That the log itself was read is a reading of personal data, too.
  await expect
    .poll(async () => (await entriesOf(lin)).flatMap(({ fields }) => fields), { timeout: 15_000 })
    .toContain('Citizen.accessLog');
});

test('an agency sees what was read of its own fields', async () => {
  const operator = await requestToken(city.issuerUrl, { persona: 'operator-payments' });
  const query = '{ agency(id: "finance") { accesses { nodes { app { clientId } fields } } } }';
  await expect
    .poll(async () => (await city.query(operator, query)).data, { timeout: 15_000 })
    .toMatchObject({
      agency: {
        accesses: {
          nodes: [
            { app: { clientId: 'alipay-city' }, fields: ['Citizen.notices', 'NoticeConnection.nodes'] },
          ],
        },
      },
    });
});
