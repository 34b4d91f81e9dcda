import { TablereadError } from '../foundation/tablereadError.ts';

/** A command or an option is wrong: exit code 2. */
export class UsageError extends TablereadError {}
