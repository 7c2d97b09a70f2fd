import { expect, it } from 'vitest';
import { withSilenceLimit } from './silence-limit.ts';

function stream(): {
  readonly response: Response;
  send(text: string): void;
  end(): void;
  cancelled: unknown;
} {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const state = {
    cancelled: undefined as unknown,
    response: new Response(
      new ReadableStream<Uint8Array>({
        start(started) {
          controller = started;
        },
        cancel(reason) {
          state.cancelled = reason;
        },
      }),
      { status: 200, headers: { 'content-type': 'text/event-stream' } },
    ),
    send: (text: string) => controller.enqueue(new TextEncoder().encode(text)),
    end: () => controller.close(),
  };
  return state;
}

it('passes on data and the end of the stream', async () => {
  const source = stream();
  const { headers, body } = withSilenceLimit(source.response, 60_000);
  expect(headers.get('content-type')).toBe('text/event-stream');
  const reader = body!.getReader();
  source.send('a');
  expect(await reader.read()).toEqual({ done: false, value: Uint8Array.of(97) });
  source.end();
  expect((await reader.read()).done).toBe(true);
});

it('fails and closes the connection if the stream falls silent', async () => {
  const source = stream();
  const reader = withSilenceLimit(source.response, 10).body!.getReader();
  source.send('a');
  await reader.read();
  await expect(reader.read()).rejects.toThrow('no data for 10 ms');
  expect(source.cancelled).toBeInstanceOf(Error);
});

it('closes the connection for a reader that leaves', async () => {
  const source = stream();
  await withSilenceLimit(source.response, 60_000).body!.cancel('left');
  expect(source.cancelled).toBe('left');
});

it('leaves a refusal unchanged', () => {
  const refused = Response.json({ errors: [] }, { status: 401 });
  expect(withSilenceLimit(refused, 10)).toBe(refused);
});
