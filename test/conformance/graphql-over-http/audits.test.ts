import { type Audit, serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../gateway/test/fixtures/gateway.ts';
import { exemptions } from './exemptions.ts';

let graph: TestGateway;
let url: string;

beforeAll(async () => {
  graph = await startTestGateway();
  url = `${(await graph.gateway.listen()).url}/graphql`;
});
afterAll(() => graph?.close());

/** Finding of an audit, or `null` for none. */
async function findingOf({ fn }: Audit) {
  const result = await fn();
  return result.status === 'ok' ? null : { status: result.status, reason: result.reason };
}

const audits = serverAudits({ url: () => url });

// The second time the gateway knows each document, and may answer from its prepared operation.
describe.each(['cold', 'seen before'])('GraphQL over HTTP, documents %s', () => {
  it.each(audits)('$id $name', async (audit) => {
    expect(await findingOf(audit)).toEqual(exemptions[audit.id] ?? null);
  });
});

describe('GraphQL over HTTP, with a header that no form or link can send', () => {
  const withHeader = (target: string, init: RequestInit = {}) =>
    fetch(target, { ...init, headers: { ...init.headers, 'apollo-require-preflight': '1' } });

  it.each(serverAudits({ url: () => url, fetchFn: withHeader }).filter(({ id }) => id in exemptions))(
    '$id $name',
    async (audit) => expect(await findingOf(audit)).toBeNull(),
  );
});

it('every exemption names an existing audit that is not a MUST', () => {
  const names = new Map(audits.map(({ id, name }) => [id, name]));
  for (const id of Object.keys(exemptions)) expect(names.get(id), id).toMatch(/^(SHOULD|MAY)/);
  expect(names.size).toBe(61);
});
