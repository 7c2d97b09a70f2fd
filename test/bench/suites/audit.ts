import { portal } from '../shapes/portal.ts';
import { keptShare } from './kept-share.ts';

/**
 * The query over all four agencies with and without durable audit records. The temporary folder should be on
 * a typical disk.
 */
export const { run } = keptShare({
  suite: 'audit',
  shape: portal,
  withDiffering: true,
  // Few callers share little of the disk's cost; many keep the gateway busy. Load shedding
  // (gateway/src/server/http/load-shedding.ts) never refuses up to 100, which would end the suite.
  callers: [16, 64, 96],
  // Only a demo may run without the journal, so both are demos.
  on: [{ title: 'AUDIT=on', env: { DEPLOYMENT: 'demo', AUDIT: 'on' } }],
  off: { title: 'AUDIT=off', env: { DEPLOYMENT: 'demo', AUDIT: 'off' } },
  demanded: 0.85,
});
