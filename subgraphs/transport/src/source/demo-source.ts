import { demoCityFiles, demoYear } from '../demo-city/tables.ts';
import type { FeedSource } from './feed-source.ts';

/** The demo city, regenerated each year, so that a long-running server never serves an ended timetable. */
export function demoSource(clock: () => Date): FeedSource {
  return {
    async read() {
      const year = demoYear(clock());
      return { fingerprint: `demo-${year}`, content: { kind: 'texts', files: demoCityFiles(year) } };
    },
  };
}
