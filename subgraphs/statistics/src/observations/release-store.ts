import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type DataSet, type Profile, profileSchema } from '../data-sets/data-set.ts';
import type { ReleasedObservation } from '../disclosure/release.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';

const batchRows = 50_000;

const publishedSchema = z.object({ load: z.string(), snapshot: z.string() });

/** Writes released data sets to the engine, whole or not at all. */
export class ReleaseStore {
  readonly #engine: StatisticsEngine;

  constructor(engine: StatisticsEngine) {
    this.#engine = engine;
  }

  /** The load of a content that is wholly in the engine. Where two processes loaded it at once, the first counts. */
  async published(version: string): Promise<Pick<DataSet, 'load' | 'profile'> | undefined> {
    const [row] = await this.#engine.query(
      `SELECT load, snapshot FROM release WHERE content_hash = {version:String}
       ORDER BY published_at, load LIMIT 1`,
      { version },
    );
    if (row === undefined) return undefined;
    const { load, snapshot } = publishedSchema.parse(row);
    return { load, profile: profileSchema.parse(JSON.parse(snapshot)) };
  }

  /**
   * The rows of a load are under a name of its own, and nobody reads them before its row in `release` is written: a
   * process that dies in between leaves nothing that is served.
   */
  async publish(
    dataflow: string,
    version: string,
    profile: Profile,
    observations: readonly ReleasedObservation[],
  ): Promise<string> {
    const load = randomUUID();
    for (let start = 0; start < observations.length; start += batchRows) {
      const rows = observations.slice(start, start + batchRows).map((observation) => ({
        load,
        region: observation.region,
        key: observation.key,
        period: observation.period,
        value: observation.value,
        obs_status: observation.obsStatus,
        conf_status: observation.confStatus,
      }));
      await this.#engine.insert('observation', rows);
    }
    await this.#engine.insert('release', [
      { load, dataflow, content_hash: version, snapshot: JSON.stringify(profile) },
    ]);
    return load;
  }

  /**
   * Deletes what is not served any more, and what interrupted loads left. Only where no other process reads the same
   * tables: in a cluster a replica may still serve an earlier version.
   */
  async prune(served: readonly DataSet[]): Promise<void> {
    if (!this.#engine.exclusive) return;
    const loads = served.map(({ load }) => load);
    for (const table of ['release', 'observation']) {
      await this.#engine.execute(`DELETE FROM ${table} WHERE NOT has({loads:Array(String)}, load)`, {
        loads,
      });
    }
  }
}
