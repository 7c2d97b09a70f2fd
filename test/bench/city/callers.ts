import { readFile } from 'node:fs/promises';
import type { Principal } from '@civic-graph/policy';
import { citizen, type TestIssuer } from '@civic-graph/testing';
import type { RequestParts } from '../load/request.ts';

/** A caller: everything that a contender is sent except `url`. */
export type Call = Omit<RequestParts, 'url'>;

const tokenLifeSeconds = 24 * 3600;
const query = await readFile(new URL('../../e2e/one-query/one-query.graphql', import.meta.url), 'utf8');

/** Callers of the demo city, each at another place. */
const stations = ['wulin', 'fengqi', 'longxiang', 'dingan', 'chengzhan', 'jinjiang', 'culture', 'datieguan'];
const destinations = ['east', 'jiubao', 'civic', 'qianjiang', 'xueyuan'];
const regions = ['330100', '330102', '330105', '330106', '330108', '330109', '330110'];

/** Makes requests differ although all answers are the same. */
const differingDigits = '#########';
/** Digits of a second. */
const differingSecond = `2026-11-26T08:00:00.${differingDigits}+08:00`;

export const operations = {
  small: { query: '{ region(code: "330100") { name } }', variables: {} },
  /** A minimal query to one agency about the caller. */
  ownNotice: {
    query: '{ me { notices(first: 1) { nodes { code status dueDate amount { amountMinor currency } } } } }',
    variables: {},
  },
  fourAgencies: {
    query,
    variables: {
      station: 'HZ:wulin',
      from: 'HZ:wulin',
      to: 'HZ:east',
      at: '2026-11-26T08:00:00+08:00',
      region: '330100',
    },
  },
} as const;

/** The same operation, sent by one caller for all. */
export async function sameCall(issuer: TestIssuer, operation: object): Promise<Call> {
  return call(issuer, citizen(0), operation);
}

/**
 * The query over four agencies as many citizens send it, each with their own token and place, so that nothing
 * can be deduplicated and no request repeats.
 */
export function citizensCalls(issuer: TestIssuer, count: number): Promise<Call[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const pick = (list: readonly string[]) => list[index % list.length]!;
      const station = `HZ:${pick(stations)}`;
      const variables = {
        station,
        from: station,
        to: `HZ:${pick(destinations)}`,
        at: differingSecond,
        region: pick(regions),
      };
      return call(issuer, citizen(index), { query, variables });
    }),
  );
}

/** A small query that differs in each request by an unknown extension, which is ignored. */
export function citizensSmallCalls(issuer: TestIssuer, count: number): Promise<Call[]> {
  const operation = { ...operations.ownNotice, extensions: { number: differingDigits } };
  return Promise.all(Array.from({ length: count }, (_, index) => call(issuer, citizen(index), operation)));
}

async function call(
  issuer: TestIssuer,
  caller: Principal & { kind: 'citizen' },
  operation: object,
): Promise<Call> {
  const exp = Math.floor(Date.now() / 1000) + tokenLifeSeconds;
  return {
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await issuer.mint(caller, { claims: { exp } })}`,
      // The peer does not verify tokens; it trusts the caller's identity.
      'bench-principal': Buffer.from(JSON.stringify(caller)).toString('base64url'),
    },
    body: JSON.stringify(operation),
  };
}
