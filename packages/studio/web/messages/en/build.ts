import { access } from './build/access.ts';
import { app } from './build/app.ts';
import { apps } from './build/apps.ts';
import { deletion } from './build/deletion.ts';
import { overview } from './build/overview.ts';
import { register } from './build/register.ts';
import { registered } from './build/registered.ts';
import { requests } from './build/requests.ts';
import { settings } from './build/settings.ts';
import { ship } from './build/ship.ts';
import { trial } from './build/trial.ts';
import { usage } from './build/usage.ts';
import { webhooks } from './build/webhooks.ts';
import { welcome } from './build/welcome.ts';

/** For partner developers. */
export const build = {
  access,
  app,
  apps,
  deletion,
  overview,
  register,
  registered,
  requests,
  settings,
  ship,
  try: trial,
  usage,
  webhooks,
  welcome,
};
