import { afterAll, beforeAll } from 'vitest';
import { startTestDeployment, type TestDeployment } from '../deployment.ts';

/** The deployment of the scenarios that share one; it is there when their tests and hooks run. */
export let city: TestDeployment;

/** So many people, read of in a day by one app or by the officials of one agency, are a sweep here. */
export const sweepPeople = 30;

/** For the file that lists the scenarios, before all of them. */
export function startCity(env: Readonly<Record<string, string>>): void {
  beforeAll(async () => {
    city = await startTestDeployment(env);
  });
  afterAll(() => city?.stop());
}
