import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { CALL_CHANNEL } from '../../shared/ipc/push';
import { type SyncDisposable, toDisposable } from '../../shared/kernel/lifecycle';
import type { Sender, Serve } from './serve';

/** Answers the calls of windows on their one channel; `isOurWindow` knows the contents that we opened, by id. */
export function listenToCalls(serve: Serve, isOurWindow: (contents: number) => boolean): SyncDisposable {
  ipcMain.handle(CALL_CHANNEL, (event, method: unknown, params: unknown) => serve(senderOf(event, isOurWindow), method, params));
  return toDisposable(() => ipcMain.removeHandler(CALL_CHANNEL));
}

function senderOf(event: IpcMainInvokeEvent, isOurWindow: (contents: number) => boolean): Sender {
  const frame = event.senderFrame;
  return {
    url: frame?.url,
    isMainFrame: frame !== null && frame === event.sender.mainFrame,
    isOurWindow: isOurWindow(event.sender.id),
  };
}
