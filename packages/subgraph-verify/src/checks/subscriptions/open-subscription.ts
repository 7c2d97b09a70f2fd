import { anonymousCaller, type Caller } from '../../callers/caller.ts';
import { isRefused } from '../../callers/is-refused.ts';
import { doesNotApply, type Finding, notChecked } from '../../check.ts';
import type { OpenStream, StreamItem } from '../../http/event-stream.ts';
import type { HttpRequest, Reply } from '../../http/exchange.ts';
import { coordinateOf, type FieldPath, fieldsOf, type Step } from '../../schema/field-path.ts';
import { operationOf, type PathOperation } from '../../schema/path-operation.ts';
import { guardOf } from '../../schema/read-schema.ts';
import type { TestedServer } from '../../tested-server.ts';
import { sampleCaller } from '../sample-caller.ts';

/** A subscription that the server must accept. */
export interface Subscription {
  readonly operation: PathOperation;
  readonly caller: Caller;
}

export const noSubscription = doesNotApply('the schema has no Subscription');

/** The fields of `Subscription`, beginning with those whose arguments the sample has. */
export function subscriptionPaths({ schema, sample }: TestedServer): readonly FieldPath[] {
  const root = schema.schema.getSubscriptionType();
  if (!root) return [];
  const steps = fieldsOf(root).map((field) => ({ owner: root, field }));
  const isKnown = (step: Step) => coordinateOf(step) in sample.arguments;
  return [...steps.filter(isKnown), ...steps.filter((step) => !isKnown(step))].map((step) => ({
    from: 'subscription',
    steps: [step],
  }));
}

/** Fields with known arguments that some caller may subscribe to. */
export function acceptedSubscriptions(server: TestedServer): {
  readonly accepted: readonly Subscription[];
  /** What the other fields need. */
  readonly needs: readonly string[];
} {
  const accepted: Subscription[] = [];
  const needs: string[] = [];
  for (const path of subscriptionPaths(server)) {
    const operation = operationOf(path, { sample: server.sample });
    const caller = subscriberOf(server, path);
    if (caller !== null && operation.lacks.length === 0) accepted.push({ operation, caller });
    const [step] = path.steps;
    if (caller === null && step) needs.push(`a caller in principals who may read ${coordinateOf(step)}`);
    needs.push(...operation.lacks.map((part) => `${part} in the sample file`));
  }
  return { accepted, needs };
}

/** The first of them, or the reason why there is none. */
export function acceptedSubscription(server: TestedServer): Subscription | Finding {
  const { accepted, needs } = acceptedSubscriptions(server);
  const [first] = accepted;
  return first ?? (needs.length > 0 ? notChecked(needs.join(' and ')) : noSubscription);
}

function subscriberOf({ schema, sample, callerOptions }: TestedServer, path: FieldPath): Caller | null {
  const callers = [
    anonymousCaller,
    ...sample.principals.map((_, principal) => sampleCaller(sample, { query: '', variables: {}, principal })),
  ];
  const may = ({ principal }: Caller) =>
    path.steps.every(({ owner, field }) => {
      const guard = guardOf(schema, owner.name, field.name);
      return guard === null || !isRefused(guard, principal, callerOptions.strangerKey);
    });
  return callers.find(may) ?? null;
}

export function isEventStream({ status, contentType }: OpenStream): boolean {
  return status === 200 && /^text\/event-stream\s*(;|$)/i.test(contentType);
}

/** The refusal or the first event, like a plain answer. The connection is closed. */
export async function firstAnswer(server: TestedServer, request: HttpRequest): Promise<Reply> {
  const stream = await server.open(request);
  if (typeof stream === 'string') return { kind: 'none', reason: stream };
  try {
    if (!isEventStream(stream)) return asReply(stream, await stream.text(server.limits.timeoutMs));
    const event = await firstEvent(server, stream);
    return typeof event === 'string'
      ? { kind: 'none', reason: event }
      : asReply(stream, event.data.join('\n'));
  } finally {
    stream.close();
  }
}

/** The first event, or the reason why there is none. */
export async function firstEvent(
  { limits: { timeoutMs } }: TestedServer,
  stream: OpenStream,
): Promise<(StreamItem & { readonly kind: 'event' }) | string> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const item = await stream.next(Math.max(0, end - performance.now()));
    if (item.kind === 'event') return item;
    if (item.kind === 'closed') return 'a stream that ended without an event';
    if (item.kind === 'silence') return `a stream without an event for ${timeoutMs / 1000} s`;
  }
}

export function describeStream(stream: OpenStream | string): string {
  return typeof stream === 'string' ? stream : `${stream.status} ${stream.contentType}`;
}

function asReply({ status, contentType }: OpenStream, text: string): Reply {
  const bytes = Buffer.byteLength(text);
  return {
    kind: 'answer',
    status,
    httpVersion: '1.1',
    headers: { 'content-type': contentType },
    text,
    bytes,
  };
}
