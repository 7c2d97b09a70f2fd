import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ChaosRow } from '../row.ts';
import { inspectable } from '../stand/held-memory.ts';
import { openStand } from '../stand/stand.ts';
import { type Harm, harmText, underAttack } from '../stand/under-attack.ts';

const canaryMs = 200;
/** Maximum share of failed canaries, for a moment in which the machine itself stalled. */
const mostFailed = 0.01;
const program = new URL('../stand/crowd.ts', import.meta.url);

const crowds = [
  { name: 'one socket that pipelines 450 GETs every 50 ms', kind: 'pipelines', share: 1 / 800 },
  { name: '40 sockets that together pipeline as many', kind: 'pipelines', share: 1 / 20 },
  { name: 'unfinished bodies beside large new documents', kind: 'bodies', share: 1 },
] as const;

export const row: ChaosRow = {
  name: 'crowding',
  runsAlone: true,
  holds:
    '450 requests pipelined every 50 ms, and 800 unfinished bodies: other callers are answered, at most 1 % of them refused, canary at most 200 ms',
  unit: 'unfinished bodies; a twentieth as many pipelining sockets',
  fullSize: 800,
  smallSize: 40,
  needs: 'a gateway over stub agencies, 800 file descriptors in each of two processes; a minute',
  async run({ size, log, patience }) {
    const stand = await openStand();
    try {
      const gateway = await stand.startGateway({ env: inspectable });
      const { hostname, port } = new URL(gateway.url);
      const harms: Harm[] = [];
      for (const { name, kind, share } of crowds) {
        const count = Math.max(1, Math.round(size * share));
        const forMs = 8_000 / Math.min(patience, 10);
        const args = [hostname, port, kind, count, forMs].map(String);
        const crowd = fork(program, args, { execArgv: ['--import', 'tsx'] });
        try {
          await once(crowd, 'message');
          const harm = await underAttack({ gateway, patience }, async () => {
            crowd.send('begin');
            await once(crowd, 'message');
          });
          log(`${name}: ${harmText(harm)}`);
          harms.push(harm);
        } finally {
          crowd.kill('SIGKILL');
        }
      }
      const worst = Math.max(...harms.map(({ canaryMaxMs }) => canaryMaxMs));
      const failed = harms.map(({ canaryFailed, canarySent }) => canaryFailed / canarySent);
      const shares = failed.map((share) => `${(share * 100).toFixed(1)} %`).join(', ');
      return {
        figure: `canary at most ${worst.toFixed(0)} ms (${canaryMs}), refused: ${shares} (${mostFailed * 100} %)`,
        passed:
          worst <= (patience > 1 ? 10_000 : canaryMs) &&
          failed.every((share) => share <= (patience > 1 ? 0.2 : mostFailed)),
      };
    } finally {
      await stand.close();
    }
  },
};
