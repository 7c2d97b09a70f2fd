import { realtimeFile } from '../live-city/realtime-file.ts';
import { scenario } from '../scenario.ts';
import { writeProviders } from '../upstream-sign-in/providers.ts';
import { startCity, sweepPeople } from './city.ts';

/*
 * A deployment of six processes takes fifteen seconds of CPU to start, so independent scenarios share one.
 * Scenarios that kill a part or need other settings have their own.
 */
startCity({
  // Logs must not contain the internal key, so the deployment logs at its most verbose level.
  LOG_LEVEL: 'trace',
  // The queries of two-citizens cost more than an app may spend.
  MAX_OPERATION_COST: '10000000',
  // One person with joined data raises the alert, so that two citizens are enough to show it.
  PROFILING_JOIN_AGENCIES: '2',
  PROFILING_JOIN_PEOPLE_DAY: '1',
  PROFILING_SWEEP_PEOPLE_DAY: String(sweepPeople),
  SIGN_IN_PROVIDERS: writeProviders(),
  CONSOLE: 'on',
  CITY_PORTAL: 'on',
  ...realtimeFile(),
  // A scenario waits for a report.
  USAGE_REPORT_SECONDS: '1',
});

// First, before anything is read.
scenario('data tracker', () => import('../data-tracker/data-tracker.scenario.ts'));
scenario('one query', () => import('../one-query/one-query.scenario.ts'));
scenario('live city', () => import('../live-city/live-city.scenario.ts'));
scenario('my data', () => import('../my-data/my-data.scenario.ts'));
scenario('Studio: sign-in', () => import('../studio/sign-in.scenario.ts'));
scenario('city portal', () => import('../city-portal/city-portal.scenario.ts'));
scenario('direct calls', () => import('../direct-calls/direct-calls.scenario.ts'));
scenario('step-up', () => import('../step-up/step-up.scenario.ts'));
scenario('upstream sign-in', () => import('../upstream-sign-in/upstream-sign-in.scenario.ts'));
scenario(
  'register to first call',
  () => import('../register-to-first-call/register-to-first-call.scenario.ts'),
);
scenario('Studio: build', () => import('../studio/build.scenario.ts'));
scenario('client: sign-in', () => import('../partner-client/sign-in.scenario.ts'));
scenario('client: refusals', () => import('../partner-client/refusals.scenario.ts'));
scenario('client: operations', () => import('../partner-client/operations.scenario.ts'));
scenario('client: browser', () => import('../partner-client/browser.scenario.ts'));
scenario('client: readme', () => import('../partner-client/readme.scenario.ts'));
scenario('two citizens', () => import('../two-citizens/two-citizens.scenario.ts'));
scenario('MCP', () => import('../mcp/mcp.scenario.ts'));
scenario('contracts', () => import('../contracts/contracts.scenario.ts'));
scenario('fifth agency', () => import('../fifth-agency/fifth-agency.scenario.ts'));
scenario('subgraph import', () => import('../subgraph-import/subgraph-import.scenario.ts'));
// Before the next one, which opens personal data: a rollback behind that would wait for a second official.
scenario('CLI sign-in', () => import('../cli-sign-in/cli-sign-in.scenario.ts'));
scenario('publish', () => import('../publish/publish.scenario.ts'));
scenario('proposal', () => import('../proposal/proposal.scenario.ts'));
// After those that fill its pages.
scenario('Studio: decide', () => import('../studio/decide.scenario.ts'));
// It kills its own gateway; the deployment's gateway continues.
scenario('audit tampering', () => import('../audit-tampering/audit-tampering.scenario.ts'));
// Last, because it searches the logs of all requests.
scenario('internal key', () => import('../internal-key/internal-key.scenario.ts'));
