import { z } from 'zod';
import type { AgencyMapping } from '../agency-mapping.ts';
import type { RealtimeSourceSettings } from '../realtime/source/source-settings.ts';

/** Configuration of one feed. */
export interface FeedSettings {
  /** Prefix of every `gtfsId`, unique among the feeds. */
  readonly id: string;
  /** Path or URL of a GTFS zip; `null` for the demo city. */
  readonly gtfs: string | null;
  /** Sources of real-time information; `simulated` makes it up for the demo city. */
  readonly realtime: readonly RealtimeSourceSettings[] | 'simulated';
  readonly region: string;
  readonly agencies: AgencyMapping;
  /** Interval between checks for a newer version, in seconds; 0 for never. */
  readonly reloadSeconds: number;
}

/** Settings of feeds without their own; `agency` is a text for `parseAgencyMapping`. */
export interface FeedDefaults {
  readonly region: string;
  readonly agency: string;
  readonly reloadSeconds: number;
}

export const feedId = z.string().regex(/^[\w-]{1,40}$/, 'letters, digits, - and _ only');

export const regionCode = z.string().regex(/^(\d{6}|[A-Z]{3})$/, {
  error: ({ input }) =>
    `${JSON.stringify(input)} is neither six digits of GB/T 2260 nor three capital letters of ISO 3166-1, such as FIN`,
});
