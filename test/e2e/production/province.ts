import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@civic-graph/testing';
import {
  startUpstreamIssuer,
  type UpstreamIssuer,
  upstreamSecret,
} from '../../../subgraphs/identity/src/sign-in/upstream/upstream-issuer.fixture.ts';
import { type SelfSigned, writeSelfSigned } from '../self-signed.ts';

export interface ProvinceFiles {
  /** `SIGN_IN_FOLDER`: providers.json, and the secret that it names. */
  readonly folder: string;
  /** Of its issuer. */
  readonly tls: SelfSigned;
  readonly host: string;
  readonly port: number;
}

/** Writes the files of a provincial sign-in as an operator does. */
export async function writeProvince(host: string): Promise<ProvinceFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-province-'));
  const tls = await writeSelfSigned(folder, host);
  const port = await freePort();
  const provider = {
    id: 'province',
    name: { zh: '省统一认证', en: 'Provincial sign-in' },
    issuer: `https://${host}:${port}`,
    clientId: 'province',
    authentication: { method: 'client_secret_basic', secretFile: 'province.secret' },
    assurance: [{ level: 'high', acr: ['urn:province:face'] }],
    people: { citizen: 'resident_id_number' },
  };
  await writeFile(join(folder, 'province.secret'), upstreamSecret, { mode: 0o600 });
  await writeFile(join(folder, 'providers.json'), JSON.stringify({ providers: [provider] }));
  return { folder, tls, host, port };
}

/** Its issuer, at which a person signs in next. */
export async function openProvince(
  { tls, host, port }: ProvinceFiles,
  issuer: string,
  person: UpstreamIssuer['person'],
): Promise<UpstreamIssuer> {
  const [key, cert] = await Promise.all([readFile(tls.key, 'utf8'), readFile(tls.certificate, 'utf8')]);
  const upstream = await startUpstreamIssuer(port, issuer, { tls: { key, cert, host } });
  upstream.person = person;
  return upstream;
}
