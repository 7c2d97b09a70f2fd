import { defineConfig } from 'vitest/config';
import shared from '../../../../vitest.config.ts';

// The row `production` alone runs these: no pattern of the gate finds the file.
const { projects: _, ...test } = shared.test ?? {};
export default defineConfig({
  ...shared,
  root: new URL('../../../../', import.meta.url).pathname,
  test: {
    ...test,
    include: ['test/chaos/stand/images/production.suite.ts'],
    exclude: [],
    // One test needs what the one before has done.
    maxWorkers: 1,
    bail: 1,
  },
});
