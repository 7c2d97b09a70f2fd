import { scenario } from '../scenario.ts';
import { startBoth } from './two-gateways.ts';

/*
 * Two gateways beside a deployment are nine processes. These scenarios have them together, one after the
 * other; each begins with the switches on, identity running, and what it needs of consents.
 */
startBoth();

// While lin has all her consents.
scenario('kill switch', () => import('../kill-switch/kill-switch.scenario.ts'));
scenario('refresh reuse', () => import('../refresh-reuse/refresh-reuse.scenario.ts'));
// Identity is killed in it.
scenario('consent withdrawn', () => import('../consent-withdrawn/consent-withdrawn.scenario.ts'));
// Before the last: its app's tokens are refused for some seconds more.
scenario('app suspended', () => import('../app-suspended/app-suspended.scenario.ts'));
// Last: it stops a gateway.
scenario('subscriptions', () => import('../subscriptions/subscriptions.scenario.ts'));
