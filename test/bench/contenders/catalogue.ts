import type { TestIssuer } from '@civic-graph/testing';
import { testSecrets } from '@civic-graph/testing';
import type { LaidOutShape } from '../shapes/lay-out-shape.ts';

/** How a contender is started on a shape. */
export interface Launch {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where it answers. */
  readonly path: string;
}

export interface Setting {
  readonly laidOut: LaidOutShape;
  readonly port: number;
  readonly adminPort: number;
  readonly issuer: TestIssuer;
  /** Where to write a processor profile, for the contender that can. */
  readonly profileFile: string | null;
}

export interface Entrant {
  readonly id: string;
  readonly title: string;
  /** Floors answer with the joining keys still in. */
  readonly isFloor?: true;
  /** Needs the packages of test/bench/package.json. */
  readonly isForeign?: true;
  launch(setting: Setting): Promise<Launch>;
}

const here = (file: string) => new URL(file, import.meta.url).pathname;
const young = '--max-semi-space-size=64';

function node(file: string, flags: readonly string[] = []): readonly string[] {
  return [process.execPath, ...flags, here(file)];
}

function civic(id: string, title: string, flags: readonly string[]): Entrant {
  return {
    id,
    title,
    launch: async ({ laidOut, port, adminPort, issuer, profileFile }) => ({
      command: node('civic.mjs', flags),
      path: '/graphql',
      env: {
        PORT: String(port),
        ADMIN_PORT: String(adminPort),
        DEPLOYMENT: 'production',
        LOG_LEVEL: 'warn',
        CONSOLE: 'off',
        ISSUER_URL: issuer.issuer,
        JWKS_URL: `${issuer.issuer}/jwks`,
        TOKEN_AUDIENCE: 'https://gateway.test/graphql',
        CITIZEN_KEY_SECRET: testSecrets.citizenKey,
        SUPERGRAPH_FILE: `${laidOut.folder}/guarded-supergraph.graphql`,
        SHAPE_FOLDER: laidOut.folder,
        ...Object.fromEntries(
          ['IDENTITY', 'TRANSPORT', 'PAYMENTS', 'STATISTICS'].map((name) => [
            `SUBGRAPH_SECRET_${name}`,
            testSecrets.subgraph,
          ]),
        ),
        ...(profileFile !== null && { PROFILE_FILE: profileFile }),
      },
    }),
  };
}

/** A contender of plain files that reads `SHAPE_FOLDER` and listens at `PORT`. */
function plain(
  entrant: Omit<Entrant, 'launch'>,
  command: readonly string[],
  path: string,
  env = {},
): Entrant {
  return {
    ...entrant,
    launch: async ({ laidOut, port }) => ({
      command,
      path,
      env: { PORT: String(port), SHAPE_FOLDER: laidOut.folder, ...env },
    }),
  };
}

export const entrants: readonly Entrant[] = [
  civic('civic', 'Civic Graph', [young]),
  civic('civic-plain', 'Civic Graph, no Node flags', []),
  plain({ id: 'apollo', title: '@apollo/server + @apollo/gateway' }, node('apollo.mjs'), '/'),
  plain(
    { id: 'floor-undici', title: 'floor: node:http + undici', isFloor: true },
    node('floor.mjs', [young]),
    '/',
    { CLIENT: 'undici' },
  ),
  plain(
    { id: 'floor-lean', title: 'floor: node:http + lean client', isFloor: true },
    node('floor.mjs', [young]),
    '/',
    { CLIENT: 'lean' },
  ),
];
