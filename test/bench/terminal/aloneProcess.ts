// A process like the pty host's, which reads a terminal and does nothing else with it, or parses and has no terminal. Forked by main.
import { readFileSync } from 'node:fs';
import { spawn } from 'node-pty';
import { openHeadless } from '../../../electron/terminals/headless';
import { SCROLLBACK_LINES } from '../../../electron/terminals/modelTerminal';
import { AGENT_TERMINAL } from '../../../shared/terminal/size';
import { onTerminal } from './output';

export type AloneOrder =
  | { readonly kind: 'read'; readonly file: string; readonly bytes: number }
  | { readonly kind: 'parse'; readonly file: string };

/** As Electron gives it to a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: AloneOrder }) => void): void;
  postMessage(seconds: number): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

parentPort.on('message', ({ data }) => {
  void (data.kind === 'read' ? read(data) : parse(data.file)).then((seconds) => parentPort.postMessage(seconds));
});

const PRINT = 'cat "$0"; read -r _';

/** Seconds until so many bytes were read. */
function read({ file, bytes }: Extract<AloneOrder, { kind: 'read' }>): Promise<number> {
  const begun = performance.now();
  // It waits at the end: what a terminal still holds when its program has ended may be lost.
  const pty = spawn('/bin/sh', ['-c', PRINT, file], { ...AGENT_TERMINAL, encoding: null });
  return new Promise((resolve) => {
    let got = 0;
    pty.onData((data) => {
      got += data.length;
      if (got < bytes) return;
      resolve((performance.now() - begun) / 1_000);
      pty.kill();
    });
  });
}

/** A slice at a time, as the pty host does it. */
const SLICE_BYTES = 64 * 1024;

async function parse(file: string): Promise<number> {
  const output = onTerminal(readFileSync(file));
  const terminal = openHeadless({ ...AGENT_TERMINAL, scrollback: SCROLLBACK_LINES });
  const begun = performance.now();
  for (let at = 0; at < output.length; at += SLICE_BYTES) {
    await new Promise<void>((resolve) => terminal.write(output.subarray(at, at + SLICE_BYTES), resolve));
  }
  const seconds = (performance.now() - begun) / 1_000;
  terminal.dispose();
  return seconds;
}
