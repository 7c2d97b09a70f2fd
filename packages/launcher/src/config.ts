import { resolve } from 'node:path';
import { parseEnvironment } from '@civic-graph/service';
import { z } from 'zod';
import { LaunchError } from './launch-error.ts';
import { type DemoSubgraph, demoSubgraphs, ownManifests, suffixOf } from './subgraphs.ts';

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
  CITY_PORTAL: z
    .enum(['on', 'off'], 'must be on or off')
    .default('on')
    .describe('Runs the example partner app `examples/city-portal`.'),
  PORT_CITY_PORTAL: port(8701).describe('Port of the example partner app, on loopback.'),
  DATA_DIR: z.string().default('.data').describe('Folder for databases, journals and logs.'),
  AGENCY_MANIFESTS: z.string().optional().meta({
    description:
      'Folder with `<folder>/manifest.json` and `<folder>/schema.graphql` of each agency; published at the first start.',
    defaultText: '`subgraphs` of the repository',
  }),
  TOKEN_AUDIENCE: z
    .url('must be a URL')
    .default('https://graph.civic-graph.example')
    .describe('`aud` of access tokens.'),
};

/** Variables that the launcher itself reads. */
export function ownVariables(subgraphs: readonly DemoSubgraph[]): readonly string[] {
  return [
    ...Object.keys(environment),
    ...subgraphs.flatMap((subgraph) => Object.keys(variablesOf(subgraph))),
  ];
}

/** Variables named after a subgraph; those of its database are named after its folder. */
function variablesOf({ name, folder, port: fallback, database }: DemoSubgraph) {
  return {
    [portVariable(name)]: port(fallback),
    ...(database && {
      [databaseVariable(folder)]: postgresUrl.optional(),
      [ownerVariable(folder)]: postgresUrl.optional(),
    }),
  };
}

const portVariable = (name: string) => `PORT_${suffixOf(name)}`;
const databaseVariable = (folder: string) => `DATABASE_URL_${suffixOf(folder)}`;
const ownerVariable = (folder: string) => `DATABASE_OWNER_URL_${suffixOf(folder)}`;

/** Settings of the launcher; services.ts and demo.json list the variables of the services. */
export interface LauncherConfig {
  /** Address that the gateway listens on. All else is on loopback. */
  readonly host: string;
  readonly gatewayPort: number;
  readonly adminPort: number;
  /** Port of the example partner app; null if it does not run. */
  readonly portalPort: number | null;
  /** Subgraphs that the demo runs, in display order. */
  readonly subgraphs: readonly DemoSubgraph[];
  /** By name of the subgraph. */
  readonly subgraphPorts: Readonly<Record<string, number>>;
  /** Absolute path of the folder with manifests and schemas. */
  readonly manifests: string;
  /** Absolute path. */
  readonly dataDirectory: string;
  /** Databases that the user provides, by folder of the subgraph; the others are embedded. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  /** The same databases, with the roles that own the tables. */
  readonly databaseOwnerUrls: Readonly<Record<string, string>>;
  readonly tokenAudience: string;
}

/** @throws ConfigurationError or LaunchError with one line that names the variable */
export function readConfig(
  env: Environment,
  subgraphs: readonly DemoSubgraph[] = demoSubgraphs(),
): LauncherConfig {
  const values = parseEnvironment(environment, env);
  const named: Readonly<Record<string, string | number | undefined>> = Object.fromEntries(
    subgraphs.flatMap((subgraph) => Object.entries(parseEnvironment(variablesOf(subgraph), env))),
  );
  const byFolder = (variable: (folder: string) => string) =>
    Object.fromEntries(
      subgraphs.flatMap(({ folder }) => {
        const url = named[variable(folder)];
        return url === undefined ? [] : [[folder, String(url)]];
      }),
    );
  const config: LauncherConfig = {
    host: values.HOST,
    gatewayPort: values.PORT,
    adminPort: values.ADMIN_PORT,
    portalPort: values.CITY_PORTAL === 'on' ? values.PORT_CITY_PORTAL : null,
    subgraphs,
    subgraphPorts: Object.fromEntries(subgraphs.map(({ name }) => [name, Number(named[portVariable(name)])])),
    manifests: values.AGENCY_MANIFESTS ? resolve(values.AGENCY_MANIFESTS) : ownManifests,
    dataDirectory: resolve(values.DATA_DIR),
    databaseUrls: byFolder(databaseVariable),
    databaseOwnerUrls: byFolder(ownerVariable),
    tokenAudience: values.TOKEN_AUDIENCE,
  };
  refuseSharedPorts(config);
  return Object.freeze(config);
}

/** @throws LaunchError for a subgraph that the demo does not run */
export function portOf({ subgraphPorts }: LauncherConfig, subgraph: string): number {
  const found = subgraphPorts[subgraph];
  if (found !== undefined) return found;
  throw new LaunchError(
    `${subgraph}: the demo needs this subgraph; restore its folder in subgraphs, with an endpoint on 127.0.0.1 in manifest.json`,
  );
}

export interface ListeningPort {
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

/** Every port that the demo listens on, with the variable that changes it. */
export function listeningPorts({ host, ...config }: LauncherConfig): ListeningPort[] {
  const loopback = '127.0.0.1';
  return [
    { variable: 'PORT', host, port: config.gatewayPort },
    { variable: 'ADMIN_PORT', host: loopback, port: config.adminPort },
    ...Object.entries(config.subgraphPorts).map(([name, number]) => ({
      variable: portVariable(name),
      host: loopback,
      port: number,
    })),
    ...(config.portalPort === null
      ? []
      : [{ variable: 'PORT_CITY_PORTAL', host: loopback, port: config.portalPort }]),
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
