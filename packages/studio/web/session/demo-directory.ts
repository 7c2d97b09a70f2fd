import { isRecord, text, texts } from './token.ts';

export type PersonaKind = 'anonymous' | 'app' | 'citizen' | 'operator' | 'admin' | 'developer';

export interface Persona {
  readonly id: string;
  readonly kind: PersonaKind;
  readonly description: string;
  /** Client ids of the apps that the persona can use; `null` for any. */
  readonly apps: readonly string[] | null;
}

export interface PartnerApp {
  readonly clientId: string;
  readonly name: string;
  /** Scopes that the app may request. */
  readonly approvedScopes: readonly string[];
}

export interface DemoDirectory {
  readonly personas: readonly Persona[];
  readonly apps: readonly PartnerApp[];
}

const anonymous: Persona = {
  id: 'anonymous',
  kind: 'anonymous',
  description: 'Nobody in particular: no token is sent.',
  apps: [],
};

const kinds: readonly PersonaKind[] = ['anonymous', 'app', 'citizen', 'operator', 'admin', 'developer'];

/** Parses the answer to `GET /demo/personas`; skips malformed entries. */
export function readDemoDirectory(answer: unknown): DemoDirectory {
  const personas = entries(answer, 'personas').flatMap(readPersona);
  return {
    personas: personas.some(({ id }) => id === anonymous.id) ? personas : [...personas, anonymous],
    apps: entries(answer, 'apps').flatMap(readApp),
  };
}

/** Apps that a citizen can choose; other personas have a fixed one. */
export function appsOf(persona: Persona, { apps }: DemoDirectory): readonly PartnerApp[] {
  if (persona.kind !== 'citizen') return [];
  return apps.filter(({ clientId }) => persona.apps?.includes(clientId) ?? true);
}

function entries(answer: unknown, key: string): readonly Record<string, unknown>[] {
  const value = isRecord(answer) ? answer[key] : undefined;
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function readPersona(entry: Record<string, unknown>): Persona[] {
  const id = text(entry.id);
  const kind = kinds.find((known) => known === entry.kind);
  if (id === null || kind === undefined) return [];
  const description = text(entry.about) ?? text(entry.description) ?? '';
  return [{ id, kind, description, apps: Array.isArray(entry.apps) ? texts(entry.apps) : null }];
}

function readApp(entry: Record<string, unknown>): PartnerApp[] {
  const clientId = text(entry.clientId) ?? text(entry.id);
  if (clientId === null) return [];
  const approvedScopes = texts(entry.scopes ?? entry.approvedScopes);
  return [{ clientId, name: text(entry.name) ?? clientId, approvedScopes }];
}
