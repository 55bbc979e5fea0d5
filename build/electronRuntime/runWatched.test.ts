import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runWatched } from './runWatched.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goalpost watched-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (script: string, limits: { readonly firstByteMs?: number; readonly stallMs?: number } = {}) =>
  runWatched(process.execPath, ['-e', script], {
    cwd: folder,
    env: process.env,
    folders: [folder, join(folder, 'not there')],
    firstByteMs: 20_000,
    stallMs: 20_000,
    progress: () => undefined,
    ...limits,
  });

const HANG = 'setInterval(() => {}, 1000);';

describe('a watched fetch', () => {
  it('ends well with the program', async () => {
    expect(await run('')).toBe(undefined);
  });

  it('gives the line that tells the cause', async () => {
    expect(await run("console.error('starting\\nHTTPError: 403 Forbidden\\n    at line 3'); process.exit(1)")).toBe(
      'HTTPError: 403 Forbidden',
    );
  });

  it('ends one to which no byte comes', async () => {
    expect(await run(HANG, { firstByteMs: 1_000 })).toBe('no data for 1 seconds');
  });

  it('has more patience once bytes came, and ends it when they stop', async () => {
    const script = `require('node:fs').writeFileSync('part', 'some');${HANG}`;
    expect(await run(script, { firstByteMs: 10_000, stallMs: 2_000 })).toBe('no data for 2 seconds');
  });

  it('says that a program cannot be started', async () => {
    const watch = { cwd: folder, env: {}, folders: [], firstByteMs: 1, stallMs: 1, progress: () => undefined };
    expect(await runWatched(join(folder, 'none'), [], watch)).toContain('ENOENT');
  });
});
