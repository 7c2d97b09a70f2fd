/** Meaning of a service's log line during a start. */
export type LogLine =
  | { readonly kind: 'progress' | 'failure'; readonly text: string }
  | { readonly kind: 'other' };

const pinoError = 50;
const noise = new Set(['level', 'time', 'pid', 'hostname', 'service', 'name', 'msg', 'reqId', 'version']);

/** Parses a line: services log JSON (pino); other output, such as Node's warnings, stays in the log file. */
export function readLogLine(line: string): LogLine {
  const entry = parseEntry(line);
  if (entry === null || typeof entry.msg !== 'string' || isAnnouncement(entry.msg)) return { kind: 'other' };
  const details = Object.entries(entry)
    .filter(([key, value]) => !noise.has(key) && ['string', 'number'].includes(typeof value))
    .map(([key, value]) => `${key} ${value}`);
  const text = [entry.msg, ...details].join(', ');
  return { kind: Number(entry.level) >= pinoError ? 'failure' : 'progress', text };
}

/** Skipped, because readiness is checked by request. */
function isAnnouncement(message: string): boolean {
  return message === 'ready' || message.startsWith('Server listening');
}

function parseEntry(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
