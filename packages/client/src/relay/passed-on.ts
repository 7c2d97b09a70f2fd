const onward = ['accept', 'authorization', 'content-type', 'dpop'];
const backward = [
  'cache-control',
  'content-type',
  'dpop-nonce',
  'graphql-cost',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'www-authenticate',
];

/** Copies a request, but only the headers that gateway and issuer need. */
export async function passedOn(
  request: Request,
): Promise<{ readonly method: string; readonly headers: Headers; readonly body: ArrayBuffer }> {
  const { method } = request;
  return { method, headers: only(onward, request.headers), body: await request.arrayBuffer() };
}

/** Copies a response, but only the headers that the client reads. Streams the body. */
export function passedBack({ status, headers, body }: Response): Response {
  return new Response(body, { status, headers: only(backward, headers) });
}

/** An error response (RFC 6749, section 5.2). */
export function problem(status: number, error: string): Response {
  return Response.json({ error }, { status, headers: { 'cache-control': 'no-store' } });
}

function only(names: readonly string[], from: Headers): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
