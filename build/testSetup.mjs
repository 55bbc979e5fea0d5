import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfChanged, ENTRIES } from './bundle.mjs';
import { ROOT } from './root.mjs';
import { say } from './say.mjs';

/**
 * Before any test file: the bundles that tests fork or spawn. An entry that cannot be built is told and leaves the tests that need
 * it red, not all others unseen; `npm test` builds strictly before it comes here.
 */
export async function setup() {
  const entries = ENTRIES.filter((entry) => existsSync(join(ROOT, entry.from)));
  const result = await buildIfChanged({ entries });
  if (!result.ok) say(result.message);
}
