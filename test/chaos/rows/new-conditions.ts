import { Agent } from 'undici';
import type { ChaosRow } from '../row.ts';
import { patientDeadline } from '../stand/gateway-process.ts';
import { inspectable } from '../stand/held-memory.ts';
import { openStand } from '../stand/stand.ts';
import { harmText, underAttack } from '../stand/under-attack.ts';

const canaryMs = 200;
const conditions = 16;
/** Not the canary's address: one caller's charge must not affect another. */
const localAddress = '127.0.0.2';

const leaves = 'gtfsId name code latitude longitude wheelchairBoarding '.repeat(9);
const stations = Array.from(
  { length: 49 },
  (_, at) =>
    `station${at}: station(gtfsId: "HZ:nowhere ${at}") @include(if: $c${at % conditions}) { ${leaves} }`,
);
const declared = Array.from({ length: conditions }, (_, at) => `$c${at}: Boolean!`);
/** Within all limits. */
const query = `query Conditions(${declared.join(', ')}) { __typename ${stations.join(' ')} }`;

const variablesOf = (combination: number) =>
  Object.fromEntries(declared.map((_, at) => [`c${at}`, ((combination >> at) & 1) === 1]));

/** As a single answer and as an event stream. */
const ways = ['application/json', 'text/event-stream'] as const;

export const row: ChaosRow = {
  name: 'new-conditions',
  runsAlone: true,
  holds:
    'new @include and @skip combinations of a known document of 29 kB, all at once: queued like new documents, answered or 503, canary at most 200 ms; charged like new documents: a quota for five of them refuses the sixth with 429',
  unit: 'combinations',
  fullSize: 30,
  smallSize: 12,
  needs: 'two gateways over stub agencies; half a minute',
  async run({ size, log, patience }) {
    const stand = await openStand();
    const agent = new Agent({ connections: size, connect: { localAddress } });
    const send = async (url: string, combination: number, accept: string = ways[0]) => {
      const { statusCode, body } = await agent.request({
        origin: url,
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query, variables: variablesOf(combination) }),
      });
      return { status: statusCode, text: await body.text() };
    };
    try {
      const env = { ...inspectable, ...patientDeadline(patience) };
      const gateway = await stand.startGateway({ env });
      // Warm-up, because code is slow when it runs for the first time.
      for (const accept of ways) await send(gateway.url, 1, accept);
      const wrong: string[] = [];
      let answered = 0;
      let turnedAway = 0;
      const harm = await underAttack({ gateway, patience }, async () => {
        await Promise.all(
          Array.from({ length: size }, async (_, at) => {
            // Each selects nearly everything, and omits something different.
            const { status, text } = await send(gateway.url, 0xffff - 1 - at, ways[at % ways.length]);
            if (text.includes('"__typename":"Query"')) answered += 1;
            else if (text.includes('"OVERLOADED"')) turnedAway += 1;
            else wrong.push(`${status} ${text.slice(0, 200)}`);
          }),
        );
      });
      const points = 5 * 40 * Math.ceil(query.length / 1_000);
      const charging = await stand.startGateway({ env: { ...env, QUOTA_ADDRESS: String(points) } });
      const statuses: number[] = [];
      for (let at = 0; at < size; at += 1) statuses.push((await send(charging.url, 0xffff - 1 - at)).status);
      const paid = statuses.filter((status) => status === 200).length;
      for (const line of wrong.slice(0, 10)) log(`NEITHER ANSWERED NOR REFUSED: ${line}`);
      return {
        figure:
          `${size} combinations of ${query.length} characters, ${answered} answered, ${turnedAway} refused, ` +
          `${wrong.length} neither; ${harmText(harm)} (canary at most ${canaryMs} ms); ` +
          `a quota for five new documents lets ${paid} through: ${statuses.join(' ')}`,
        passed:
          wrong.length === 0 &&
          answered > 0 &&
          harm.canaryFailed === 0 &&
          harm.canaryMaxMs <= (patience > 1 ? 10_000 : canaryMs) &&
          paid <= 5 &&
          paid >= 4 &&
          statuses.every((status) => status === 200 || status === 429),
      };
    } finally {
      await agent.close();
      await stand.close();
    }
  },
};
