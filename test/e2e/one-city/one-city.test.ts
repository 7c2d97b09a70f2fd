import { scenario } from '../scenario.ts';
import { startCity, sweepPeople } from './city.ts';

/*
 * A deployment is six processes and takes fifteen seconds of a core before anything is asked. Scenarios that
 * do not disturb one another have one together, one after the other. Those that kill a part, withdraw what
 * others rely on, or need other settings have one of their own.
 */
startCity({
  // No log may hold what the search for the internal key looks for, the longest neither.
  LOG_LEVEL: 'trace',
  // Two citizens ask for all that hangs at a thing, which costs more than an app may spend.
  MAX_OPERATION_COST: '10000000',
  // One person whose data is joined by one app is enough, so that two citizens can show it.
  PROFILING_JOIN_AGENCIES: '2',
  PROFILING_JOIN_PEOPLE_DAY: '1',
  PROFILING_SWEEP_PEOPLE_DAY: String(sweepPeople),
});

// First, while nobody has read anything.
scenario('data tracker', () => import('../data-tracker/data-tracker.scenario.ts'));
scenario('one query', () => import('../one-query/one-query.scenario.ts'));
scenario('direct calls', () => import('../direct-calls/direct-calls.scenario.ts'));
scenario('step-up', () => import('../step-up/step-up.scenario.ts'));
scenario(
  'register to first call',
  () => import('../register-to-first-call/register-to-first-call.scenario.ts'),
);
scenario('two citizens', () => import('../two-citizens/two-citizens.scenario.ts'));
// A gateway of its own is killed there; the one of the deployment goes on.
scenario('audit tampering', () => import('../audit-tampering/audit-tampering.scenario.ts'));
// Last: it looks through the logs of all that was asked.
scenario('internal key', () => import('../internal-key/internal-key.scenario.ts'));
