import { gatewayFlags } from '@civic-graph/launcher';
import { civic } from './civic.ts';
import { besideThis, type Entrant, nodeProgram } from './entrant.ts';
import { grafbase } from './grafbase.ts';
import { hive } from './hive.ts';
import { routers } from './routers.ts';

/**
 * Space for young objects. Other contenders keep the default of 16 MB, whose effect on a busy gateway is part
 * of the result.
 */
const young = '--max-semi-space-size=64';

/** A contender that reads `SHAPE_FOLDER` and listens at `PORT`. */
function program(
  entrant: Omit<Entrant, 'launch'>,
  command: readonly string[],
  path: string,
  env: Readonly<Record<string, string>> = {},
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

const floor = (client: string, title: string) =>
  program({ id: `floor-${client}`, title, isFloor: true }, nodeProgram('floor.mjs', [young]), '/', {
    CLIENT: client,
  });

/** Off by default in Hive Gateway, and useful only for equal concurrent requests. */
const sharing = ['--config-path', besideThis('hive-sharing.config.mjs')];

export const entrants: readonly Entrant[] = [
  civic('civic', 'Civic Graph', gatewayFlags),
  // Omits the disk write before each answer with personal data, to compare gateways instead of disks.
  civic('civic-unrecorded', 'Civic Graph, no access records', gatewayFlags, { audit: null }),
  civic('civic-plain', 'Civic Graph, no Node flags', []),
  program({ id: 'apollo', title: '@apollo/server + @apollo/gateway' }, nodeProgram('apollo.mjs'), '/'),
  program(
    { id: 'apollo-tuned', title: '@apollo/gateway on Fastify with pooled undici' },
    nodeProgram('apollo-tuned.mjs', [young]),
    '/graphql',
  ),
  hive('hive', 'Hive Gateway 2, JS planner', []),
  hive('hive-rust', 'Hive Gateway 2, Rust planner', ['--hive-router-runtime']),
  hive('hive-rust-sharing', 'Hive Gateway 2, Rust planner, sharing whole requests', [
    '--hive-router-runtime',
    ...sharing,
  ]),
  hive('hive-rust-jit', 'Hive Gateway 2, Rust planner, sharing, JIT', [
    '--hive-router-runtime',
    '--jit',
    ...sharing,
  ]),
  hive('hive-jit', 'Hive Gateway 2, JS planner, sharing, JIT', ['--jit', ...sharing]),
  program(
    { id: 'mercurius', title: 'Mercurius gateway', isForeign: true },
    nodeProgram('mercurius.mjs'),
    '/graphql',
  ),
  grafbase,
  ...routers,
  floor('undici', 'floor: node:http + undici'),
  floor('lean', 'floor: node:http + lean client'),
];
