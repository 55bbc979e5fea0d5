import { describe, expect, it } from 'vitest';
import { BoundaryScanner } from '../../shared/terminal/boundary';
import { beyondDrawing, stateOf } from '../../test/rigs/trialState';
import { streamOf } from '../../test/rigs/trialStream';
import type { Size } from './backlog';
import { openHeadless } from './headless';
import { ScreenModel, type Snapshot } from './screenModel';

/** `SEEDS=1-8000` looks at more of them. */
const [FIRST = 1, LAST = 100] = (process.env.SEEDS ?? '').split('-').filter(Boolean).map(Number);

function shot(model: ScreenModel): Promise<Snapshot> {
  return new Promise((resolve) => void model.snapshot(resolve));
}

async function terminalOf({ cols, rows }: Size, text: string | Uint8Array) {
  const terminal = openHeadless({ cols, rows, scrollback: 5_000 });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  return terminal;
}

function drawn(snapshot: Snapshot) {
  return terminalOf(snapshot, snapshot.text);
}

/** The last place up to `at` where a terminal's bytes may be cut. */
function cutAt(bytes: Uint8Array, at: number): number {
  const scanner = new BoundaryScanner();
  scanner.push(bytes.subarray(0, at));
  return scanner.safe;
}

async function compare(seed: number): Promise<boolean> {
  const { size, bytes, pick } = streamOf(seed);
  const at = cutAt(bytes, Math.floor(pick() * bytes.length));
  const [awake, asleep] = [0, 1].map(() => new ScreenModel(size, () => undefined)) as [ScreenModel, ScreenModel];
  for (const model of [awake, asleep]) model.push(bytes.subarray(0, at));
  const before = await drawn(await shot(awake));
  const exact = beyondDrawing(await terminalOf(size, bytes.subarray(0, at))) === '';
  await shot(asleep);
  asleep.sleep();
  expect(stateOf(await drawn(await shot(asleep))), `seed ${seed}, asleep at byte ${at}`).toEqual(stateOf(before));
  for (const model of [awake, asleep]) model.push(bytes.subarray(at));
  const [one, other] = [await drawn(await shot(awake)), await drawn(await shot(asleep))];
  if (exact) expect(stateOf(other, { links: false }), `seed ${seed}, after byte ${at}`).toEqual(stateOf(one, { links: false }));
  for (const model of [awake, asleep]) model.dispose();
  return exact;
}

describe('a screen model', () => {
  it('that slept shows what one that was awake does, asleep and after what follows', async () => {
    let exact = 0;
    for (let seed = FIRST; seed <= LAST; seed += 1) exact += (await compare(seed)) ? 1 : 0;
    expect(exact / (LAST - FIRST + 1)).toBeGreaterThan(0.9);
  });

  it('takes another size while it sleeps, and keeps title and colours', async () => {
    const [awake, asleep] = [0, 1].map(() => new ScreenModel({ cols: 20, rows: 4 }, () => undefined)) as [
      ScreenModel,
      ScreenModel,
    ];
    const first = Buffer.from('\u001b]2;a title\u0007\u001b]4;1;#123456\u0007a line that is wrapped here\r\n\u001b[31mred');
    for (const model of [awake, asleep]) model.push(first);
    await shot(asleep);
    asleep.sleep();
    asleep.sleep();
    for (const model of [awake, asleep]) model.resize({ cols: 12, rows: 6 });
    expect(await shot(asleep)).toEqual(await shot(awake));
    asleep.dispose();
    expect((await shot(asleep)).text).toBe('');
  });
});
