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

export const mockDirectory = {
  personas: [
    { id: 'lin', kind: 'citizen', description: 'A citizen who has consented to all three apps.' },
    { id: 'zhao', kind: 'citizen', description: 'A citizen who has consented to none.' },
    { id: 'operator-transport', kind: 'operator', description: 'Plans routes at the transport bureau.' },
    { id: 'operator-payments', kind: 'operator', description: 'Clerk and treasurer of the finance bureau.' },
    { id: 'admin', kind: 'admin', description: 'Runs the platform.' },
  ],
  apps: [
    { clientId: 'wechat-city', name: 'WeChat City', approvedScopes: approvedScopes['wechat-city'] },
    { clientId: 'alipay-city', name: 'Alipay City', approvedScopes: approvedScopes['alipay-city'] },
    { clientId: 'weibo-city', name: 'Weibo City', approvedScopes: approvedScopes['weibo-city'] },
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
export const mockLifetime = 600;

/** An answer of `POST /demo/token`: a token of the right shape that nobody has signed. */
export function mockToken(persona: string, app: string) {
  const official = staff[persona];
  const scopes = official?.scopes ?? approvedScopes[app] ?? [];
  const claims: MockClaims = {
    sub: `${persona}@${app}`,
    scope: scopes.join(' '),
    exp: Math.floor(Date.now() / 1000) + mockLifetime,
    principal: mockDirectory.personas.find(({ id }) => id === persona)?.kind ?? 'citizen',
    purpose: official === undefined ? 'city-services' : 'official-duty',
    consent: persona === 'lin' ? scopes : [],
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
