import type { CivicOptions } from '@civic-graph/client';
import { requestToken } from '@civic-graph/launcher';
import { expect } from 'vitest';
import { city } from '../one-city/city.ts';
import * as text from '../register-to-first-call/operations.ts';

type Credentials = Pick<CivicOptions, 'clientId' | 'clientSecret' | 'redirectUri'> & {
  readonly clientSecret: string;
};

/** Registers an app and has its operations approved, by way of the graph. */
export async function approvedApp(
  operations: readonly string[],
): Promise<Credentials & { hold(): Promise<void> }> {
  const redirectUri = 'http://127.0.0.1:8811/callback';
  const { clientId, clientSecret } = await mutate('developer', text.register, {
    nameZh: '口袋里的城市',
    nameEn: 'Pocketful of Town',
    platform: 'Web',
    homepage: 'https://pocket.example/',
    contact: 'team@pocket.example',
    redirectUris: [redirectUri],
    purposes: [{ purpose: 'city-services', statement: 'Shows your passes' }],
  });
  await mutate('developer', text.draft, { clientId, operations });
  const { request } = await mutate('developer', text.submit, { clientId });
  const decision = { request: request.id, decision: 'APPROVE', reason: 'Passes are for riders' };
  await mutate('operator-transport', text.decide, decision);
  return {
    clientId,
    clientSecret,
    redirectUri,
    async hold() {
      await mutate('developer', text.hold, { clientId, hold: true, reason: 'It is in production' });
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
async function mutate(persona: string, mutation: string, input: object): Promise<any> {
  const token = await requestToken(city.issuerUrl, { persona });
  const { data, errors } = await city.query(token, mutation, { input });
  expect(errors).toBeUndefined();
  const [payload] = Object.values(data as object);
  expect(payload).not.toHaveProperty('message');
  return payload;
}
