import type { TracingSettings } from './settings.ts';

export interface TracingOptions {
  /** Name of the service in traces. */
  readonly service: string;
  /** `null`: no tracing. */
  readonly settings: TracingSettings | null;
  /**
   * Senders of `traceparent`. `anybody`: requested traces are recorded, up to a rate. `gateway`: its sampling
   * decision is followed.
   */
  readonly callers: 'anybody' | 'gateway';
  /** Called when traces can no longer be sent, and when they can again. */
  readonly report?: (state: 'lost' | 'sent') => void;
}
