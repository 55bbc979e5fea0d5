// The window's only way out: two channels and nothing else. It runs sandboxed before the page, hands on what it is given, and
// decides nothing; the door in main refuses what it does not know.
import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, CALL_CHANNEL, PUSH_CHANNEL, type Push } from '../shared/ipc/push';

const bridge: Bridge = {
  call: (method, params) => ipcRenderer.invoke(CALL_CHANNEL, method, params),
  onPush(listener) {
    // The event names its sender and gives ways to answer; a page gets the message alone.
    const heard = (_event: unknown, push: Push) => listener(push);
    ipcRenderer.on(PUSH_CHANNEL, heard);
    return () => {
      ipcRenderer.off(PUSH_CHANNEL, heard);
    };
  },
};

contextBridge.exposeInMainWorld('goalpost', Object.freeze(bridge));
