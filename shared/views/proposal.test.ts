import { describe, expect, it } from 'vitest';
import { testContract } from '../../test/fakes/simulatedThread';
import { EMPTY_FORM, formOf } from './goalForm';
import { acceptFields, formWhileProposed, openAt, openFields, type Proposed, proposedDocument, proposedOf } from './proposal';

const form = formOf(testContract());
const proposed: Proposed = { id: 't1/c1', form, offered: form, before: EMPTY_FORM, accepted: [], discarded: null };
const paths = (of: Proposed, now = of.form) => openFields(of, now).map(({ path }) => path);

describe('a proposal in the form', () => {
  it('marks each field that it changed, and none that it left as it was', () => {
    expect(paths(proposed)).toEqual(expect.arrayContaining(['outcome', 'verification[0]', 'constraints[0]']));
    expect(paths(proposed)).not.toContain('boundaries.hosts');
    expect(paths({ ...proposed, before: form })).toEqual([]);
  });

  it('unmarks what is edited or accepted, and knows a check again where it has moved', () => {
    expect(paths(proposed, { ...form, outcome: 'mine' })).not.toContain('outcome');
    const own = formOf({ verification: [{ id: 'own', kind: 'command', run: 'x' }] }).verification;
    const moved = { ...form, verification: [...own, ...form.verification] };
    expect(paths(proposed, moved)).toContain('verification[1]');
    const accepted = acceptFields(proposed, openAt(openFields(proposed, form), 'verification[0].metric.target'));
    expect(paths(accepted, moved).filter((path) => path.startsWith('verification'))).toEqual([]);
    expect(paths(acceptFields(proposed, openFields(proposed, form)))).toEqual([]);
  });

  it('is kept between starts as it stands, put away or not', () => {
    const kept = JSON.parse(JSON.stringify(proposedDocument({ ...proposed, accepted: ['outcome'], discarded: form })));
    expect(proposedOf(kept)).toEqual({ ...proposed, accepted: ['outcome'], discarded: form });
    expect([paths({ ...proposed, discarded: form }), proposedOf('x')]).toEqual([[], null]);
  });

  it('shows what has come so far over what stood there', () => {
    expect(formWhileProposed(form, { outcome: 'p9' })).toEqual({ ...form, outcome: 'p9' });
    expect(formWhileProposed(form, undefined)).toEqual(form);
  });
});
