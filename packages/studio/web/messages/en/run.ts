import { alerts } from './run/alerts.ts';
import { apps } from './run/apps.ts';
import { configuration } from './run/configuration.ts';
import { reads } from './run/reads.ts';
import { status } from './run/status.ts';
import { switches } from './run/switches.ts';
import { versions } from './run/versions.ts';

export const run = {
  tabs: 'Pages for admins',
  alerts,
  apps,
  configuration,
  reads,
  status,
  switches,
  versions,
};
