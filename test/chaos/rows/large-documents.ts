import { Agent } from 'undici';
import type { ChaosRow } from '../row.ts';
import { patientDeadline } from '../stand/gateway-process.ts';
import { inspectable } from '../stand/held-memory.ts';
import { openStand } from '../stand/stand.ts';
import { harmText, underAttack } from '../stand/under-attack.ts';

const canaryMs = 200;
const connections = 8;
/** Not the canary's address: a caller's capacity must not depend on that of others. */
const localAddress = '127.0.0.2';

const leaves = 'gtfsId name code latitude longitude wheelchairBoarding '.repeat(9);
const stations = Array.from(
  { length: 50 },
  (_, at) => `station${at}: station(gtfsId: "HZ:a missing station, number ${at}") { ${leaves} }`,
);
/** Within all limits: validated, prepared for the caller's rights, planned and answered. */
const documentOf = (number: number) => `query Large${number} { ${stations.join(' ')} }`;

/** As a single answer and as an event stream. */
const ways = ['application/json', 'text/event-stream'] as const;

export const row: ChaosRow = {
  name: 'large-documents',
  runsAlone: true,
  holds:
    'documents of 30 kB within all limits, each a new one, from 8 connections of one address without a quota: answered or 503, canary at most 200 ms',
  unit: 'documents',
  fullSize: 400,
  smallSize: 24,
  needs: 'a gateway over stub agencies; half a minute',
  async run({ size, log, patience }) {
    const stand = await openStand();
    const agent = new Agent({ connections, connect: { localAddress } });
    try {
      const gateway = await stand.startGateway({ env: { ...inspectable, ...patientDeadline(patience) } });
      let sent = 0;
      let answered = 0;
      let turnedAway = 0;
      const wrong: string[] = [];
      const send = async (accept: string) => {
        const query = documentOf(sent);
        sent += 1;
        const { statusCode, body } = await agent.request({
          origin: gateway.url,
          path: '/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json', accept },
          body: JSON.stringify({ query }),
        });
        const text = await body.text();
        if (text.includes('"station49"')) answered += 1;
        else if (text.includes('"OVERLOADED"')) turnedAway += 1;
        else wrong.push(`${statusCode} ${text.slice(0, 200)}`);
      };
      // Warm-up, because code is slow when it runs for the first time.
      for (const accept of ways) await send(accept);
      const most = sent + size;
      const harm = await underAttack({ gateway, patience }, async () => {
        const sendAll = async (accept: string) => {
          while (sent < most) await send(accept);
        };
        await Promise.all(
          Array.from({ length: connections }, (_, at) => sendAll(ways[at % ways.length] ?? ways[0])),
        );
      });
      for (const line of wrong.slice(0, 10)) log(`NEITHER ANSWERED NOR REFUSED: ${line}`);
      return {
        figure:
          `${sent} documents of ${documentOf(0).length} characters, ${answered} answered, ${turnedAway} refused, ` +
          `${wrong.length} neither; ${harmText(harm)} (canary at most ${canaryMs} ms)`,
        passed:
          wrong.length === 0 &&
          answered > 0 &&
          harm.canaryFailed === 0 &&
          harm.canaryMaxMs <= (patience > 1 ? 10_000 : canaryMs),
      };
    } finally {
      await agent.close();
      await stand.close();
    }
  },
};
