import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor, Tally } from './redactor';
import { LONGEST_SHAPE } from './secretShapes';

const KNOWN = [{ name: 'DB_PASSWORD', value: 'correct horse battery' }];
const redactor = new Redactor(KNOWN, (value) => [value]);

function clean(text: string) {
  const tally = new Tally();
  return { text: redactor.text(text, tally), counts: tally.list() };
}

// Put together here, so that no scanner takes this file for a leak.
const HEX = '0123456789abcdef0123456789abcdef0123';
const CREDENTIALS: Readonly<Record<string, readonly string[]>> = {
  'API key': [`sk-proj-${HEX}`, `sk-ant-api03-${HEX}`],
  'GitHub token': [`ghp_${HEX}`, `github_pat_11AAAAAAA0${HEX}`],
  'GitLab token': [`glpat-${HEX}`],
  'Slack token': [`xoxb-123456789012-${HEX}`],
  'AWS key id': [`AKIA${'ABCDEFGH12345678'}`],
  'Google key': [`AIza${'SyA1234567890abcdefghijklmnopqrstuv'}`],
  'npm token': [`npm_${HEX}`],
  'Hugging Face token': [`hf_${HEX}`],
  'Stripe key': [`sk_live_${HEX}`],
  'SendGrid key': [`SG.${HEX}.${HEX}`],
  'JSON web token': [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${HEX}`],
};

describe('taking secrets out of a text', () => {
  for (const [what, values] of Object.entries(CREDENTIALS)) {
    it(`finds a ${what} by its form`, () => {
      for (const value of values) {
        expect(clean(`before ${value} after`)).toEqual({
          text: `before [redacted: ${what}] after`,
          counts: [{ what, count: 1 }],
        });
      }
    });
  }

  it('finds a known value wherever it stands, and names it', () => {
    expect(clean('xcorrect horse batteryx and correct horse battery')).toEqual({
      text: 'x[redacted: value of DB_PASSWORD]x and [redacted: value of DB_PASSWORD]',
      counts: [{ what: 'value of DB_PASSWORD', count: 2 }],
    });
  });

  it('takes the value alone where its name says what it is', () => {
    expect(clean('password = "hunter2hunter2"; next').text).toBe('password = "[redacted: value set as a secret]"; next');
    expect(clean('{"api_key":"a1b2c3d4e5"}').text).toBe('{"api_key":"[redacted: value set as a secret]"}');
    expect(clean(`Authorization: Bearer ${HEX}`).text).toBe('Authorization: Bearer [redacted: Authorization header]');
    expect(clean('postgres://ada:s3cret@db.example.com/x').text).toBe(
      'postgres://ada:[redacted: password in a URL]@db.example.com/x',
    );
  });

  it('takes a private key whole, and one that is cut off', () => {
    const [begin, end] = ['-----BEGIN RSA PRIVATE KEY-----', '-----END RSA PRIVATE KEY-----'];
    const lines = Array.from({ length: 20 }, () => HEX.slice(0, 32)).join('\n');
    expect(clean(`a\n${begin}\n${lines}\n${end}\nb`).text).toBe('a\n[redacted: private key]\nb');
    expect(clean(`a\n${begin}\n${lines}`).text).toBe('a\n[redacted: private key]');
  });

  it('leaves ordinary text, hashes and code as they are', () => {
    const text = [
      `sha256 ${HEX}${HEX}`.slice(0, 71),
      'const token = nextToken(); password: string; max_tokens=400000',
      'task-force-one-two-three-four-five, risk-based-approach-to-everything',
      'https://example.com:8080/path?a=b@c, tests 48 of 48 pass in 1.24 s',
    ].join('\n');
    expect(clean(text)).toEqual({ text, counts: [] });
  });

  it('looks into every string of a value, names of members included', () => {
    const tally = new Tally();
    const value = { 'correct horse battery': [1, null, { deep: 'correct horse battery' }] };
    expect(redactor.value(value, tally)).toEqual({
      '[redacted: value of DB_PASSWORD]': [1, null, { deep: '[redacted: value of DB_PASSWORD]' }],
    });
    expect(tally.list()).toEqual([{ what: 'value of DB_PASSWORD', count: 2 }]);
  });

  it('finds in a text that comes in pieces what it finds in the whole', () => {
    const secret = fc.constantFrom(...Object.values(CREDENTIALS).flat(), KNOWN[0]?.value ?? '', 'password=hunter2hunter2');
    const filler = fc
      .tuple(fc.constantFrom('x', 'word ', 'line\n', '=/+9'), fc.integer({ min: 1, max: LONGEST_SHAPE }))
      .map(([unit, length]) => ` ${unit.repeat(Math.ceil(length / unit.length))} `);
    const text = fc.array(fc.tuple(filler, secret), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 3 * LONGEST_SHAPE }), (parts, size) => {
        const whole = parts.flat().join('');
        const [one, other] = [new Tally(), new Tally()];
        const stream = redactor.stream(one);
        let out = '';
        for (let at = 0; at < whole.length; at += size) out += stream.push(whole.slice(at, at + size));
        out += stream.end();
        expect(out === redactor.text(whole, other)).toBe(true);
        expect(one.list()).toEqual(other.list());
      }),
      { numRuns: 30 },
    );
  });
});
