import { afterAll, beforeAll } from 'vitest';
import { startTestDeployment, type TestDeployment } from '../deployment.ts';

/** The deployment of the scenarios that share one; it is there when their tests and hooks run. */
export let city: TestDeployment;

/** People per day of one app, or one agency's officials, that count as a sweep here. */
export const sweepPeople = 30;

/** For the file that lists the scenarios, before all of them. */
export function startCity(env: Readonly<Record<string, string>>): void {
  beforeAll(async () => {
    city = await startTestDeployment(env);
  });
  afterAll(() => city?.stop());
}
