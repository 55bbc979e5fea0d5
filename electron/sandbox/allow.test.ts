import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Boundaries } from '../../shared/goal/contract';
import { type AskedAllowance, judgeAllowance, widen } from './allow';
import { agentPolicy } from './policy';
import { type TrialPlace, trialPlace } from './trialPlace';

let place: TrialPlace;
const at = (...path: readonly string[]) => join(place.root, ...path);
const inWork = (...path: readonly string[]) => join(place.workspace, ...path);

beforeEach(() => {
  place = trialPlace();
  for (const folder of ['home/.ssh', 'home/.cache/pip', 'home/.vim', 'home/notes', 'other', 'work space/src', 'work space/test'])
    mkdirSync(at(folder), { recursive: true });
  for (const file of ['work space/top.txt', 'work space/.env', 'work space/test/rules.sh', 'home/.bashrc'])
    writeFileSync(at(file), 'x\n');
});
afterEach(() => place.dispose());

async function judge(asked: AskedAllowance, boundaries: Partial<Boundaries> = { write: ['src/'], hide: ['private'] }) {
  const policy = await agentPolicy(place, Boundaries.parse(boundaries));
  return judgeAllowance(place, policy, ['test/'], asked);
}

describe('what can be asked for', () => {
  it('is exactly what is missing, as it really is on the disk', async () => {
    symlinkSync(at('other'), inWork('link'));
    const asked = {
      write: ['top.txt', 'src', 'link', '~/.cache/pip'],
      read: ['.env', 'top.txt'],
      hosts: ['a.example:443'],
      sockets: true,
    };
    expect(await judge(asked)).toEqual({
      allow: {
        write: [inWork('top.txt'), at('other'), at('home/.cache/pip')],
        read: [inWork('.env')],
        hosts: ['a.example:443'],
        sockets: true,
      },
      never: [],
    });
  });

  it('leaves out what the boundaries allow already', async () => {
    const boundaries = { write: ['.'], hosts: ['*.example.com'], sockets: true };
    const { allow } = await judge({ write: ['src'], hosts: ['a.example.com:80'], sockets: true }, boundaries);
    expect(allow).toEqual({ write: [], read: [], hosts: [], sockets: false });
  });
});

describe('what can never be allowed', () => {
  it.each([
    ['.git', 'git’s own files'],
    ['.git/hooks', 'git’s own files'],
    ['..', 'is never writable whole'],
    ['/', 'is never writable whole'],
    ['test', 'test/ is protected'],
    ['test/rules.sh', 'test/ is protected'],
    ['~', 'is never writable whole'],
    ['~/.ssh', 'secrets or the app’s own data'],
    ['~/.bashrc', 'run or read outside of the sandbox'],
    ['~/.vim', 'run or read outside of the sandbox'],
    ['../data', 'secrets or the app’s own data'],
    ['/etc', 'secrets or the app’s own data'],
    ['/usr/share', 'run or read outside of the sandbox'],
    ['/usr/local/bin', 'run or read outside of the sandbox'],
    ['/dev/shm', 'run or read outside of the sandbox'],
    ['no-such-file', 'does not exist'],
  ])('to write: %s', async (path, words) => {
    const { allow, never } = await judge({ write: [path] });
    expect([allow.write, never]).toEqual([[], [expect.stringContaining(words)]]);
  });

  it('to write through a link to it, or round another repository', async () => {
    symlinkSync(inWork('.git'), inWork('src', 'innocent'));
    execFileSync('git', ['init', '-q', at('other', 'deep', 'repo')]);
    const { never } = await judge({ write: ['src/innocent', at('other')] });
    expect(never).toEqual([
      expect.stringContaining('git’s own files'),
      expect.stringContaining('deep/repo is another repository'),
    ]);
  });

  it.each([
    ['~/.ssh', 'among the secrets'],
    ['../data', 'among the secrets'],
  ])('to read: %s', async (path, words) => {
    expect((await judge({ read: [path] })).never).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    ['https://example.com/x', 'is no host'],
    ['*.com', 'is no host'],
    ['169.254.169.254', 'keys of the machine'],
    ['169.254.169.254:80', 'keys of the machine'],
  ])('to reach: %s', async (host, words) => {
    expect((await judge({ hosts: [host] })).never).toEqual([expect.stringContaining(words)]);
  });
});

describe('a widened policy', () => {
  it('adds what was allowed, keeps git of a folder read-only, and shows a hidden file', async () => {
    execFileSync('git', ['init', '-q', at('other')]);
    const policy = await agentPolicy(place, Boundaries.parse({ write: ['src/'] }));
    const wider = await widen(place, policy, {
      write: [at('other')],
      read: [inWork('.env')],
      hosts: ['a.example'],
      sockets: true,
    });
    expect(wider.write).toEqual([...policy.write, at('other')]);
    expect(wider.denyWrite).toEqual([...policy.denyWrite, at('other', '.git')]);
    expect([policy.denyRead.includes(inWork('.env')), wider.denyRead.includes(inWork('.env'))]).toEqual([true, false]);
    expect([wider.hosts, wider.sockets]).toEqual([['a.example'], true]);
  });

  it('allows nothing by a path that has become another thing since', async () => {
    const policy = await agentPolicy(place, Boundaries.parse({ write: ['src/'] }));
    renameSync(at('other'), at('moved'));
    symlinkSync(at('home'), at('other'));
    const wider = await widen(place, policy, { write: [at('other')], read: [], hosts: [], sockets: false });
    expect(wider.write).toEqual(policy.write);
  });
});
