import { entrants } from '../contenders/catalogue.ts';
import type { Entrant } from '../contenders/entrant.ts';
import { installForeignPackages } from '../foreign-packages.ts';
import { type Ground, openGround, repository, startEntrant } from '../ground.ts';
import { type Cell, measure, nameOf, profileFileOf, type Running } from '../measure.ts';
import { overview } from '../overview.ts';
import { type Absence, type Row, report } from '../report.ts';
import { city } from '../shapes/city.ts';
import type { LaidOutShape } from '../shapes/lay-out-shape.ts';
import { shop } from '../shapes/shop.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'peers';
const baseline = 'Civic Graph';

/** Concurrent callers. */
const connections = 64;

/** All gateways on the same queries, in alternating order; each starts afresh in every round. */
export async function run(options: SuiteOptions): Promise<SuiteResult> {
  const wanted = entrants.filter(({ id }) => options.contenders?.includes(id) ?? true);
  const obstacle = wanted.some(({ isForeign }) => isForeign) ? installForeignPackages(repository) : null;
  const ground = await openGround(options.say);
  const rows: Row[] = [];
  const absent: Absence[] = [];
  try {
    for (const shape of [city, shop]) {
      const queries = shape.queries.filter(({ name }) => options.queries?.includes(name) ?? true);
      if (queries.length === 0) continue;
      const cells = queries.flatMap((query) => [
        { query, differs: false },
        { query, differs: true },
      ]);
      const laidOut = await ground.layOut(shape);
      for (let round = 1; round <= options.rounds; round++) {
        // The order is reversed each time, so that disturbances affect all alike.
        const field = round % 2 === 0 ? wanted.toReversed() : wanted;
        const result = await runRound(field, cells, laidOut, ground, { ...options, round, obstacle });
        rows.push(...result.rows);
        absent.push(...result.absent);
      }
    }
  } finally {
    await ground.close();
  }
  const table = [
    overview('requests per second', 'rps', rows, absent),
    overview('ms CPU per request', 'cpu_ms', rows, absent),
    report(rows, absent, baseline),
  ].join('\n\n');
  return { rows, table };
}

interface RoundOptions extends SuiteOptions {
  readonly round: number;
  /** Why the packages of the peers are missing. */
  readonly obstacle: string | null;
}

async function runRound(
  field: readonly Entrant[],
  cells: readonly Cell[],
  laidOut: LaidOutShape,
  ground: Ground,
  { round, obstacle, say, quick, profile }: RoundOptions,
): Promise<{ readonly rows: readonly Row[]; readonly absent: readonly Absence[] }> {
  const running: Running[] = [];
  const rows: Row[] = [];
  const absent: Absence[] = [];
  const miss = (contender: string, query: string, error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    absent.push({ contender, query, reason });
    say(`  round ${round}: ${query}: ${contender}: not measured: ${reason}`);
  };
  try {
    for (const entrant of field) {
      const options = profile === null ? {} : { profileFile: profileFileOf(profile, entrant) };
      const start =
        entrant.isForeign && obstacle !== null
          ? Promise.reject(new Error(obstacle))
          : startEntrant(entrant, laidOut, ground, options);
      await start.then(
        (contender) => running.push({ entrant, contender }),
        (error) => {
          for (const cell of cells) miss(entrant.title, nameOf(cell), error);
        },
      );
    }
    for (const cell of cells) {
      for (const member of running) {
        const contender = member.entrant.title;
        const query = nameOf(cell);
        const options = { laidOut, callers: ground.callers, quick, connections, say, profile };
        await measure(member, cell, options).then(
          (figures) => {
            rows.push({ suite, query, contender, round, ...figures });
            say(
              `  round ${round}: ${query}: ${contender}: ${figures.rps.toFixed(0)} requests/s, ` +
                `${figures.cpu_ms.toFixed(3)} ms CPU; at ${cell.query.rate}/s ` +
                `p50 ${figures.p50_ms.toFixed(2)} p99 ${figures.p99_ms.toFixed(2)} ms`,
            );
          },
          (error) => miss(contender, query, error),
        );
      }
    }
  } finally {
    for (const { contender } of running) await contender.stop();
  }
  return { rows, absent };
}
