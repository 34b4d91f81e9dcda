import { hostname } from 'node:os';
import { isAlive } from './isAlive.ts';

const host = hostname().replace(/[^A-Za-z0-9]/g, '');

/** `HOST-PID`: what this process calls its temporary files and folders after, so that it can be told whose they are. */
export const processMark = `${host}-${process.pid}`;

/** Whether a mark is that of a process of this machine that is gone. */
export function isStaleMark(mark: string): boolean {
  const [, itsHost, pid] = /^([A-Za-z0-9]*)-(\d+)$/.exec(mark) ?? [];
  return itsHost === host && !isAlive(Number(pid));
}
