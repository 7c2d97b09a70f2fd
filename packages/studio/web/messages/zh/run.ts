import type { run as english } from '../en/run.ts';
import { alerts } from './run/alerts.ts';
import { apps } from './run/apps.ts';
import { configuration } from './run/configuration.ts';
import { reads } from './run/reads.ts';
import { status } from './run/status.ts';
import { switches } from './run/switches.ts';
import { versions } from './run/versions.ts';

export const run: typeof english = {
  tabs: '平台运行',
  alerts,
  apps,
  configuration,
  reads,
  status,
  switches,
  versions,
};
