import { isRecord, text } from '../../../session/token.ts';

/** Fields that an answer lacks for the same reason. */
export interface Refusal {
  /** `authenticated`, `requiresScopes` or `policy`. */
  readonly rule: string;
  /** Alternatives, each with all of its atoms. */
  readonly missing: readonly (readonly string[])[];
  readonly remedy: string;
  readonly fields: readonly RefusedField[];
}

interface RefusedField {
  /** Response path, list positions as `[]`: `me.notices.nodes[].issuedAt`. */
  readonly path: string;
  readonly times: number;
}

export interface OtherError {
  readonly code: string | null;
  readonly message: string;
  readonly path: string;
}

export interface AnswerErrors {
  readonly refusals: readonly Refusal[];
  readonly others: readonly OtherError[];
}

/** Refused by the gateway from the schema alone, or by an agency, which knows the owner. */
const refusalCodes: readonly unknown[] = ['UNAUTHORIZED_FIELD_OR_TYPE', 'FORBIDDEN'];

/** Splits the errors of an answer into refusals and others. */
export function readAnswerErrors(answer: string): AnswerErrors {
  const errors = errorsIn(answer);
  const refusals = new Map<string, { rule: string; missing: string[][]; remedy: string; paths: string[] }>();
  const others: OtherError[] = [];
  for (const error of errors) {
    const extensions = isRecord(error.extensions) ? error.extensions : {};
    const path = pathInWords(error.path);
    const message = String(error.message ?? '');
    if (!refusalCodes.includes(extensions.code)) {
      others.push({ code: text(extensions.code), message, path });
      continue;
    }
    const rule = String(extensions.rule ?? 'policy');
    const missing = alternatives(extensions.missing);
    const remedy = sentence(String(extensions.remedy ?? message));
    const key = JSON.stringify([rule, missing, remedy]);
    const refusal = refusals.get(key) ?? { rule, missing, remedy, paths: [] };
    refusal.paths.push(path);
    refusals.set(key, refusal);
  }
  return {
    refusals: [...refusals.values()].map(({ paths, ...refusal }) => ({ ...refusal, fields: counted(paths) })),
    others,
  };
}

export function refusedFieldCount({ refusals }: AnswerErrors): number {
  return refusals.reduce((sum, { fields }) => sum + fields.length, 0);
}

function errorsIn(answer: string): Record<string, unknown>[] {
  const { errors } = parsed(answer);
  return Array.isArray(errors) ? errors.filter(isRecord) : [];
}

/** The answer as an object; empty if it is none. */
function parsed(answer: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(answer);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** Whether `me` is null without an error: the caller is not a citizen. */
export function isMeNull(answer: string): boolean {
  const { data } = parsed(answer);
  return isRecord(data) && data.me === null && errorsIn(answer).every(({ path }) => !startsAtMe(path));
}

function startsAtMe(path: unknown): boolean {
  return Array.isArray(path) && path[0] === 'me';
}

/** Ignores list positions, so that a list of 50 counts as one field. */
function pathInWords(path: unknown): string {
  if (!Array.isArray(path)) return '';
  return path.reduce<string>(
    (words, key) => (typeof key === 'number' ? `${words}[]` : words === '' ? String(key) : `${words}.${key}`),
    '',
  );
}

function counted(paths: readonly string[]): RefusedField[] {
  const times = new Map<string, number>();
  for (const path of paths) times.set(path, (times.get(path) ?? 0) + 1);
  return [...times].map(([path, number]) => ({ path, times: number }));
}

function alternatives(value: unknown): string[][] {
  return Array.isArray(value) ? value.filter(Array.isArray).map((all) => all.map(String)) : [];
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
