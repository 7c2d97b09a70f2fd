import { randomBytes } from 'node:crypto';
import type { Clock } from '@civic-graph/tokens';
import { z } from 'zod';
import { type DataSet, type Profile, profileSchema } from '../data-sets/data-set.ts';
import { type Manifest, parseManifest } from '../data-sets/manifest.ts';
import type { Withdrawal } from '../data-sets/withdrawal.ts';
import type { NativeBlock } from '../engine/native-block.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { codeLayout } from './code-layout.ts';

const rowSchema = z.object({
  load: z.string(),
  version: z.string(),
  snapshot: z.string(),
  manifest: z.string(),
  publishedAt: z.string(),
});
const withdrawalSchema = z.object({
  dataflow: z.string(),
  version: z.string(),
  zh: z.string(),
  en: z.string(),
  withdrawnAt: z.string(),
});
const loadsSchema = z.array(z.object({ load: z.string() }));

const columns = 'load, content_hash AS version, snapshot, manifest, toString(published_at) AS publishedAt';

/** Observations being loaded; invisible before publication. */
export interface Release {
  /** Identifies their rows in the engine. */
  readonly load: string;
  readonly rows: number;
  write(block: NativeBlock): Promise<void>;
  publish(version: string, profile: Profile): Promise<DataSet>;
  /** Deletes what was written, if it must not be published. */
  discard(): Promise<void>;
}

/** Writes released data sets to the engine, whole or not at all, and keeps every release. */
export class ReleaseStore {
  readonly #engine: StatisticsEngine;
  readonly #clock: Clock;

  constructor(engine: StatisticsEngine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /**
   * Makes a content that was released before the current release of its data set. If two processes loaded it
   * simultaneously, the first counts.
   */
  async published(version: string, manifest: Manifest): Promise<DataSet | undefined> {
    const [found] = await this.#engine.query(
      `SELECT ${columns} FROM release WHERE content_hash = {version:String}
       ORDER BY published_at, load LIMIT 1`,
      { version },
    );
    if (found === undefined) return undefined;
    const row = rowSchema.parse(found);
    const profile = profileSchema.parse(JSON.parse(row.snapshot));
    const [latest] = await this.#engine.query(
      `SELECT ${columns} FROM release WHERE dataflow = {id:String} ORDER BY published_at DESC, load LIMIT 1`,
      { id: manifest.id },
    );
    const { load, manifest: text } = row;
    const isCurrent = rowSchema.parse(latest).version === version;
    // An earlier content is released once more: the history must say since when it counts again.
    const publishedAt = isCurrent ? isoTime(row.publishedAt) : this.#clock().toISOString();
    if (!isCurrent || text === '') await this.#insert({ load, version, profile, manifest, publishedAt });
    return { manifest, version, profile, load, layout: codeLayout(manifest, profile), publishedAt };
  }

  /** Records that a release is withdrawn; its observations stay in the engine, but are not served. */
  async withdraw(dataflow: string, version: string, reason: Withdrawal['reason']): Promise<void> {
    const row = { dataflow, content_hash: version, reason_zh: reason.zh, reason_en: reason.en };
    await this.#engine.insert('withdrawal', [
      { ...row, withdrawn_at: engineTime(this.#clock().toISOString()) },
    ]);
  }

  /** By data set and version. */
  async #withdrawals(): Promise<ReadonlyMap<string, Withdrawal>> {
    const found = await this.#engine.query(
      `SELECT dataflow, content_hash AS version, reason_zh AS zh, reason_en AS en,
       toString(withdrawn_at) AS withdrawnAt FROM withdrawal ORDER BY withdrawn_at DESC`,
    );
    const rows = found.map((row) => withdrawalSchema.parse(row));
    return new Map(
      rows.map(({ dataflow, version, zh, en, withdrawnAt }) => [
        `${dataflow} ${version}`,
        { reason: { zh, en }, withdrawnAt: isoTime(withdrawnAt) },
      ]),
    );
  }

  /** Every release of every data set, oldest first. */
  async history(): Promise<readonly DataSet[]> {
    const withdrawals = await this.#withdrawals();
    const found = await this.#engine.query(
      `SELECT ${columns} FROM release WHERE manifest != '' ORDER BY dataflow, published_at, load`,
    );
    const releases: DataSet[] = [];
    for (const row of found.map((one) => rowSchema.parse(one))) {
      const parsed = parseManifest(row.manifest, row.load);
      if (!parsed.ok) continue;
      const manifest = parsed.value;
      const before = releases.at(-1);
      // Two processes that loaded a content simultaneously released it once.
      if (before?.manifest.id === manifest.id && before.version === row.version) continue;
      const profile = profileSchema.parse(JSON.parse(row.snapshot));
      const { load, version } = row;
      const layout = codeLayout(manifest, profile);
      const withdrawal = withdrawals.get(`${manifest.id} ${version}`);
      const publishedAt = isoTime(row.publishedAt);
      const release = { manifest, version, profile, load, layout, publishedAt };
      releases.push(withdrawal === undefined ? release : { ...release, withdrawal });
    }
    return releases;
  }

  /**
   * Rows of a load carry its name, and are invisible until its row in `release` is written: a crash in
   * between leaves nothing that is served.
   */
  begin(manifest: Manifest): Release {
    const engine = this.#engine;
    const now = this.#clock;
    const insert = this.#insert.bind(this);
    const load = randomBytes(8).toString('hex');
    let rows = 0;
    return {
      load,
      get rows() {
        return rows;
      },
      async write(block) {
        await engine.insertBlock('coded_observation', block);
        rows += block.rows;
      },
      async publish(version, profile) {
        await mergeParts(engine, load);
        const release = { load, version, profile, manifest, publishedAt: now().toISOString() };
        await insert(release);
        return { ...release, layout: codeLayout(manifest, profile) };
      },
      discard: () => deleteRows(engine, load),
    };
  }

  /**
   * Deletes interrupted loads, and those of versions that stored no manifest and are not served; only if no
   * other process uses the tables: a replica may still load or serve them.
   */
  async prune(served: readonly Pick<DataSet, 'load'>[]): Promise<void> {
    if (!this.#engine.exclusive) return;
    const kept = new Set(served.map(({ load }) => load));
    const released = "SELECT load FROM release WHERE manifest != ''";
    const loads = loadsSchema.parse(
      await this.#engine.query(
        `SELECT load FROM (SELECT load FROM release UNION DISTINCT SELECT DISTINCT load FROM coded_observation)
         WHERE load NOT IN (${released})`,
      ),
    );
    for (const { load } of loads) {
      if (kept.has(load)) continue;
      await this.#engine.execute('DELETE FROM release WHERE load = {load:String}', { load });
      await deleteRows(this.#engine, load);
    }
    // The table of versions that stored codes as text.
    await this.#engine.execute('DROP TABLE IF EXISTS observation');
  }

  async #insert(release: Omit<DataSet, 'layout'>): Promise<void> {
    const { load, version, profile, manifest, publishedAt } = release;
    await this.#engine.insert('release', [
      {
        load,
        dataflow: manifest.id,
        content_hash: version,
        snapshot: JSON.stringify(profile),
        manifest: JSON.stringify(manifest),
        published_at: engineTime(publishedAt),
      },
    ]);
  }
}

/** A query reads from each part, so one part answers in a third of the time. A server merges by itself. */
async function mergeParts(engine: StatisticsEngine, load: string): Promise<void> {
  if (!engine.exclusive) return;
  // A release with many parts is better than none.
  await engine.execute(`OPTIMIZE TABLE coded_observation PARTITION '${load}' FINAL`).catch(() => undefined);
}

async function deleteRows(engine: StatisticsEngine, load: string): Promise<void> {
  await engine.execute('ALTER TABLE coded_observation DROP PARTITION {load:String}', { load });
}

/** @param time RFC 3339, UTC */
function engineTime(time: string): string {
  return time.replace('T', ' ').replace('Z', '');
}

/** @param text as the engine prints a time, in UTC */
function isoTime(text: string): string {
  return `${text.replace(' ', 'T').slice(0, 23)}Z`;
}
