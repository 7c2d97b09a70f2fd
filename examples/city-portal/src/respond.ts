import { renderPage } from './html/layout.ts';
import type { Answer } from './visit/answer.ts';
import type { Visit } from './visit/visit.ts';

/** Writes an answer as a response. Nothing with personal data stays in a cache. */
export function respond(answer: Answer, visit: Visit, assetPath: (name: string) => string): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  switch (answer.kind) {
    case 'page': {
      headers.set('content-type', 'text/html; charset=utf-8');
      for (const [name, value] of Object.entries(answer.headers ?? {})) headers.append(name, value);
      return new Response(renderPage(answer, visit, assetPath), { status: answer.status ?? 200, headers });
    }
    case 'part':
      headers.set('content-type', 'text/html; charset=utf-8');
      return new Response(answer.body.text, { headers });
    case 'redirect':
      headers.set('location', answer.to);
      for (const cookie of answer.cookies ?? []) headers.append('set-cookie', cookie);
      return new Response(null, { status: 303, headers });
    case 'file':
      headers.set('content-type', answer.type);
      headers.set('content-disposition', `attachment; filename="${answer.name}"`);
      return new Response(answer.content, { headers });
    case 'events':
      headers.set('content-type', 'text/event-stream');
      return new Response(eventStream(answer.events), { headers });
  }
}

/** Server-Sent Events (HTML Standard, section 9.2). */
function eventStream(events: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(': open\n\n')),
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`data: ${value}\n\n`));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
