import { entrants } from '../contenders/catalogue.ts';
import type { Entrant } from '../contenders/entrant.ts';
import { openGround, startEntrant } from '../ground.ts';
import { type Cell, measure, nameOf, profileFileOf, type Running } from '../measure.ts';
import { type Row, report, shareKept } from '../report.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Suite, SuiteOptions, SuiteResult } from './suite.ts';

const usualCallers = 64;

/** Our gateway with a given environment. */
interface Way {
  readonly title: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Our gateway with a feature on, in one or several ways, and with the feature off. */
export interface Comparison {
  readonly suite: string;
  readonly shape: Shape;
  /** Whether to measure differing requests in addition to equal ones. */
  readonly withDiffering: boolean;
  /** Number of concurrent callers for differing requests. Default is 64. */
  readonly callers?: readonly number[];
  readonly on: readonly Way[];
  readonly off: Way;
  /** Minimum share of the requests per second that must remain with 64 callers. */
  readonly demanded: number;
}

/** A cell, and its number of callers. */
interface CalledCell extends Cell {
  readonly connections: number;
}

/** Every gateway starts afresh in each round, with its own journal in the temporary folder. */
export function keptShare({
  suite,
  shape,
  withDiffering,
  callers = [usualCallers],
  on,
  off,
  demanded,
}: Comparison): Suite {
  const [civic] = entrants.filter(({ id }) => id === 'civic') as [Entrant];
  const ways = [...on, off].map(({ title, env }, at) => ({
    entrant: { ...civic, id: `${suite}-${at}`, title },
    env,
  }));

  return {
    async run({ rounds, say, quick, profile }: SuiteOptions): Promise<SuiteResult> {
      const ground = await openGround(say);
      const rows: Row[] = [];
      const judged = new Set<string>();
      try {
        const laidOut = await ground.layOut(shape);
        const cells = shape.queries.flatMap((query) => [
          { query, differs: false, connections: usualCallers },
          ...(withDiffering ? callers : []).map((connections) => ({ query, differs: true, connections })),
        ]);
        for (const cell of cells) if (cell.connections === usualCallers) judged.add(nameIn(cell));
        for (let round = 1; round <= rounds; round += 1) {
          const running: Running[] = [];
          try {
            for (const { entrant, env } of ways) {
              const profileFile = profile === null ? {} : { profileFile: profileFileOf(profile, entrant) };
              running.push({
                entrant,
                contender: await startEntrant(entrant, laidOut, ground, { env, ...profileFile }),
              });
            }
            // Warm-up: the first measurement also pays for compiling the load's own code, so it is discarded.
            const [first] = running;
            const [cell] = cells;
            if (round === 1 && first && cell) {
              const { connections } = cell;
              await measure(first, cell, {
                ...{ laidOut, callers: ground.callers, quick, connections, say },
                profile: null,
              });
            }
            for (const cell of cells) {
              for (const member of round % 2 === 0 ? running.toReversed() : running) {
                const contender = member.entrant.title;
                const { connections } = cell;
                const options = { laidOut, callers: ground.callers, quick, connections, say, profile };
                const figures = await measure(member, cell, options);
                const query = nameIn(cell);
                rows.push({ suite, query, contender, round, ...figures });
                say(
                  `  round ${round}: ${query}: ${contender}: ${figures.rps.toFixed(0)} requests/s, ` +
                    `${figures.cpu_ms.toFixed(3)} ms CPU`,
                );
              }
            }
          } finally {
            for (const { contender } of running) await contender.stop();
          }
        }
      } finally {
        await ground.close();
      }
      return { rows, table: [verdicts(rows, judged), report(rows, [], off.title)].join('\n\n') };
    },
  };

  function nameIn(cell: CalledCell): string {
    return callers.length > 1 ? `${nameOf(cell)}, ${cell.connections} callers` : nameOf(cell);
  }

  /** The remaining share, by query. */
  function verdicts(rows: readonly Row[], judged: ReadonlySet<string>): string {
    return [...new Set(rows.map(({ query }) => query))]
      .flatMap((query) =>
        on.map(({ title: contender }) =>
          shareKept(rows, { query, contender, against: off.title, demanded, isJudged: judged.has(query) }),
        ),
      )
      .join('\n\n');
  }
}
