import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeSupergraph } from '@civic-graph/supergraph';
import { createTestIssuer, type TestIssuer, testSecrets } from '@civic-graph/testing';
import { startStubServer } from '../../bench/stubs/stub-server.ts';
import { type Agency, agencies, citySubgraphs, cityWorld } from './city.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';

/**
 * The city's four agencies as stubs that cost next to nothing, an issuer, and as many gateways as a row
 * wants.
 */
export interface Stand {
  readonly issuer: TestIssuer;
  /** For what a row writes; gone at the end. */
  readonly folder: string;
  /** What the gateways serve; they watch it. */
  readonly supergraphFile: string;
  /** Where all agencies answer: `/NAME/graphql` below it. */
  readonly agenciesOrigin: string;
  /** Calls that the agencies got so far. */
  readonly agencyCalls: number;
  /** A gateway in a process of its own. @param via another origin for an agency: a proxy in front of it */
  startGateway(options?: {
    readonly env?: Readonly<Record<string, string>>;
    readonly via?: Readonly<Partial<Record<Agency, string>>>;
    /** What runs the gateway, such as a tracer. */
    readonly under?: readonly string[];
  }): Promise<GatewayProcess>;
  /** Ends the gateways that still run, then the rest. */
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
        // Its memory is that of one process, unless a row says otherwise.
        WORKERS: '1',
        // One caller sends what a city does.
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
