import { z } from 'zod';

const words = z.array(z.string()).readonly();

/**
 * Records that personal fields of one person were delivered in one response. Names fields and never holds
 * values, so that the trail does not duplicate the data.
 */
const access = z.strictObject({
  kind: z.literal('access'),
  /** RFC 3339, UTC. */
  time: z.iso.datetime(),
  /** Client id of the requesting app. */
  app: z.string().nullable(),
  caller: z.enum(['anonymous', 'app', 'citizen', 'operator', 'admin', 'developer']),
  /** The requesting official and agency; null for other callers. */
  official: z.string().nullable(),
  officialAgency: z.string().nullable(),
  /** Keyed hash of the data subject (`subjectHasher`); null if the gateway does not know the person. */
  subject: z.string().nullable(),
  purpose: z.string().nullable(),
  consent: z.string().nullable(),
  /** Data groups of the fields. */
  scopes: words,
  /** Coordinates (`Type.field`) by owning subgraph. */
  fields: z.record(z.string(), words),
  requestId: z.string(),
  /** `partial`: the response had errors beside the data. */
  result: z.enum(['complete', 'partial']),
});

/** A torn record left by a killed process; its response was never sent. */
const tornTail = z.strictObject({
  kind: z.literal('note'),
  time: z.iso.datetime(),
  event: z.literal('torn-tail'),
  bytes: z.number().int().positive(),
});

/** Announces that the entries up to a number are removed here, because the identity service has them. */
const pruned = z.strictObject({
  kind: z.literal('note'),
  time: z.iso.datetime(),
  event: z.literal('pruned'),
  upTo: z.number().int().positive(),
  /** Hash of the chain at that entry; verification of the remaining entries starts here. */
  head: z.string(),
});

/**
 * Entries found at a start behind the last signed checkpoint: left by a crash, or appended by an attacker
 * while the gateway was stopped.
 */
const unsealed = z.strictObject({
  kind: z.literal('note'),
  time: z.iso.datetime(),
  event: z.literal('unsealed'),
  from: z.number().int().positive(),
  upTo: z.number().int().positive(),
});

/**
 * Revocations that the identity service announced. A restored database lacks those since its backup, and
 * finds them here.
 */
const revoked = z.strictObject({
  kind: z.literal('note'),
  time: z.iso.datetime(),
  event: z.literal('revoked'),
  revocations: z
    .array(z.strictObject({ kind: z.enum(['consent', 'grant', 'client', 'credentials']), id: z.string() }))
    .readonly(),
});

/** An entry about the journal itself, or about what the gateway learned. */
const note = z.discriminatedUnion('event', [tornTail, pruned, unsealed, revoked]);

const entry = z.discriminatedUnion('kind', [access, note]);

export type AccessRecord = z.infer<typeof access>;
export type JournalNote = z.infer<typeof note>;
export type NotedRevocation = z.infer<typeof revoked>['revocations'][number];
export type JournalEntry = z.infer<typeof entry>;

/** @throws ZodError */
export function readEntry(value: unknown): JournalEntry {
  return entry.parse(value);
}
