export interface MockClaims {
  readonly sub: string;
  readonly scope: string;
  readonly exp: number;
  readonly principal: string;
  readonly purpose: string;
  readonly consent: readonly string[];
  readonly roles: readonly string[];
  readonly agency?: string;
}

const approvedScopes: Readonly<Record<string, readonly string[]>> = {
  'wechat-city': [
    'identity:basic',
    'identity:profile',
    'identity:sensitive',
    'identity:consents',
    'transport:passes',
    'payments:notices',
    'payments:receipts',
    'payments:pay',
  ],
  'alipay-city': ['identity:basic', 'payments:notices', 'payments:receipts', 'payments:pay'],
  'weibo-city': ['identity:basic', 'transport:passes'],
};

const citizensApps = Object.keys(approvedScopes);

/** In the shape of the identity service's answer. */
export const mockDirectory = {
  personas: [
    { id: 'lin', kind: 'citizen', apps: citizensApps, about: 'Has consented to all three apps' },
    { id: 'zhao', kind: 'citizen', apps: citizensApps, about: 'Has consented to none' },
    { id: 'operator-transport', kind: 'operator', apps: ['civic-console'], about: 'Transport bureau' },
    { id: 'operator-payments', kind: 'operator', apps: ['civic-console'], about: 'Finance bureau' },
    { id: 'admin', kind: 'admin', apps: ['civic-console'], about: 'Platform' },
  ],
  apps: [
    { id: 'wechat-city', name: 'WeChat City', scopes: approvedScopes['wechat-city'] },
    { id: 'alipay-city', name: 'Alipay City', scopes: approvedScopes['alipay-city'] },
    { id: 'weibo-city', name: 'Weibo City', scopes: approvedScopes['weibo-city'] },
    { id: 'civic-console', name: 'Civic Console', scopes: [] },
  ],
};

const staff: Readonly<Record<string, { scopes: string[]; roles: string[]; agency?: string }>> = {
  'operator-transport': { scopes: [], roles: ['transport-planner'], agency: 'transport' },
  'operator-payments': {
    scopes: ['payments:notices', 'payments:receipts', 'payments:revenue'],
    roles: ['notice-clerk', 'treasurer'],
    agency: 'finance',
  },
  admin: { scopes: [], roles: ['platform-admin'] },
};

/** Lifetime of the mock's tokens in seconds. */
const mockLifetime = 600;

/** An answer of `POST /demo/token`: an unsigned token of the right shape. */
export function mockToken(persona: string, app: string) {
  const official = staff[persona];
  // Like the real issuer: a citizen's token contains only consented scopes.
  const scopes = official?.scopes ?? (persona === 'lin' ? approvedScopes[app] : []) ?? [];
  const claims: MockClaims = {
    sub: `${persona}@${app}`,
    scope: scopes.join(' '),
    exp: Math.floor(Date.now() / 1000) + mockLifetime,
    principal: mockDirectory.personas.find(({ id }) => id === persona)?.kind ?? 'citizen',
    purpose: official === undefined ? 'city-services' : 'official-duty',
    consent: official === undefined ? scopes : [],
    roles: official?.roles ?? [],
    ...(official?.agency === undefined ? {} : { agency: official.agency }),
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    access_token: `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`,
    expires_in: mockLifetime,
    scope: claims.scope,
  };
}

export function readMockToken(token: string): MockClaims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as MockClaims;
}
