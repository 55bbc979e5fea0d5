import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Attempt, command } from '../attempt';

const read = (id: string, ...paths: readonly string[]) => command(`read-${id}`, () => `cat ${paths.join(' ')}`);

/** Reading what no command reads: keys and profiles of the home folder, `.env` files, hidden paths, the app's own data. */
export const SECRET_ATTEMPTS: readonly Attempt[] = [
  read('ssh', '~/.ssh/id_ed25519'),
  read('aws', '~/.aws/credentials'),
  read('gnupg', '~/.gnupg/private-keys-v1.d/key'),
  read('tokens', '~/.netrc', '~/.npmrc', '~/.git-credentials', '~/.config/gh/hosts.yml'),
  read('containers', '~/.docker/config.json', '~/.kube/config'),
  read('keychain', '~/.local/share/keyrings/login.keyring', '~/.password-store/mail.gpg'),
  read('browser', '~/.mozilla/firefox/p.default/cookies.sqlite', '~/.config/google-chrome/Default/Cookies'),
  read('history', '~/.bash_history'),
  read('env-root', '.env'),
  read('env-nested', 'packages/app/.env.local'),
  read('env-deep', 'a/b/c/d/e/.env'),
  read('env-build', 'dist/.env'),
  command('read-env-moved', () => ['mv a moved', 'cat moved/b/c/d/e/.env'], { boundaries: { write: ['.'] } }),
  read('hidden', 'private/key', 'src/hidden/key'),
  command('read-hidden-by-link', () => 'ln -s ../private src/p; cat src/p/key; ln -s "$PWD/private/key" src/k; cat src/k'),
  command('read-hidden-by-hardlink', () => 'ln .env src/e; ln private/key src/k; cat src/e src/k'),
  command('read-hidden-by-copy', ({ home }) => `cp -r '${home}' src/home; cp -r private src/private; tar cf src/t.tar . ~`),
  command(
    'read-hidden-by-move',
    () => ['mv packages moved; mv private src/private', 'cat moved/app/.env.local src/private/key'],
    {
      boundaries: { write: ['.'] },
    },
  ),
  command(
    'read-hidden-in-ignored-name',
    () => ['mkdir -p node_modules; mv packages node_modules/p', 'cat node_modules/p/app/.env.local'],
    {
      boundaries: { write: ['.'] },
    },
  ),
  command('read-hidden-by-descriptor', () => 'exec 5<private/key; cat <&5; dd if=.env; head -c 99 /proc/self/cwd/.env'),
  command(
    'read-hidden-by-git',
    () => 'git hash-object -w .env private/key; git diff --no-index /dev/null .env; git grep --no-index SECRET',
  ),
  command('read-data', ({ dataDir }) => `cat '${dataDir}/goalpost.db'; grep -r SECRET '${dataDir}'`),
  command('read-other-thread', ({ dataDir }) => `cat '${dataDir}/threads/other/tmp/x' "$TMPDIR/../../other/tmp/x"`),
  command('read-check-temp', () => ['cat "$TMPDIR/../check/x"'], {
    before: ({ dataDir, secrets }) => {
      // The checks' own folder is made before the first command, as it stands after a check.
      writeCheckFile(dataDir, [...secrets.keys()][0] ?? '');
    },
    control: { unsafe: 'a plain shell has no folder of the app’s in TMPDIR; read-data proves the detector' },
  }),
  command('read-environment', () => 'env; cat /proc/self/environ; cat /proc/$PPID/environ', {
    before: ({ secrets }) => {
      process.env.GOALPOST_ESCAPE = [...secrets.keys()][0] ?? '';
    },
  }),
];

function writeCheckFile(dataDir: string, secret: string): void {
  const folder = join(dataDir, 'threads', 't', 'check');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'x'), secret);
}
