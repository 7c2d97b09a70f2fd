import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@civic-graph/testing';
import { upstreamSecret } from '../../../subgraphs/identity/src/sign-in/upstream/upstream-issuer.fixture.ts';

/** Port of the upstream issuer, which starts after the city. */
export const upstreamPort = await freePort();

const folder = mkdtempSync(join(tmpdir(), 'civic-graph-sign-in-'));

/** Writes the file of `SIGN_IN_PROVIDERS` as an operator does. @returns its path */
export function writeProviders(): string {
  writeFileSync(join(folder, 'province.secret'), upstreamSecret, { mode: 0o600 });
  const province = {
    id: 'province',
    name: { zh: '省统一认证', en: 'Provincial sign-in' },
    issuer: `http://127.0.0.1:${upstreamPort}`,
    clientId: 'province',
    authentication: { method: 'client_secret_basic', secretFile: 'province.secret' },
    assurance: [{ level: 'high', acr: ['urn:province:face'] }],
    people: { citizen: 'resident_id_number' },
  };
  const path = join(folder, 'providers.json');
  writeFileSync(path, JSON.stringify({ providers: [province] }));
  return path;
}

export function removeProviders(): void {
  rmSync(folder, { recursive: true });
}
