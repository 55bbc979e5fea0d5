import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Push } from '../../shared/ipc/push';
import { accelerator } from '../../shared/views/actions/keys';
import { ACTIONS, type ActionId, type ActionRow, isActionId, keysOf, type MenuPlace } from '../../shared/views/actions/table';
import { t } from '../../shared/words/t';

type Told = readonly { readonly id: string; readonly words: string }[];

interface MenuParts {
  /** Tells one window's page. */
  readonly tell: (window: BrowserWindow, push: Push) => void;
  readonly openWindow: () => void;
}

/** What one page tells of itself comes in bursts, when a place opens and its features provide theirs. */
const GATHER_MS = 50;

const MAC = process.platform === 'darwin';

/** The titles of its menus; those that Electron's own roles make are not among them. */
const MENU_WORDS: Readonly<Record<MenuPlace['in'], string>> = {
  File: t`File`,
  Goal: t`Goal`,
  View: t`View`,
  Window: t`Window`,
  Help: t`Help`,
};

/**
 * The native menu, made of the table of actions: what the window in front said it can do is enabled, in its words. The page does what is
 * its own; windows and the app itself are done here, also where a page is dead.
 */
export class AppMenu {
  readonly #parts: MenuParts;
  readonly #told = new Map<number, Told>();
  #shown = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: MenuParts) {
    this.#parts = parts;
    app.on('browser-window-focus', () => this.#soon());
    app.on('browser-window-created', (_event, window) => this.#follow(window));
    void app.whenReady().then(() => this.#show());
  }

  told(window: number, actions: Told): void {
    this.#told.set(window, actions);
    this.#soon();
  }

  act(contents: number, action: string): void {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === contents);
    if (isActionId(action)) this.#act(action, window);
  }

  #follow(window: BrowserWindow): void {
    const contents = window.webContents.id;
    window.once('closed', () => {
      this.#told.delete(contents);
      this.#soon();
    });
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, GATHER_MS);
  }

  /** Made anew only where it says something else: a menu that is open would close. */
  #show(): void {
    const front = frontWindow();
    const told = (front && this.#told.get(front.webContents.id)) ?? [];
    const shown = JSON.stringify(told);
    if (shown === this.#shown) return;
    this.#shown = shown;
    Menu.setApplicationMenu(Menu.buildFromTemplate(this.#template(new Map(told.map(({ id, words }) => [id, words])))));
  }

  #template(words: ReadonlyMap<string, string>): MenuItemConstructorOptions[] {
    const of = (menu: MenuPlace['in']) => ({ label: MENU_WORDS[menu], submenu: this.#items(menu, words) });
    return [
      ...(MAC ? [{ role: 'appMenu' } as const] : []),
      of('File'),
      { role: 'editMenu' },
      of('Goal'),
      of('View'),
      { role: 'windowMenu' },
      of('Help'),
    ];
  }

  #items(menu: MenuPlace['in'], words: ReadonlyMap<string, string>): MenuItemConstructorOptions[] {
    return ACTIONS.flatMap((action) => {
      const row: ActionRow = action;
      if (row.menu?.in !== menu || (MAC && row.id === 'app.quit')) return [];
      const keys = keysOf(row, MAC);
      const short = keys === undefined ? undefined : accelerator(keys);
      const item: MenuItemConstructorOptions = {
        id: row.id,
        label: words.get(row.id) ?? row.words,
        enabled: row.by === 'main' || words.has(row.id),
        click: () => this.#act(action.id, frontWindow()),
        ...(short === undefined ? {} : { accelerator: short }),
      };
      return row.menu.line ? [{ type: 'separator' as const }, item] : [item];
    });
  }

  #act(action: ActionId, window: BrowserWindow | undefined): void {
    switch (action) {
      case 'window.new':
        return this.#parts.openWindow();
      case 'app.quit':
        return app.quit();
      case 'window.close':
        return window?.close();
      case 'window.reload':
        return window?.webContents.reload();
      case 'window.tools':
        return window?.webContents.toggleDevTools();
      case 'window.fullScreen':
        return window?.setFullScreen(!window.isFullScreen());
      default:
        if (window) this.#parts.tell(window, { type: 'action', action });
    }
  }
}

function frontWindow(): BrowserWindow | undefined {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().find((window) => !window.isDestroyed());
}
