import { existsSync } from 'node:fs';
import { textAssets } from '../textAssets.ts';
import { failure, isKnownModel, messageOf, type Check, type Golden, type Goldens } from './goldens.ts';
import type { Device } from './networkRun.ts';
import type { Stage } from './stage.ts';

/** Stages of the format that the table leaves out: whole lines, whose parts are the other stages. */
const leftOutStages: readonly string[] = ['e2e'];

export interface SetOptions {
  /** Stages to run. */
  readonly stages: readonly Stage[];
  /** Whether all of the set was asked for, so that cases of a stage that nobody knows fail. */
  readonly whole: boolean;
  /** Whether files that the set names and lacks fail; a copy may leave out what is large. */
  readonly complete: boolean;
  readonly device: Device;
}

/**
 * Runs stages over a set and reports every check. What the set asks for and no stage compared is reported as well: as a
 * failure, or, where it may be absent, as one of the returned lines. Nothing in a set makes this throw.
 */
export async function compareSet(
  goldens: Goldens,
  { stages, whole, complete, device }: SetOptions,
  report: (check: Check) => void,
): Promise<string[]> {
  const compared = new Set<string>();
  const failed = new Set<string>();
  const note = (check: Check): void => {
    compared.add(key(check.golden, check.output));
    compared.add(key(check.golden));
    if (check.reason !== undefined) failed.add(key(check.golden));
    report(check);
  };
  for (const stage of stages) {
    // Stages may open their networks before they look for cases.
    if (goldens.cases(stage.name).length === 0) continue;
    try {
      await stage.check(goldens, note, device);
    } catch (error) {
      const none: Golden = { id: '-', stage: stage.name, model: null, op: '', inputs: {}, outputs: {}, settings: {} };
      report(failure(none, '-', messageOf(error)));
    }
  }

  const names = new Set(stages.map(({ name }) => name));
  const passedOver = new Map<string, number>();
  const passOver = (reason: string): unknown => passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1);
  for (const golden of goldens.all) {
    if (leftOutStages.includes(golden.stage)) {
      if (whole) passOver(`the stage ${golden.stage}`);
    } else if (!names.has(golden.stage)) {
      if (whole) report(failure(golden, '-', 'a stage that nothing compares'));
    } else if (!isKnownModel(golden)) {
      report(failure(golden, '-', 'a model that nothing compares'));
    } else if (!failed.has(key(golden))) {
      reportUncompared(goldens, golden, complete, compared, report, passOver);
    }
  }
  return Array.from(passedOver, ([reason, count]) => `not compared, ${reason}: ${count}`);
}

function reportUncompared(
  goldens: Goldens,
  golden: Golden,
  complete: boolean,
  compared: ReadonlySet<string>,
  report: (check: Check) => void,
  passOver: (reason: string) => void,
): void {
  const absent = goldens.missing(golden);
  if (absent.length > 0) {
    if (complete) report(failure(golden, '-', `${absent.join(', ')}: no such file`));
    else absent.forEach(() => passOver('files that this copy of the set leaves out'));
  }
  if (Object.values(golden.inputs).some(({ file }) => !existsSync(goldens.path(file)))) return;
  if (!compared.has(key(golden)) && golden.stage === 'text' && textAssets === undefined) {
    passOver('cases that need the text assets');
    return;
  }
  for (const [output, { file }] of Object.entries(golden.outputs)) {
    if (!existsSync(goldens.path(file))) continue;
    // Tables are compared field by field, under the names of the fields.
    if (compared.has(file.endsWith('.npy') ? key(golden, output) : key(golden))) continue;
    report(failure(golden, output, 'nothing to compare it with'));
  }
}

function key({ stage, model, id }: Golden, output = ''): string {
  return JSON.stringify([stage, model, id, output]);
}
