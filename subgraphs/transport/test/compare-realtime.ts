import { personas } from '@civic-graph/testing';
import { fileMessages } from '../src/realtime/source/message-source.ts';
import { RealtimeSource } from '../src/realtime/source/realtime-source.ts';
import { createTransportSubgraph } from '../src/subgraph.ts';
import { applyByOracle } from './realtime-oracle.ts';
import { configOf } from './small-feed.ts';

export interface Comparison {
  /** Trip updates that both match. */
  readonly trips: number;
  readonly calls: number;
  readonly estimates: number;
  readonly unmatched: number;
  readonly differences: readonly string[];
  readonly problems: readonly { readonly code: string; readonly count: number }[];
}

/** Compares every call of every trip update, as the graph shows it, with the oracle. */
export async function compareWithOracle(
  zip: string,
  message: string,
  utcOffset: number,
): Promise<Comparison> {
  const oracle = applyByOracle(zip, message, utcOffset);
  const clock = () => new Date(oracle.timestamp * 1000);
  const source = new RealtimeSource(
    { name: 'real', seconds: 15, staleSeconds: 300 },
    fileMessages(message),
    clock,
  );
  const transport = await createTransportSubgraph(configOf({ gtfs: zip }), {
    clock,
    realtime: { T: [source] },
  });
  try {
    await source.read();
    if (source.failure !== null) throw new Error(source.failure.message);
    await transport.feeds[0]?.realtime.refresh();
    const differences: string[] = [];
    let calls = 0;
    let estimates = 0;
    for (const { trip, startDate, isCanceled, calls: expected } of oracle.expected) {
      const date = `${startDate.slice(0, 4)}-${startDate.slice(4, 6)}-${startDate.slice(6)}`;
      const { data, errors } = await transport.executeAs(personas.anonymous, {
        query: `query ($id: ID!, $date: Date!) { trip(gtfsId: $id) { realtimeState(serviceDate: $date) stopTimes {
          stopSequence realtimeState(serviceDate: $date)
          estimatedArrival(serviceDate: $date) estimatedDeparture(serviceDate: $date)
        } } }`,
        variables: { id: `T:${trip}`, date },
      });
      if (errors) throw new Error(JSON.stringify(errors));
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query
      const shown = (data as any).trip;
      if ((shown.realtimeState === 'CANCELED') !== isCanceled)
        differences.push(`${trip}: ${shown.realtimeState}`);
      if (isCanceled) continue;
      for (const [index, call] of expected.entries()) {
        const own = shown.stopTimes[index];
        const seconds = (time: string | null) => (time === null ? null : Date.parse(time) / 1000);
        const is = [
          own.stopSequence,
          own.realtimeState,
          seconds(own.estimatedArrival),
          seconds(own.estimatedDeparture),
        ];
        const should = [call.sequence, call.state, call.arrival, call.departure];
        calls += 1;
        if (call.departure !== null) estimates += 1;
        if (is.join() !== should.join())
          differences.push(`${trip} call ${index}: ${is} instead of ${should}`);
      }
    }
    const { data } = await transport.executeAs(personas.anonymous, {
      query: '{ feed { realtimeSources { problems { code count } } } }',
    });
    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query
    const { problems } = (data as any).feed.realtimeSources[0];
    return {
      trips: oracle.expected.length,
      calls,
      estimates,
      unmatched: oracle.unmatched,
      differences,
      problems,
    };
  } finally {
    await transport.close();
  }
}
