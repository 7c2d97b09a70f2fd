import type { Report } from '@civic-graph/subgraph-verify';
import { run } from '../../../packages/cli/src/run-civic.fixture.ts';
import { repository } from '../../node-process.ts';

export interface Verification {
  readonly url: string;
  readonly name: string;
  /** Path in the repository. */
  readonly schema: string;
  readonly sample?: string;
  /** The secret, or the file of the gateway's private key. */
  readonly key: { readonly secret: string } | { readonly file: string };
}

export interface Verified {
  readonly code: number;
  readonly failed: Report['checks'];
  /** `<check>: <what it needs>: <subject>`, for each attempt that was not possible. */
  readonly unproved: readonly string[];
  readonly report: Report;
}

/** Runs `civic subgraph verify` as an agency would type it. */
export async function verify({ url, name, schema, sample, key }: Verification): Promise<Verified> {
  const args = [
    ...['subgraph', 'verify', url, '--name', name, '--schema', `${repository}${schema}`, '--idle', '3'],
    ...(sample === undefined ? [] : ['--sample', `${repository}${sample}`]),
    ...('file' in key ? ['--gateway-key', key.file] : []),
    '--json',
  ];
  const env = 'secret' in key ? { SUBGRAPH_SECRET: key.secret } : {};
  const { code, stdout, stderr } = await run(args, env);
  if (code === 2) throw new Error(stderr);
  const report = JSON.parse(stdout) as Report;
  const unproved = report.checks.flatMap(({ id, notChecked }) =>
    notChecked.map(({ needs, what }) => [id, needs, ...what].join(': ')),
  );
  const failed = report.checks.filter(({ verdict }) => verdict === 'failed');
  return { code, failed, unproved, report };
}
