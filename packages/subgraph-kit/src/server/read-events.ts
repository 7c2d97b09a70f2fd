import type { Readable } from 'node:stream';

/** Parses the events of our own stream, or the single JSON response. */
export async function* readEvents<Answer>(stream: Readable): AsyncGenerator<Answer> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      if (event.startsWith('event: complete')) return;
      const data = /^event: next\ndata: (.*)$/.exec(event)?.[1];
      if (data !== undefined) yield JSON.parse(data) as Answer;
    }
  }
  if (text !== '') yield JSON.parse(text) as Answer;
}
