import { isRecord } from './token.ts';

export type PersonaKind = 'anonymous' | 'app' | 'citizen' | 'operator' | 'admin';

export interface Persona {
  readonly id: string;
  readonly kind: PersonaKind;
  readonly description: string;
}

export interface PartnerApp {
  readonly clientId: string;
  readonly name: string;
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
};

const kinds: readonly string[] = ['anonymous', 'app', 'citizen', 'operator', 'admin'];

/** Parses the answer to `GET /demo/personas`; entries of a shape that the page does not know are left out. */
export function readDemoDirectory(answer: unknown): DemoDirectory {
  const listed = list(answer, 'personas').filter(isPersona);
  return {
    personas: listed.some((persona) => persona.id === anonymous.id) ? listed : [...listed, anonymous],
    apps: list(answer, 'apps').filter(isPartnerApp),
  };
}

function list(answer: unknown, key: string): readonly unknown[] {
  const value = isRecord(answer) ? answer[key] : undefined;
  return Array.isArray(value) ? value : [];
}

function isPersona(value: unknown): value is Persona {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    typeof value.kind === 'string' &&
    kinds.includes(value.kind) &&
    typeof value.description === 'string'
  );
}

function isPartnerApp(value: unknown): value is PartnerApp {
  return (
    isRecord(value) &&
    typeof value.clientId === 'string' &&
    typeof value.name === 'string' &&
    Array.isArray(value.approvedScopes)
  );
}
