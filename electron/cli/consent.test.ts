import { describe, expect, it } from 'vitest';
import { consentTo } from './consent';

const place = { root: '/home/ada/my shop' };

describe('consent on the command line', () => {
  it('is not asked for where nobody asked to go without a sandbox', async () => {
    expect(await consentTo(place, undefined)).toEqual({ ok: true, value: undefined });
  });

  it('takes the very words, and says them where others were given', async () => {
    expect(await consentTo(place, 'run my shop without a sandbox')).toEqual({ ok: true, value: 'run my shop without a sandbox' });
    const error = 'The sandbox is kept. To give it up for this goal, type exactly: run my shop without a sandbox';
    expect(await consentTo(place, 'yes')).toEqual({ ok: false, error });
    // A test has no terminal: nobody can type there.
    expect(await consentTo(place, true)).toEqual({ ok: false, error });
  });
});
