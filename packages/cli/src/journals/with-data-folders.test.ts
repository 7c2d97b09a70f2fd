import { expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';

it.each(['nats://audit:s3cret@one,http://two', 'nats://audit:s3cret@one/records'])(
  'an address of another kind is no folder without records: %s',
  async (address) => {
    const explained = 'an address of JetStream must be nats: or tls: URLs, separated by commas\n';
    expect(await run(['audit', 'verify', address])).toEqual({ code: 2, stdout: '', stderr: explained });
    const inEnvironment = await run(['audit', 'verify'], { AUDIT_NATS_URL: address });
    expect(inEnvironment.stderr).toBe(explained);
  },
);
