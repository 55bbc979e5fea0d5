import { userInfo } from 'node:os';
import type { Output } from './io';
import { orderCommand } from './order';
import type { CommonOptions } from './settings';

export interface AnswerOptions extends CommonOptions {
  readonly need: string;
  readonly text: string;
  readonly name?: string;
}

/** `goalpost answer`: one answer to one open question, under a name. */
export function answerCommand(thread: string, options: AnswerOptions, output: Output): Promise<number> {
  const name = options.name ?? userInfo().username;
  const command = { type: 'question.answer', question: options.need, answer: options.text, name } as const;
  return orderCommand({ thread, command }, options, output);
}
