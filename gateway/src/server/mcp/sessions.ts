import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '@civic-graph/tokens';
import { z } from 'zod';
import type { Seal } from './sealed-text.ts';

/** The content of `initialize` that later requests need. */
export interface Session {
  /** Whether the client can ask a person (form elicitation). */
  readonly elicits: boolean;
}

/** Stateless sessions: the id carries the content, so that any gateway can read it. */
export interface Sessions {
  /** @returns the `Mcp-Session-Id` */
  begin(session: Session, caller: string): string;
  /** `null` for an id that is expired, forged, or of another caller. */
  find(id: string, caller: string): Session | null;
}

const content = z.object({ elicits: z.boolean(), ends: z.number() });

export function createSessions({
  seal,
  sessionMs,
  clock = systemClock,
}: {
  readonly seal: Seal;
  readonly sessionMs: number;
  readonly clock?: Clock;
}): Sessions {
  return {
    begin({ elicits }, caller) {
      const ends = clock().getTime() + sessionMs;
      return seal.seal(JSON.stringify({ elicits, ends, id: randomUUID() }), caller);
    },
    find(id, caller) {
      const text = seal.open(id, caller);
      const { elicits, ends } = content.parse(text === null ? expired : JSON.parse(text));
      return ends > clock().getTime() ? { elicits } : null;
    },
  };
}

const expired = { elicits: false, ends: 0 };

const clientCapabilities = z.object({
  params: z.object({
    capabilities: z.object({ elicitation: z.record(z.string(), z.unknown()).optional() }),
  }),
});

/** Reads the session from an `initialize` request. Empty elicitation capabilities mean forms. */
export function sessionOf(message: unknown): Session {
  const elicitation = clientCapabilities.safeParse(message).data?.params.capabilities.elicitation;
  return {
    elicits: elicitation !== undefined && (Object.keys(elicitation).length === 0 || 'form' in elicitation),
  };
}
