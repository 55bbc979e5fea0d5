import { afterEach, expect, it } from 'vitest';
import { speak, type Translation } from '../../../shared/words/t';
import { alwaysReply, lookReply, noReply, sendBackReply } from './replies';

/** A translation that has other words for everything. */
const messages = new Proxy<Record<string, string>>({}, { get: () => 'anders {0}' });
const OTHER: Translation = { language: 'de', messages, plurals: {} };

afterEach(() => speak({ language: 'en', messages: {}, plurals: {} }));

it('answers in the words that decide reads, whatever language the window speaks', () => {
  speak(OTHER);
  expect([
    alwaysReply(' npm install ', 'npm install'),
    alwaysReply('npm …', 'npm install'),
    noReply('use the cache'),
    sendBackReply('keep the test'),
    lookReply('pass', ' '),
    lookReply('fail', 'too small'),
  ]).toEqual(['always', 'always: npm …', 'no: use the cache', 'send back: keep the test', 'pass', 'fail: too small']);
});
