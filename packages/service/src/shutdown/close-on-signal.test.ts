import { expect, it, vi } from 'vitest';
import { closeOnSignal } from './close-on-signal.ts';

function host() {
  const listeners = new Map<string, () => void>();
  const exit = vi.fn();
  const stderr = { write: vi.fn() };
  const once = (signal: string, listener: () => void) => listeners.set(signal, listener);
  return { once, exit, stderr, signal: (name: string) => listeners.get(name)?.() };
}

it.each(['SIGTERM', 'SIGINT'])('%s closes the service before the process ends', async (signal) => {
  let closed = () => {};
  const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)));
  const process = host();
  closeOnSignal({ close }, process);
  expect(close).not.toHaveBeenCalled();
  process.signal(signal);
  expect(close).toHaveBeenCalledOnce();
  expect(process.exit).not.toHaveBeenCalled();
  closed();
  await vi.waitFor(() => expect(process.exit).toHaveBeenCalledExactlyOnceWith(0));
});

it('ends the process with exit code 1 if the service cannot close', async () => {
  const process = host();
  closeOnSignal({ close: () => Promise.reject(new Error('stuck')) }, process);
  process.signal('SIGTERM');
  await vi.waitFor(() => expect(process.exit).toHaveBeenCalledExactlyOnceWith(1));
  expect(process.stderr.write).toHaveBeenCalledWith(expect.stringContaining('stuck'));
});
