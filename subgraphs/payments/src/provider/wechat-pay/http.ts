import { z } from 'zod';
import { readBody } from '../download.ts';
import { ProviderUnavailable } from '../provider.ts';
import type { WeChatPayOptions } from './options.ts';
import { open, sealed } from './sealed.ts';

/** The host that the library signs for; tests and proxies use another. */
const liveOrigin = 'https://api.mch.weixin.qq.com';
const certificatesPath = '/v3/certificates';
const downloadPath = '/v3/billdownload/file';

interface SignedAnswer {
  readonly timestamp: string;
  readonly nonce: string;
  readonly serial: string;
  readonly signature: string;
  readonly body: string;
}

type Headers = Record<string, string>;

const certificates = z.object({ data: z.array(z.looseObject({ encrypt_certificate: sealed })) });

/**
 * HTTP service for the library. Its own has no deadline, parses before signatures are checked, and returns
 * failures as answers.
 */
export function createHttp(options: WeChatPayOptions, isGenuine: (signed: SignedAnswer) => Promise<boolean>) {
  const { config, fetch, timeoutMilliseconds = 5_000 } = options;

  async function request(method: string, url: string, headers: Headers, body?: string) {
    // Our signature goes only to WeChat Pay's host, whatever download_url says.
    if (!url.startsWith(`${liveOrigin}/`))
      throw new ProviderUnavailable('an address that is not WeChat Pay’s');
    const path = url.slice(liveOrigin.length);
    const isDownload = path.startsWith(downloadPath);
    let response: Response;
    let text: string;
    try {
      response = await fetch(config.endpoint.replace(/\/$/, '') + path, {
        method,
        headers: { ...headers, accept: 'application/json' },
        ...(body === undefined ? {} : { body }),
        redirect: 'error',
        signal: AbortSignal.timeout(isDownload ? 120_000 : timeoutMilliseconds),
      });
      text = (await readBody(response)).toString('utf8');
    } catch (cause) {
      throw new ProviderUnavailable(`${method} ${pathOnly(path)}: no answer`, { cause });
    }
    // The signed answer contains the hash of the statement's bytes.
    if (isDownload) return { status: response.status, data: text };
    if (path === certificatesPath) requireSeals(text, config.apiV3Key);
    else if (!(await isGenuine(signedAnswer(response, text)))) {
      throw new ProviderUnavailable(`${method} ${pathOnly(path)}: HTTP ${response.status}, not signed`);
    }
    return { status: response.status, data: text === '' ? {} : parseJson(text) };
  }

  return {
    get: (url: string, headers: Headers) => request('GET', url, headers),
    // The library has signed JSON.stringify of the same object.
    post: (url: string, params: Record<string, unknown>, headers: Headers) =>
      request('POST', url, headers, JSON.stringify(params)),
    upload: async () => {
      throw new Error('nothing is uploaded');
    },
  };
}

function signedAnswer(response: Response, body: string): SignedAnswer {
  const header = (name: string) => response.headers.get(`wechatpay-${name}`) ?? '';
  return {
    timestamp: header('timestamp'),
    nonce: header('nonce'),
    serial: header('serial'),
    signature: header('signature'),
    body,
  };
}

/**
 * The certificates authenticate everything else, and only their encryption authenticates them; the library
 * does not check it.
 */
function requireSeals(text: string, apiV3Key: string): void {
  try {
    for (const { encrypt_certificate } of certificates.parse(JSON.parse(text)).data) {
      open(encrypt_certificate, apiV3Key);
    }
  } catch (cause) {
    throw new ProviderUnavailable('certificates that WeChat Pay did not encrypt', { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProviderUnavailable('an answer that is not JSON');
  }
}

/** Without the query, which may contain a download token. */
function pathOnly(path: string): string {
  return path.split('?')[0] ?? '';
}
