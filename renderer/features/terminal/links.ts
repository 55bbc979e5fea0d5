import { WebLinksAddon } from '@xterm/addon-web-links';
import type { ILink, ILinkHandler, Terminal } from '@xterm/xterm';
import { t } from '../../../shared/words/t';
import { fileLinks, workspacePath } from './fileLinks';
import { logicalLine } from './logicalLine';
import { shownTarget, webLink } from './webLink';

export interface LinkParts {
  readonly mac: boolean;
  /** The workspace's folder now, without which no file is a link. */
  root(): string | undefined;
  onOpenFile(path: string, line: number): void;
  /** What a link under the pointer leads to, in words; nothing when it has left. */
  onHover(words: string | undefined): void;
  onCopy(text: string): void;
}

/** Links of the web and of OSC 8, and places in files. They are followed with the system's command key held, so that a click still selects. */
export function linkHandler(parts: LinkParts): ILinkHandler {
  return {
    activate: (event, uri) => follow(event, uri, parts),
    hover: (_event, uri) => parts.onHover(webWords(uri, parts)),
    leave: () => parts.onHover(undefined),
    allowNonHttpProtocols: true,
  };
}

export function addLinks(terminal: Terminal, parts: LinkParts): void {
  const hover = (_event: MouseEvent, uri: string) => parts.onHover(webWords(uri, parts));
  const leave = () => parts.onHover(undefined);
  terminal.loadAddon(new WebLinksAddon((event, uri) => follow(event, uri, parts), { hover, leave }));
  terminal.registerLinkProvider({ provideLinks: (row, found) => found(filesIn(terminal, row - 1, parts)) });
}

function filesIn(terminal: Terminal, row: number, parts: LinkParts): ILink[] | undefined {
  const root = parts.root();
  const line = root === undefined ? undefined : logicalLine(terminal.buffer.active, row);
  if (root === undefined || !line) return undefined;
  return fileLinks(line.text).flatMap(({ from, to, path, line: number }): ILink[] => {
    const name = workspacePath(path, root);
    if (name === undefined) return [];
    return [
      {
        range: line.range(from, to),
        text: line.text.slice(from, to),
        activate: (event) => isMeant(event, parts) && parts.onOpenFile(name, number),
        hover: () => parts.onHover(t`${name}, line ${number} · ${keyOf(parts)} opens its changes`),
        leave: () => parts.onHover(undefined),
      },
    ];
  });
}

function follow(event: MouseEvent, uri: string, parts: LinkParts): void {
  if (!isMeant(event, parts)) return;
  const link = webLink(uri);
  // The window's guard lets no page open a window, and hands a plain https address to the browser.
  if (link.kind === 'open') window.open(link.url, '_blank', 'noopener');
  else parts.onCopy(link.text);
}

const isMeant = (event: MouseEvent, { mac }: LinkParts) => (mac ? event.metaKey : event.ctrlKey);

const keyOf = ({ mac }: LinkParts) => (mac ? '⌘ click' : 'Ctrl+click');

function webWords(uri: string, parts: LinkParts): string {
  const does = webLink(uri).kind === 'open' ? t`opens it in the browser` : t`copies it`;
  return `${shownTarget(uri)} · ${keyOf(parts)} ${does}`;
}
