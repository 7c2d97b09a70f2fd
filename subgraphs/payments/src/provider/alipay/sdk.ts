import { Socket } from 'node:net';
import type { AlipaySdkConfig } from 'alipay-sdk';

/*
 * The only import of Alipay's library. Its HTTP client patches `Socket.prototype.destroy` to annotate the
 * error, which throws when a pool closes several sockets with one error; those sockets would stay open.
 */
const { destroy } = Socket.prototype;
const { AlipaySdk } = await import('alipay-sdk');
Socket.prototype.destroy = destroy;

export { AlipaySdk };
/** Transport of the library's calls; accepts any undici dispatcher. */
export type ProxyAgent = NonNullable<AlipaySdkConfig['proxyAgent']>;
