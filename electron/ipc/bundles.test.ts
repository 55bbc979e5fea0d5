import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/kernel/result';
import type { ExportedBundle } from '../../shared/report/exported';
import { SimulatedThread } from '../../test/fakes/simulatedThread';
import { bundleHandlers } from './bundles';
import type { WindowParts } from './ipc';

function place(target: string | null) {
  const thread = new SimulatedThread().activate();
  const told: unknown[] = [];
  const asked: string[] = [];
  const shown: string[] = [];
  const bundle = { path: target } as ExportedBundle;
  const parts = {
    core: { engine: { state: () => thread.now }, store: { head: (thread: string) => (thread === 'a' ? 1 : 0) } },
    dialogs: {
      saveBundle: async (name: string) => {
        asked.push(name);
        return target;
      },
    },
    bundles: {
      export: async ({ onProgress }: Parameters<WindowParts['bundles']['export']>[0]) => {
        onProgress({ words: 'Packing', done: 1, of: 2 });
        return ok(bundle);
      },
      cancel: () => undefined,
      show: (path: string) => void shown.push(path),
    },
  } as unknown as WindowParts;
  const handlers = bundleHandlers(parts, { exporting: (id, progress) => void told.push([id, progress]) });
  return { handlers, told, asked, shown, bundle };
}

describe('exporting from a window', () => {
  it('asks for the place, tells how far it is, and shows what was exported, and nothing else', async () => {
    const { handlers, told, asked, shown, bundle } = place('/home/ada/evidence.zip');
    expect(handlers.show('a')).toMatchObject({ ok: false, error: { code: 'not_exported' } });
    expect(await handlers.export('a')).toEqual(ok({ bundle }));
    expect(asked).toEqual([expect.stringMatching(/^[\p{L}\p{N}-]+-evidence-a\.zip$/u)]);
    expect(told).toEqual([['a', { words: 'Packing', done: 1, of: 2 }]]);
    expect(handlers.show('b')).toMatchObject({ ok: false });
    handlers.show('a');
    expect(shown).toEqual(['/home/ada/evidence.zip']);
  });

  it('writes nothing where the person chose no place', async () => {
    const { handlers, told } = place(null);
    expect(await handlers.export('a')).toEqual(ok({ bundle: null }));
    expect(told).toEqual([]);
  });
});
