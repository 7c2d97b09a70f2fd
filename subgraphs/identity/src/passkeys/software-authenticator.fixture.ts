import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';

/** How an authenticator, or an attacker, deviates. */
export interface CeremonyChanges {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly crossOrigin?: boolean;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string | null;
  readonly alg?: number;
  readonly key?: KeyObject;
}

interface Options {
  readonly challenge: string;
}

/** An authenticator with one discoverable ES256 key (Web Authentication Level 3, section 6). */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(24).toString('base64url');
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #origin: string;
  readonly #synced: boolean;
  #userHandle = '';
  counter: number;

  constructor(origin: string, { counter = 1, synced = false }: { counter?: number; synced?: boolean } = {}) {
    this.#origin = origin;
    this.counter = counter;
    this.#synced = synced;
  }

  get privateKey(): KeyObject {
    return createPrivateKey(this.#key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  }

  /** @returns `RegistrationResponseJSON` as text */
  create(
    options: Options & { readonly user: { readonly id: string } },
    changes: CeremonyChanges = {},
  ): string {
    this.#userHandle = options.user.id;
    const { x = '', y = '' } = this.#key.publicKey.export({ format: 'jwk' });
    const cose = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, changes.alg ?? -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
    const id = Buffer.from(this.credentialId, 'base64url');
    const length = Buffer.from([id.length >> 8, id.length & 255]);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, cose]);
    const authData = Buffer.concat([this.#authenticatorData(0x40, changes), attested]);
    const attestation = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', options, changes).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** @returns `AuthenticationResponseJSON` as text */
  get(options: Options, changes: CeremonyChanges = {}): string {
    if (this.counter > 0) this.counter += 1;
    const authData = this.#authenticatorData(0, changes);
    const clientData = this.#clientData('webauthn.get', options, changes);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    const userHandle = changes.userHandle === undefined ? this.#userHandle : changes.userHandle;
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, changes.key ?? this.#key.privateKey).toString('base64url'),
      ...(userHandle !== null && { userHandle }),
    });
  }

  #authenticatorData(flags: number, changes: CeremonyChanges): Buffer {
    const rpId = changes.rpId ?? new URL(this.#origin).hostname;
    // User present; user verified; backup eligible.
    const state = 0x01 | (changes.userVerified === false ? 0 : 0x04) | (this.#synced ? 0x08 : 0);
    const tail = Buffer.alloc(5);
    tail.writeUInt8(flags | state, 0);
    tail.writeUInt32BE(changes.counter ?? this.counter, 1);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), tail]);
  }

  #clientData(type: string, { challenge }: Options, changes: CeremonyChanges): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: changes.type ?? type,
        challenge: changes.challenge ?? challenge,
        origin: changes.origin ?? this.#origin,
        crossOrigin: changes.crossOrigin ?? false,
      }),
    );
  }

  #answer(response: object): string {
    const id = this.credentialId;
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  }
}

/** The few forms of CBOR (RFC 8949) that authenticators use. */
function cbor(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (value instanceof Map) {
    return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)]);
  }
  throw new Error(`no CBOR for ${String(value)}`);
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  if (count < 256) return Buffer.from([(major << 5) | 24, count]);
  return Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
}

/** Options that a page gives to its script. */
export function optionsOf(
  html: string,
): { challenge: string; user: { id: string } } & Record<string, unknown> {
  const [, json = '{}'] = /data-options="([^"]*)"/.exec(html) ?? [];
  return JSON.parse(json.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'));
}
