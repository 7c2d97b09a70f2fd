import { entrants } from '../contenders/catalogue.ts';
import { openGround, startEntrant } from '../ground.ts';
import { closedLoop } from '../load/load.ts';
import { differingDigits, prepareRequest } from '../load/request.ts';
import { format, type Row } from '../report.ts';
import { city } from '../shapes/city.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'memory';
const total = 100_000;
const steps = 10;

/** Each request is a new operation, so this shows whether the gateway's memory for operations is bounded. */
export async function run({ say, quick, contenders }: SuiteOptions): Promise<SuiteResult> {
  const operations = quick ? total / 10 : total;
  const field = entrants.filter(({ id }) => contenders?.includes(id) ?? id === 'civic');
  const ground = await openGround(say);
  const rows: Row[] = [];
  try {
    const laidOut = await ground.layOut(city);
    for (const entrant of field) {
      const contender = await startEntrant(entrant, laidOut, ground);
      try {
        const { url, name } = contender;
        const { headers } = ground;
        // The digits are part of the document: an alias that only this operation has.
        const query = `{ notice(code: "33010000100000000001") { a${differingDigits}: code status amount { currency } } }`;
        const body = JSON.stringify({ query });
        const first = await fetch(url, {
          method: 'POST',
          headers,
          body: body.replace(differingDigits, '0000000000'),
        });
        const expectedBytes = Buffer.byteLength(await first.text());
        const request = prepareRequest({ url, headers, body }, true);
        const target = { url, requests: [{ request, expectedBytes }] };
        for (let step = 1; step <= steps; step += 1) {
          const before = contender.cpuMs();
          const result = await closedLoop(target, { connections: 16, requests: operations / steps });
          const done = (operations / steps) * step;
          const row = {
            suite,
            query: `${done} distinct operations`,
            contender: name,
            round: 1,
            amount: done,
            rps: result.rps,
            p50_ms: result.p50Ms,
            p99_ms: result.p99Ms,
            cpu_ms: (contender.cpuMs() - before) / result.requests,
            rss_mb: contender.rssMb(),
            cold_ms: contender.coldMs,
          };
          say(
            `  ${name}: after ${done} distinct operations ${row.rss_mb.toFixed(0)} MB, ${row.cpu_ms.toFixed(2)} ms CPU each`,
          );
          rows.push(row);
        }
      } finally {
        await contender.stop();
      }
    }
  } finally {
    await ground.close();
  }
  return { rows, table: table(rows) };
}

function table(rows: readonly Row[]): string {
  const lines = ['| contender | distinct operations | RSS, MB | ms CPU each |', '|---|--:|--:|--:|'];
  for (const { contender, amount = 0, rss_mb, cpu_ms } of rows) {
    lines.push(`| ${contender} | ${amount.toLocaleString('en')} | ${format(rss_mb)} | ${format(cpu_ms)} |`);
  }
  return lines.join('\n');
}
