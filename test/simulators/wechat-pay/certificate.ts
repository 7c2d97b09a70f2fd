import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A key, and a certificate with the name of its owner. */
export interface Identity {
  readonly privateKey: KeyObject;
  readonly privateKeyPem: string;
  readonly certificatePem: string;
  /** Upper-case hexadecimal, as WeChat Pay writes it in headers. */
  readonly serial: string;
}

const tag = (number: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length =
    size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, Math.floor(size / 256), size % 256];
  return Buffer.concat([Buffer.from([number, ...length]), content]);
};
const sequence = (...parts: Uint8Array[]) => tag(0x30, ...parts);
const text = (number: number, value: string) => tag(number, Buffer.from(value));
const sha256WithRsa = sequence(
  tag(0x06, Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b])),
  tag(0x05),
);

/**
 * Creates a self-signed certificate (RFC 5280, DER), because Node cannot, and a key in the repository might
 * be trusted some day.
 */
export function createIdentity(name: string): Identity {
  // The first byte makes it a positive 20-byte number in every notation.
  const serial = `5a${randomBytes(19).toString('hex')}`;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const subject = sequence(tag(0x31, sequence(tag(0x06, Buffer.from([0x55, 0x04, 0x03])), text(0x0c, name))));
  const body = sequence(
    tag(0xa0, tag(0x02, Buffer.from([2]))),
    tag(0x02, Buffer.from(serial, 'hex')),
    sha256WithRsa,
    subject,
    sequence(text(0x18, '20260101000000Z'), text(0x18, '21260101000000Z')),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('RSA-SHA256', body, privateKey);
  const der = sequence(body, sha256WithRsa, tag(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    privateKey,
    privateKeyPem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    certificatePem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    serial: serial.toUpperCase(),
  };
}
