import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from 'vitest';
import type { Ran } from '../../../packages/cli/src/run-civic.fixture.ts';
import { type ProvinceFiles, writeProvince } from './province.ts';

/** A deployment as its people, apps and operator reach it. */
export interface Deployed {
  /** Address of the gateways, or of the balancer before them. */
  readonly graph: string;
  readonly issuer: string;
  /** Runs the operator's command `civic` with the identity service's settings; arguments may name files. */
  operate(args: readonly string[]): Promise<Ran>;
  /** Runs the service `audit` of the compose file. */
  verifyJournals(): Promise<Ran>;
  stop(): Promise<void>;
}

/** The deployment that the scenarios share; it exists when their tests and hooks run. */
export let deployed: Deployed;
/** The sign-in provider that its identity service knows. */
export let province: ProvinceFiles;

/**
 * Starts it before all scenarios, on empty databases.
 * @param host under which browsers and the identity service find the provider
 */
export function startDeployed(
  start: (province: ProvinceFiles) => Promise<Deployed>,
  host = 'localhost',
  withinMs = 240_000,
): void {
  beforeAll(async () => {
    province = await writeProvince(host);
    deployed = await start(province);
  }, withinMs);
  afterAll(async () => {
    await deployed?.stop();
    await rm(province.folder, { recursive: true });
  }, withinMs);
}
