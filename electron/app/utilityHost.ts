import { tmpdir } from 'node:os';
import { type MessagePortMain, utilityProcess } from 'electron';
import type { HostChannel } from '../terminals/terminals';

/** What the host itself needs; commands have an environment of their own, made by the sandbox. */
const INHERITED = ['PATH', 'HOME', 'LANG'];

/** Electron tells a signal by its number, as if it were an exit code. Others than these are codes of Node's too. */
const SIGNALS = new Map([
  [9, 'SIGKILL'],
  [11, 'SIGSEGV'],
]);

/** Starts the pty host as a utility process of Electron's, which takes ports of windows; `entry` is the built JavaScript of `ptyHost.ts`. */
export function utilityHost(entry: string): HostChannel {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Goalpost terminals',
    cwd: '/',
    env: hostEnvironment(),
    execArgv: [],
    stdio: 'ignore',
  });
  let fatal: string | undefined;
  // Without a listener Electron's word of a fatal error, such as no memory left, would be thrown into our own process. The exit follows.
  child.on('error', (type, location) => {
    fatal = `${type} in ${location}`;
  });
  return {
    // Known once it was spawned.
    get pid() {
      return child.pid;
    },
    post: (message, ports) => child.postMessage(message, [...((ports ?? []) as readonly MessagePortMain[])]),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(fatal ?? SIGNALS.get(code) ?? `exit ${code}`)),
    kill: () => void child.kill(),
  };
}

function hostEnvironment(): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(inherited), TMPDIR: tmpdir() };
}
