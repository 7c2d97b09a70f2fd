import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@civic-graph/testing';
import {
  startUpstreamIssuer,
  type UpstreamIssuer,
  upstreamSecret,
} from '../../../subgraphs/identity/src/sign-in/upstream/upstream-issuer.fixture.ts';

export interface ProvinceFiles {
  /** `SIGN_IN_FOLDER`: providers.json, and the secret that it names. */
  readonly folder: string;
  /** Path of the certificate of its issuer, which signs itself. */
  readonly certificate: string;
  readonly port: number;
}

/** Writes the files of a provincial sign-in as an operator does. */
export async function writeProvince(): Promise<ProvinceFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-province-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const flags = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', ...flags, ...name, '-keyout', key, '-out', certificate],
  ]);
  const port = await freePort();
  const provider = {
    id: 'province',
    name: { zh: '省统一认证', en: 'Provincial sign-in' },
    issuer: `https://localhost:${port}`,
    clientId: 'province',
    authentication: { method: 'client_secret_basic', secretFile: 'province.secret' },
    assurance: [{ level: 'high', acr: ['urn:province:face'] }],
    people: { citizen: 'resident_id_number' },
  };
  await writeFile(join(folder, 'province.secret'), upstreamSecret, { mode: 0o600 });
  await writeFile(join(folder, 'providers.json'), JSON.stringify({ providers: [provider] }));
  return { folder, certificate, port };
}

/** Its issuer, at which a person signs in next. */
export async function openProvince(
  { folder, certificate, port }: ProvinceFiles,
  issuer: string,
  person: UpstreamIssuer['person'],
): Promise<UpstreamIssuer> {
  const [key, cert] = await Promise.all([
    readFile(join(folder, 'key.pem'), 'utf8'),
    readFile(certificate, 'utf8'),
  ]);
  const upstream = await startUpstreamIssuer(port, issuer, { tls: { key, cert } });
  upstream.person = person;
  return upstream;
}
