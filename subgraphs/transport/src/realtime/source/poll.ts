import type { RealtimeSource } from './realtime-source.ts';

const maxPauseSeconds = 60;

/**
 * Reads a source at its interval until it is stopped, one read at a time. After failures the pauses double,
 * up to a minute.
 *
 * @param onRead called after each read
 * @returns stops it
 */
export function poll(source: RealtimeSource, onRead: (isNew: boolean) => void): () => void {
  const { seconds } = source.settings;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const next = async () => {
    const begin = performance.now();
    const isNew = await source.read();
    if (isStopped) return;
    onRead(isNew);
    const pause = Math.min(seconds * 2 ** Math.min(source.failures, 10), Math.max(seconds, maxPauseSeconds));
    timer = setTimeout(() => void next(), Math.max(0, pause * 1000 - (performance.now() - begin))).unref();
  };
  void next();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
