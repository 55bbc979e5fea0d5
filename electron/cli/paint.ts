/** Terminal colours by what they mean; a word always stands beside them. Without colour, text is left as it is. */
export type Tone = 'quiet' | 'good' | 'bad' | 'asks' | 'strong' | 'plain';

const CODES: Readonly<Record<Tone, string>> = { quiet: '2', good: '32', bad: '31', asks: '33', strong: '1', plain: '0' };

export type Paint = (tone: Tone, text: string) => string;

export function painter(color: boolean): Paint {
  return (tone, text) => (color && tone !== 'plain' ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text);
}

/** One line of at most `width` characters; what is cut is marked. Control characters a model wrote do not reach the terminal. */
export function oneLine(text: string, width: number): string {
  const flat = text.replace(/\p{Cc}+/gu, ' ').trim();
  return flat.length > width ? `${flat.slice(0, width - 1)}…` : flat;
}
