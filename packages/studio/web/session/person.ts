import { isRecord, text, texts } from './token.ts';

/** A person who has signed in at the issuer; the tokens stay in the gateway. */
export interface Person {
  readonly name: string;
  readonly kind: 'operator' | 'admin' | 'developer';
  readonly agency: string | null;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
}

const kinds = ['operator', 'admin', 'developer'] as const;

/** Parses the answer to `GET /studio/session`. @returns `null` if nobody is signed in */
export function readPerson(answer: unknown): Person | null {
  const person = isRecord(answer) ? answer.person : undefined;
  if (!isRecord(person)) return null;
  const kind = kinds.find((known) => known === person.kind);
  const expiresAt = new Date(text(person.expiresAt) ?? Number.NaN);
  if (kind === undefined || Number.isNaN(expiresAt.getTime())) return null;
  return {
    name: text(person.name) ?? '',
    kind,
    agency: text(person.agency),
    roles: texts(person.roles),
    scopes: texts(person.scopes),
    expiresAt,
  };
}
