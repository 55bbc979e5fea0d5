import type { TerminalFrame, TerminalReply } from '../../shared/terminal/frames';

/** The host's end of the port to one view. After `close`, or once the other side is gone, what is posted goes nowhere. */
export interface FramePort {
  post(frame: TerminalFrame): void;
  onReply(listener: (reply: TerminalReply) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
