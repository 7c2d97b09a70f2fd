import { z } from 'zod';

const words = z.array(z.string()).readonly();

/**
 * That personal fields of one person were delivered in one answer. It names the fields and never holds a
 * value, so that the trail is no second copy of what it guards.
 */
const access = z.strictObject({
  kind: z.literal('access'),
  /** RFC 3339, UTC. */
  time: z.iso.datetime(),
  /** Client id of the app that asked. */
  app: z.string().nullable(),
  caller: z.enum(['anonymous', 'app', 'citizen', 'operator', 'admin', 'developer']),
  /** Which official asked, and for which agency; null where it was none. */
  official: z.string().nullable(),
  officialAgency: z.string().nullable(),
  /**
   * Keyed hash of the person whom the fields are about (`subjectHasher`); null where the gateway cannot tell.
   */
  subject: z.string().nullable(),
  purpose: z.string().nullable(),
  consent: z.string().nullable(),
  /** The data groups that the fields were opened under. */
  scopes: words,
  /** Coordinates (`Type.field`) by the subgraph that owns them. */
  fields: z.record(z.string(), words),
  requestId: z.string(),
  /** `partial`: the answer had errors beside the data. */
  result: z.enum(['complete', 'partial']),
});

/** The end of a record that was being written when the process was killed; its answer was never sent. */
const tornTail = z.strictObject({
  kind: z.literal('note'),
  time: z.iso.datetime(),
  event: z.literal('torn-tail'),
  bytes: z.number().int().positive(),
});

/** The entries up to a number are about to be removed here, since the identity service has them. */
const pruned = z.strictObject({
  kind: z.literal('note'),
  time: z.iso.datetime(),
  event: z.literal('pruned'),
  upTo: z.number().int().positive(),
  /** The chain's hash at that entry: what is kept is verified from there on. */
  head: z.string(),
});

/**
 * At a start these entries were behind the last signed checkpoint: a crash leaves some, and so does an
 * attacker who appends to the journal of a stopped gateway.
 */
const unsealed = z.strictObject({
  kind: z.literal('note'),
  time: z.iso.datetime(),
  event: z.literal('unsealed'),
  from: z.number().int().positive(),
  upTo: z.number().int().positive(),
});

/** What the journal says of itself. */
const note = z.discriminatedUnion('event', [tornTail, pruned, unsealed]);

const entry = z.discriminatedUnion('kind', [access, note]);

export type AccessRecord = z.infer<typeof access>;
export type JournalNote = z.infer<typeof note>;
export type JournalEntry = z.infer<typeof entry>;

/** @throws ZodError */
export function readEntry(value: unknown): JournalEntry {
  return entry.parse(value);
}
