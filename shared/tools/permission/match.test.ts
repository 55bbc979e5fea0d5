import { describe, expect, it } from 'vitest';
import { chosenMatch, matches, matchText, matchWords, proposedMatch } from './match';

describe('a rule', () => {
  it.each([
    ['npm install left-pad', 'npm install …'],
    ['cargo build --release', 'cargo build …'],
    ['npm run build', 'npm run build'],
    ['npm exec cowsay', 'npm exec cowsay'],
    ['curl https://example.com/a', 'curl https://example.com/a'],
    ['bash build.sh', 'bash build.sh'],
    ['/usr/bin/python3 fetch.py', '/usr/bin/python3 fetch.py'],
    ['env npm install', 'env npm install'],
    ['git push origin main', 'git push origin main'],
    ['sudo apt-get install x', 'sudo apt-get install x'],
    ["node -e 'x y'", "node -e 'x y'"],
  ])('is proposed as wide as the program and what it does: %s', (command, text) => {
    const match = proposedMatch(command);
    expect(match && matchText(match)).toBe(text);
  });

  it('cannot be proposed for more than one simple command', () => {
    expect(proposedMatch('npm install && npm test')).toBeUndefined();
  });

  const install = { words: ['npm', 'install'], more: true };

  it.each(['npm install', 'npm install left-pad', 'npm  install --registry https://evil.example', `"npm" 'install' x`])(
    'matches by words, whatever the arguments: %s',
    (command) => {
      expect(matches(install, command)).toBe(true);
    },
  );

  it.each([
    'npm installx',
    'npm',
    'npm ci install',
    'npm --prefix . install',
    './npm install',
    '/tmp/npm install',
    'NPM install',
    'npm install; id',
    'npm install $(id)',
    'npm install | tee log',
    'npm install > log',
    'X=1 npm install',
    'npm install\nid',
    'env npm install',
    'npm "install "',
  ])('does not match %j', (command) => {
    expect(matches(install, command)).toBe(false);
  });

  it('without more is for exactly its words', () => {
    const exact = { words: ['npm', 'run', 'build'], more: false };
    expect([matches(exact, 'npm run build'), matches(exact, 'npm run build --x'), matches(exact, 'npm run')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('may be chosen shorter or longer, but only as the command begins', () => {
    expect(chosenMatch('npm install left-pad', 'npm')).toEqual({ words: ['npm'], more: true });
    expect(chosenMatch('npm install left-pad', 'npm install …')).toEqual({ words: ['npm', 'install'], more: true });
    expect(chosenMatch('npm install left-pad', 'npm install left-pad')).toEqual({
      words: ['npm', 'install', 'left-pad'],
      more: false,
    });
    expect(chosenMatch('npm install left-pad', 'npm test')).toContain('not how the command begins');
    expect(chosenMatch('npm install left-pad', 'npm; id')).toContain('not how the command begins');
    expect(chosenMatch('npm install && id', 'npm')).toContain('more than one simple command');
    expect(chosenMatch('bash build.sh', 'bash')).toContain('runs whatever its arguments say');
    expect(chosenMatch('bash build.sh', 'bash build.sh …')).toEqual({ words: ['bash', 'build.sh'], more: false });
  });

  it('says what it stands for', () => {
    expect(matchWords(install)).toContain('whatever arguments follow: they may do anything that the program can');
    expect(matchWords({ words: ['make'], more: false })).toContain('Exactly make and nothing else');
    expect(matchWords(null)).toBe('Every command of every goal in this workspace.');
  });
});
