import { requestToken } from '@civic-graph/launcher';
import { run } from '../../../packages/cli/src/run-civic.fixture.ts';
import { city } from './city.ts';

/** Runs a command with `--json` as a persona of the deployment, or without a token. */
export async function civic(persona: string | null, ...words: readonly string[]) {
  const token = persona === null ? {} : { CIVIC_TOKEN: await requestToken(city.issuerUrl, { persona }) };
  const env = { CIVIC_GATEWAY: city.gatewayUrl, ...token };
  const { code, stdout, stderr } = await run([...words, '--json'], env);
  return { code, stderr, json: stdout === '' ? null : JSON.parse(stdout) };
}
