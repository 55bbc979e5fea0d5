import { type IpcMainInvokeEvent, ipcMain, MessageChannelMain } from 'electron';
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
    openChannel: () => channelTo(event),
  };
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
