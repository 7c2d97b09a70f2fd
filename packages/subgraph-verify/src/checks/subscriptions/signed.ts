import type { Check, Finding } from '../../check.ts';
import { operationOf } from '../../schema/path-operation.ts';
import { judgeRefusal } from '../signature/refusal-check.ts';
import { firstAnswer, noSubscription, subscriptionPaths } from './open-subscription.ts';

export const signed: Check = {
  id: 'subscriptions/signed',
  section: 'subscriptions',
  holds: 'refuses a subscription that the gateway has not signed',
  async run(server) {
    const [path] = subscriptionPaths(server);
    if (path === undefined) return [noSubscription];
    const operation = operationOf(path, { sample: server.sample });
    const request = server.subscription(operation);
    const { signature: _, 'signature-input': __, ...unsigned } = request.headers;
    const findings: Finding[] = [];
    const judge = async (sent: string, changes: object, code: 'SIGNATURE_REQUIRED' | 'SIGNATURE_INVALID') => {
      findings.push(judgeRefusal(await firstAnswer(server, { ...request, ...changes }), code, sent));
    };
    await judge(`${operation.query} without a signature`, { headers: unsigned }, 'SIGNATURE_REQUIRED');
    const body = request.body.replace('subscription', ' subscription');
    await judge(`${operation.query}, altered after signing`, { body }, 'SIGNATURE_INVALID');
    return findings;
  },
};
