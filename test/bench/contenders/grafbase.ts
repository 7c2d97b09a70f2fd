import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { besideThis, type Entrant } from './entrant.ts';

/** Grafbase's development server, its only form on npm, over the subgraphs' schema files. */
export const grafbase: Entrant = {
  id: 'grafbase',
  title: 'Grafbase (`grafbase dev`)',
  isForeign: true,
  async launch({ laidOut, port }) {
    const cwd = join(laidOut.folder, 'grafbase');
    await mkdir(cwd, { recursive: true });
    const subgraphs = laidOut.subgraphs.map(
      ({ name, url }) =>
        `[subgraphs.${name}]\nurl = "${url}"\nschema_path = "${laidOut.folder}/${name}.graphql"\n`,
    );
    await writeFile(join(cwd, 'grafbase.toml'), subgraphs.join('\n'));
    return {
      command: [
        besideThis('node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase'),
        ...['dev', '--config', 'grafbase.toml', '--listen-address', `127.0.0.1:${port}`],
      ],
      env: { HOME: cwd },
      cwd,
      path: '/graphql',
    };
  },
};
