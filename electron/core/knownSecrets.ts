import type { KnownSecret } from '../../shared/report/redactor';

/** Names of variables that hold secrets by custom: `OPENAI_API_KEY`, `GITHUB_TOKEN`, `DB_PASSWORD`. */
const SECRET_NAME = /(KEY|TOKEN|SECRET|PASSW(OR)?D|PASSPHRASE|CREDENTIALS?|AUTH)(_|$)/i;

/** Such a variable may name a file, a socket or a number, which is no secret. */
const NO_SECRET = /^([/~.]|\d+$|(true|false|yes|no|none)$)/i;

/** What of an environment is not to leave the machine: an export takes these values out wherever they stand. */
export function environmentSecrets(environment: NodeJS.ProcessEnv): readonly KnownSecret[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value && SECRET_NAME.test(name) && !NO_SECRET.test(value) ? [{ name, value }] : [],
  );
}
