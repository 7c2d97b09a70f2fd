import { entrants } from '../contenders/catalogue.ts';
import type { Entrant } from '../contenders/entrant.ts';
import { openGround, startEntrant } from '../ground.ts';
import { measure, nameOf, profileFileOf, type Running } from '../measure.ts';
import { median, type Row, report } from '../report.ts';
import { portal } from '../shapes/portal.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'audit';
/** The least share of the unaudited requests a second that the audited gateway must reach. */
const demanded = 0.85;
const connections = 64;

const [civic] = entrants.filter(({ id }) => id === 'civic') as [Entrant];
const audited = { ...civic, id: 'audited', title: 'AUDIT=on' };
const unaudited = { ...civic, id: 'unaudited', title: 'AUDIT=off' };

/**
 * The query over all four agencies with its access recorded on disk before each answer, against the same without. Both
 * begin afresh in every round, with a journal of their own on the disk that holds the temporary folder; it should be one
 * that a journal would be kept on.
 */
export async function run({ rounds, say, quick, profile }: SuiteOptions): Promise<SuiteResult> {
  const ground = await openGround(say);
  const rows: Row[] = [];
  try {
    const laidOut = await ground.layOut(portal);
    const cells = portal.queries.flatMap((query) => [
      { query, differs: false },
      { query, differs: true },
    ]);
    for (let round = 1; round <= rounds; round += 1) {
      const running: Running[] = [];
      try {
        for (const entrant of [audited, unaudited]) {
          // Only a demonstration may do without the journal, so both are one.
          const env = { DEPLOYMENT: 'demo', AUDIT: entrant === audited ? 'on' : 'off' };
          const profileFile = profile === null ? {} : { profileFile: profileFileOf(profile, entrant) };
          running.push({
            entrant,
            contender: await startEntrant(entrant, laidOut, ground, { env, ...profileFile }),
          });
        }
        for (const cell of cells) {
          for (const member of round % 2 === 0 ? running.toReversed() : running) {
            const contender = member.entrant.title;
            const options = { laidOut, headers: ground.headers, quick, connections, say, profile };
            const figures = await measure(member, cell, options);
            const query = nameOf(cell);
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
  return { rows, table: [verdicts(rows), report(rows, [], unaudited.title)].join('\n\n') };
}

/** The share that is left with the journal, query by query: the median of the rounds. */
function verdicts(rows: readonly Row[]): string {
  return [...new Set(rows.map(({ query }) => query))]
    .map((query) => {
      const own = rows.filter((row) => row.query === query);
      const share = (figure: 'rps' | 'cpu_ms') => {
        const of = (contender: string, round: number) =>
          own.find((row) => row.contender === contender && row.round === round)?.[figure] ?? Number.NaN;
        const among = [...new Set(own.map(({ round }) => round))];
        return median(among.map((round) => of(audited.title, round) / of(unaudited.title, round)));
      };
      const kept = share('rps');
      const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
      return (
        `${query}: the audited gateway serves ${percent(kept)} of the unaudited one's requests a second ` +
        `(at least ${percent(demanded)} is demanded${kept < demanded ? ': **missed**' : ''}), ` +
        `for ${percent(share('cpu_ms'))} of its processor time a request.`
      );
    })
    .join('\n\n');
}
