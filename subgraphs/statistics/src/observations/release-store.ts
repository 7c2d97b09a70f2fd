import { randomBytes } from 'node:crypto';
import type { Clock } from '@civic-graph/tokens';
import { z } from 'zod';
import { type DataSet, type Profile, profileSchema } from '../data-sets/data-set.ts';
import { type Manifest, regionPosition } from '../data-sets/manifest.ts';
import { lineColumns } from '../data-sets/observation-lines.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { columnsOf } from './code-layout.ts';

const publishedSchema = z.object({ load: z.string(), snapshot: z.string(), publishedAt: z.string() });
const loadsSchema = z.array(z.object({ load: z.string() }));

/** Observations being loaded; invisible before publication. */
interface Release {
  /** Identifies their rows in the engine. */
  readonly load: string;
  readonly rows: number;
  /** @param text lines in the order of `lineColumns` */
  write(text: string): Promise<void>;
  /** @returns the time of the release */
  publish(version: string, profile: Profile): Promise<string>;
}

/** Writes released data sets to the engine, whole or not at all. */
export class ReleaseStore {
  readonly #engine: StatisticsEngine;
  readonly #clock: Clock;

  constructor(engine: StatisticsEngine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /** The complete load of a content. If two processes loaded it simultaneously, the first counts. */
  async published(version: string): Promise<Pick<DataSet, 'load' | 'profile' | 'publishedAt'> | undefined> {
    const [row] = await this.#engine.query(
      `SELECT load, snapshot, toString(published_at) AS publishedAt FROM release WHERE content_hash = {version:String}
       ORDER BY published_at, load LIMIT 1`,
      { version },
    );
    if (row === undefined) return undefined;
    const { load, snapshot, publishedAt } = publishedSchema.parse(row);
    return {
      load,
      profile: profileSchema.parse(JSON.parse(snapshot)),
      publishedAt: `${publishedAt.replace(' ', 'T').slice(0, 23)}Z`,
    };
  }

  /**
   * Rows of a load carry its name, and are invisible until its row in `release` is written: a crash in
   * between leaves nothing that is served.
   */
  begin(manifest: Manifest): Release {
    const engine = this.#engine;
    const now = this.#clock;
    const load = randomBytes(8).toString('hex');
    const columns = lineColumns(columnsOf(manifest.dimensions.length, regionPosition(manifest)));
    let rows = 0;
    return {
      load,
      get rows() {
        return rows;
      },
      async write(text) {
        await engine.insertLines('coded_observation', columns, text);
        rows += text.split('\n').length - 1;
      },
      async publish(version, profile) {
        const publishedAt = now().toISOString();
        const release = {
          load,
          dataflow: manifest.id,
          content_hash: version,
          snapshot: JSON.stringify(profile),
          published_at: publishedAt.replace('T', ' ').replace('Z', ''),
        };
        await engine.insert('release', [release]);
        return publishedAt;
      },
    };
  }

  /**
   * Deletes old and interrupted loads, but only if no other process uses the tables: a replica may still
   * serve an earlier version.
   */
  async prune(served: readonly DataSet[]): Promise<void> {
    if (!this.#engine.exclusive) return;
    const kept = new Set(served.map(({ load }) => load));
    const loads = loadsSchema.parse(
      await this.#engine.query(
        'SELECT load FROM release UNION DISTINCT SELECT DISTINCT load FROM coded_observation',
      ),
    );
    for (const { load } of loads) {
      if (kept.has(load)) continue;
      await this.#engine.execute('DELETE FROM release WHERE load = {load:String}', { load });
      await this.#engine.execute('ALTER TABLE coded_observation DROP PARTITION {load:String}', { load });
    }
    // The table of versions that stored codes as text.
    await this.#engine.execute('DROP TABLE IF EXISTS observation');
  }
}
