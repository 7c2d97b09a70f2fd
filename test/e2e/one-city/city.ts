import { afterAll, beforeAll } from 'vitest';
import { startTestDeployment, type TestDeployment } from '../deployment.ts';

/** The deployment that several scenarios share; it exists when their tests and hooks run. */
export let city: TestDeployment;

/** Number of people per day, for an app or an agency's officials, that counts as a sweep here. */
export const sweepPeople = 30;

/** Starts it before all scenarios; for the file that lists these. */
export function startCity(env: Readonly<Record<string, string>>): void {
  beforeAll(async () => {
    city = await startTestDeployment(env);
  });
  afterAll(() => city?.stop());
}
