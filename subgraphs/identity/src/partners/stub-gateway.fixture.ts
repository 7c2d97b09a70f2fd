import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testSecrets } from '@civic-graph/testing';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { OperationAnalysis } from './ask-gateway.ts';

const silent = { description: null, alternatives: [] };
const nothing = { authenticated: false, scopes: null, policies: null };
export const me = {
  ...silent,
  coordinate: 'Query.me',
  dataClass: 'C1' as const,
  owners: ['identity'],
  requirements: [{ ...nothing, authenticated: true }],
};

export function guarded(coordinate: string, owner: string, scope: string) {
  const requirement = { ...nothing, scopes: [[scope]], policies: [['owner', `consent:${scope}`]] };
  return { ...silent, coordinate, dataClass: 'C2' as const, owners: [owner], requirements: [requirement] };
}

export const operations = {
  passes: 'query Passes { me { transitPasses { kind } } }',
  notices: 'query Notices { me { notices { nodes { id } } } }',
  due: 'query Due { me { notices { nodes { id } } hasDueNotices } }',
  onlyDue: 'query OnlyDue { me { hasDueNotices } }',
  profile: 'query Profile { me { profile { name { value } address { value } } } }',
  stops: '{ stops { nodes { name } } }',
  revenue: '{ agency { revenue } }',
} as const;

const known: Readonly<Record<string, OperationAnalysis>> = {
  [operations.passes]: analysis('Passes', [
    me,
    guarded('Citizen.transitPasses', 'transport', 'transport:passes'),
  ]),
  [operations.notices]: analysis('Notices', [
    me,
    {
      ...guarded('Citizen.notices', 'payments', 'payments:notices'),
      description: 'What the citizen has to pay.',
      alternatives: [
        { coordinate: 'Citizen.hasDueNotices', description: 'Whether anything is due.', dataClass: 'C1' },
      ],
    },
  ]),
  [operations.due]: analysis('Due', [
    me,
    guarded('Citizen.notices', 'payments', 'payments:notices'),
    guarded('Citizen.hasDueNotices', 'payments', 'payments:notices'),
  ]),
  [operations.onlyDue]: analysis('OnlyDue', [
    me,
    guarded('Citizen.hasDueNotices', 'payments', 'payments:notices'),
  ]),
  [operations.profile]: analysis('Profile', [
    me,
    guarded('CitizenProfile.name', 'identity', 'identity:basic'),
    guarded('CitizenProfile.address', 'identity', 'identity:sensitive'),
  ]),
  [operations.stops]: analysis(null, [
    { ...silent, coordinate: 'Query.stops', dataClass: 'C0', owners: ['transport'], requirements: [] },
  ]),
  [operations.revenue]: analysis(null, [
    {
      ...silent,
      coordinate: 'Agency.revenue',
      dataClass: 'C1',
      owners: ['payments'],
      requirements: [{ ...nothing, policies: [['role:treasurer']] }],
    },
  ]),
};

export function analysis(name: string | null, fields: OperationAnalysis['fields']): OperationAnalysis {
  return { problems: [], kind: 'query', name, fields };
}

/** Answers the needs of the operations above and of more, like a gateway, to the identity service only. */
export async function startStubGateway(
  more: Readonly<Record<string, OperationAnalysis>> = {},
): Promise<{ url: string; stop(): Promise<void> }> {
  const verifier = createRequestVerifier({ secret: testSecrets.subgraph, keyId: 'identity' });
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    await verifier.verify({ method: 'POST', path: request.url ?? '', headers: request.headers, body });
    const texts = (JSON.parse(body.toString()) as { operations: string[] }).operations;
    const answers = texts.map(
      (text) =>
        known[text] ?? more[text] ?? { problems: ['Cannot query it.'], kind: null, name: null, fields: [] },
    );
    response.end(JSON.stringify({ operations: answers }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
