import { realtimeProblems } from '../realtime/problems.ts';
import type { RealtimeSource } from '../realtime/source/realtime-source.ts';
import type { Setting, TransportResolvers } from './context.ts';
import type { RealtimeSourceStatus } from './resolver-types.ts';

export const realtimeSourceResolvers = ({ clock }: Setting): TransportResolvers['RealtimeSource'] => ({
  name: ({ source }) => source.settings.name,
  simulated: ({ source }) => source.settings.isSimulated ?? false,
  status: ({ source }) => statusOf(source, clock()),
  intervalSeconds: ({ source }) => source.settings.seconds,
  timestamp: ({ source: { timestamp } }) =>
    timestamp === null ? null : new Date(timestamp * 1000).toISOString(),
  ageSeconds: ({ source: { timestamp } }) =>
    timestamp === null ? null : Math.max(0, Math.floor(clock().getTime() / 1000 - timestamp)),
  receivedAt: ({ source: { receivedAt } }) => receivedAt?.toISOString() ?? null,
  lastError: ({ source: { failure } }) => failure?.message ?? null,
  lastErrorAt: ({ source: { failure } }) => failure?.at.toISOString() ?? null,
  incrementality: ({ source }) => source.incrementality,
  tripUpdateCount: ({ source }) => countOf(source, 'tripUpdates', clock()),
  vehicleCount: ({ source }) => countOf(source, 'vehicles', clock()),
  alertCount: ({ source }) => source.entities.alerts.size,
  problems: ({ problems }) => problems,
});

export const realtimeProblemResolvers: TransportResolvers['RealtimeProblem'] = {
  code: ({ code }) => code,
  message: ({ code }) => realtimeProblems[code],
  count: ({ count }) => count,
  example: ({ example }) => example,
};

function statusOf(source: RealtimeSource, now: Date): RealtimeSourceStatus {
  if (source.timestamp === null) return 'WAITING';
  return source.isStale(now) ? 'STALE' : 'CURRENT';
}

function countOf(source: RealtimeSource, kind: 'tripUpdates' | 'vehicles', now: Date): number {
  return source.isStale(now) ? 0 : source.entities[kind].size;
}
