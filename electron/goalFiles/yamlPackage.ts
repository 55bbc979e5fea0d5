import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loaded with the first contract file, and not at the start of the app. */
export function yamlPackage(): typeof import('yaml') {
  return require('yaml');
}
