import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeSupergraph } from '@civic-graph/supergraph';
import { createTestIssuer, type TestIssuer, testSecrets } from '@civic-graph/testing';
import { startStubServer } from '../../bench/stubs/stub-server.ts';
import { type Agency, agencies, citySubgraphs, cityWorld } from './city.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';

/** The city's four agencies as stubs at almost no cost, an issuer, and any number of gateways. */
export interface Stand {
  readonly issuer: TestIssuer;
  /** Folder for the row's files; deleted at the end. */
  readonly folder: string;
  /** The supergraph file that the gateways serve and watch. */
  readonly supergraphFile: string;
  /** Origin of all agencies: `/NAME/graphql` below it. */
  readonly agenciesOrigin: string;
  /** Number of calls to the agencies so far. */
  readonly agencyCalls: number;
  /** A gateway in a separate process. @param via another origin for an agency: a proxy in front of it */
  startGateway(options?: {
    readonly env?: Readonly<Record<string, string>>;
    readonly via?: Readonly<Partial<Record<Agency, string>>>;
    /** A program that runs the gateway, such as a tracer. */
    readonly under?: readonly string[];
  }): Promise<GatewayProcess>;
  /** Stops the gateways that still run, then everything else. */
  close(): Promise<void>;
}

/** Composed once: it blocks the process, with the stubs of the rows beside it, for seconds. */
let composed: string | null = null;

export async function openStand(): Promise<Stand> {
  const stub = await startStubServer(cityWorld);
  const issuer = await createTestIssuer();
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-chaos-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  // Gateways get the addresses from their environment.
  composed ??= composeSupergraph(
    citySubgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.invalid/graphql` })),
  );
  await writeFile(supergraphFile, composed);
  const gateways: GatewayProcess[] = [];

  return {
    issuer,
    folder,
    supergraphFile,
    agenciesOrigin: stub.origin,
    get agencyCalls() {
      return stub.calls;
    },
    async startGateway({ env = {}, via = {}, under = [] } = {}) {
      const settings = {
        PORT: '0',
        ADMIN_PORT: '0',
        // Measures the memory of one process, unless a row says otherwise.
        WORKERS: '1',
        // One caller sends the traffic of a city.
        QUOTA_APP: '1000000000',
        QUOTA_PERSON: '1000000000',
        QUOTA_ADDRESS: '1000000000',
        DEPLOYMENT: 'production',
        LOG_LEVEL: 'silent',
        CONSOLE: 'off',
        DATA_DIR: join(folder, `gateway-${gateways.length}`),
        ISSUER_URL: issuer.issuer,
        JWKS_URL: issuer.jwksUri,
        TOKEN_AUDIENCE: issuer.audience,
        CITIZEN_KEY_SECRET: issuer.citizenKeySecret,
        SUPERGRAPH_FILE: supergraphFile,
        ...Object.fromEntries(
          agencies.flatMap((name) => [
            [`SUBGRAPH_SECRET_${name.toUpperCase()}`, testSecrets.subgraph],
            [`SUBGRAPH_URL_${name.toUpperCase()}`, `${via[name] ?? stub.origin}/${name}/graphql`],
          ]),
        ),
        ...env,
      };
      const gateway = await startGatewayProcess(settings, under);
      gateways.push(gateway);
      return gateway;
    },
    async close() {
      await Promise.all(gateways.map((gateway) => gateway.end()));
      await stub.close();
      await issuer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
