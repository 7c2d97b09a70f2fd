import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Paths of PEM files. */
export interface SelfSigned {
  readonly key: string;
  readonly certificate: string;
}

/** Writes a key and a certificate of a host name, valid for a day, to a folder. */
export async function writeSelfSigned(folder: string, host: string): Promise<SelfSigned> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'],
    ...['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
    ...['-keyout', key, '-out', certificate],
  ]);
  return { key, certificate };
}
