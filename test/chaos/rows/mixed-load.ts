import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { personas, randomNumbers } from '@civic-graph/testing';
import { growingIn, namesIn, type Sample } from '../growing.ts';
import type { ChaosRow } from '../row.ts';
import { bombs } from '../stand/bombs.ts';
import { publicFields } from '../stand/city.ts';
import type { GatewayProcess } from '../stand/gateway-process.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';
import { startSteadyLoad } from '../stand/steady-load.ts';

const maxRssMb = 512;
const full = { rate: 300, hostileEveryMs: 100 };
/** Beside other tests, which need the CPU as well. */
const patient = { rate: 30, hostileEveryMs: 500 };
const renewEveryMs = 60_000;
const samples = 180;
/** In a shorter run caches are still being filled, so growth says nothing. */
const tellingSeconds = 600;

export const row: ChaosRow = {
  name: 'mixed-load',
  runsAlone: true,
  holds:
    '30 minutes of mixed load with hostile queries: no space of the heap grows, RSS at most 512 MB for the gateway and its planners',
  unit: 'seconds',
  fullSize: 1_800,
  smallSize: 5,
  needs: 'a gateway over stub agencies; half an hour. Writes .data/chaos/mixed-load.csv and .svg',
  async run({ size, seed, log, patience }) {
    const { rate, hostileEveryMs } = patience === 1 ? full : patient;
    const stand = await openStand();
    const random = randomNumbers(seed);
    try {
      const gateway = await stand.startGateway();
      const client = createGraphqlClient(gateway.graphqlUrl, { patience });
      let token = await stand.issuer.mint(personas.lin);
      // Lasts five minutes.
      const renewal = setInterval(async () => {
        token = await stand.issuer.mint(personas.lin);
      }, renewEveryMs);
      const fields = Object.values(publicFields);
      let count = 0;
      const load = startSteadyLoad(
        () => {
          count += 1;
          // Mostly known documents, some new, so that caches evict.
          const label = count % 10 === 0 ? `query Q${random(1e9)} ` : '';
          const query = `${label}{ ${fields[count % fields.length]} }`;
          return client.ask(query, count % 2 === 0 ? { token } : {});
        },
        { rate, isRight: ({ status }) => status === 200 },
      );
      const hostile = setInterval(() => {
        const { query, variables = {} } = bombs[random(bombs.length)] ?? { query: '{' };
        void client.ask(query, { variables }).catch(() => undefined);
      }, hostileEveryMs);
      const taken: Sample[] = [];
      const end = performance.now() + size * 1_000;
      const pause = (size * 1_000) / Math.min(samples, size);
      while (performance.now() < end) {
        await wait(pause);
        taken.push(await sampleOf(gateway));
      }
      clearInterval(hostile);
      clearInterval(renewal);
      const { sent, failed, failures, p99Ms } = await load.stop();
      await client.close();
      if (failures !== null) log(`failures: ${failures}`);
      // Skipped in npm test, where a short run would prove nothing and overwrite the long run's files.
      if (patience === 1) {
        const folder = join('.data', 'chaos');
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, 'mixed-load.csv'), csvOf(taken, pause / 1_000));
        await writeFile(join(folder, 'mixed-load.svg'), svgOf(taken));
      }
      const most = (of: (sample: Sample) => number) => Math.max(...taken.map(of)).toFixed(0);
      const rss = Math.max(...taken.map(({ rss = 0 }) => rss));
      const parts = `itself ${most(({ own = 0 }) => own)}, its planners ${most(({ rss = 0, own = 0 }) => rss - own)}`;
      const growing = size < tellingSeconds ? [] : growingIn(taken);
      return {
        figure:
          `${size} s, ${sent} requests, ${failed} failed, p99 ${p99Ms.toFixed(1)} ms, RSS at most ${rss.toFixed(0)} MB ` +
          `(${maxRssMb}; ${parts}), growing: ${growing.length > 0 ? growing.join(', ') : 'nothing'}`,
        passed:
          sent > 0 &&
          failed <= sent * (patience > 1 ? 0.02 : 0) &&
          // A garbage collector that waits for a CPU holds temporary data for longer.
          rss <= maxRssMb * (patience > 1 ? 3 : 1) &&
          growing.length === 0,
      };
    } finally {
      await stand.close();
    }
  },
};

/** `rss` of all processes, `own` without its planners, and every space of V8's heap. */
async function sampleOf(gateway: GatewayProcess): Promise<Sample> {
  const text = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
  const spaces = [...text.matchAll(/^nodejs_heap_space_size_used_bytes\{[^}]*space="(\w+)"[^}]*\} (\S+)$/gm)];
  return {
    rss: gateway.rssMb(),
    own: gateway.ownRssMb(),
    ...Object.fromEntries(spaces.map(([, name, bytes]) => [name, Number(bytes) / 1e6])),
  };
}

function csvOf(taken: readonly Sample[], everySeconds: number): string {
  const names = namesIn(taken);
  const lines = taken.map((sample, at) =>
    [((at + 1) * everySeconds).toFixed(0), ...names.map((name) => (sample[name] ?? 0).toFixed(1))].join(','),
  );
  return `${[['seconds', ...names].join(','), ...lines].join('\n')}\n`;
}

/** One line per name over time, with the highest value at the top. */
function svgOf(taken: readonly Sample[]): string {
  const [width, height] = [900, 400];
  const top = Math.max(1, ...taken.flatMap((sample) => Object.values(sample)));
  const lines = namesIn(taken).map((name, at, { length }) => {
    const color = `hsl(${Math.round((360 * at) / length)} 70% 40%)`;
    const points = taken.map((sample, index) => {
      const x = (index / Math.max(1, taken.length - 1)) * width;
      return `${x.toFixed(1)},${(height - ((sample[name] ?? 0) / top) * height).toFixed(1)}`;
    });
    return (
      `<polyline fill="none" stroke="${color}" points="${points.join(' ')}"/>` +
      `<text x="${width + 10}" y="${20 + at * 18}" fill="${color}">${name}</text>`
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -20 1150 ${height + 40}" font-family="sans-serif" font-size="14"><title>Memory of the gateway under mixed load, MB</title>` +
    `<text y="-5">${top.toFixed(0)} MB</text>${lines.join('')}</svg>\n`
  );
}
