export {
  type AgencyDirectory,
  allowsPurpose,
  createAgencyDirectory,
  type ScopeDescription,
} from './agency-directory.ts';
export { type AgencySource, changeableSource } from './agency-source.ts';
export { agencyKinds, type Manifest, manifestSchema } from './manifest.ts';
export { ManifestError } from './manifest-error.ts';
export { manifestFolder } from './manifest-folder.ts';
export { parseManifest } from './parse-manifest.ts';
export { type ManifestListing, readManifests } from './read-manifests.ts';
export { watchManifests } from './watch-manifests.ts';
