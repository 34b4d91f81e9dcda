import type { MessageCode, MessageValues } from './message.ts';
import { TablereadError } from './tablereadError.ts';

/** An error as it goes from one process or thread to another. */
export interface TravellingError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code?: string;
  readonly values?: MessageValues;
}

/** Readies an error for its way; one for people keeps its code and values. */
export function packError(error: unknown): TravellingError {
  if (error instanceof TablereadError) {
    const { name, message, stack, code, values } = error;
    return { name, message, stack, code, values };
  }
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack };
  return { name: 'Error', message: String(error), stack: undefined };
}

/** The error that was packed, with the stack of where it came about. */
export function unpackError({ name, message, stack, code, values }: TravellingError): Error {
  const error =
    code === undefined
      ? Object.assign(new Error(message), { name })
      : new TablereadError(code as MessageCode, values ?? {});
  if (stack !== undefined) error.stack = stack;
  return error;
}
