export { type AgencyDirectory, createAgencyDirectory, type ScopeDescription } from './agency-directory.ts';
export { agencyKinds, type Manifest, manifestSchema } from './manifest.ts';
export { ManifestError } from './manifest-error.ts';
export { parseManifest } from './parse-manifest.ts';
