import type { Check, Goldens } from './goldens.ts';
import type { Device } from './networkRun.ts';

/**
 * One stage of the chain, compared with what the official code computed. `npm run parity` and `npm test` run the same
 * stages. A stage looks up its cases in the goldens (`goldens.cases('campplus')`), runs ours on the stored inputs, and
 * reports one check for every output (`report(goldens.compare(golden, 'style', ours))`).
 * A set may hold other cases of the same stages, so nothing here may depend on the ids of cases.
 */
export interface Stage {
  /** A stage of the goldens' index: `campplus`, `text`, … */
  readonly name: string;
  /** `device` runs the networks. */
  check(goldens: Goldens, report: (check: Check) => void, device: Device): Promise<void>;
}
