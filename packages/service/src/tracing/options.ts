import type { TracingSettings } from './settings.ts';

export interface TracingOptions {
  /** Name of the service in traces. */
  readonly service: string;
  /** `null`: nothing is traced. */
  readonly settings: TracingSettings | null;
  /**
   * Who sends a `traceparent`. `anybody` may ask to be traced, and is, but not without end. The `gateway` has
   * decided already: what it traces is traced, and nothing else.
   */
  readonly callers: 'anybody' | 'gateway';
  /** Told when traces cannot be sent, and when they can again. */
  readonly report?: (state: 'lost' | 'sent') => void;
}
