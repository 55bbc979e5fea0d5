import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Push } from '../../shared/ipc/push';

export type GoPlace = Extract<Push, { type: 'go' }>['place'];

/** The native menu: the places that exist, another window, and what the system's own roles do. */
export function setupMenu(go: (place: GoPlace) => void, openWindow: () => void): void {
  const mac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: fileItems(go, openWindow, mac) },
    { role: 'editMenu' },
    { label: 'View', submenu: VIEW_ITEMS },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function fileItems(go: (place: GoPlace) => void, openWindow: () => void, mac: boolean): MenuItemConstructorOptions[] {
  return [
    { label: 'New goal', accelerator: 'CommandOrControl+N', click: () => go('new') },
    { label: 'Open the sample goal', click: () => go('sample') },
    { label: 'New window', accelerator: 'CommandOrControl+Shift+N', click: openWindow },
    { type: 'separator' },
    { label: 'Inbox', accelerator: 'CommandOrControl+I', click: () => go('inbox') },
    { label: 'Settings', accelerator: 'CommandOrControl+,', click: () => go('settings') },
    { type: 'separator' },
    { role: mac ? 'close' : 'quit' },
  ];
}

const VIEW_ITEMS: MenuItemConstructorOptions[] = [
  { role: 'reload' },
  { role: 'toggleDevTools' },
  { type: 'separator' },
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { type: 'separator' },
  { role: 'togglefullscreen' },
];
