import { fileURLToPath } from 'node:url';
import { findCompose } from '../../e2e/compose/compose-file.ts';
import { startProgram } from '../../node-process.ts';
import type { ChaosRow } from '../row.ts';
import { buildImages } from '../stand/images/build-images.ts';
import { assertInstalled, openEngine } from '../stand/images/engine.ts';

const config = fileURLToPath(new URL('../stand/images/vitest.config.ts', import.meta.url));

export const row: ChaosRow = {
  name: 'production',
  holds:
    'the images of the Dockerfile, in the topology of docker-compose.yml and from empty databases: people sign in, an app reads a citizen’s data, the citizen sees that, all journals are whole; no query fails while a gateway stops and starts again, nor one to other agencies while a subgraph’s secret is replaced; the guides on rotation, scale, upgrade, TLS and monitoring hold',
  unit: 'seconds of queries before, while and after a gateway is stopped',
  fullSize: 30,
  smallSize: 6,
  byNameOnly: true,
  runsAlone: true,
  needs:
    'root, Debian packages buildah, podman, runc, netavark, aardvark-dns, catatonit, nftables, debootstrap, iproute2, chromium-headless-shell and docker-compose, the registries of Debian and npm, and 8 GB of disk; half an hour',
  async run({ size, log }) {
    assertInstalled();
    if ((await findCompose()) === null)
      throw new Error('docker compose is missing: apt-get install docker-compose');
    const engine = await openEngine();
    try {
      await buildImages(engine, log);
      const vitest = ['npx', 'vitest', 'run', '--config', config];
      const env = { ...engine.env, CI: 'true', NO_COLOR: '1', PRODUCTION_QUERY_SECONDS: String(size) };
      const tests = startProgram('vitest', [...engine.inside, ...vitest], env);
      const passed = (await tests.exited) === 0;
      if (!passed) log(tests.output);
      const figures = tests.output.match(/^\d+ (?:queries|passed), .*$/gm) ?? [];
      return { figure: figures.join('; '), passed };
    } finally {
      await engine.close();
    }
  },
};
