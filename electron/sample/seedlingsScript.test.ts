import { describe, expect, it } from 'vitest';
import { toolArguments } from '../../shared/tools/arguments';
import { refuseAmbiguity } from '../providers/scripted';
import { seedlingsScript } from './seedlingsScript';

describe('the scripted agent of the research sample', () => {
  it('calls only tools that exist, with arguments they take', () => {
    const refused = seedlingsScript.steps.flatMap(({ calls }) =>
      calls.filter((call) => {
        const schema = Object.entries(toolArguments).find(([name]) => name === call.name)?.[1];
        return schema?.safeParse(call.arguments).success !== true;
      }),
    );
    expect(refused).toEqual([]);
  });

  it('can be played from any point of a conversation', () => {
    expect(() => refuseAmbiguity(seedlingsScript)).not.toThrow();
  });
});
