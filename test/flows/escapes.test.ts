import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSandbox, type Sandbox } from '../../electron/sandbox/sandbox';
import { HOST_ENTRY } from '../../electron/sandbox/trialPlace';
import { ATTEMPTS } from '../bench/escapes/attempts';
import { TOOL_ATTEMPTS } from '../bench/escapes/attempts/tools';
import { type Listeners, openListeners } from '../bench/escapes/listeners';
import { play } from '../bench/escapes/play';

// The corpus whole, with a control for every attempt, is `npm run bench -- escapes`. Here stand its quick part and what once got out.

const ONCE_GOT_OUT = ['proc-sys', 'read-env-deep', 'read-env-build', 'read-env-moved'];

/** At least one of every kind, each with its control. */
const OF_EVERY_KIND = [
  ...[
    'symlink-swapped',
    'boundary-becomes-a-link',
    'hardlink-outside',
    'check-protected',
    'own-data-written',
    'temp-becomes-a-link',
  ],
  ...['read-ssh', 'read-hidden-by-move', 'read-other-thread', 'proc-mem', 'mount-in-userns', 'unmount-mask', 'mask-by-overlay'],
  ...['ptrace-app', 'mknod', 'keyring', 'git-hook', 'git-filter-of-ours', 'npm-script', 'tcp-loopback', 'proxy-loopback'],
  ...['unix-socket', 'abstract-socket-allowed', 'kill-app', 'daemon-deaf', 'session-daemon'],
];

let sandbox: Sandbox;
let listeners: Listeners;
const base = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost escapes ')));

beforeAll(async () => {
  const opened = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: join(base, 'neutral') });
  if (!opened.ok) throw new Error(opened.error.message);
  sandbox = opened.value;
  listeners = await openListeners();
});
afterAll(async () => {
  await listeners.close();
  await sandbox.dispose();
  rmSync(base, { recursive: true, force: true });
});

const chosen = (ids: readonly string[]) => ATTEMPTS.filter(({ id }) => ids.includes(id));

describe('an attempt to get out of the sandbox', () => {
  it.each([...chosen(OF_EVERY_KIND), ...chosen(ONCE_GOT_OUT)])('shows no sign outside: $id', async (attempt) => {
    const played = await play(attempt, { sandbox, listeners, controls: false });
    expect(played.signs, played.said).toEqual([]);
  });

  it.each(TOOL_ATTEMPTS)('by a tool shows no sign outside, and its control does: $id', async (attempt) => {
    const played = await play(attempt, { sandbox, listeners, controls: true });
    expect(played.signs, played.said).toEqual([]);
    expect(played.proven).not.toBe(false);
  });
});

describe('the corpus', () => {
  it('has more than twice the attempts that were asked for, each under a name of its own', () => {
    expect(new Set(ATTEMPTS.map(({ id }) => id)).size).toBe(ATTEMPTS.length);
    expect(ATTEMPTS.length).toBeGreaterThan(80);
    const known = new Set(ATTEMPTS.map(({ id }) => id));
    expect([...OF_EVERY_KIND, ...ONCE_GOT_OUT].filter((id) => !known.has(id))).toEqual([]);
  });
});
