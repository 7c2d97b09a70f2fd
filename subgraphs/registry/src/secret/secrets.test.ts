import { randomUUID } from 'node:crypto';
import { decryptSecrets } from '@civic-graph/releases';
import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { officialAt } from '../graph/ask.fixture.ts';
import { operatorOf, personalAgency, sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';

let registry: RegistryDeployment;
beforeEach(async () => {
  registry = await startRegistry();
});
afterEach(() => registry.stop());

const secretOf = (text: string) => Buffer.alloc(32, text).toString('base64url');
const admin = () => officialAt(registry.subgraph, personas.admin);
const operator = () => officialAt(registry.subgraph, operatorOf('libraries'));

async function pull(headers: Readonly<Record<string, string>> = {}) {
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'platform' });
  const request = { method: 'GET', path: '/secrets', body: '', requestId: randomUUID() };
  const signed = sign({ ...request, principal: personas.anonymous });
  return registry.subgraph.inject({ url: '/secrets', headers: { ...signed, ...headers } });
}

async function delivered() {
  return (await decryptSecrets((await pull()).body, testSecrets.subgraph)).secrets;
}

it('a supplied secret reaches the gateways with the rollout, and nobody else', async () => {
  expect(await delivered()).toEqual({});
  await admin().publish(sampleAgency('libraries'), { secret: secretOf('first') });
  const { body, headers } = await pull();
  expect(headers['content-type']).toBe('application/jose');
  expect((await decryptSecrets(body, testSecrets.subgraph)).secrets).toEqual({
    libraries: secretOf('first'),
  });
  expect(body).not.toContain(secretOf('first'));
  const rows = await registry.owner.selectFrom('subgraph_secret').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(secretOf('first'));
  expect((await registry.subgraph.inject({ url: '/secrets' })).statusCode).toBe(401);
});

it('the last secret counts, even without a new release, and wakes waiting gateways', async () => {
  const release = sampleAgency('libraries');
  await admin().publish(release, { secret: secretOf('first') });
  const { etag } = (await pull()).headers;
  expect((await pull({ 'if-none-match': String(etag) })).statusCode).toBe(304);
  const waiting = pull({ 'if-none-match': String(etag), prefer: 'wait=60' });
  const repeated = await operator().publish(release, { secret: secretOf('first') });
  expect(repeated).toMatchObject({ changed: false });
  await operator().publish(release, { secret: secretOf('second') });
  expect((await decryptSecrets((await waiting).body, testSecrets.subgraph)).secrets).toEqual({
    libraries: secretOf('second'),
  });
  const rows = await registry.owner.selectFrom('subgraph_secret').select('number').execute();
  expect(rows).toHaveLength(2);
});

it('a secret that was supplied before the admission is delivered with it', async () => {
  const { check } = await operator().publish(sampleAgency('libraries'), { secret: secretOf('early') });
  await admin().publish(sampleAgency('archives'), { secret: secretOf('late') });
  const { etag } = (await pull()).headers;
  const waiting = pull({ 'if-none-match': String(etag), prefer: 'wait=60' });
  await admin().approve(check!.id);
  expect((await decryptSecrets((await waiting).body, testSecrets.subgraph)).secrets).toEqual({
    archives: secretOf('late'),
    libraries: secretOf('early'),
  });
});

it('a secret for a name that is not admitted, or is another agency’s, is not delivered', async () => {
  await operator().publish(personalAgency('libraries'), { secret: secretOf('waiting') });
  expect(await delivered()).toEqual({});
  const other = officialAt(registry.subgraph, operatorOf('other'));
  await admin().publish(sampleAgency('libraries', { agency: 'culture' }));
  await other.publish(sampleAgency('libraries', { agency: 'other' }), { secret: secretOf('other') });
  expect(await delivered()).toEqual({});
});

it.each([
  ['that is weak', 'changeme', {}, 'must be base64url of at least 32 random bytes'],
  [
    'for a manifest with ed25519',
    secretOf('unused'),
    { signing: { algorithm: 'ed25519', publicKey: 'A'.repeat(43) } },
    'the manifest does not say hmac-sha256',
  ],
])('a secret %s is refused', async (_, secret, changes, message) => {
  const { manifest, ...release } = sampleAgency('libraries');
  const changed = { ...release, manifest: JSON.stringify({ ...JSON.parse(manifest), ...changes }) };
  expect(await admin().publish(changed, { secret })).toMatchObject({
    reason: 'INPUT_INVALID',
    message: expect.stringContaining(message),
  });
});

it('a sealed secret cannot be moved to another subgraph', async () => {
  await admin().publish(sampleAgency('libraries'), { secret: secretOf('libraries') });
  await admin().publish(sampleAgency('archives'), {});
  const [row] = await registry.owner.selectFrom('subgraph_secret').selectAll().execute();
  await registry.owner
    .insertInto('subgraph_secret')
    .values({
      subgraph: 'archives',
      agency: 'archives',
      sealed: row!.sealed,
      subject: 'somebody',
      handed_over_at: new Date(),
    })
    .execute();
  expect((await pull()).statusCode).toBe(500);
});
