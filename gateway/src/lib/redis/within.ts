/**
 * @throws if the promise has not settled after the given milliseconds; its later result is ignored. An answer
 *   that came while the event loop was blocked counts: timers run before it is read, immediates after.
 */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let last: NodeJS.Immediate | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error(`no answer in ${milliseconds} ms`));
    timer = setTimeout(() => {
      last = setImmediate(giveUp);
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    clearImmediate(last);
  }
}
