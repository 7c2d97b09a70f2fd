import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import type { MicrodataManifest } from './microdata-manifest.ts';

const loadSchema = z.object({ load: z.string(), records: z.number() });

/** A count of the engine, before it is perturbed. It must not leave this folder. */
export interface TrueCell {
  /** Position of the code of each variable in its codelist. */
  readonly positions: readonly number[];
  readonly count: number;
  /** Uniform in [0, 1). */
  readonly key: number;
}

/** Unit records in the engine: written and counted, never read. */
export class MicrodataStore {
  readonly #engine: StatisticsEngine;

  constructor(engine: StatisticsEngine) {
    this.#engine = engine;
  }

  /** The complete load of a content; the first one is used. */
  async loaded(version: string): Promise<{ readonly load: string; readonly records: number } | undefined> {
    const [row] = await this.#engine.query(
      `SELECT load, records FROM microdata_release WHERE content_hash = {version:String}
       ORDER BY published_at, load LIMIT 1`,
      { version },
    );
    return row === undefined ? undefined : loadSchema.parse(row);
  }

  begin({ variables }: MicrodataManifest) {
    const engine = this.#engine;
    const load = randomBytes(8).toString('hex');
    const columns = ['load', ...variables.map((_, index) => `v${index + 1}`), 'record_key'];
    return {
      load,
      write: (text: string) => engine.insertLines('microdata_record', columns, text),
      /** Whether two records have the same id. */
      async hasDuplicates(): Promise<boolean> {
        const found = await engine.rows(
          `SELECT record_key FROM microdata_record WHERE load = '${load}'
           GROUP BY record_key HAVING count() > 1 LIMIT 1`,
        );
        return found.length > 0;
      },
      publish: (version: string, records: number) =>
        engine.insert('microdata_release', [{ load, content_hash: version, records }]),
      discard: () => engine.execute('ALTER TABLE microdata_record DROP PARTITION {load:String}', { load }),
    };
  }

  /**
   * Deletes records that are no longer counted, and those of interrupted loads; only if no other process uses
   * the tables. Records that nobody needs must not stay.
   */
  async prune(served: readonly { readonly load: string }[]): Promise<void> {
    if (!this.#engine.exclusive) return;
    const kept = new Set(served.map(({ load }) => load));
    const rows = await this.#engine.rows(
      'SELECT load FROM microdata_release UNION DISTINCT SELECT DISTINCT load FROM microdata_record',
    );
    for (const load of rows.map(([name]) => String(name)).filter((name) => !kept.has(name))) {
      await this.#engine.execute('DELETE FROM microdata_release WHERE load = {load:String}', { load });
      await this.#engine.execute('ALTER TABLE microdata_record DROP PARTITION {load:String}', { load });
    }
  }

  /**
   * Counts the records of each cell, and adds up their keys.
   *
   * @param variables positions of the variables of the table
   * @param where the positions of accepted codes by that of their variable
   */
  async count(
    load: string,
    variables: readonly number[],
    where: ReadonlyMap<number, readonly number[]>,
  ): Promise<readonly TrueCell[]> {
    if (!/^[0-9a-f]{16}$/.test(load)) throw new RangeError('not the name of a load');
    const columns = variables.map((variable) => `v${whole(variable) + 1}`);
    const conditions = [`load = '${load}'`];
    for (const [variable, codes] of where) {
      conditions.push(`v${whole(variable) + 1} IN (${codes.map(whole).join(', ')})`);
    }
    const rows = await this.#engine.rows(
      `SELECT ${columns.join(', ')}, toUInt32(count()), toUInt32(sum(record_key % 4294967296) % 4294967296)
       FROM microdata_record WHERE ${conditions.join(' AND ')} GROUP BY ${columns.join(', ')}`,
    );
    return rows.map((row) => ({
      positions: columns.map((_, index) => Number(row[index])),
      count: Number(row[columns.length]),
      key: Number(row[columns.length + 1]) / 2 ** 32,
    }));
  }
}

/** Pseudo-random 64 bits for a record, the same in every edition; only the key can link them to its id. */
export function recordKey(disclosureKey: Uint8Array, microdata: string, record: string): string {
  const digest = createHmac('sha256', disclosureKey).update(`record\n${microdata}\n${record}`).digest();
  return digest.readBigUInt64BE(0).toString();
}

function whole(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError('not a whole number');
}
