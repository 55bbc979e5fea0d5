import { useState } from 'react';
import { thousands } from '../../../shared/views/format';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import type { Selection } from './selection';

/** Words of a command that a file's name has room for, in characters. */
const NAME_UNITS = 60;

/** Copying and saving a stored output, and what came of it in words. */
export function useOutputActions(sha256: string, title: string) {
  const [said, setSaid] = useState<{ readonly words: string; readonly failed: boolean }>();
  const say = (words: string, failed = false) => setSaid({ words, failed });
  return {
    said,
    async copy({ from, to }: Selection) {
      const answer = await call('output/text', { sha256, from, to });
      if (!answer.ok) return say(answer.error.message, true);
      const { text, cut } = answer.value;
      const copied = await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      );
      if (!copied) return say(t`The system did not take it: nothing was copied.`, true);
      say(cut ? t`Copied the first ${thousands(text.length)} characters. Save the output to have all of it.` : t`Copied`);
    },
    async save(as: 'raw' | 'plain') {
      const answer = await call('output/save', {
        sha256,
        as,
        name: `${title.replace(/\s+/g, ' ').slice(0, NAME_UNITS).trim()}.txt`,
      });
      if (!answer.ok) return say(answer.error.message, true);
      const { saved } = answer.value;
      if (saved) say(t`Saved ${thousands(saved.bytes)} bytes in ${saved.path}`);
    },
  };
}
