import { city } from '../shapes/city.ts';
import { keptShare } from './kept-share.ts';

const demo = { DEPLOYMENT: 'demo' };

/**
 * Queries with everything on that protects the gateway and its agencies, compared with everything off that
 * can be off. Access records are more than protection and have their own suite (`audit`), so there is a line
 * with them and one without.
 */
export const { run } = keptShare({
  suite: 'protection',
  shape: city,
  withDiffering: true,
  on: [
    { title: 'everything on', env: { ...demo, AUDIT: 'on', QUOTAS: 'on' } },
    { title: 'everything except access records', env: { ...demo, AUDIT: 'off', QUOTAS: 'on' } },
  ],
  off: { title: 'everything off', env: { ...demo, AUDIT: 'off', QUOTAS: 'off' } },
  demanded: 0.85,
});
