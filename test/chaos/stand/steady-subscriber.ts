import { protocols } from '@civic-graph/testing';

export interface SubscriberReport {
  readonly events: number;
  /** How often it had to subscribe again, as `SUBSCRIPTION_INTERRUPTED` asks. */
  readonly interruptions: number;
  /** Longest time between two events. */
  readonly longestPauseMs: number;
  /** Any other end, and an event that is older than the one before. */
  readonly failure: string | null;
}

export interface SteadySubscriber {
  stop(): Promise<SubscriberReport>;
}

/** Follows a field whose value never falls, and subscribes again whenever a gateway asks it to. */
export function startSteadySubscriber(graphqlUrl: string, field: string): SteadySubscriber {
  const client = protocols.sse(graphqlUrl, null);
  let [events, interruptions, longestPauseMs, last] = [0, 0, 0, 0];
  let failure: string | null = null;
  let isStopped = false;
  let since = performance.now();
  const arrived = () => {
    longestPauseMs = Math.max(longestPauseMs, performance.now() - since);
    since = performance.now();
  };
  /** @returns why it ended */
  const follow = async (): Promise<string> => {
    for await (const { data, errors } of client.subscribe(`subscription { ${field} }`)) {
      if (errors !== undefined) return String(errors[0]?.extensions.code);
      const value = (data as Readonly<Record<string, number>>)[field] ?? -1;
      if (value < last) return `${value} after ${last}`;
      last = value;
      events += 1;
      arrived();
    }
    return 'ended without an error';
  };
  const done = (async () => {
    while (!isStopped && failure === null) {
      const end = await follow().catch(String);
      if (end === 'SUBSCRIPTION_INTERRUPTED') interruptions += 1;
      else if (!isStopped) failure = end;
    }
    arrived();
  })();
  return {
    async stop() {
      isStopped = true;
      client.dispose();
      await done;
      return { events, interruptions, longestPauseMs, failure };
    },
  };
}
