/** The address of a Redis deployment. */
export type RedisAddress =
  | { readonly kind: 'single'; readonly url: string }
  | (Guarded & { readonly kind: 'sentinel'; readonly hosts: readonly RedisHost[]; readonly master: string })
  | (Guarded & { readonly kind: 'cluster'; readonly hosts: readonly RedisHost[] });

export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

interface Guarded {
  readonly isEncrypted: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

const several = /^(rediss?)\+(sentinel|cluster):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^@/]+)(?:\/([\w.-]+))?$/;
const hostAndPort = /^(\[[0-9a-fA-F:]+\]|[\w.-]+)(?::(\d{1,5}))?$/;
const usualPort = { sentinel: 26_379, cluster: 6_379 };

/**
 * `redis://host`, `redis+sentinel://host1:26379,host2:26379/master` or `redis+cluster://host1,host2`;
 * `rediss` in each is TLS.
 * @returns `null` if it is none of these
 */
export function parseRedisAddress(text: string): RedisAddress | null {
  if (/^rediss?:\/\/[^,]+$/.test(text)) return URL.canParse(text) ? { kind: 'single', url: text } : null;
  const [, scheme, deployed, username, password, list, master] = several.exec(text) ?? [];
  if (scheme === undefined || list === undefined) return null;
  const kind = deployed === 'sentinel' ? 'sentinel' : 'cluster';
  const hosts = list.split(',').map((each) => {
    const [, host, port] = hostAndPort.exec(each) ?? [];
    return host === undefined
      ? null
      : { host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? usualPort[kind] : Number(port) };
  });
  if (hosts.some((host) => host === null || host.port > 65_535)) return null;
  if ((master === undefined) === (kind === 'sentinel')) return null;
  const guarded = {
    isEncrypted: scheme === 'rediss',
    username: username ? decodeURIComponent(username) : undefined,
    password: password === undefined ? undefined : decodeURIComponent(password),
    hosts: hosts.filter((host) => host !== null),
  };
  return kind === 'sentinel' ? { ...guarded, kind, master: master ?? '' } : { ...guarded, kind };
}
