import { portal } from '../shapes/portal.ts';
import { keptShare } from './kept-share.ts';

/**
 * The query over all four agencies with its access recorded on disk before each answer, against the same
 * without. The temporary folder should be on a disk that a journal would be kept on.
 */
export const { run } = keptShare({
  suite: 'audit',
  shape: portal,
  withDiffering: true,
  // Few wait for the disk together and share little of its cost; many keep the gateway busy while it is
  // waited for. Up to 100 at once are never refused (gateway/src/server/http/load-shedding.ts); a refused
  // answer would end the suite.
  callers: [16, 64, 96],
  // Only a demonstration may do without the journal, so both are one.
  on: [{ title: 'AUDIT=on', env: { DEPLOYMENT: 'demo', AUDIT: 'on' } }],
  off: { title: 'AUDIT=off', env: { DEPLOYMENT: 'demo', AUDIT: 'off' } },
  demanded: 0.85,
});
