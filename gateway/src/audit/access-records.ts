import type { AccessRecord } from '@civic-graph/audit';
import { hasScope, type Principal } from '@civic-graph/policy';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';

/** What one answer delivers, and to whom. */
export interface Delivery {
  readonly served: ServedSupergraph;
  readonly principal: Principal;
  readonly requestId: string;
  /** Coordinates. */
  readonly fields: ReadonlySet<string>;
  /** Internal keys of the people whom it is about, as far as the gateway can tell. */
  readonly citizenKeys: ReadonlySet<string>;
  readonly hasErrors: boolean;
}

/**
 * One record for each person. All of them name all fields of the operation, and none names another person: who reads
 * his own record learns nothing of the others.
 */
export function accessRecords(
  { served, principal, requestId, fields, citizenKeys, hasErrors }: Delivery,
  hashSubject: (citizenKey: string) => string,
  time: Date,
): readonly AccessRecord[] {
  const { byOwner, scopes } = describe(served, fields);
  const { app, caller, consent, official, officialAgency, purpose } = callerOf(principal);
  const opened = scopes.filter((scope) => hasScope(principal, scope));
  const subjects = citizenKeys.size > 0 ? [...citizenKeys].map(hashSubject) : [null];
  // By name, which is the order of canonical JSON.
  return subjects.map((subject) => ({
    app,
    caller,
    consent,
    fields: byOwner,
    kind: 'access',
    official,
    officialAgency,
    purpose,
    requestId,
    result: hasErrors ? 'partial' : 'complete',
    scopes: opened,
    subject,
    time: time.toISOString(),
  }));
}

/** What a record says of fields, whoever reads them. */
interface FieldsInWords {
  /** Coordinates by the subgraph that owns them. */
  readonly byOwner: Readonly<Record<string, readonly string[]>>;
  /** All that any rule of theirs names. */
  readonly scopes: readonly string[];
}

/** A set of fields is made for one supergraph, and most answers deliver one that was delivered before. */
const described = new WeakMap<ReadonlySet<string>, FieldsInWords>();

function describe({ policyIndex, cacheIndex }: ServedSupergraph, fields: ReadonlySet<string>): FieldsInWords {
  const known = described.get(fields);
  if (known !== undefined) return known;
  const byOwner: Record<string, string[]> = {};
  const scopes = new Set<string>();
  for (const coordinate of [...fields].sort()) {
    for (const owner of cacheIndex.ownersOf(coordinate)) {
      const owned = byOwner[owner] ?? [];
      owned.push(coordinate);
      byOwner[owner] = owned;
    }
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    for (const requirement of policyIndex.requirementsOf(typeName, fieldName)) {
      for (const scope of requirement.scopes?.flat() ?? []) scopes.add(scope);
    }
  }
  const owners = Object.entries(byOwner).sort(([one], [other]) => (one < other ? -1 : 1));
  const words = { byOwner: Object.fromEntries(owners), scopes: [...scopes].sort() };
  described.set(fields, words);
  return words;
}

type Caller = Pick<AccessRecord, 'app' | 'caller' | 'official' | 'officialAgency' | 'purpose' | 'consent'>;

/** One token's principal is one object. */
const callers = new WeakMap<Principal, Caller>();

function callerOf(principal: Principal): Caller {
  let caller = callers.get(principal);
  if (caller === undefined) {
    caller = describeCaller(principal);
    callers.set(principal, caller);
  }
  return caller;
}

function describeCaller(principal: Principal): Caller {
  const none = { app: null, official: null, officialAgency: null, purpose: null, consent: null };
  if (principal.kind === 'anonymous') return { ...none, caller: 'anonymous' };
  const { kind: caller, clientId: app, purpose } = principal;
  switch (principal.kind) {
    case 'app':
      return { ...none, caller, app, purpose };
    case 'citizen':
      return { ...none, caller, app, purpose, consent: principal.consentId };
    case 'operator':
      return { ...none, caller, app, purpose, official: principal.subject, officialAgency: principal.agency };
    case 'admin':
    case 'developer':
      return { ...none, caller, app, purpose, official: principal.subject };
  }
}
