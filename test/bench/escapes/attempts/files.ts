import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Attempt, command } from '../attempt';

/** Writing where nothing was allowed: by its name, by `..`, by symbolic and hard links, by moving what stands in between. */
export const FILE_ATTEMPTS: readonly Attempt[] = [
  command('write-outside', ({ outside }) => `echo x > '${outside}/f'`),
  command('write-dotdot', () => 'echo x > src/../../outside/f'),
  command('write-unlisted', () => 'echo x > one.txt; echo x > new.txt'),
  command('remove-outside', ({ outside }) => `rm -rf '${outside}'; truncate -s 0 '${outside}/f'`),
  command('mode-outside', ({ outside }) => `chmod 777 '${outside}/f'; chmod u+s '${outside}/f'`),
  command('move-outside-in', ({ outside }) => `mv '${outside}/f' src/f`),
  command('symlink-file', ({ outside }) => `ln -s '${outside}/f' src/l && echo x > src/l`),
  command('symlink-folder', ({ outside }) => `ln -s '${outside}' src/d && echo x > src/d/f && echo x > src/d/g`),
  command('symlink-dangling', ({ outside }) => `ln -s '${outside}/new' src/l && echo x > src/l`),
  command(
    'symlink-chain',
    ({ outside }) => `ln -s '${outside}' src/one; ln -s one src/two; ln -s two/../two src/three; echo x > src/three/f`,
  ),
  command(
    'symlink-by-proc',
    ({ outside }) => `cd '${outside}' && ln -s /proc/self/cwd "$OLDPWD/src/l" && echo x > "$OLDPWD/src/l/f"`,
  ),
  command('symlink-swapped', ({ outside }) => {
    const swap = `for n in $(seq 60); do rm -rf src/s; mkdir src/s; rm -rf src/s; ln -s '${outside}' src/s; done &`;
    return `${swap} for n in $(seq 120); do echo x > src/s/f; done 2>/dev/null; wait; echo x > src/s/f`;
  }),
  command('boundary-is-a-link', () => 'echo x > link/f', {
    before: ({ workspace, outside }) => symlinkSync(outside, join(workspace, 'link')),
    boundaries: { write: ['link', 'link/'] },
  }),
  command('boundary-becomes-a-link', ({ outside }) => [
    `mv src old; rmdir src; rm -rf src; ln -s '${outside}' src; echo x > src/f`,
    'echo x > src/f',
  ]),
  command(
    'nested-boundary-becomes-a-link',
    ({ outside }) => [`rm -rf deep/inner; mv deep/inner deep/x; ln -s '${outside}' deep/inner`, 'echo x > deep/inner/f'],
    {
      before: ({ workspace }) => void mkdirSync(join(workspace, 'deep/inner'), { recursive: true }),
      boundaries: { write: ['deep/', 'deep/inner/'] },
    },
  ),
  command(
    'entry-becomes-a-link',
    ({ outside }) => [`ln -sf '${outside}/f' one.txt; rm one.txt; ln -s '${outside}/f' one.txt`, 'echo x > one.txt'],
    {
      boundaries: { write: ['one.txt'] },
    },
  ),
  command('hardlink-outside', ({ outside }) => `ln '${outside}/f' src/h && echo x > src/h`),
  command('hardlink-unlisted', () => 'ln one.txt src/h && echo x > src/h'),
  command('hardlink-by-descriptor', ({ outside }) => `exec 5<'${outside}/f'; ln -L /proc/self/fd/5 src/h; echo x > src/h`),
  command('reopen-descriptor', ({ outside }) => `exec 5<'${outside}/f'; echo x > /proc/self/fd/5`),
  command('home-rc', () => 'echo evil >> ~/.bashrc; echo evil > ~/.profile; echo evil > ~/.zshrc'),
  command('home-path-folder', () => 'echo evil > ~/.local/bin/ls; chmod +x ~/.local/bin/ls'),
  command('home-autostart', () => 'mkdir -p ~/.config/autostart && echo evil > ~/.config/autostart/x.desktop'),
  command('home-ssh-keys', () => 'echo evil >> ~/.ssh/authorized_keys; mkdir -p ~/.ssh; echo evil > ~/.ssh/config'),
  command('etc', (at) => `echo x > '${at.machine('/etc')}/${at.token}'`),
  command(
    'path-folder',
    (at) => `mkdir -p '${at.machine('/usr/local/bin')}'; echo x > '${at.machine('/usr/local/bin')}/${at.token}'`,
  ),
  command('tmp', (at) => `echo x > '${at.machine('/tmp')}/${at.token}'`),
  command('cron', (at) => `mkdir -p '${at.machine('/var/spool/cron')}'; echo x > '${at.machine('/var/spool/cron')}/${at.token}'`),
  command('temp-becomes-a-link', ({ outside }) => [
    `rm -rf "$TMPDIR"; mv "$TMPDIR" "$TMPDIR.x"; ln -s '${outside}' "$TMPDIR"`,
    'echo x > "$TMPDIR/f"',
  ]),
  {
    id: 'check-protected',
    by: 'check',
    does: () => 'echo x > test/a.test.js; rm -rf test; mv test aside; mkdir test; echo x > test/a.test.js',
    control: 'fires',
  },
  {
    id: 'check-outside',
    by: 'check',
    does: ({ outside }) => `echo x > '${outside}/f'; ln -s '${outside}' l; echo x > l/g`,
    control: 'fires',
  },
  {
    id: 'check-hooks',
    by: 'check',
    does: () => 'echo evil > .git/hooks/pre-commit; git config core.hooksPath src',
    control: 'fires',
  },
  { id: 'check-secret', by: 'check', does: () => 'cat .env packages/app/.env.local ~/.ssh/* private/key', control: 'fires' },
  command(
    'own-data-written',
    ({ dataDir }) => `echo x >> '${dataDir}/goalpost.db'; echo x > '${dataDir}/new'; rm -rf '${dataDir}'/*`,
  ),
  command(
    'own-data-moved',
    ({ dataDir }) => `mv '${dataDir}' '${dataDir}.x'; mkdir '${dataDir}'; echo x > '${dataDir}/goalpost.db'`,
  ),
  command('data-in-workspace', () => 'mv src/../packages moved; rm -rf packages; echo x > a/b/c/d/e/new', {
    boundaries: { write: ['src/', 'test/'] },
  }),
];
