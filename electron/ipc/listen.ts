import { type IpcMainInvokeEvent, ipcMain, MessageChannelMain, type WebContents } from 'electron';
import { CALL_CHANNEL, PORT_CHANNEL } from '../../shared/ipc/push';
import type { SyncDisposable } from '../../shared/kernel/lifecycle';
import type { CallersChannel } from './caller';
import type { CallingPage, Serve } from './serve';

/** The windows' one channel for calls. They may call before what answers them stands: a page loads while the core is opened. */
export interface CallDoor extends SyncDisposable {
  /** From now on this answers, also the calls that wait. */
  answerBy(serve: Serve): void;
}

/** `isOurWindow` knows the contents that we opened, by id. */
export function openCallDoor(isOurWindow: (contents: number) => boolean): CallDoor {
  let answerBy: (serve: Serve) => void = () => undefined;
  const serving = new Promise<Serve>((resolve) => {
    answerBy = resolve;
  });
  ipcMain.handle(CALL_CHANNEL, async (event, method: unknown, params: unknown) => {
    const sender = senderOf(event, isOurWindow);
    return (await serving)(sender, method, params);
  });
  return { answerBy, dispose: () => ipcMain.removeHandler(CALL_CHANNEL) };
}

function senderOf(event: IpcMainInvokeEvent, isOurWindow: (contents: number) => boolean): CallingPage {
  const frame = event.senderFrame;
  return {
    url: frame?.url,
    isMainFrame: frame !== null && frame === event.sender.mainFrame,
    isOurWindow: isOurWindow(event.sender.id),
    window: event.sender.id,
    // Made when it is asked for: few calls wait for anything.
    get gone() {
      return goneOf(event.sender);
    },
    openChannel: () => channelTo(event),
  };
}

const pages = new WeakMap<WebContents, AbortSignal>();

/** Of the page that stands there now. */
function goneOf(contents: WebContents): AbortSignal {
  const known = pages.get(contents);
  if (known) return known;
  const page = new AbortController();
  const end = () => {
    pages.delete(contents);
    contents.off('destroyed', end).off('did-navigate', end).off('render-process-gone', end);
    page.abort();
  };
  contents.on('destroyed', end).on('did-navigate', end).on('render-process-gone', end);
  pages.set(contents, page.signal);
  return page.signal;
}

/** A page that was loaded anew since it called knows no such ticket, and closes what it gets. */
function channelTo({ sender }: IpcMainInvokeEvent): CallersChannel {
  const { port1, port2 } = new MessageChannelMain();
  const close = () => {
    port1.close();
    port2.close();
  };
  return {
    far: port1,
    hand: (ticket) => {
      if (sender.isDestroyed()) port2.close();
      else sender.postMessage(PORT_CHANNEL, { ticket }, [port2]);
    },
    close,
  };
}
