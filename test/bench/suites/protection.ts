import { city } from '../shapes/city.ts';
import { keptShare } from './kept-share.ts';

/** Small queries with all that protects the gateway and its agencies, against the same with all that can be off. */
export const { run } = keptShare({
  suite: 'protection',
  shape: city,
  withDiffering: false,
  on: { title: 'everything on', env: { DEPLOYMENT: 'demo', AUDIT: 'on', QUOTAS: 'on' } },
  off: { title: 'everything off', env: { DEPLOYMENT: 'demo', AUDIT: 'off', QUOTAS: 'off' } },
  demanded: 0.85,
});
