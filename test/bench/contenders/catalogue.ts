import { civic } from './civic.ts';
import { type Entrant, nodeProgram } from './entrant.ts';

/** Room for young objects: what the default, 16 MB, does to a busy gateway is a part of what is measured. */
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

export const entrants: readonly Entrant[] = [
  civic('civic', 'Civic Graph', [young]),
  civic('civic-plain', 'Civic Graph, no Node flags', []),
  program({ id: 'apollo', title: '@apollo/server + @apollo/gateway' }, nodeProgram('apollo.mjs'), '/'),
  floor('undici', 'floor: node:http + undici'),
  floor('lean', 'floor: node:http + lean client'),
];
