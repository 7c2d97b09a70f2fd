import { anonymous, holds, type Principal, parsePolicyName } from '@civic-graph/policy';
import { z } from 'zod';

/** A caller by its kind and rights, in words. */
export interface Caller {
  readonly name: string;
  readonly principal: Principal;
}

/** Client id -> scopes that the app is approved for. */
export type ApprovedScopes = Readonly<Record<string, readonly string[]>>;

const approvedScopes = z.record(z.string(), z.array(z.string()));

/** @throws if the text is not JSON, or has another format */
export function parseApprovedScopes(text: string): ApprovedScopes {
  return approvedScopes.parse(JSON.parse(text));
}

/** Scopes and policies that rules name. */
export interface Atoms {
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}

const person = { subject: 'subject', purpose: 'purpose' } as const;

/**
 * The callers of a deployment: anonymous, each app and its citizens, and an official of each role and agency.
 */
export function namedCallers(apps: ApprovedScopes, { scopes, policies }: Atoms): Caller[] {
  const named = valuesOf(policies);
  const official = { ...person, clientId: 'console', assurance: 'high', scopes: [...scopes] } as const;
  const operator = { ...official, kind: 'operator', agency: '', roles: [] as string[] } as const;
  return [
    { name: 'anonymous', principal: anonymous },
    ...Object.entries(apps).flatMap(([clientId, approved]) => appCallers(clientId, approved)),
    ...named.agencies.map((agency) => ({
      name: `operator of ${agency}`,
      principal: { ...operator, agency },
    })),
    ...named.roles.flatMap((role) => [
      { name: `operator as ${role}`, principal: { ...operator, roles: [role] } },
      { name: `admin as ${role}`, principal: { ...official, kind: 'admin' as const, roles: [role] } },
      {
        name: `developer as ${role}`,
        principal: { ...official, kind: 'developer' as const, developer: '', roles: [role] },
      },
    ]),
  ];
}

function appCallers(clientId: string, approved: readonly string[]): Caller[] {
  const app = { clientId, scopes: [...approved], purpose: person.purpose };
  const citizen = { ...app, ...person, kind: 'citizen', citizenKey: 'key' } as const;
  const consenting = { ...citizen, consents: [...approved], consentId: 'consent' } as const;
  return [
    { name: `${clientId}, app alone`, principal: { ...app, kind: 'app' } },
    {
      name: `${clientId}, citizen without consent`,
      principal: { ...citizen, assurance: 'high', consents: [], consentId: null },
    },
    { name: `${clientId}, consenting citizen`, principal: { ...consenting, assurance: 'substantial' } },
    {
      name: `${clientId}, consenting citizen at high assurance`,
      principal: { ...consenting, assurance: 'high' },
    },
  ];
}

/** Callers with exactly these scopes and policies, of every kind that can have them. */
export function callersWith({ scopes, policies }: Atoms): Caller[] {
  const { consents, roles, agencies, assurance } = valuesOf(policies);
  const app = { clientId: 'app', scopes: [...scopes], purpose: person.purpose };
  const someone = { ...app, ...person, assurance } as const;
  const official = { ...someone, roles };
  const consentId = consents.length > 0 ? 'consent' : null;
  const has =
    [...[...scopes].map((scope) => `scope ${scope}`), ...policies].join(', ') || 'nothing in particular';
  const kinds: Principal[] = [
    anonymous,
    { ...app, kind: 'app' },
    { ...someone, kind: 'citizen', citizenKey: 'key', consents, consentId },
    { ...official, kind: 'operator', agency: agencies[0] ?? '' },
    { ...official, kind: 'admin' },
    { ...official, kind: 'developer', developer: '' },
  ];
  // Only citizens have consents, and only officials roles.
  const able = kinds.filter((principal) => [...policies].every((policy) => holds(policy, principal)));
  return able.map((principal) => ({
    name: principal.kind === 'anonymous' ? 'anonymous' : `any ${principal.kind} with ${has}`,
    principal,
  }));
}

interface PolicyValues {
  readonly consents: string[];
  readonly roles: string[];
  readonly agencies: string[];
  readonly assurance: 'high' | 'substantial';
}

function valuesOf(policies: ReadonlySet<string>): PolicyValues {
  const parsed = [...policies].flatMap((name) => parsePolicyName(name) ?? []);
  return {
    consents: parsed.flatMap((policy) => (policy.kind === 'consent' ? [policy.scope] : [])),
    roles: parsed.flatMap((policy) => (policy.kind === 'role' ? [policy.role] : [])),
    agencies: parsed.flatMap((policy) => (policy.kind === 'agency' ? [policy.agency] : [])),
    assurance: policies.has('assurance:high') ? 'high' : 'substantial',
  };
}
