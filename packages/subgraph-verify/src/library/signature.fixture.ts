import { createHash, createHmac, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Principal, principalSchema } from '@civic-graph/policy';
import type { Faults, SkippedStep } from './faults.fixture.ts';

export interface VerifierOptions {
  readonly name: string;
  readonly key: { readonly secret: string } | { readonly publicKey: KeyObject };
  readonly faults: Faults;
  /** Values that the caller supplies, for a server that does not compare them with the right ones. */
  readonly made: readonly string[];
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Verified = { readonly principal: Principal; readonly nonce: string } | { readonly code: string };

const anonymous: Principal = { kind: 'anonymous' };
const anonymousHeader = Buffer.from(JSON.stringify(anonymous)).toString('base64url');
const covered = ['@method', '@path', 'content-digest', 'civic-principal', 'civic-request-id'];

/** Verifies a call step by step; each step can be skipped. */
export function verifyCall(call: Call, options: VerifierOptions): Verified {
  const { faults, name, key } = options;
  const does = (step: SkippedStep) => !faults.has(`skips ${step}`);
  const header = (field: string) => String(call.headers[field] ?? '');
  const invalid = { code: 'SIGNATURE_INVALID' };
  const expired = { code: 'SIGNATURE_EXPIRED' };

  if (!header('signature') || !header('signature-input')) return { code: 'SIGNATURE_REQUIRED' };
  if (does('path query') && call.path.includes('?')) return invalid;
  const all = [...header('signature-input').matchAll(/(\w+)=(\(([^)]*)\)((?:;\w+=(?:"[^"]*"|\d+))*))/g)];
  const members = does('tag') ? all.filter(([, , , , text]) => text?.includes(';tag="civic-graph"')) : all;
  const [member] = members;
  if (!member || (does('tag') && members.length > 1)) return invalid;
  if (faults.has('reads one signature') && all.length > 1) return invalid;
  const [, label, input = '', list = '', text = ''] = member;
  const components = list.split(' ').filter(Boolean);
  const parameters = Object.fromEntries(
    [...text.matchAll(/;(\w+)=(?:"([^"]*)"|(\d+))/g)].map(([, field, quoted, number]) => [
      field,
      quoted ?? Number(number),
    ]),
  ) as Readonly<Record<string, string | number>>;
  if (does('coverage') && !covered.every((part) => components.includes(`"${part}"`))) return invalid;
  if (does('key id') && parameters.keyid !== name) return invalid;
  const needed = ['created', 'expires', 'nonce', 'alg'];
  if (does('parameters') && !needed.every((field) => field in parameters)) return invalid;
  const algorithm = 'secret' in key ? 'hmac-sha256' : 'ed25519';
  const follows = faults.has('takes the algorithm of the header');
  if (does('algorithm') && !follows && 'alg' in parameters && parameters.alg !== algorithm) return invalid;
  const bytes = faults.has('digests characters') ? Buffer.from(call.body.toString(), 'latin1') : call.body;
  const digest = createHash('sha256').update(bytes).digest('base64');
  if (does('digest') && header('content-digest') !== `sha-256=:${digest}:`) return invalid;
  const found = new RegExp(`${label}=:([^:]+):`).exec(header('signature'))?.[1] ?? '';
  const signature = Buffer.from(found, 'base64');
  const isRight = bases(call, components, input, options).some((base) =>
    holds(base, signature, key, follows ? String(parameters.alg) : algorithm),
  );
  if (does('signature') && !isRight) return invalid;

  const now = Date.now() / 1000;
  const { created = now, expires = now, nonce = '' } = parameters;
  const skew = faults.has('allows no clock skew') ? 0.5 : 5;
  if (does('future') && Number(created) > now + skew) return expired;
  if (does('expires') && Number(expires) < Math.floor(now)) return expired;
  if (does('lifetime') && Number(expires) - Number(created) > 60) return invalid;
  if (faults.has('refuses traceparent') && header('traceparent')) return invalid;
  const principal = readPrincipal(header('civic-principal'));
  if (principal === null && does('principal form')) return invalid;
  return { principal: principal ?? anonymous, nonce: String(nonce) };
}

/** One signature base; a server that forgets to compare a part also tries others. */
function bases(
  call: Call,
  components: readonly string[],
  input: string,
  { faults, made }: VerifierOptions,
): string[] {
  const path = call.path.split('?')[0] ?? '';
  const requestIds = faults.has('accepts any signed request id') ? made.slice(-6) : [];
  const methods = [call.method, ...(faults.has('accepts any signed method') ? ['GET'] : [])];
  const paths = [path, ...(faults.has('accepts any signed path') ? [`${path}/other`] : [])];
  const principals = [
    String(call.headers['civic-principal'] ?? ''),
    ...(faults.has('accepts any signed principal') ? [anonymousHeader] : []),
  ];
  const all: string[] = [];
  for (const method of methods) {
    for (const at of paths) {
      for (const principal of principals) {
        for (const requestId of [String(call.headers['civic-request-id'] ?? ''), ...requestIds]) {
          const values: Readonly<Record<string, string>> = {
            '"@method"': method,
            '"@path"': at,
            '"content-digest"': String(call.headers['content-digest'] ?? ''),
            '"civic-principal"': principal,
            '"civic-request-id"': requestId,
          };
          const lines = components.map((component) => `${component}: ${values[component] ?? ''}`);
          all.push([...lines, `"@signature-params": ${input}`].join('\n'));
        }
      }
    }
  }
  return all;
}

function holds(base: string, signature: Buffer, key: VerifierOptions['key'], algorithm: string): boolean {
  if ('secret' in key) return hmac(base, key.secret).equals(signature);
  if (algorithm !== 'hmac-sha256') return verify(null, Buffer.from(base), key.publicKey, signature);
  const { x = '' } = createPublicKey(key.publicKey.export({ type: 'spki', format: 'pem' })).export({
    format: 'jwk',
  });
  return hmac(base, x).equals(signature);
}

function hmac(base: string, secret: string): Buffer {
  return createHmac('sha256', Buffer.from(secret, 'base64url')).update(base).digest();
}

function readPrincipal(header: string): Principal | null {
  try {
    return principalSchema.parse(JSON.parse(Buffer.from(header, 'base64url').toString()));
  } catch {
    return null;
  }
}
