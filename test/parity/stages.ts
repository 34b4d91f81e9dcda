import { campplusStage } from './campplus.ts';
import type { Stage } from './stage.ts';

/** All stages, in the order in which a line passes through them. */
export const stages: readonly Stage[] = [campplusStage];
