import type { ResearchClaim } from '../../shared/evidence/researchClaim';
import type { Script } from '../providers/scripted';
import { complete, patch, record, shell } from './calls';
import { ADD_REPORT, ADD_TABLE } from './seedlingsFiles';

type Steps = Script['steps'];
type Call = Steps[number]['calls'][number];

/**
 * The embedded scripted agent on the research sample: it recomputes a table from data, claims once without evidence and is refused,
 * and ends with a ledger in which one part of the paper stays blocked. What it says never depends on a number.
 */
export const seedlingsScript: Script = {
  name: 'seedlings',
  label: 'Scripted agent: no model, no network, no key',
  steps: [...firstTurn(), ...secondTurn()],
  review: [
    {
      answer: 'met',
      cites: ['means', 'spread', 'diff'],
      why: 'The report writes its figures from the same computation that the checks compared with the paper.',
    },
    { answer: 'met', cites: ['report', 'diff'], why: 'Week 6 stands under Blocked: the bundled data ends before it.' },
    { answer: 'met', cites: ['diff'], why: 'The spreads are called approximate because the formula may not be the paper’s.' },
  ],
};

function firstTurn(): Steps {
  return [
    {
      id: 'read',
      say: 'First the paper and the data, before I compute anything.',
      calls: [
        planned('in_progress', 'pending', 'pending'),
        { name: 'read_file', arguments: { path: 'paper/paper.md' } },
        { name: 'read_file', arguments: { path: 'data/heights.csv' } },
      ],
    },
    {
      id: 'table',
      say: 'The table follows from the heights: a mean and a spread for each light and week.',
      calls: [planned('completed', 'in_progress', 'pending'), patch(ADD_TABLE), shell('node analysis/table.js')],
    },
    {
      id: 'report',
      say: 'Now the report, written from the same computation.',
      calls: [patch(ADD_REPORT), shell('node analysis/report.js && cat report/report.md')],
    },
    { id: 'first-claims', say: 'The claims go into the ledger.', calls: [...ledger({ means: [], spread: [] })] },
    {
      id: 'first-claim',
      say: 'The figures look right. Done.',
      calls: [complete('Table 1 is recomputed and the report is written.')],
    },
    {
      id: 'first-record',
      say: 'Refused, and rightly: I called the means confirmed and cited nothing.',
      calls: [
        record({
          changed: 'A script recomputes the table, another writes the report.',
          evidence: 'The checks pass, but the ledger calls the means confirmed without citing what confirms them.',
          next: 'Run the checks on this tree and cite what they record.',
        }),
      ],
    },
    { id: 'first-end', say: 'Next: have the comparison recorded, and cite it.', calls: [] },
  ];
}

function secondTurn(): Steps {
  return [
    {
      id: 'measure',
      say: 'Both comparisons, run by the app and recorded.',
      calls: [planned('completed', 'completed', 'in_progress'), check('means'), check('spread')],
    },
    {
      id: 'claims',
      say: 'Each claim now says what it rests on, and what could not be reproduced stays so.',
      calls: [...ledger({ means: ['{evidence:means}'], spread: ['{evidence:spread}'] })],
    },
    {
      id: 'record',
      say: 'I record the iteration.',
      calls: [
        planned('completed', 'completed', 'completed'),
        record({
          changed: 'The ledger cites the recorded comparisons.',
          evidence: 'The means are within the standard, the spreads near it; week 6 is not in the bundled data.',
          next: 'Nothing is left that the bundled data could settle.',
        }),
      ],
    },
    {
      id: 'claim',
      say: 'I claim completion: what is confirmed is proven, and the rest is said to be what it is.',
      calls: [complete('Weeks 2 and 4 are reproduced; week 6 is not, because its data is not there, and the report says so.')],
    },
  ];
}

function ledger(cited: { readonly means: readonly string[]; readonly spread: readonly string[] }): readonly Call[] {
  const claims: readonly ResearchClaim[] = [
    {
      id: 'means',
      claim: 'The mean heights of weeks 2 and 4 are as published.',
      route: 'Recomputed from data/heights.csv and compared with the paper’s table.',
      status: 'confirmed',
      evidence: [...cited.means],
    },
    {
      id: 'spread',
      claim: 'The spreads of weeks 2 and 4 are as published.',
      route: 'Recomputed with n − 1 in the formula; the paper does not name its own.',
      status: 'approximate',
      evidence: [...cited.spread],
    },
    {
      id: 'week-6',
      claim: 'The heights of week 6 are as published.',
      route: 'Looked for in data/heights.csv, which ends with week 4: this cannot be reproduced.',
      status: 'blocked',
      evidence: [],
    },
    {
      id: 'red-light',
      claim: 'Red light makes seedlings grow taller.',
      route: 'The means differ in that sense in week 4, but how lamps were given to trays is not told.',
      status: 'uncertain',
      evidence: [...cited.means],
    },
  ];
  return claims.map((claim) => ({ name: 'record_claim', arguments: claim }));
}

type StepStatus = 'pending' | 'in_progress' | 'completed';

function planned(read: StepStatus, compute: StepStatus, prove: StepStatus): Call {
  const steps = [
    { step: 'Read the paper and its data', status: read },
    { step: 'Recompute the table and write the report', status: compute },
    { step: 'Have each claim rest on recorded evidence', status: prove },
  ];
  return { name: 'update_plan', arguments: { steps } };
}

function check(id: string): Call {
  return { name: 'run_check', arguments: { id } };
}
