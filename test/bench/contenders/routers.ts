import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LaidOutShape } from '../shapes/lay-out-shape.ts';
import type { Entrant, Setting } from './entrant.ts';

/** Pinned, because the execution configuration must fit the router. */
const wgc = 'wgc@0.112.7';

/**
 * Routers that are not on npm. The environment gives the path of each binary; without it the contender is
 * listed as not measured. Each runs as documented, without telemetry, with request deduplication off and on.
 */
export const routers: readonly Entrant[] = [false, true].flatMap((sharing) => [
  hiveRouter(sharing),
  apolloRouter(sharing),
  cosmoRouter(sharing),
]);

/** Deduplicates subgraph requests by default, and callers' requests only if configured. */
function hiveRouter(sharing: boolean): Entrant {
  return router(
    'hive-router',
    'Hive Router',
    'HIVE_ROUTER_BIN',
    sharing,
    async (program, { laidOut, port }) => {
      const file = await configured(laidOut, `hive-router-${sharing}.yaml`, [
        'log:',
        '  level: error',
        'traffic_shaping:',
        '  all:',
        `    dedupe_enabled: ${sharing}`,
        '  router:',
        '    dedupe:',
        `      enabled: ${sharing}`,
      ]);
      return {
        command: [program],
        env: {
          HOST: '127.0.0.1',
          PORT: String(port),
          ROUTER_CONFIG_FILE_PATH: file,
          SUPERGRAPH_FILE_PATH: join(laidOut.folder, 'supergraph.graphql'),
        },
        path: '/graphql',
      };
    },
  );
}

function apolloRouter(sharing: boolean): Entrant {
  return router(
    'apollo-router',
    'Apollo Router',
    'APOLLO_ROUTER_BIN',
    sharing,
    async (program, { laidOut, port }) => {
      const file = await configured(laidOut, `apollo-router-${sharing}.yaml`, [
        'health_check:',
        '  enabled: false',
        'homepage:',
        '  enabled: false',
        'traffic_shaping:',
        '  all:',
        `    deduplicate_query: ${sharing}`,
      ]);
      return {
        command: [
          program,
          ...['--config', file, '--supergraph', join(laidOut.folder, 'supergraph.graphql')],
          ...['--listen', `127.0.0.1:${port}`, '--log', 'error', '--anonymous-telemetry-disabled'],
        ],
        env: { APOLLO_TELEMETRY_DISABLED: 'true' },
        path: '/',
      };
    },
  );
}

/** Deduplicates both by default. */
function cosmoRouter(sharing: boolean): Entrant {
  return router(
    'cosmo-router',
    'Cosmo Router',
    'COSMO_ROUTER_BIN',
    sharing,
    async (program, { laidOut, port }) => ({
      command: [program],
      env: {
        LISTEN_ADDR: `127.0.0.1:${port}`,
        EXECUTION_CONFIG_FILE_PATH: await composedByWgc(laidOut),
        ENGINE_ENABLE_SINGLE_FLIGHT: String(sharing),
        ENGINE_ENABLE_INBOUND_REQUEST_DEDUPLICATION: String(sharing),
        LOG_LEVEL: 'error',
        TRACING_ENABLED: 'false',
        METRICS_OTLP_ENABLED: 'false',
        PROMETHEUS_ENABLED: 'false',
        GRAPHQL_METRICS_ENABLED: 'false',
        COSMO_TELEMETRY_DISABLED: 'true',
      },
      path: '/graphql',
    }),
  );
}

function router(
  id: string,
  title: string,
  variable: string,
  sharing: boolean,
  launch: (program: string, setting: Setting) => ReturnType<Entrant['launch']>,
): Entrant {
  return {
    id: sharing ? `${id}-sharing` : id,
    title: `${title}, request sharing ${sharing ? 'on' : 'off'}`,
    async launch(setting) {
      const program = process.env[variable];
      if (!program) throw new Error(`set ${variable} to the path of the program`);
      return launch(program, setting);
    },
  };
}

async function configured({ folder }: LaidOutShape, name: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/**
 * Runs `wgc router compose` through `npx`, because only this contender needs it. Asynchronous: stubs and
 * issuer share this process, and a gateway that hears nothing from them refuses personal data.
 */
async function composedByWgc(laidOut: LaidOutShape): Promise<string> {
  const { folder, subgraphs } = laidOut;
  const input = await configured(laidOut, 'cosmo.yaml', [
    'version: 1',
    'subgraphs:',
    ...subgraphs.flatMap(({ name, url }) => [
      `  - name: ${name}`,
      `    routing_url: ${url}`,
      '    schema:',
      `      file: ./${name}.graphql`,
    ]),
  ]);
  const output = join(folder, 'cosmo.json');
  const args = ['--yes', wgc, 'router', 'compose', '--suppress-warnings', '--input', input, '--out', output];
  const env = { ...process.env, COSMO_TELEMETRY_DISABLED: 'true' };
  await promisify(execFile)('npx', args, { cwd: folder, env });
  return output;
}
