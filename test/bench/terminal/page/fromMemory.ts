import { Pane, type PaneParts } from '../../../../renderer/features/terminal/pane';
import { HIGH_MARK_BYTES } from '../../../../shared/terminal/flow';
import type { FedView } from '../benchPage';
import { onTerminal, printedOutput } from '../output';

/** As the pty host's frames in a flood: a message that is larger travels another, slower way. */
const CHUNK_BYTES = 56 * 1024;

const nothing = () => undefined;

/** Everything that the app's own view of a shell has, and nobody who hears of it. */
const PARTS: PaneParts = {
  mac: false,
  root: nothing,
  fits: true,
  look: { fontSize: 12, screenReader: false },
  onInput: nothing,
  onFit: nothing,
  onKey: nothing,
  onTitle: nothing,
  onBell: nothing,
  onClipboard: nothing,
  onFound: nothing,
  onUsed: nothing,
  onHover: nothing,
  onOpenFile: nothing,
  onCopy: nothing,
};

/** Draws the output in a view that covers the one at `selector`, as fast as it parses, with as much on its way as the road has. */
export async function fromMemory(selector: string, bytes: number): Promise<FedView> {
  const output = madeOutput(bytes);
  const element = coverOf(selector);
  const pane = new Pane(element, PARTS);
  pane.seen = true;
  // Two frames: it has found its size and drawn itself empty.
  await nextFrame();
  await nextFrame();
  const begun = performance.now();
  await feed(pane, output);
  const seconds = (performance.now() - begun) / 1_000;
  const { cols, rows } = pane.terminal;
  pane.dispose();
  element.remove();
  return { seconds, cols, rows };
}

/** Resolves when everything was parsed. */
function feed(pane: Pane, output: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    let at = 0;
    let onTheWay = 0;
    const parsed = (length: number) => {
      onTheWay -= length;
      if (at === output.length && onTheWay === 0) resolve();
      else more();
    };
    const more = () => {
      while (onTheWay < HIGH_MARK_BYTES && at < output.length) {
        // A copy, as each message brings its own.
        const chunk = output.slice(at, at + CHUNK_BYTES);
        at += chunk.length;
        onTheWay += chunk.length;
        pane.write(chunk, () => parsed(chunk.length));
      }
    };
    more();
  });
}

let made: Uint8Array | undefined;

function madeOutput(bytes: number): Uint8Array {
  made ??= onTerminal(printedOutput(bytes));
  return made;
}

function coverOf(selector: string): HTMLElement {
  const covered = document.querySelector(selector);
  if (!covered) throw new Error(`There is no ${selector} to cover.`);
  const { left, top, width, height } = covered.getBoundingClientRect();
  const element = document.createElement('div');
  element.style.cssText = `position: fixed; z-index: 10000; left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`;
  document.body.append(element);
  return element;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
