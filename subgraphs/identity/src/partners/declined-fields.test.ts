import {
  authorizationUrl,
  Browser,
  claimsOf,
  connectRegistered,
  logIn,
  personas,
  redeem,
  testSecrets,
} from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import * as client from 'openid-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { operationHash } from './draft-access.ts';
import { operations, startStubGateway } from './stub-gateway.fixture.ts';

let gateway: Awaited<ReturnType<typeof startStubGateway>>;
let identity: IdentityDeployment;
beforeAll(async () => {
  gateway = await startStubGateway();
  identity = await startIdentity({ gateways: [gateway.url] });
});
afterAll(async () => {
  await identity?.stop();
  await gateway?.stop();
});

const { developer, admin } = personas;
const [transport, finance, civilAffairs] = [
  personas['operator-transport'],
  personas['operator-payments'],
  personas['operator-identity'],
];
type Person = Parameters<IdentityDeployment['subgraph']['executeAs']>[0];

async function mutate(principal: Person, name: string, payload: string, input: object) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on PartnerProblem { message } ${payload} } }`;
  const { data, errors } = await identity.subgraph.executeAs(principal, { query, variables: { input } });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return (data as any)[name];
}

let count = 0;
async function registered(): Promise<string> {
  return (await registeredWithSecret()).clientId;
}

async function registeredWithSecret(): Promise<{ clientId: string; clientSecret: string }> {
  count += 1;
  const input = {
    nameZh: `字段应用${count}`,
    nameEn: `Field App ${count}`,
    platform: 'Web',
    homepage: 'https://app.example/',
    contact: 'team@app.example',
    redirectUris: ['https://app.example/callback'],
    purposes: [{ purpose: 'city-services', statement: 'Shows what is due' }],
  };
  return mutate(developer, 'registerApp', '... on AppRegistered { clientId clientSecret }', input);
}

async function asked(clientId: string, ...texts: string[]): Promise<string> {
  await mutate(developer, 'draftAccess', '', { clientId, operations: texts });
  return (await mutate(developer, 'submitAccess', '... on AccessSubmitted { request { id } }', { clientId }))
    .request.id;
}

const approve = (who: Person, request: string, declined: object[] = []) =>
  mutate(who, 'decideAccess', '', { request, decision: 'APPROVE', reason: 'It serves citizens', declined });

async function standing(clientId: string, who: Person = developer) {
  const query = `query ($clientId: ID!) { appRegistration(clientId: $clientId) { state heldToSafelist declinedFields
    app { approvedScopes { id } } operations { text }
    accessRequests(first: 1) { nodes { parts { agency { id } decision declined { coordinate reason } } } } } }`;
  const { data } = await identity.subgraph.executeAs(who, { query, variables: { clientId } });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  const found = (data as any).appRegistration;
  return {
    state: found.state,
    held: found.heldToSafelist,
    declined: found.declinedFields,
    scopes: found.app.approvedScopes.map(({ id }: { id: string }) => id),
    safelist: found.operations.map(({ text }: { text: string }) => text).sort(),
    parts: found.accessRequests.nodes[0].parts,
  };
}

/** What gateways hear: the apps whose safelists they enforce, and the list of one. */
async function atGateways(clientId: string) {
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'identity' });
  const get = async (path: string) => {
    const request = { method: 'GET', path, body: '', principal: { kind: 'anonymous' }, requestId: 'r' };
    return (await fetch(`${identity.url}${path}`, { headers: sign(request as never) })).json();
  };
  const { safelists } = (await get('/revocations')) as { safelists: { held: string[]; version: number } };
  const { operations: runnable } = (await get(`/safelists/${clientId}`)) as {
    operations: { hash: string }[];
  };
  return { ...safelists, held: safelists.held.includes(clientId), hashes: runnable.map(({ hash }) => hash) };
}

const notices = { coordinate: 'Citizen.notices', reason: 'Whether anything is due suffices' };

it('a declined field stays closed: its operations do not run, and the list of the others is enforced', async () => {
  const clientId = await registered();
  const id = await asked(clientId, operations.due, operations.onlyDue, operations.passes);
  await approve(transport, id);
  expect(await approve(finance, id, [notices])).toMatchObject({ __typename: 'AccessDecided' });
  expect(await standing(clientId)).toEqual({
    state: 'APPROVED_IN_PART',
    held: true,
    declined: ['Citizen.notices'],
    scopes: ['payments:notices', 'transport:passes'],
    safelist: [operations.onlyDue, operations.passes].sort(),
    parts: [
      { agency: { id: 'finance' }, decision: 'APPROVED', declined: [notices] },
      { agency: { id: 'transport' }, decision: 'APPROVED', declined: [] },
    ],
  });
  // Nor is it open in the sandbox, where operations of a request run before a decision.
  expect(await atGateways(clientId)).toEqual({
    version: expect.any(Number),
    held: true,
    hashes: expect.not.arrayContaining([operationHash(operations.due)]),
  });
  for (const who of [developer, finance, admin]) {
    expect(
      await mutate(who, 'holdToSafelist', '', { clientId, hold: false, reason: 'Too strict' }),
    ).toMatchObject({
      __typename: 'TransitionNotPossible',
      message: expect.stringContaining('Citizen.notices'),
    });
  }
});

it('a new request without the field does not open it; one for it does, if it is approved', async () => {
  const clientId = await registered();
  await approve(finance, await asked(clientId, operations.due, operations.onlyDue), [notices]);
  await approve(finance, await asked(clientId, operations.onlyDue));
  expect(await standing(clientId)).toMatchObject({
    state: 'APPROVED',
    held: true,
    safelist: [operations.onlyDue],
  });
  const again = await asked(clientId, operations.due);
  expect(await standing(clientId)).toMatchObject({ held: true, safelist: [operations.onlyDue] });
  await approve(finance, again);
  expect(await standing(clientId)).toMatchObject({ held: false, declined: [], safelist: [operations.due] });
});

it('closes an operation of an earlier request at once, before the other agencies have decided', async () => {
  const clientId = await registered();
  await approve(finance, await asked(clientId, operations.due, operations.onlyDue));
  expect(await standing(clientId)).toMatchObject({ safelist: [operations.due, operations.onlyDue].sort() });
  const id = await asked(clientId, operations.due, operations.onlyDue, operations.passes);
  await approve(finance, id, [notices]);
  expect(await standing(clientId)).toMatchObject({ held: true, safelist: [operations.onlyDue] });
});

it('no scope is granted that only declined fields need', async () => {
  const clientId = await registered();
  const id = await asked(clientId, operations.profile);
  await approve(civilAffairs, id, [{ coordinate: 'CitizenProfile.address', reason: 'No need to know it' }]);
  expect(await standing(clientId)).toMatchObject({ scopes: ['identity:basic'], safelist: [] });
});

it('an operation of an earlier version, whose fields are unknown, does not run beside a declined field', async () => {
  const clientId = await registered();
  const id = await asked(clientId, operations.due, operations.onlyDue);
  await identity.owner
    .updateTable('requested_operation')
    .set({ fields: null })
    .where('request', '=', id)
    .execute();
  await approve(finance, id, [notices]);
  expect(await standing(clientId)).toMatchObject({ held: true, safelist: [] });
});

it.each<[object, string, ...object[]]>([
  [{ coordinate: 'Citizen.transitPasses', reason: 'Not ours' }, 'is not in the part'],
  [notices, 'declined twice', notices],
  [notices, 'refuse the part', { coordinate: 'Citizen.hasDueNotices', reason: 'Nor this' }],
])('refuses to decline %o: %s', async (declined, message, ...more) => {
  const clientId = await registered();
  const id = await asked(clientId, operations.due, operations.passes);
  expect(await approve(finance, id, [declined, ...more])).toMatchObject({
    __typename: 'DeclinedFieldsInvalid',
    message: expect.stringContaining(message),
  });
});

it('needs a reason for each field, and declines nothing of a refused part', async () => {
  const id = await asked(await registered(), operations.due);
  expect(await approve(finance, id, [{ ...notices, reason: ' ' }])).toMatchObject({
    __typename: 'ReasonMissing',
  });
  const refusal = { request: id, decision: 'REFUSE', reason: 'Not for this purpose', declined: [notices] };
  expect(await mutate(finance, 'decideAccess', '', refusal)).toMatchObject({
    __typename: 'DeclinedFieldsInvalid',
  });
});

it('only tokens of an app with declined fields say which lists a gateway must know', async () => {
  const { clientId, clientSecret } = await registeredWithSecret();
  const redirectUri = 'https://app.example/callback';
  const app = () => connectRegistered(identity, { clientId, clientSecret, redirectUri });
  const own = async () =>
    claimsOf((await client.clientCredentialsGrant((await app()).configuration)).access_token);
  const ofCitizen = async () => {
    const connected = await app();
    const { url, verifier } = await authorizationUrl(connected, 'openid transport:passes', {
      prompt: 'consent',
    });
    const browser = new Browser(identity.url);
    const consent = await logIn(browser, url, 'citizen-0102');
    const back = await browser.submit(consent, '/consent', [['scope', 'transport:passes']]);
    return claimsOf((await redeem(connected, back.url, verifier)).access_token);
  };
  await approve(transport, await asked(clientId, operations.passes));
  expect(await own()).not.toHaveProperty('safelist');
  expect(await ofCitizen()).not.toHaveProperty('safelist');

  const id = await asked(clientId, operations.due, operations.onlyDue, operations.passes);
  await approve(transport, id);
  await approve(finance, id, [notices]);
  const { version } = await atGateways(clientId);
  expect(await own()).toMatchObject({ safelist: version });
  expect(await ofCitizen()).toMatchObject({ safelist: version });
});
