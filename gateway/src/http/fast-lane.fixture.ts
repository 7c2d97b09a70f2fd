import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { anonymous } from '@civic-graph/policy';
import { pino } from 'pino';
import type { Engine } from '../execution/engine.ts';
import { createFastLane, type FastLaneOptions } from './fast-lane.ts';

export interface LaneRequest {
  /** Whether this lane answers it. */
  readonly answered: Promise<boolean>;
  /** The answer so far. */
  text(): string;
}

/** A lane without a socket: an engine that knows every operation as a query, and callers without a token. */
export function createTestLane(
  engine: Pick<Engine, 'admitPrepared' | 'run'> & Partial<Engine>,
  gateway: FastLaneOptions['gateway'] = { current: {} as never },
): { ask(query: string): LaneRequest } {
  const knowing = {
    lastChange: () => Number.NEGATIVE_INFINITY,
    charge: () => undefined,
    prepared: () => ({ kind: 'query' }),
    ...engine,
  } as Engine;
  const lane = createFastLane({
    ...{ engine: knowing, gateway, deadlineMs: 60_000, isForwarded: false },
    verify: () => Promise.reject(new Error('nobody shows a token')),
    mask: (error) => error,
    logger: pino({ level: 'silent' }),
  });
  const caller = { accept: undefined, mediaType: 'application/json', principal: anonymous, network: '' };
  return {
    ask(query) {
      const response = new ServerResponse(new IncomingMessage(new Socket()));
      let text = '';
      response.end = ((chunk: string) => {
        text = chunk;
        return response;
      }) as never;
      return { answered: lane.answer(caller, JSON.stringify({ query }), response), text: () => text };
    },
  };
}
