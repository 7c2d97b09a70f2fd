export { ConfigurationError, parseEnvironment } from './environment.ts';
export { logDestination } from './log-destination.ts';
