import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import { startTopology, type Topology } from '../compose/topology.ts';
import { type ProvinceFiles, writeProvince } from './province.ts';

/** The deployment that the scenarios share; it exists when their tests and hooks run. */
export let topology: Topology;
/** The sign-in provider that its identity service knows. */
export let province: ProvinceFiles;

/** Starts it before all scenarios, on empty databases. */
export function startProduction(compose: readonly string[]): void {
  beforeAll(async () => {
    province = await writeProvince();
    const { folder, tls } = province;
    topology = await startTopology(compose, {
      settings: { SIGN_IN_FOLDER: folder, SIGN_IN_PROVIDERS: '/sign-in/providers.json' },
      // As for a provider with a certificate of the administration's own authority.
      identity: { NODE_EXTRA_CA_CERTS: tls.certificate },
    });
  }, 240_000);
  afterAll(async () => {
    expect(await topology?.stop()).toEqual(Array(7).fill(0));
    await rm(province.folder, { recursive: true });
  });
}
