import { EXIT } from '../../shared/views/outcome';
import { type VerifiedBundle, verifyBundle } from '../export/verify';
import { onInterrupt } from './interrupt';
import type { Output } from './io';
import { painter } from './paint';
import type { CommonOptions } from './settings';

export interface VerifyOptions extends CommonOptions {
  readonly digest?: string;
}

/** Findings that are told one by one; a bundle that was wrecked has as many as it has files. */
const TOLD_FINDINGS = 20;

/** `goalpost verify`: 0 where the bundle is whole, 5 where something was changed, each place named on stderr. */
export async function verifyCommand(bundle: string, options: VerifyOptions, output: Output): Promise<number> {
  const { digest } = options;
  if (digest !== undefined && !/^[0-9a-f]{64}$/i.test(digest)) {
    output.fault(`--digest takes the 64 hex digits that the export showed, not "${digest}".`);
    return EXIT.badUsage;
  }
  const cancelled = new AbortController();
  const listening = onInterrupt(() => cancelled.abort());
  try {
    const looked = await verifyBundle(bundle, { ...(digest === undefined ? {} : { digest }), signal: cancelled.signal });
    if (!looked.ok) {
      output.fault(looked.error);
      return EXIT.badUsage;
    }
    tell(bundle, looked.value, options, output);
    return looked.value.whole ? EXIT.complete : EXIT.failed;
  } catch (thrown) {
    if (!cancelled.signal.aborted) throw thrown;
    return EXIT.interrupted;
  } finally {
    listening.dispose();
  }
}

function tell(bundle: string, looked: VerifiedBundle, options: VerifyOptions, output: Output): void {
  if (options.json) return output.out(JSON.stringify({ type: 'verified', ...looked }));
  const { findings } = looked;
  for (const { place, message } of findings.slice(0, TOLD_FINDINGS)) output.fault(`${place}: ${message}`);
  if (findings.length > TOLD_FINDINGS) output.fault(`and ${findings.length - TOLD_FINDINGS} more; --json lists them all`);
  const paint = painter(output.color);
  if (!looked.whole) {
    output.out(`${bundle}: ${paint('bad', 'changed')}, ${findings.length === 1 ? '1 place' : `${findings.length} places`}`);
    return;
  }
  output.out(
    `${bundle}: ${paint('good', 'whole')}, ${looked.entries} entries and ${looked.files} files are as they were exported`,
  );
  output.out(`Record digest  ${looked.recordDigest}`);
  output.out(`Final digest   ${paint('strong', looked.digest ?? '')}`);
  output.out(paint('quiet', limits(options)));
}

/** Said each time: what was just proven is less than it may seem. */
function limits({ digest }: VerifyOptions): string {
  return digest === undefined
    ? 'This does not prove who made it: compare the final digest with the one that was kept, --digest does.'
    : 'It ends with the digest that was kept: it is the bundle that was exported then.';
}
