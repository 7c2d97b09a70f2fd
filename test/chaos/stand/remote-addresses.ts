import { readdir, readFile, readlink } from 'node:fs/promises';

/** Remote addresses of a process's TCP and UDP sockets, as `host:port`, without listening ones. */
export async function remoteAddressesOf(pid: number): Promise<readonly string[]> {
  const inodes = new Set<string>();
  for (const descriptor of await readdir(`/proc/${pid}/fd`)) {
    const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined) inodes.add(inode);
  }
  const [ports, remotes]: [Set<string>, { local: string; remote: string }[]] = [new Set(), []];
  for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
    const lines = (await readFile(`/proc/${pid}/net/${table}`, 'utf8')).split('\n').slice(1);
    for (const line of lines) {
      const [, local = '', remote = '', , , , , , , inode = ''] = line.trim().split(/\s+/);
      if (!inodes.has(inode)) continue;
      if (/:0000$/.test(remote)) ports.add(portOf(local));
      else remotes.push({ local, remote });
    }
  }
  // A connection to a listening port was accepted, so it is inbound.
  return remotes.filter(({ local }) => !ports.has(portOf(local))).map(({ remote }) => written(remote));
}

function portOf(address: string): string {
  return address.slice(address.lastIndexOf(':') + 1);
}

/** The kernel writes 32-bit words in the machine's byte order. */
function written(address: string): string {
  const [host = '', port = ''] = address.split(':');
  const words = host.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => [...Buffer.from(word, 'hex')].reverse());
  // ::ffff:a.b.c.d is an IPv4 address (RFC 4291, section 2.5.5.2).
  const isIpv4 = bytes.length === 4 || (bytes.length === 16 && words.slice(0, 2).join('') === '0'.repeat(16));
  const text = isIpv4 ? bytes.slice(-4).join('.') : `[${Buffer.from(bytes).toString('hex')}]`;
  return `${text}:${Number.parseInt(port, 16)}`;
}
