import { type IpcMainInvokeEvent, ipcMain, MessageChannelMain, type WebContents } from 'electron';
import { CALL_CHANNEL, PORT_CHANNEL } from '../../shared/ipc/push';
import { type SyncDisposable, toDisposable } from '../../shared/kernel/lifecycle';
import type { CallersChannel } from './caller';
import type { CallingPage, Serve } from './serve';

/** Answers the calls of windows on their one channel; `isOurWindow` knows the contents that we opened, by id. */
export function listenToCalls(serve: Serve, isOurWindow: (contents: number) => boolean): SyncDisposable {
  ipcMain.handle(CALL_CHANNEL, (event, method: unknown, params: unknown) => serve(senderOf(event, isOurWindow), method, params));
  return toDisposable(() => ipcMain.removeHandler(CALL_CHANNEL));
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
