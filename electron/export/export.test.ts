import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RecordedEvent } from '../../shared/thread/events';
import { SimulatedThread } from '../../test/fakes/simulatedThread';
import * as git from '../git/git';
import { blobPath } from '../store/blobFile';
import { openBlobStore } from '../store/blobStore';
import { openEventStore } from '../store/eventStore';
import { exportBundle } from './export';
import { verifyBundle } from './verify';

const THREAD = 'thread1';
const NEVER = new AbortController().signal;

function temporary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost export tést-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real log and a real store of outputs, with these events in it. */
async function place(events: readonly Pick<RecordedEvent, 'type' | 'data' | 'at'>[]) {
  const folder = temporary();
  const opened = openEventStore(join(folder, 'log.db'), { mode: 'write' });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  onTestFinished(() => void store.dispose());
  const appended = store.append({ thread: THREAD, after: 0, events });
  if (!appended.ok) throw new Error(appended.error.message);
  const blobs = await openBlobStore(join(folder, 'blobs'));
  const parts = { store, blobs, git, secrets: [], now: () => 0, app: '1' };
  return { folder, parts, blobs, out: join(folder, 'out') };
}

function order(target: string, more: Partial<Parameters<typeof exportBundle>[1]> = {}) {
  return { thread: THREAD, target, signal: NEVER, onProgress: () => undefined, ...more };
}

/** A goal that ran to its end, with evidence that names an output. */
async function finished(output: string) {
  const events = new SimulatedThread().activate().run().events;
  const made = await place(events.map((event) => ({ ...event })));
  const ref = await made.blobs.put(output);
  const run = { exit: 0, durationMs: 1, timedOut: false, stdout: ref };
  const found = events.find((event) => event.type === 'evidence.recorded');
  if (found?.type !== 'evidence.recorded') throw new Error('no evidence in the simulated thread');
  const evidence = { ...found.data.evidence, id: 'e900', runs: [run] };
  const head = events.at(-1)?.seq ?? 0;
  const data = { verification: found.data.verification, evidence };
  const appended = made.parts.store.append({ thread: THREAD, after: head, events: [{ at: 9, type: 'evidence.recorded', data }] });
  if (!appended.ok) throw new Error(appended.error.message);
  return { ...made, ref };
}

const leftovers = (folder: string) => readdirSync(folder).filter((name) => name.includes('.goalpost-'));

describe('an export', () => {
  it('names what is not stored any more and diffs that cannot be made, and is whole all the same', async () => {
    const { parts, folder, out, ref } = await finished('gone');
    rmSync(blobPath(join(folder, 'blobs'), ref.sha256, 'plain'));
    const made = await exportBundle(parts, order(out));
    if (!made.ok) throw new Error(made.error.message);
    const output = made.value.absent.find((words) => words.startsWith('evidence e900'));
    expect(output).toBe(`evidence e900, run 1 stdout (sha256 ${ref.sha256}): it is not stored any more`);
    expect(made.value.absent.every((words) => words === output || words.endsWith('its workspace is not there any more'))).toBe(
      true,
    );
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('it is not stored any more');
    expect(await verifyBundle(out, { signal: NEVER })).toMatchObject({ ok: true, value: { whole: true } });
  });

  it('leaves out an output that the disk has changed: it proves nothing', async () => {
    const { parts, folder, out, ref } = await finished('as it was');
    writeFileSync(blobPath(join(folder, 'blobs'), ref.sha256, 'plain'), 'as it is now');
    const made = await exportBundle(parts, order(out));
    if (!made.ok) throw new Error(made.error.message);
    expect(made.value.absent.join('\n')).toContain('is not the content that was recorded');
    expect(readdirSync(out)).not.toContain('outputs');
    expect(await verifyBundle(out, { signal: NEVER })).toMatchObject({ ok: true, value: { whole: true } });
  });

  it('that is cancelled at any step leaves nothing', async () => {
    for (const [words, name] of [
      ['Copying evidence', 'out'],
      ['Writing the report', 'out'],
      ['Packing', 'out.zip'],
    ] as const) {
      const { parts, folder } = await finished('text');
      const cancelled = new AbortController();
      const stop = (progress: { readonly words: string }) => {
        if (progress.words === words) cancelled.abort();
      };
      const target = join(folder, name);
      const made = await exportBundle(parts, order(target, { signal: cancelled.signal, onProgress: stop }));
      expect(made).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(leftovers(folder)).toEqual([]);
      expect(readdirSync(folder)).not.toContain(name);
    }
  });

  it('replaces nothing, not even what came while it was made', async () => {
    for (const name of ['out', 'out.zip']) {
      const { parts, folder } = await finished('text');
      const target = join(folder, name);
      const take = () => writeFileSync(target, 'mine');
      expect(await exportBundle(parts, order(target, { onProgress: take }))).toMatchObject({
        ok: false,
        error: { code: 'exists' },
      });
      expect(readFileSync(target, 'utf8')).toBe('mine');
      expect(leftovers(folder)).toEqual([]);
      expect(await exportBundle(parts, order(target))).toMatchObject({ ok: false, error: { code: 'exists' } });
    }
  });

  it('says in a sentence that there is no such thread, no goal, or no such folder', async () => {
    const { parts, folder, out } = await finished('text');
    expect(await exportBundle(parts, order(out, { thread: 'other' }))).toMatchObject({ ok: false, error: { code: 'no_thread' } });
    expect(await exportBundle(parts, order(join(folder, 'no', 'such')))).toMatchObject({
      ok: false,
      error: { code: 'write_failed', message: expect.stringMatching(/no is not there\. Make it/) },
    });
    const opened = new SimulatedThread().activate().events.slice(0, 1);
    const bare = await place(opened.map((event) => ({ ...event })));
    expect(await exportBundle(bare.parts, order(bare.out))).toMatchObject({ ok: false, error: { code: 'no_goal' } });
  });

  it('finds a known secret in an output whatever way it is cut into pieces, and keeps the recorded hash', async () => {
    const secret = 'correct horse battery staple';
    const line = `${'x'.repeat(99_991)} ${secret}\n`;
    const { parts, out, ref } = await finished(line.repeat(30));
    const made = await exportBundle({ ...parts, secrets: [{ name: 'PASSPHRASE', value: secret }] }, order(out));
    expect(made).toMatchObject({ ok: true, value: { redactions: 30 } });
    const text = readFileSync(join(out, 'outputs', `${ref.sha256}.txt`), 'utf8');
    expect(text).toBe(line.replace(secret, '[redacted: value of PASSPHRASE]').repeat(30));
    expect(await verifyBundle(out, { signal: NEVER })).toMatchObject({ ok: true, value: { whole: true, redactedFiles: 1 } });
  });
});
