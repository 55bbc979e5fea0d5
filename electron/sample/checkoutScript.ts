import type { Script } from '../providers/scripted';
import { complete, patch, plan, record, shell } from './calls';
import { checkoutDraft } from './checkoutDraft';
import { OVERLAP_LOOKUPS, PAY_EARLY, RESERVE_EARLY } from './checkoutPatches';

const SUITE = 'node --test --test-reporter=spec test/*.test.js';
const BENCH = 'node bench/checkout.bench.js';
const OUT_OF_STOCK = "node --test --test-reporter=spec --test-name-pattern='out of stock' test/checkout.test.js";

/**
 * The embedded scripted agent on the checkout sample: real edits and real commands, and the words of an engineer who claims too early
 * twice. What it says never depends on a number, because nobody knows beforehand what this machine will measure.
 */
export const checkoutScript: Script = {
  name: 'checkout',
  label: 'Scripted agent: no model, no network, no key',
  steps: [...firstTurn(), ...secondTurn(), ...thirdTurn()],
  draft: checkoutDraft,
};

type Steps = Script['steps'];

function firstTurn(): Steps {
  return [
    {
      id: 'look',
      say: 'I read the service and the services it calls before I change anything.',
      calls: [
        plan(['in_progress', 'pending', 'pending']),
        { name: 'read_file', arguments: { path: 'src/checkout.js' } },
        { name: 'read_file', arguments: { path: 'remote/wire.js' } },
        { name: 'search', arguments: { pattern: 'await travel\\(', path: 'remote' } },
      ],
    },
    {
      id: 'baseline-suite',
      say: 'Five remote calls, one after the other. First the correctness suite as it stands.',
      calls: [shell(SUITE)],
    },
    { id: 'baseline-bench', say: 'Now the benchmark as it stands.', calls: [shell(BENCH)] },
    {
      id: 'overlap-lookups',
      say: 'The tax rate needs the address, not the price: both can be asked for at once.',
      calls: [plan(['completed', 'in_progress', 'pending']), patch(OVERLAP_LOOKUPS)],
    },
    { id: 'overlap-lookups-bench', say: 'What did that bring?', calls: [shell(BENCH)] },
    {
      id: 'overlap-lookups-claim',
      say: 'One round trip fewer, and the p95 is clearly lower. Done.',
      calls: [complete('Price and tax are fetched together; the p95 checkout latency is clearly lower than before.')],
    },
    {
      id: 'overlap-lookups-record',
      say: 'Refused, and rightly: lower is not below 120 ms.',
      calls: [
        record({
          changed: 'Price and tax are fetched together instead of one after the other.',
          evidence: 'The benchmark got faster and the suite is green, but the p95 check is still above its target.',
          next: 'Take the wait for the warehouse off the path: let the payment run beside the reservation.',
        }),
      ],
    },
    {
      id: 'overlap-lookups-end',
      say: 'Next experiment: the warehouse is the longest wait left. Let the payment run beside the reservation, and refund when the stock is missing.',
      calls: [],
    },
  ];
}

function secondTurn(): Steps {
  return [
    {
      id: 'pay-early',
      say: 'Reservation and payment now start side by side; a missing piece leads to a refund.',
      calls: [plan(['completed', 'completed', 'in_progress']), patch(PAY_EARLY)],
    },
    { id: 'pay-early-bench', say: 'The benchmark again.', calls: [shell(BENCH)] },
    {
      id: 'pay-early-claim',
      say: 'The longest wait is off the path, and the benchmark shows it. Done.',
      calls: [
        complete('Reservation and payment overlap, which takes the longest wait off the path; measured with the benchmark.'),
      ],
    },
    {
      id: 'pay-early-record',
      say: 'Refused: I looked at the speed only and did not run the suite.',
      calls: [
        record({
          changed: 'The payment runs beside the reservation, with a refund when the stock is missing.',
          evidence:
            'The benchmark is below the target, but the suite is red: a customer is charged for something that is out of stock.',
          next: 'Reserve while price and tax are fetched, and pay only once the stock is held.',
        }),
      ],
    },
    {
      id: 'pay-early-end',
      say: 'A refund is not the same as never charging. Next experiment: overlap the reservation with price and tax instead, and pay only once the stock is held.',
      calls: [],
    },
  ];
}

function thirdTurn(): Steps {
  return [
    { id: 'reproduce', say: 'First I see the failure myself.', calls: [shell(OUT_OF_STOCK)] },
    {
      id: 'reserve-early',
      say: 'The reservation needs neither price nor tax, so it can start with them. The payment waits for all three. I add a test with a slow warehouse.',
      calls: [patch(RESERVE_EARLY)],
    },
    {
      id: 'reserve-early-suite',
      say: 'This time the suite comes first.',
      calls: [{ name: 'run_check', arguments: { id: 'correctness' } }],
    },
    {
      id: 'reserve-early-bench',
      say: 'And the contract’s own benchmark check.',
      calls: [{ name: 'run_check', arguments: { id: 'p95' } }],
    },
    {
      id: 'reserve-early-record',
      say: 'Both checks have spoken on this tree. I record the iteration.',
      calls: [
        plan(['completed', 'completed', 'completed']),
        record({
          changed: 'The reservation overlaps with price and tax; the payment waits for it. One test added for a slow warehouse.',
          evidence: 'Both of the contract’s checks were run on this tree: the suite and the benchmark.',
          next: 'Nothing is left on the path that could overlap without charging too early.',
        }),
      ],
    },
    {
      id: 'reserve-early-claim',
      say: 'I claim completion, with the suite and the benchmark run on the same tree.',
      calls: [
        complete(
          'Stock, price and tax are asked for at once; the payment follows when the stock is held. Suite and benchmark ran on this tree.',
        ),
      ],
    },
  ];
}
