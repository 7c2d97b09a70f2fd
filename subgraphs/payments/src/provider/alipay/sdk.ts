import { Socket } from 'node:net';
import type { AlipaySdkConfig } from 'alipay-sdk';

/*
 * Alipay's library is imported here and nowhere else. Its HTTP client replaces `Socket.prototype.destroy` of
 * the whole process, to write the socket into the error that ends it. A connection pool ends all of its
 * sockets with one error, and the second write throws: that socket stays open, and whoever closes the pool
 * gets a TypeError.
 */
const { destroy } = Socket.prototype;
const { AlipaySdk } = await import('alipay-sdk');
Socket.prototype.destroy = destroy;

export { AlipaySdk };
/** What carries the library's calls; it takes any dispatcher of undici. */
export type ProxyAgent = NonNullable<AlipaySdkConfig['proxyAgent']>;
