import { besideThis, type Entrant } from './entrant.ts';

/** Hive Gateway's own command, with one worker. */
export function hive(id: string, title: string, flags: readonly string[]): Entrant {
  return {
    id,
    title,
    isForeign: true,
    launch: async ({ laidOut, port }) => ({
      command: [
        process.execPath,
        besideThis('node_modules/@graphql-hive/gateway/dist/bin.js'),
        'supergraph',
        `${laidOut.folder}/supergraph.graphql`,
        ...['--host', '127.0.0.1', '--port', String(port), '--fork', '1'],
        ...flags,
      ],
      env: { LOG_LEVEL: 'error' },
      path: '/graphql',
    }),
  };
}
