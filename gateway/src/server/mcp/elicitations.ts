import { randomUUID } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import { z } from 'zod';

/** A person's answer to the question whether to run a call. */
export type PersonAnswer = 'accepted' | 'declined' | 'unanswered';

/** Relays answers that arrive at another process than the waiting one. */
export interface AnswerRelay {
  /** Announces a question, so that any process may accept its answer. */
  open(id: string, caller: string, lifetimeMs: number): Promise<void>;
  /** @returns whether this caller has this question, and has not answered it yet */
  post(id: string, caller: string, answer: PersonAnswer): Promise<boolean>;
  /** Removes and returns the answer, if there is one. */
  take(id: string): Promise<PersonAnswer | null>;
}

export interface ElicitationOptions {
  /** `null` if there is only one process. */
  readonly relay: AnswerRelay | null;
  readonly elicitationMs: number;
  readonly maxElicitations: number;
  readonly maxElicitationsPerCaller: number;
}

/** Pending questions to people; each answer is a separate request. */
export interface Elicitations {
  /**
   * @param send sends the question under this JSON-RPC id
   * @param isPointless whether the client has left, or may no longer call
   * @throws PublicError OVERLOADED if too many questions are pending
   */
  ask(
    caller: string,
    send: (id: string) => Promise<void>,
    isPointless: () => Promise<boolean>,
  ): Promise<PersonAnswer>;
  /** @returns whether the question was pending, and belongs to this caller */
  answer(caller: string, id: string, response: unknown): Promise<boolean>;
  /** Ends all questions, and refuses new ones. */
  close(): void;
}

interface Question {
  readonly caller: string;
  readonly settle: (answer: PersonAnswer) => void;
}

/** Interval at which a waiting process polls for an answer that another one received. */
const pollMs = 300;

export function createElicitations(options: ElicitationOptions): Elicitations {
  const { relay, elicitationMs, maxElicitations, maxElicitationsPerCaller } = options;
  const open = new Map<string, Question>();
  let isClosed = false;

  return {
    async ask(caller, send, isPointless) {
      const ofCaller = [...open.values()].filter((question) => question.caller === caller);
      if (isClosed || open.size >= maxElicitations || ofCaller.length >= maxElicitationsPerCaller)
        throw new PublicError(
          'OVERLOADED',
          'Too many calls wait for a confirmation. Retry when one is answered.',
        );
      const id = `confirm-${randomUUID()}`;
      const { promise, resolve } = withResolver<PersonAnswer>();
      open.set(id, { caller, settle: resolve });
      const timers = [
        setTimeout(() => resolve('unanswered'), elicitationMs),
        setInterval(() => {
          void isPointless().then((isSo) => isSo && resolve('unanswered'));
          relay?.take(id).then(
            (answer) => answer && resolve(answer),
            () => undefined,
          );
        }, pollMs),
      ];
      try {
        await relay?.open(id, caller, elicitationMs);
        await send(id);
        return await promise;
      } finally {
        for (const timer of timers) clearTimeout(timer);
        open.delete(id);
      }
    },
    async answer(caller, id, response) {
      const answer = readAnswer(response);
      const question = open.get(id);
      if (question === undefined) return (await relay?.post(id, caller, answer)) ?? false;
      if (question.caller !== caller) return false;
      question.settle(answer);
      return true;
    },
    close() {
      isClosed = true;
      for (const { settle } of open.values()) settle('unanswered');
    },
  };
}

const accepted = z.object({
  result: z.object({ action: z.literal('accept'), content: z.object({ confirm: z.literal(true) }) }),
});
const failed = z.object({ error: z.unknown().refine((error) => error !== undefined) });

/** Accepting the form without ticking the box is not consent. */
function readAnswer(response: unknown): PersonAnswer {
  if (accepted.safeParse(response).success) return 'accepted';
  return failed.safeParse(response).success ? 'unanswered' : 'declined';
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolver<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
