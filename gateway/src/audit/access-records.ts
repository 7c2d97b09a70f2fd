import { type AccessRecord, RecordTemplate } from '@civic-graph/audit';
import { hasScope, type Principal } from '@civic-graph/policy';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';

/** Data about the disclosed fields that a record needs. */
interface RecordedSupergraph {
  readonly policyIndex: PolicyIndex;
  readonly cacheIndex: {
    /** Subgraphs that resolve the field `Type.field`. */
    ownersOf(coordinate: string): Iterable<string>;
  };
}

/** The disclosure of one answer. */
export interface Disclosure {
  readonly served: RecordedSupergraph;
  readonly principal: Principal;
  readonly requestId: string;
  /** Coordinates. */
  readonly fields: ReadonlySet<string>;
  /** Internal keys of the data subjects, as far as the gateway knows them. */
  readonly citizenKeys: ReadonlySet<string>;
  readonly hasErrors: boolean;
}

/**
 * One record as text for each request and data subject, naming all fields of the operation and no other
 * person, because data subjects read their records.
 * @param time RFC 3339, in UTC
 */
export function accessRecords(
  { served, principal, requestId, fields, citizenKeys, hasErrors }: Disclosure,
  coalesced: readonly string[],
  hashSubject: (citizenKey: string) => string,
  time: string,
): readonly string[] {
  const template = templateFor(describe(served, fields), principal);
  const result = hasErrors ? 'partial' : 'complete';
  const subjects = citizenKeys.size > 0 ? [...citizenKeys].map(hashSubject) : [null];
  const of = (id: string) =>
    subjects.map((subject) => template.text({ requestId: id, result, subject, time }));
  return coalesced.length === 0 ? of(requestId) : [requestId, ...coalesced].flatMap(of);
}

/** The records of one answer, for its caller. */
export interface DisclosureInWords extends Omit<Caller, 'consent' | 'official'> {
  readonly requestId: string;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly scopes: readonly string[];
  readonly result: 'complete' | 'partial';
}

/** Names no person and no number of people: that would tell whether two objects belong to the same person. */
export function disclosureInWords(disclosure: Disclosure): DisclosureInWords {
  const { served, principal, requestId, fields, hasErrors } = disclosure;
  const { byOwner, scopes } = describe(served, fields);
  const { caller, app, officialAgency, purpose } = describeCaller(principal);
  return {
    requestId,
    caller,
    app,
    officialAgency,
    purpose,
    fields: byOwner,
    scopes: scopes.filter((scope) => hasScope(principal, scope)),
    result: hasErrors ? 'partial' : 'complete',
  };
}

/** The part of a record that depends only on the fields. */
interface FieldsInWords {
  /** Coordinates by the subgraph that owns them. */
  readonly byOwner: Readonly<Record<string, readonly string[]>>;
  /** Everything that their rules name. */
  readonly scopes: readonly string[];
  /** Per recipient. */
  readonly templates: WeakMap<Principal, RecordTemplate>;
}

/**
 * Cached by identity: field sets belong to one supergraph and repeat, and one token has one principal object.
 */
const described = new WeakMap<ReadonlySet<string>, FieldsInWords>();

function describe(
  { policyIndex, cacheIndex }: RecordedSupergraph,
  fields: ReadonlySet<string>,
): FieldsInWords {
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
  const words = { byOwner: Object.fromEntries(owners), scopes: [...scopes].sort(), templates: new WeakMap() };
  described.set(fields, words);
  return words;
}

function templateFor({ byOwner, scopes, templates }: FieldsInWords, principal: Principal): RecordTemplate {
  let template = templates.get(principal);
  if (template === undefined) {
    template = new RecordTemplate({
      ...describeCaller(principal),
      fields: byOwner,
      kind: 'access',
      scopes: scopes.filter((scope) => hasScope(principal, scope)),
    });
    templates.set(principal, template);
  }
  return template;
}

type Caller = Pick<AccessRecord, 'app' | 'caller' | 'official' | 'officialAgency' | 'purpose' | 'consent'>;

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
