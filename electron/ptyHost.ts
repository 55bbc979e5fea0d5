// The pty host's door: the process in which every terminal lives, so that their bytes take no time of the main process. The window
// starts it as a utility process of Electron's, whose messages carry the ports of views; the command line as a forked child.
import { TerminalReply } from '../shared/terminal/frames';
import { openPty } from './pty/pty';
import { openBlobStore } from './store/blobStore';
import type { FramePort } from './terminals/framePort';
import type { HostAnswer, HostOrder } from './terminals/protocol';
import { ServedTerminals } from './terminals/serveTerminals';

/** As a utility process has them; the electron module itself cannot be had here. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly UtilityPort[] }) => void): void;
}

const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;

/** Ending takes the commands' grace and their KILL; nobody would end a host that outlives its parent. */
const END_LIMIT_MS = 8_000;

const served = new ServedTerminals({ openPty, openBlobs: openBlobStore, post, exit: () => void handedOn.then(exit) });

/** Settles when the last answer is out of this process: what was not written yet would be lost with it. */
let handedOn: Promise<void> = Promise.resolve();

function post(answer: HostAnswer): void {
  if (parentPort) parentPort.postMessage(answer);
  else if (process.connected) handedOn = new Promise((resolve) => process.send?.(answer, () => resolve()));
}

function exit(): void {
  process.exit(0);
}

function end(fault?: string): void {
  if (fault !== undefined) post({ kind: 'fault', words: fault });
  setTimeout(exit, END_LIMIT_MS);
  void served.end();
}

function framePort(port: UtilityPort): FramePort {
  return {
    post: (frame) => port.postMessage(frame),
    onReply(listener) {
      port.on('message', ({ data }) => {
        const reply = TerminalReply.safeParse(data);
        if (reply.success) listener(reply.data);
        else post({ kind: 'trouble', words: 'A window said something to a terminal that is not understood.' });
      });
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}

if (parentPort) {
  parentPort.on('message', ({ data, ports: [port] }) => served.take(data as HostOrder, port && framePort(port)));
} else {
  process.on('message', (message) => served.take(message as HostOrder));
  // The parent is gone, however it went. A utility process is ended by Electron together with its main process.
  process.on('disconnect', () => end());
}
process.on('SIGTERM', () => end('it was ended by SIGTERM'));
// A Ctrl-C in the terminal that Goalpost was started from is for its main process, which then ends this one.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
process.on('uncaughtException', (thrown) => end(thrown.message));
