export { type DescribedVariable, describedVariables } from './described-variables.ts';
export { ConfigurationError, parseEnvironment } from './environment.ts';
export { logDestination } from './log-destination.ts';
