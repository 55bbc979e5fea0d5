import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loaded with the first request: it takes as long as all of our own code, and the app need not wait for it at its start. */
export function openaiPackage(): typeof import('openai') {
  return require('openai');
}
