// The window's only way out: two channels, and the ports that main sends, and nothing else. It runs sandboxed before the page, hands on what it is given, and
// decides nothing; the door in main refuses what it does not know.
import { contextBridge, ipcRenderer } from 'electron';
import {
  type Bridge,
  CALL_CHANNEL,
  PORT_CHANNEL,
  type PortMessage,
  PUSH_CHANNEL,
  type Push,
  WINDOW_SWITCH,
} from '../shared/ipc/push';

/** How `app/window.ts` names a window to its page. */
const NAME = `${WINDOW_SWITCH}=`;

const bridge: Bridge = {
  window: process.argv.find((word) => word.startsWith(NAME))?.slice(NAME.length) ?? 'window',
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

/** The page's window, of which the types of this side know nothing. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: PortMessage, origin: string, ports: readonly unknown[]): void;
};

// A port cannot cross the context bridge: the window sends it to itself.
ipcRenderer.on(PORT_CHANNEL, (event, { ticket }: Pick<PortMessage, 'ticket'>) => {
  window.postMessage({ type: PORT_CHANNEL, ticket }, window.location.origin, event.ports);
});
