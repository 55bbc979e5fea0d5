import type { IParser } from '@xterm/xterm';

/** The sequence by which output writes and reads the clipboard of whoever looks at it. */
const OSC_CLIPBOARD = 52;

/** Refuses every use of the clipboard by what a program prints; `onRefused` is told of each. A parser without a window is the same. */
export function refuseClipboard(parser: Pick<IParser, 'registerOscHandler'>, onRefused: () => void): void {
  parser.registerOscHandler(OSC_CLIPBOARD, () => {
    onRefused();
    return true;
  });
}
