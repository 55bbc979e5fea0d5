/** Templates that are meant to be read and committed; `.env.test` holds what tests need. */
const HARMLESS = /^\.env\.(?:.*\.)?(?:example|sample|template|dist|defaults|schema|test)$/;

/** Whether a file of this name most likely holds secrets: `.env` and its kin are hidden unless a contract lets one be written by name. */
export function isEnvironmentFile(name: string): boolean {
  return (name === '.env' || name.startsWith('.env.')) && !HARMLESS.test(name);
}
