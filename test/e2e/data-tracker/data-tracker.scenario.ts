import { requestToken } from '@civic-graph/launcher';
import { eventually } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { city, sweepPeople } from '../one-city/city.ts';

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

test('a citizen reads in one app what another app has read', async () => {
  const lin = await requestToken(city.issuerUrl, { persona: 'lin' });
  const throughAlipay = await requestToken(city.issuerUrl, { persona: 'lin', app: 'alipay-city' });
  expect(await entriesOf(lin)).toEqual([]);
  await city.query(
    throughAlipay,
    '{ me { notices(first: 1) { nodes { code status } } } agencies { nodes { id } } }',
  );
  // Records are shipped shortly after the answer.
  await expect
    .poll(async () => (await entriesOf(lin)).find(({ app }) => app?.name === 'Alipay Citizen Centre'), {
      timeout: 15_000,
    })
    .toEqual({
      app: { name: 'Alipay Citizen Centre' },
      purpose: { title: 'to handle city services for you in the app' },
      readBy: 'APP_FOR_CITIZEN',
      dataGroups: [{ title: 'Payment notices' }],
      fields: ['Citizen.notices', 'Notice.status', 'NoticeConnection.nodes'],
    });
  // Reading the log is itself an access to personal data.
  await expect
    .poll(async () => (await entriesOf(lin)).flatMap(({ fields }) => fields))
    .toContain('Citizen.accessLog');
});

test('an agency sees accesses to its own fields', async () => {
  const operator = await requestToken(city.issuerUrl, { persona: 'operator-payments' });
  const query = '{ agency(id: "finance") { accesses { nodes { app { clientId } fields } } } }';
  await expect
    .poll(async () => (await city.query(operator, query)).data)
    .toMatchObject({
      agency: {
        accesses: {
          nodes: [
            {
              app: { clientId: 'alipay-city' },
              fields: ['Citizen.notices', 'Notice.status', 'NoticeConnection.nodes'],
            },
          ],
        },
      },
    });
});

test('the agencies and the admin see an app that joins several agencies’ data about a citizen', async () => {
  const tokenOf = (persona: string) => requestToken(city.issuerUrl, { persona });
  const [lin, admin, finance, transport] = await Promise.all(
    ['lin', 'admin', 'operator-payments', 'operator-transport'].map(tokenOf),
  );
  const alerts =
    '{ profilingAlerts { nodes { id kind app { clientId } period people joinedPeople mostAgencies agencies { id } } } }';
  // Earlier tests read data of one agency each, except the log, which belongs to the civil registry.
  const joined = await city.query(
    lin!,
    '{ me { profile { name { value } } notices(first: 1) { nodes { code } } } }',
  );
  expect(joined.errors).toBeUndefined();
  const wanted = {
    kind: 'JOIN',
    app: { clientId: 'wechat-city' },
    period: 'DAY',
    people: 1,
    joinedPeople: 1,
    mostAgencies: 2,
    agencies: [{ id: 'civil-affairs' }, { id: 'finance' }],
  };
  await expect
    .poll(async () => (await city.query(admin!, alerts)).data)
    .toEqual({ profilingAlerts: { nodes: [{ id: expect.any(String), ...wanted }] } });

  const ofAgency = (id: string) =>
    `{ agency(id: "${id}") { profilingAlerts { nodes { kind joinedPeople } } } }`;
  expect((await city.query(finance!, ofAgency('finance'))).data).toEqual({
    agency: { profilingAlerts: { nodes: [{ kind: 'JOIN', joinedPeople: 1 }] } },
  });
  expect((await city.query(transport!, ofAgency('transport'))).data).toEqual({
    agency: { profilingAlerts: { nodes: [] } },
  });
  expect((await city.query(transport!, ofAgency('finance'))).data).toEqual({
    agency: { profilingAlerts: null },
  });

  const { data } = await city.query(admin!, '{ profilingAlerts(acknowledged: false) { nodes { id } } }');
  const alert = (data as { profilingAlerts: { nodes: { id: string }[] } }).profilingAlerts.nodes[0]?.id;
  await city.query(
    admin!,
    `mutation { acknowledgeProfilingAlert(input: { alert: "${alert}" }) { __typename } }`,
  );
  expect(
    (await city.query(admin!, '{ profilingAlerts(acknowledged: false) { nodes { id } } }')).data,
  ).toEqual({
    profilingAlerts: { nodes: [] },
  });
});

test('the admin and the official’s agency see an official who reads many people’s data', async () => {
  const tokenOf = (persona: string) => requestToken(city.issuerUrl, { persona });
  const [lin, admin, finance] = await Promise.all(['lin', 'admin', 'operator-payments'].map(tokenOf));
  const { data } = await city.query(lin!, '{ me { notices(first: 20) { nodes { code agency { id } } } } }');
  const { nodes } = (data as { me: { notices: { nodes: { code: string; agency: { id: string } }[] } } }).me
    .notices;
  const code = nodes.find(({ agency }) => agency.id === 'finance')?.code;
  const query = `{ notice(code: "${code}") { dueDate } }`;
  // The gateway does not know the owner of a notice, so each answer counts as another person.
  for (let asked = 0; asked < sweepPeople; asked += 1) {
    expect((await city.query(finance!, query)).data).toEqual({ notice: { dueDate: expect.any(String) } });
  }
  const shown = 'nodes { kind people app { clientId } officialOf { id } }';
  const sweep = { kind: 'SWEEP', people: sweepPeople, app: null, officialOf: { id: 'finance' } };
  await eventually(async () =>
    expect((await city.query(admin!, `{ profilingAlerts(acknowledged: false) { ${shown} } }`)).data).toEqual({
      profilingAlerts: { nodes: [sweep] },
    }),
  );
  const { data: ofAgency } = await city.query(
    finance!,
    `{ agency(id: "finance") { profilingAlerts { ${shown} } } }`,
  );
  expect(ofAgency).toEqual({
    agency: { profilingAlerts: { nodes: expect.arrayContaining([sweep]) } },
  });
});
