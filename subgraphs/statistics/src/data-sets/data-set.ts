import { z } from 'zod';
import type { CodeLayout } from '../observations/code-layout.ts';
import type { Manifest } from './manifest.ts';
import type { Withdrawal } from './withdrawal.ts';

/** Result of loading a data set, stored with its observations, so that the next start need not read them. */
export const profileSchema = z.object({
  /** Codes of the regions that have observations, in ascending order. */
  regions: z.array(z.string()).readonly(),
  /** Regions that are in no register, with the names that the data set gives them. */
  areas: z.array(z.object({ code: z.string(), name: z.string() })).readonly(),
  /** Hash of its file; absent for releases of an earlier version of this service. */
  fileHash: z.string().optional(),
  observationCount: z.int(),
  suppressedCount: z.int(),
  firstPeriod: z.string(),
  lastPeriod: z.string(),
  /** Time zone of all times of day, e.g. `+08:00`. */
  zone: z.string().optional(),
  /** Periods of frequency I in their order; the engine stores their positions. */
  periods: z.array(z.string()).readonly().optional(),
});

export type Profile = z.infer<typeof profileSchema>;

/** A served data set: one content, one set of rows in the engine. */
export interface DataSet {
  readonly manifest: Manifest;
  readonly profile: Profile;
  /** Hash of manifest, rows and registers: changed content is a new version. */
  readonly version: string;
  /** Identifies the rows in the engine. */
  readonly load: string;
  /** When it was released (RFC 3339, UTC). */
  readonly publishedAt: string;
  /** Set once its owner has withdrawn this release. */
  readonly withdrawal?: Withdrawal;
  /** How its codes are stored in the engine. */
  readonly layout: CodeLayout;
}
