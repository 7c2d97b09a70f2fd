import { expect } from 'vitest';
import { runProcess } from '../../../packages/cli/src/run-civic.fixture.ts';
import { startTopology, type Topology } from '../compose/topology.ts';
import type { ProvinceFiles } from './province.ts';
import type { Deployed } from './running.ts';

/** The processes of `startProcesses`. */
export let topology: Topology;

/** Starts the compose file's services as local processes. */
export async function startProcesses(
  compose: readonly string[],
  { folder, tls }: ProvinceFiles,
): Promise<Deployed> {
  topology = await startTopology(compose, {
    settings: { SIGN_IN_FOLDER: folder, SIGN_IN_PROVIDERS: '/sign-in/providers.json' },
    // As for a provider with a certificate of the administration's own authority.
    identity: { NODE_EXTRA_CA_CERTS: tls.certificate },
  });
  const { gateways, audit, environment, stop } = topology;
  const identity = environment('identity');
  const operator = Object.fromEntries(
    ['DATABASE_URL_IDENTITY', 'DATABASE_OWNER_URL_IDENTITY', 'ISSUER_URL'].map((name) => [
      name,
      identity[name] ?? '',
    ]),
  );
  return {
    graph: gateways[0]?.url ?? '',
    issuer: identity.ISSUER_URL ?? '',
    operate: (args) => runProcess(args, operator),
    verifyJournals: () => runProcess(audit.args, audit.env, topology.folder),
    async stop() {
      expect(await stop()).toEqual(Array(7).fill(0));
    },
  };
}
