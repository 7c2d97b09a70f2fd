import type { CivicOptions } from '@civic-graph/client';
import { requestToken } from '@civic-graph/launcher';
import { expect } from 'vitest';
import { city } from '../one-city/city.ts';
import * as text from '../register-to-first-call/operations.ts';

type Credentials = Pick<CivicOptions, 'clientId' | 'clientSecret' | 'redirectUri'> & {
  readonly clientSecret: string;
};

/** An app to register, with the officials of the agencies that its operations concern. */
interface Application {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly redirectUri: string;
  readonly operations: readonly string[];
  readonly officials: readonly string[];
}

/** Registers an app and has its operations approved through the graph. */
export async function approvedApp({
  nameZh,
  nameEn,
  redirectUri,
  operations,
  officials,
}: Application): Promise<Credentials & { hold(): Promise<void>; sandboxToken(): Promise<string> }> {
  const { clientId, clientSecret } = await mutate('developer', text.register, {
    nameZh,
    nameEn,
    platform: 'Web',
    homepage: 'https://pocket.example/',
    contact: 'team@pocket.example',
    redirectUris: [redirectUri],
    purposes: [{ purpose: 'city-services', statement: 'Shows your passes' }],
  });
  await mutate('developer', text.draft, { clientId, operations });
  const { request } = await mutate('developer', text.submit, { clientId });
  const decision = { request: request.id, decision: 'APPROVE', reason: 'Of use to citizens' };
  for (const official of officials) await mutate(official, text.decide, decision);
  return {
    clientId,
    clientSecret,
    redirectUri,
    async sandboxToken() {
      return (await mutate('developer', text.sandboxToken, { clientId, citizen: 'lin' })).accessToken;
    },
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
