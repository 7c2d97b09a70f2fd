import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const secret = Buffer.alloc(32, 1).toString('base64url');
const complete = {
  PORT: '4001',
  DATABASE_URL_IDENTITY: 'postgresql://localhost/identity',
  SUBGRAPH_SECRET: secret,
  COOKIE_KEYS: secret,
  PAIRWISE_SALT: secret,
  CITIZEN_KEY_SECRET: secret,
};

describe('readConfig', () => {
  it('is a production deployment without demo features by default', () => {
    expect(readConfig(complete)).toMatchObject({
      issuer: 'http://127.0.0.1:4001',
      audience: 'https://graph.civic-graph.example',
      demo: { testLogin: false, personaTokens: false, syntheticCitizens: false, sandboxTokens: false },
    });
  });

  it('has the demo features in a demo deployment, except those that are disabled', () => {
    const { demo } = readConfig({ ...complete, DEPLOYMENT: 'demo', TEST_LOGIN: 'off' });
    expect(demo).toEqual({
      testLogin: false,
      personaTokens: true,
      syntheticCitizens: true,
      sandboxTokens: true,
    });
  });

  it.each(['SUBGRAPH_SECRET', 'COOKIE_KEYS', 'PAIRWISE_SALT', 'CITIZEN_KEY_SECRET', 'DATABASE_URL_IDENTITY'])(
    'does not start without %s, in any deployment',
    (name) => {
      for (const DEPLOYMENT of ['demo', 'production']) {
        const { [name as keyof typeof complete]: _, ...rest } = complete;
        expect(() => readConfig({ ...rest, DEPLOYMENT })).toThrow(new RegExp(`^${name}: `));
      }
    },
  );

  it.each([
    ['COOKIE_KEYS', `${secret},short`],
    ['PAIRWISE_SALT', 'change-me'],
    ['CITIZEN_KEY_SECRET', Buffer.alloc(33).toString('base64url')],
    ['ISSUER_URL', 'ftp://issuer.example'],
    ['ISSUER_URL', 'https://issuer.example/path'],
    ['ISSUER_URL', 'https://issuer.example/?a=b'],
    ['ISSUER_URL', 'https://user:password@issuer.example'],
    ['SIGNING_KEY_MAX_AGE_DAYS', '0'],
    ['PROFILING_JOIN_AGENCIES', '0'],
    ['PROFILING_SWEEP_PERCENT', '101'],
    ['PROFILING_SWEEP_GROWTH', 'much'],
  ])('refuses %s=%s, and does not repeat a secret', (name, value) => {
    const start = () => readConfig({ ...complete, [name]: value });
    expect(start).toThrow(expect.objectContaining({ code: 'CONFIGURATION_INVALID' }));
    expect(start).toThrow(new RegExp(`^${name}: `));
    expect(start).not.toThrow(secret);
  });

  it.each(['TEST_LOGIN', 'PERSONA_TOKENS', 'SYNTHETIC_CITIZENS', 'SANDBOX_TOKENS'])(
    'refuses %s=on in production',
    (name) => {
      expect(() => readConfig({ ...complete, DEPLOYMENT: 'production', [name]: 'on' })).toThrow(
        new RegExp(`^${name}: on is only for DEPLOYMENT=demo`),
      );
    },
  );

  it('knows the example app in a demo only', () => {
    const CITY_PORTAL_URL = 'http://127.0.0.1:8871';
    expect(readConfig({ ...complete, DEPLOYMENT: 'demo', CITY_PORTAL_URL }).cityPortalUrl).toBe(
      CITY_PORTAL_URL,
    );
    expect(() => readConfig({ ...complete, DEPLOYMENT: 'production', CITY_PORTAL_URL })).toThrow(
      /^CITY_PORTAL_URL: is only for DEPLOYMENT=demo/,
    );
  });
});
