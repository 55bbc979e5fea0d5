import { describe, expect, it } from 'vitest';
import type { ExportedBundle } from '../../shared/report/exported';
import { createFakeWire } from '../../test/fakes/fakeBridgeWire';
import { createBundles } from './bundles';

const BUNDLE: ExportedBundle = {
  path: '/tmp/evidence.zip',
  digest: 'd',
  recordDigest: 'r',
  files: 3,
  bytes: 10,
  redactions: 0,
  lookedFor: 'no known value',
  absent: [],
};

function place() {
  const fake = createFakeWire();
  return { ...fake, bundles: createBundles(fake.wire) };
}

const PROGRESS = { words: 'Copying evidence', done: 1, of: 9 };

describe('the export of a thread’s evidence', () => {
  it('is asked for once, tells how far it is, and ends with what was written', async () => {
    const { bundles, calls, push } = place();
    void bundles.export('a');
    void bundles.export('a');
    expect(calls.map((call) => call.method)).toEqual(['bundle/export']);
    push({ type: 'export', thread: 'a', ...PROGRESS });
    push({ type: 'export', thread: 'b', ...PROGRESS });
    expect(bundles.getState()).toEqual({ a: { status: 'working', progress: PROGRESS } });
    await calls[0]?.reply({ bundle: BUNDLE });
    push({ type: 'export', thread: 'a', ...PROGRESS });
    expect(bundles.getState()).toEqual({ a: { status: 'done', bundle: BUNDLE } });
    bundles.close('a');
    expect(bundles.getState()).toEqual({});
  });

  it('leaves nothing where the person chose no place, and a sentence where it failed', async () => {
    const { bundles, calls } = place();
    void bundles.export('a');
    await calls[0]?.reply({ bundle: null });
    expect(bundles.getState()).toEqual({});
    void bundles.export('a');
    await calls[1]?.refuse('The disk is full.');
    expect(bundles.getState()).toEqual({ a: { status: 'failed', message: 'The disk is full.' } });
  });
});
