import { anonymous, type Principal } from '@civic-graph/policy';

/** Approved scopes of each partner app of the demonstration. */
export const approvedScopes = {
  'wechat-city': [
    'identity:basic',
    'identity:profile',
    'identity:sensitive',
    'identity:consents',
    'transport:passes',
    'payments:due',
    'payments:notices',
    'payments:receipts',
    'payments:pay',
    'payments:dispute',
  ],
  'alipay-city': ['identity:basic', 'payments:due', 'payments:notices', 'payments:receipts', 'payments:pay'],
  'weibo-city': ['identity:basic', 'transport:passes', 'payments:due'],
} as const satisfies Record<string, readonly string[]>;

export type AppId = keyof typeof approvedScopes;

const purpose = 'city-services';

/** Internal key of synthetic citizen `index`, 0 to 999. */
export function citizenKey(index: number): string {
  return `CTZ-${String(index).padStart(10, '0')}`;
}

/**
 * A citizen through an app that asks for all its scopes.
 *
 * @param consents granted scopes; none means that the citizen was not asked
 */
export function citizen(
  index: number,
  clientId: AppId = 'wechat-city',
  consents: readonly string[] = approvedScopes[clientId],
): Principal & { kind: 'citizen' } {
  return {
    kind: 'citizen',
    clientId,
    scopes: [...approvedScopes[clientId]],
    purpose,
    subject: `pairwise-${index}-${clientId}`,
    assurance: 'high',
    citizenKey: citizenKey(index),
    consents: [...consents],
    consentId: consents.length > 0 ? `consent-${index}-${clientId}` : null,
  };
}

function app(clientId: AppId): Principal & { kind: 'app' } {
  return { kind: 'app', clientId, scopes: [...approvedScopes[clientId]], purpose };
}

const official = { clientId: 'console', purpose: null, assurance: 'high' } as const;

/** Principals of the demonstration's people and apps, as the gateway sends them to a subgraph. */
export const personas = {
  anonymous,
  lin: citizen(0),
  zhao: citizen(1, 'wechat-city', []),
  'operator-transport': {
    ...official,
    kind: 'operator',
    subject: 'operator-transport',
    scopes: ['transport:passes'],
    agency: 'transport',
    roles: ['transport-planner'],
  },
  'operator-payments': {
    ...official,
    kind: 'operator',
    subject: 'operator-payments',
    scopes: ['payments:notices', 'payments:receipts', 'payments:pay', 'payments:dispute', 'payments:revenue'],
    agency: 'finance',
    roles: ['notice-clerk', 'treasurer'],
  },
  'operator-identity': {
    ...official,
    kind: 'operator',
    subject: 'operator-identity',
    scopes: [],
    agency: 'civil-affairs',
    roles: ['registrar'],
  },
  developer: {
    ...official,
    kind: 'developer',
    subject: 'developer',
    scopes: [],
    developer: 'developer',
    roles: ['partner-developer'],
  },
  admin: { ...official, kind: 'admin', subject: 'admin', scopes: [], roles: ['platform-admin'] },
  'wechat-city': app('wechat-city'),
  'alipay-city': app('alipay-city'),
  'weibo-city': app('weibo-city'),
} as const satisfies Record<string, Principal>;

export type PersonaName = keyof typeof personas;
