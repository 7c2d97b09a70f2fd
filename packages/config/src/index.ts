export { ConfigurationError, parseEnvironment } from './environment.ts';
