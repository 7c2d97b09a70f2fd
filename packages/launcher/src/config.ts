import { resolve } from 'node:path';
import { parseEnvironment } from '@civic-graph/service';
import { z } from 'zod';
import { LaunchError } from './launch-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** In display order. */
export const subgraphNames = ['identity', 'transport', 'payments', 'statistics', 'platform'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/** Folder of a subgraph, relative to the repository. */
export function folderOf(name: SubgraphName): string {
  return `subgraphs/${name === 'platform' ? 'registry' : name}`;
}

/** Services with a PostgreSQL database. */
export const databaseNames = ['identity', 'payments', 'registry'] as const;
export type DatabaseName = (typeof databaseNames)[number];

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
  PORT_IDENTITY: port(4001).describe('Port of identity.'),
  PORT_TRANSPORT: port(4002).describe('Port of transport.'),
  PORT_PAYMENTS: port(4003).describe('Port of payments.'),
  PORT_STATISTICS: port(4004).describe('Port of statistics.'),
  PORT_PLATFORM: port(4005).describe('Port of the registry.'),
  DATA_DIR: z.string().default('.data').describe('Folder for databases, journals and logs.'),
  DATABASE_URL_IDENTITY: postgresUrl
    .optional()
    .meta({ description: 'PostgreSQL of identity.', defaultText: 'embedded' }),
  DATABASE_URL_PAYMENTS: postgresUrl
    .optional()
    .meta({ description: 'PostgreSQL of payments.', defaultText: 'embedded' }),
  DATABASE_URL_REGISTRY: postgresUrl
    .optional()
    .meta({ description: 'PostgreSQL of the registry.', defaultText: 'embedded' }),
  DATABASE_OWNER_URL_IDENTITY: postgresUrl
    .optional()
    .meta({ description: 'The same database as the role that owns its tables.', defaultText: 'none' }),
  DATABASE_OWNER_URL_PAYMENTS: postgresUrl
    .optional()
    .meta({ description: 'The same database as the role that owns its tables.', defaultText: 'none' }),
  DATABASE_OWNER_URL_REGISTRY: postgresUrl
    .optional()
    .meta({ description: 'The same database as the role that owns its tables.', defaultText: 'none' }),
  TOKEN_AUDIENCE: z
    .url('must be a URL')
    .default('https://graph.civic-graph.example')
    .describe('`aud` of access tokens.'),
};

/** Variables that the launcher itself reads. */
export const ownVariables: readonly string[] = Object.keys(environment);

/** Settings of the launcher; services.ts lists the variables of the services. */
export interface LauncherConfig {
  /** Address that the gateway listens on. All else is on loopback. */
  readonly host: string;
  readonly gatewayPort: number;
  readonly adminPort: number;
  readonly subgraphPorts: Readonly<Record<SubgraphName, number>>;
  /** Absolute path. */
  readonly dataDirectory: string;
  /** Databases that the user provides; the others are embedded. */
  readonly databaseUrls: Readonly<Partial<Record<DatabaseName, string>>>;
  /** The same databases, with the roles that own the tables. */
  readonly databaseOwnerUrls: Readonly<Partial<Record<DatabaseName, string>>>;
  readonly tokenAudience: string;
}

/** @throws ConfigurationError or LaunchError with one line that names the variable */
export function readConfig(env: Environment): LauncherConfig {
  const values = parseEnvironment(environment, env);
  const config: LauncherConfig = {
    host: values.HOST,
    gatewayPort: values.PORT,
    adminPort: values.ADMIN_PORT,
    subgraphPorts: {
      identity: values.PORT_IDENTITY,
      transport: values.PORT_TRANSPORT,
      payments: values.PORT_PAYMENTS,
      statistics: values.PORT_STATISTICS,
      platform: values.PORT_PLATFORM,
    },
    dataDirectory: resolve(values.DATA_DIR),
    databaseUrls: given({
      identity: values.DATABASE_URL_IDENTITY,
      payments: values.DATABASE_URL_PAYMENTS,
      registry: values.DATABASE_URL_REGISTRY,
    }),
    databaseOwnerUrls: given({
      identity: values.DATABASE_OWNER_URL_IDENTITY,
      payments: values.DATABASE_OWNER_URL_PAYMENTS,
      registry: values.DATABASE_OWNER_URL_REGISTRY,
    }),
    tokenAudience: values.TOKEN_AUDIENCE,
  };
  refuseSharedPorts(config);
  return Object.freeze(config);
}

function given(urls: Readonly<Record<DatabaseName, string | undefined>>): LauncherConfig['databaseUrls'] {
  return Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined));
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
    ...subgraphNames.map((name) => ({
      variable: `PORT_${name.toUpperCase()}`,
      host: loopback,
      port: config.subgraphPorts[name],
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
