/*
 * The chart of deploy/helm, without a cluster. Suites share what they render, so they are one file.
 * What this cannot show (scheduling, admission, a real Gateway) is in docs/how-to/deploy-on-kubernetes.md.
 */
import './chart.suite.ts';
import './pods.suite.ts';
import './environment.suite.ts';
import './flows.suite.ts';
import './edge.suite.ts';
import './kustomize.suite.ts';
