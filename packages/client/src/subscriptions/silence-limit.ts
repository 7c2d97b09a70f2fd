/**
 * Fails the body of an event stream that is silent for too long: a phone that changes networks does not
 * notice that its connection is gone. The gateway sends a comment every 15 seconds.
 */
export function withSilenceLimit(response: Response, milliseconds: number): Response {
  const { body, status, statusText, headers } = response;
  if (body === null || !response.ok) return response;
  const reader = body.getReader();
  const watched = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const silence = deadline(milliseconds);
      try {
        const { done, value } = await Promise.race([reader.read(), silence.passed]);
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        await reader.cancel(error).catch(() => {});
        throw error;
      } finally {
        silence.end();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(watched, { status, statusText, headers });
}

function deadline(milliseconds: number): { readonly passed: Promise<never>; end(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no data for ${milliseconds} ms`)), milliseconds);
  });
  return { passed, end: () => clearTimeout(timer) };
}
