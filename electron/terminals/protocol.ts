import type { Result } from '../../shared/kernel/result';
import type { PtyError } from '../pty/pty';
import type { TerminalEnd, TerminalLook, TerminalOrder } from './terminals';

/**
 * What main tells the pty host. `open` comes first and once. Orders with a number are answered under it; the others are not answered,
 * and do nothing where no terminal of that id lives. Bytes and screens are not among them: they go by the ports of the views.
 */
export type HostOrder =
  | { readonly kind: 'open'; readonly blobsDir: string; readonly screensDir: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'start'; readonly number: number; readonly order: TerminalOrder }
  /** Comes with a port, which the host closes where no such terminal lives. */
  | { readonly kind: 'attach'; readonly number: number; readonly id: string; readonly input: boolean }
  | { readonly kind: 'look'; readonly number: number; readonly id: string }
  | { readonly kind: 'freeze'; readonly number: number; readonly id: string; readonly frozen: boolean }
  | { readonly kind: 'write'; readonly id: string; readonly text: string }
  | { readonly kind: 'resize'; readonly id: string; readonly cols: number; readonly rows: number }
  | { readonly kind: 'kill'; readonly id: string }
  /** Ends every terminal and finishes what is stored; the host then says that it is over. */
  | { readonly kind: 'end' }
  /** The answer to `over`: all that the host said has come, and it can go. */
  | { readonly kind: 'leave' };

/** What the pty host answers and tells. */
export type HostAnswer =
  | { readonly kind: 'pong' }
  | { readonly kind: 'started'; readonly number: number; readonly result: Result<{ readonly pid: number }, PtyError> }
  | { readonly kind: 'attached'; readonly number: number; readonly attached: boolean }
  /** Without a look where no such terminal lives: what it printed last came with its end. */
  | { readonly kind: 'looked'; readonly number: number; readonly look: TerminalLook | undefined }
  | { readonly kind: 'frozen'; readonly number: number }
  /** The last of a terminal, which the host then forgets; `look` is what nobody had looked at yet. */
  | { readonly kind: 'ended'; readonly id: string; readonly end: TerminalEnd; readonly look: TerminalLook }
  /** What could not be done, while everything goes on. */
  | { readonly kind: 'trouble'; readonly words: string }
  /** Its last word, when everything has ended. It waits for `leave`: what is under way from a process that exits can be lost. */
  | { readonly kind: 'over' }
  /** The host is about to die of a fault of its own. */
  | { readonly kind: 'fault'; readonly words: string };
