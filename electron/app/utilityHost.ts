import { type MessagePortMain, utilityProcess } from 'electron';
import { t } from '../../shared/words/t';
import type { HostChannel } from '../terminals/terminals';

/** Electron tells a signal by its number, as if it were an exit code. Others than these are codes of Node's too. */
const SIGNALS = new Map([
  [9, 'SIGKILL'],
  [11, 'SIGSEGV'],
]);

/**
 * Starts the pty host as a utility process of Electron's, which takes ports of windows; `entry` is the built JavaScript of `ptyHost.ts`,
 * `env` its whole environment, `heap` a flag for its engine.
 */
export function utilityHost(entry: string, env: Readonly<Record<string, string>>, heap: string): HostChannel {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Goalpost terminals',
    cwd: '/',
    env,
    // The engine's flags are not taken as they are here.
    execArgv: [`--js-flags=${heap}`],
    stdio: 'ignore',
  });
  let fatal: string | undefined;
  // Without a listener Electron's word of a fatal error, such as no memory left, would be thrown into our own process. The exit follows.
  child.on('error', (type, location) => {
    fatal = t`${type} in ${location}`;
  });
  return {
    // Known once it was spawned.
    get pid() {
      return child.pid;
    },
    post: (message, ports) => child.postMessage(message, [...((ports ?? []) as readonly MessagePortMain[])]),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(fatal ?? SIGNALS.get(code) ?? t`exit ${code}`)),
    kill: () => void child.kill(),
  };
}
