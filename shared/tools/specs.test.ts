import { describe, expect, it } from 'vitest';
import { toolArguments } from './arguments';
import { parseToolArguments, toolSpecs } from './specs';

describe('toolSpecs', () => {
  it('describes every tool with a plain object schema', () => {
    const all = toolSpecs(Object.keys(toolArguments));
    expect(all.map((spec) => spec.name)).toEqual(Object.keys(toolArguments));
    expect(toolSpecs().map((spec) => spec.name)).toEqual(
      Object.keys(toolArguments).filter((name) => name !== 'propose_contract'),
    );
    for (const spec of all) {
      expect(spec.parameters).toMatchObject({ type: 'object', properties: {}, additionalProperties: false });
      expect(Object.keys(spec.parameters)).not.toContain('$schema');
      expect(JSON.stringify(spec.parameters)).not.toMatch(/"(oneOf|anyOf|allOf|\$ref)":|9007199254740991/);
      expect(spec.description.length).toBeGreaterThan(40);
    }
  });

  it('states arguments as the parser takes them', () => {
    const parameters = Object.fromEntries(toolSpecs(['shell', 'wait', 'nothing']).map((spec) => [spec.name, spec.parameters]));
    expect(parameters).toEqual({
      shell: {
        type: 'object',
        properties: {
          command: { type: 'string', minLength: 1 },
          workdir: { type: 'string' },
          timeout_ms: { type: 'integer', exclusiveMinimum: 0 },
          background: { type: 'boolean' },
        },
        required: ['command'],
        additionalProperties: false,
      },
      wait: {
        type: 'object',
        properties: {
          for: { type: 'string', enum: ['process', 'file', 'time'] },
          session: { type: 'string' },
          timeout_ms: { type: 'integer', exclusiveMinimum: 0 },
          path: { type: 'string', minLength: 1 },
          ms: { type: 'integer', exclusiveMinimum: 0 },
        },
        required: ['for'],
        additionalProperties: false,
      },
    });
  });
});

describe('parseToolArguments', () => {
  it('answers the typed call', () => {
    expect(parseToolArguments('shell', '{"command":"ls"}')).toEqual({
      ok: true,
      value: { name: 'shell', arguments: { command: 'ls' } },
    });
    expect(parseToolArguments('get_goal', '')).toEqual({ ok: true, value: { name: 'get_goal', arguments: {} } });
  });

  it.each([
    ['an unknown tool', 'exec', '{}', /^There is no tool "exec"\. The tools are: shell, /],
    ['a name of Object.prototype', 'toString', '{}', /^There is no tool/],
    [
      'broken JSON',
      'shell',
      '{"command":',
      /^The arguments of shell are not JSON \(.+\)\. Expected an object \{ command: string, workdir\?: string/,
    ],
    ['a missing key and an unknown one', 'shell', '{"cmd":"ls"}', /command: .+"cmd".+Expected an object/],
    ['a value of another type', 'shell', '{"command":["ls"]}', /command: .+string/],
    ['an array', 'search', '[]', /^search was not called: /],
    ['wait without what it waits for', 'wait', '{"for":"time"}', /ms: .+for: process \| file \| time/],
    ['blocked without a dossier', 'update_goal', '{"status":"blocked","summary":"stuck"}', /blocked needs a dossier/],
    [
      'blocked with nothing tried',
      'update_goal',
      '{"status":"blocked","summary":"s","dossier":{"attempts":[],"evidence":[],"blocker":"b","needs":[{"id":"k","kind":"text","question":"?"}]}}',
      /at least one entry in attempts and in needs/,
    ],
  ])('answers %s with a sentence for the model', (_name, tool, json, sentence) => {
    const parsed = parseToolArguments(tool, json);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.error).toMatch(sentence);
  });
});
