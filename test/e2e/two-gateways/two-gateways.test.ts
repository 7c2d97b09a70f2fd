import { scenario } from '../scenario.ts';
import { startBoth } from './two-gateways.ts';

/*
 * Two gateways beside a deployment are nine processes, so these scenarios share them, one at a time. Each
 * begins with no switches, identity running, and the consents that it needs.
 */
startBoth();

// First: it begins when all serve the first rollout.
scenario('canary', () => import('../canary/canary.scenario.ts'));
// While lin has given all consents.
scenario('kill switch', () => import('../kill-switch/kill-switch.scenario.ts'));
scenario('refresh reuse', () => import('../refresh-reuse/refresh-reuse.scenario.ts'));
// It kills identity.
scenario('consent withdrawn', () => import('../consent-withdrawn/consent-withdrawn.scenario.ts'));
// Before the last, because its app's tokens are refused for some more seconds.
scenario('app suspended', () => import('../app-suspended/app-suspended.scenario.ts'));
// Last, because it stops a gateway.
scenario('subscriptions', () => import('../subscriptions/subscriptions.scenario.ts'));
