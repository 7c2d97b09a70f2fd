import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { rssMbOf } from '../process-figures.ts';
import { quantile } from '../report.ts';
import { readCity, writeCopies } from './copied-city.ts';
import { noFigures, type ReplacingRow, suite } from './row.ts';
import { openTransport, type TransportStand } from './transport-stand.ts';

const copies = 20;
const quickCopies = 4;
const perSecond = 500;
const calmMs = 10_000;
const limitMs = 5 * 60_000;

export const situations = {
  calm: 'nothing loaded meanwhile',
  loading: 'a new version loaded meanwhile',
} as const;

export interface ReplacingOptions {
  readonly rounds: number;
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

/** Delays of the service's event loop at 500 requests a second, with and without a feed being replaced. */
export async function measureReplacing(
  path: string,
  { rounds, quick, say }: ReplacingOptions,
): Promise<ReplacingRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-graph-replaced-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const zip = join(folder, 'gtfs.zip');
  const city = readCity(path);
  const amount = city.stopTimes * (quick ? quickCopies : copies);
  writeCopies(city, quick ? quickCopies : copies, zip);
  const stand = await openTransport(zip);
  try {
    const rows: ReplacingRow[] = [];
    const versions = new Versions(stand, zip);
    const place = await placeOf(stand);
    for (let round = 0; round <= rounds; round += 1) {
      for (const contender of [situations.calm, situations.loading]) {
        const until = contender === situations.calm ? wait(calmMs) : versions.replace();
        const measured = await measure(stand, place, until);
        // The first round warms up.
        if (round === 0) continue;
        rows.push({
          ...noFigures,
          suite,
          part: 'replacing',
          query: 'a board',
          contender,
          round,
          amount,
          ...measured,
        });
        say(`  round ${round}, ${contender}: event loop p99 ${measured.delay_p99_ms.toFixed(1)} ms`);
      }
    }
    return rows;
  } finally {
    await stand.close();
    process.off('exit', remove);
    remove();
  }
}

/** Sends requests at a fixed rate until something has happened. */
async function measure(stand: TransportStand, place: Place, until: Promise<unknown>) {
  let isOver = false;
  const over = until.finally(() => {
    isOver = true;
  });
  await stand.delays();
  const start = performance.now();
  const sent: Promise<number>[] = [];
  let peak = 0;
  while (!isOver) {
    const due = start + (sent.length * 1_000) / perSecond;
    if (due > performance.now()) await wait(due - performance.now());
    const answered = stand.ask(board(place, sent.length)).then(() => performance.now() - due);
    // A failure is thrown below, where all are awaited.
    answered.catch(() => {});
    sent.push(answered);
    if (sent.length % 50 === 0) peak = Math.max(peak, rssMbOf(stand.pid));
  }
  await over;
  const times = Float64Array.from(await Promise.all(sent)).sort();
  const { p99, max } = await stand.delays();
  return {
    ...{ p50_ms: quantile(times, 0.5), p99_ms: quantile(times, 0.99), samples: times.length, rps: perSecond },
    ...{ delay_p99_ms: p99, delay_max_ms: max, peak_mb: peak, rss_mb: rssMbOf(stand.pid) },
  };
}

interface Place {
  readonly stops: readonly string[];
  /** A morning on which the feed is valid. */
  readonly morning: string;
}

async function placeOf(stand: TransportStand): Promise<Place> {
  const query = '{ feed { validFrom } stops(first: 100) { nodes { gtfsId } } }';
  const { feed, stops } = (await stand.ask(query)) as {
    readonly feed: { readonly validFrom: string };
    readonly stops: { readonly nodes: readonly { readonly gtfsId: string }[] };
  };
  return { stops: stops.nodes.map(({ gtfsId }) => gtfsId), morning: `${feed.validFrom}T06:00:00Z` };
}

/** Departures of one stop after the other. */
function board({ stops, morning }: Place, index: number): string {
  const id = JSON.stringify(stops[index % stops.length]);
  const fields = '{ nodes { scheduledDeparture headsign route { shortName } } }';
  return `{ stop(gtfsId: ${id}) { name departures(at: "${morning}", first: 10) ${fields} } }`;
}

/** Versions of a feed's file: the service takes a file with another time for a newer one. */
class Versions {
  readonly #stand: TransportStand;
  readonly #zip: string;
  #written = 0;

  constructor(stand: TransportStand, zip: string) {
    this.#stand = stand;
    this.#zip = zip;
  }

  /** Resolves when the next version is in service. */
  async replace(): Promise<void> {
    const before = await this.#loadedAt();
    this.#written += 1;
    const time = Date.now() / 1_000 - 1_000 + this.#written;
    utimesSync(this.#zip, time, time);
    const begin = performance.now();
    while ((await this.#loadedAt()) === before) {
      if (performance.now() - begin > limitMs) throw new Error('the feed was not replaced in time');
      await wait(100);
    }
  }

  async #loadedAt(): Promise<string> {
    const { feed } = (await this.#stand.ask('{ feed { loadedAt } }')) as { feed: { loadedAt: string } };
    return feed.loadedAt;
  }
}
