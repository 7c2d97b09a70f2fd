import { readFile } from 'node:fs/promises';
import { repository } from './compose-file.ts';

/**
 * The rules of deploy/haproxy.cfg with local addresses.
 *
 * @param servicePort of the server behind all of them
 * @param ports local ports by those of the file
 */
export async function localBalancer(
  servicePort: number,
  ports: ReadonlyMap<string, number>,
): Promise<string> {
  return (await readFile(`${repository}deploy/haproxy.cfg`, 'utf8'))
    .replace(/^resolvers docker\n( {4}.*\n)+/m, '')
    .replace(/ resolvers docker( init-addr none)?/g, '')
    .replace(/server-template gateway 8 gateway:4000/, `server gateway 127.0.0.1:${servicePort}`)
    .replace(/ (identity:4001|payments:4003|statistics:4004|transport:4002)/g, ` 127.0.0.1:${servicePort}`)
    .replace(/bind :(\d+)/g, (_, bound: string) => `bind 127.0.0.1:${ports.get(bound)}`);
}
