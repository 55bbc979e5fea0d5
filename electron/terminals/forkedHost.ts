import { fork } from 'node:child_process';
import { HOST_HEAP, hostEnvironment } from './hostEnvironment';
import type { HostChannel } from './terminals';

/**
 * Starts the pty host as a child of this process, as the command line does; `entry` is the built JavaScript of `ptyHost.ts`. It is in a
 * session of its own, so that a Ctrl-C meant for us does not reach it. It takes no ports: nobody looks at screens there.
 */
export function forkedHost(entry: string): HostChannel {
  const child = fork(entry, [], {
    cwd: '/',
    detached: true,
    // Electron's program, which this process may be, is asked to be Node.
    env: { ...hostEnvironment(), ...(process.versions.electron ? { ELECTRON_RUN_AS_NODE: '1' } : {}) },
    execArgv: [HOST_HEAP],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    pid: child.pid,
    post(message, ports) {
      if (ports && ports.length > 0) throw new Error('a forked pty host takes no ports');
      // What cannot be told anything is as good as dead; its exit then answers what is pending.
      child.send(message as object, (cause) => {
        if (cause) child.kill('SIGKILL');
      });
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      // It may come more than once, and without a listener it would be thrown.
      child.on('error', (cause) => listener(cause.message));
      child.once('exit', (code, signal) => {
        const how = signal ?? `exit ${code}`;
        // Its last words may still be on the way.
        if (child.connected) child.once('disconnect', () => listener(how));
        else listener(how);
      });
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
