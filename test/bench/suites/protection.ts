import { city } from '../shapes/city.ts';
import { keptShare } from './kept-share.ts';

const demo = { DEPLOYMENT: 'demo' };

/**
 * Queries with all that protects the gateway and its agencies, against the same with all that can be off.
 * Access records are more than protection, and have a suite of their own (`audit`): there is a line with them
 * and one without.
 */
export const { run } = keptShare({
  suite: 'protection',
  shape: city,
  withDiffering: true,
  on: [
    { title: 'everything on', env: { ...demo, AUDIT: 'on', QUOTAS: 'on' } },
    { title: 'everything but access records', env: { ...demo, AUDIT: 'off', QUOTAS: 'on' } },
  ],
  off: { title: 'everything off', env: { ...demo, AUDIT: 'off', QUOTAS: 'off' } },
  demanded: 0.85,
});
