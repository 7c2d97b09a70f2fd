import { join, resolve } from 'node:path';
import { parseEnvironment } from '@civic-graph/service';
import { z } from 'zod';
import { LaunchError } from './launch-error.ts';
import { repository } from './repository.ts';
import { type DemoSubgraph, demoSubgraphs, suffixOf } from './subgraphs.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const noPort = 'must be a port number, 1 to 65535';
const port = (fallback: number) =>
  z.coerce.number(noPort).int(noPort).min(1, noPort).max(65_535, noPort).default(fallback);
const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a PostgreSQL URL, postgresql://user:password@host:port/database',
});

export const environment = {
  DEPLOYMENT: z
    .literal('demo', 'npm start runs the demo; for production see docker-compose.yml')
    .default('demo')
    .describe('`npm start` runs the demo only.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address on which the gateway listens; everything else stays on loopback.'),
  PORT: port(4000).describe('Port of the gateway.'),
  ADMIN_PORT: port(4100).describe('Port of metrics, on loopback.'),
  DATA_DIR: z.string().default('.data').describe('Folder for databases, journals and logs.'),
  AGENCY_MANIFESTS: z.string().optional().meta({
    description: 'Folder with `<name>/manifest.json` and `<name>/schema.graphql` of each agency; watched.',
    defaultText: '`subgraphs` of this clone',
  }),
  TOKEN_AUDIENCE: z
    .url('must be a URL')
    .default('https://graph.civic-graph.example')
    .describe('`aud` of access tokens.'),
};

/** Of the user's environment, what the launcher itself reads. */
export function ownVariables(subgraphs: readonly DemoSubgraph[]): readonly string[] {
  return [
    ...Object.keys(environment),
    ...subgraphs.flatMap((subgraph) => Object.keys(variablesOf(subgraph))),
  ];
}

/** Variables that are named after a subgraph. */
function variablesOf({ name, port: fallback, database }: DemoSubgraph) {
  const suffix = suffixOf(name);
  return {
    [`PORT_${suffix}`]: port(fallback),
    ...(database && {
      [`DATABASE_URL_${suffix}`]: postgresUrl.optional(),
      [`DATABASE_OWNER_URL_${suffix}`]: postgresUrl.optional(),
    }),
  };
}

/** What the launcher itself reads; what the services read besides is named in their demo.json. */
export interface LauncherConfig {
  /** The interface of the gateway. Everything else is on loopback. */
  readonly host: string;
  readonly gatewayPort: number;
  readonly adminPort: number;
  /** That the demo runs, in the order in which they are shown. */
  readonly subgraphs: readonly DemoSubgraph[];
  /** By name. */
  readonly subgraphPorts: Readonly<Record<string, number>>;
  /** Folder of manifests and schemas; absolute. */
  readonly manifests: string;
  /** Absolute. */
  readonly dataDirectory: string;
  /** Databases of the user's own, by subgraph; the others are embedded. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  /** Of those, with the roles that own their tables. */
  readonly databaseOwnerUrls: Readonly<Record<string, string>>;
  readonly tokenAudience: string;
}

/** @throws ConfigurationError or LaunchError with one line that names the variable */
export function readConfig(
  env: Environment,
  subgraphs: readonly DemoSubgraph[] = demoSubgraphs(),
): LauncherConfig {
  const values = parseEnvironment(environment, env);
  const named = subgraphs.map(({ name, ...subgraph }) => {
    const read = parseEnvironment(variablesOf({ name, ...subgraph }), env);
    const of = (variable: string) => read[`${variable}_${suffixOf(name)}`];
    return { name, port: Number(of('PORT')), url: of('DATABASE_URL'), owner: of('DATABASE_OWNER_URL') };
  });
  const byName = (entries: readonly (readonly [string, unknown])[]) =>
    Object.fromEntries(entries.flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));
  const config: LauncherConfig = {
    host: values.HOST,
    gatewayPort: values.PORT,
    adminPort: values.ADMIN_PORT,
    subgraphs,
    subgraphPorts: Object.fromEntries(named.map(({ name, port: number }) => [name, number])),
    manifests: values.AGENCY_MANIFESTS ? resolve(values.AGENCY_MANIFESTS) : join(repository, 'subgraphs'),
    dataDirectory: resolve(values.DATA_DIR),
    databaseUrls: byName(named.map(({ name, url }) => [name, url])),
    databaseOwnerUrls: byName(named.map(({ name, owner }) => [name, owner])),
    tokenAudience: values.TOKEN_AUDIENCE,
  };
  refuseSharedPorts(config);
  return Object.freeze(config);
}

/** @throws LaunchError for a subgraph that the demo does not run */
export function portOf({ subgraphPorts }: LauncherConfig, subgraph: string): number {
  const found = subgraphPorts[subgraph];
  if (found === undefined) {
    throw new LaunchError(`subgraphs/${subgraph}: needs a manifest.json with an endpoint on 127.0.0.1`);
  }
  return found;
}

export interface ListeningPort {
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

/** Every port that a start listens on, with the variable that changes it. */
export function listeningPorts({ host, ...config }: LauncherConfig): ListeningPort[] {
  const loopback = '127.0.0.1';
  return [
    { variable: 'PORT', host, port: config.gatewayPort },
    { variable: 'ADMIN_PORT', host: loopback, port: config.adminPort },
    ...Object.entries(config.subgraphPorts).map(([name, number]) => ({
      variable: `PORT_${suffixOf(name)}`,
      host: loopback,
      port: number,
    })),
  ];
}

function refuseSharedPorts(config: LauncherConfig): void {
  const variables = new Map<number, string>();
  for (const { variable, port: number } of listeningPorts(config)) {
    const other = variables.get(number);
    if (other !== undefined) throw new LaunchError(`${variable}: ${number} is the port of ${other} already`);
    variables.set(number, variable);
  }
}
