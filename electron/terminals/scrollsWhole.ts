import type { Terminal } from '@xterm/headless';
import { insidesOf } from './insides';

/** xterm's parser outside any sequence. */
const GROUND = 0;

/**
 * Whether lines that follow scroll the whole screen, and leave nothing behind but their colours: no sequence is open, no region is set,
 * and no link is open (what a reset of colours leaves depends on it then).
 */
export function scrollsWhole(terminal: Terminal): boolean {
  const { _bufferService, _inputHandler } = insidesOf(terminal);
  const { rows, buffers } = _bufferService;
  const { scrollTop, scrollBottom } = buffers.active;
  const isLinked = (_inputHandler._curAttrData.extended?.urlId ?? 0) !== 0;
  return _inputHandler._parser.currentState === GROUND && scrollTop === 0 && scrollBottom === rows - 1 && !isLinked;
}
