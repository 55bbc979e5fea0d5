import { describe, expect, it } from 'vitest';
import { boundaryHint } from './boundaryHint';

const CLOSED = { hosts: false, sockets: false };
const OPEN = { hosts: true, sockets: true };

describe('boundaryHint', () => {
  it.each([
    ['bash: x: Read-only file system', 'boundaries.write'],
    ["sed: couldn't open temporary file ./sedA1: Read-only file system", 'apply_patch'],
    ["Error: EROFS: read-only file system, open '/w/x'", 'boundaries.write'],
    ["OSError: [Errno 30] Read-only file system: 'x'", 'boundaries.write'],
    ["rm: cannot remove 'a.txt': Device or resource busy", 'by itself cannot be replaced'],
    ["mv: inter-device move failed: 'a' to 'b'; unable to remove target: Read-only file system", 'by itself cannot be replaced'],
    ['curl: (6) Could not resolve host: example.com', 'boundaries.hosts'],
    ['connect: Network is unreachable', 'boundaries.hosts'],
    ['bash: connect: Connection refused', 'own loopback'],
    ["curl: (7) Failed to connect to 127.0.0.1 port 80 after 0 ms: Couldn't connect to server", 'own loopback'],
    ['Error: getaddrinfo EAI_AGAIN registry.example', 'boundaries.hosts'],
    ['Error: listen EPERM: operation not permitted /tmp/s.sock', 'boundaries.sockets: true'],
    ['socket.socket(AF_UNIX)\nPermissionError: [Errno 1] Operation not permitted: socket', 'boundaries.sockets: true'],
    ['cat: secret.txt: Permission denied', 'boundaries.hide'],
  ])('names the boundary behind "%s"', (output, words) => {
    expect(boundaryHint(`before\n${output}\nafter\n`, CLOSED)).toContain(words);
  });

  it('stays silent on prose, on success, and on what the contract allows', () => {
    expect(boundaryHint('The error EROFS means Read-only file system, said the manual.\n42 passed\n', CLOSED)).toBeUndefined();
    expect(boundaryHint('', CLOSED)).toBeUndefined();
    expect(boundaryHint('connect: Network is unreachable\n', OPEN)).toBeUndefined();
    expect(boundaryHint('CONNECT tunnel failed, response 403\n', OPEN)).toContain('boundaries.hosts');
  });
});
