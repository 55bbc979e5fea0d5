import { describe, expect, it } from 'vitest';
import { serverAddress } from './serverAddress';

describe('serverAddress', () => {
  it('names host and port, and knows what runs on this machine', () => {
    const named = (url: string) => {
      const address = serverAddress(url);
      return address.ok && [address.value.name, address.value.hostname, address.value.loopback];
    };
    expect(named('https://api.openai.com/v1')).toEqual(['api.openai.com:443', 'api.openai.com', false]);
    expect(named('http://localhost:11434/v1/')).toEqual(['localhost:11434', 'localhost', true]);
    expect(named('http://127.1.2.3/v1')).toEqual(['127.1.2.3:80', '127.1.2.3', true]);
    expect(named('http://[::1]:8080/v1')).toEqual(['[::1]:8080', '::1', true]);
    expect(named('http://127.0.0.1.example.com/v1')).toEqual(['127.0.0.1.example.com:80', '127.0.0.1.example.com', false]);
    expect(named('http://localhost.example.com/v1')).toEqual(['localhost.example.com:80', 'localhost.example.com', false]);
  });
});
